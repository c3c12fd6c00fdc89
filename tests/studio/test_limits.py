from datetime import UTC, datetime, timedelta

import pytest

from radio.bulletin import Asker
from radio.errors import LimitError
from studio import limits
from studio.limits import Limit, RateLimits
from tests.fakes import FakeClock

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ME, OTHER, ALONE = Asker(listener_id=1, server_id=9), Asker(listener_id=2, server_id=9), Asker(listener_id=3)


def make(clock: FakeClock, listener: int = 2, server: int = 3) -> RateLimits:
    return RateLimits(clock, listener=Limit(times=listener, span=MINUTE), server=Limit(times=server, span=2 * MINUTE))


def test_a_listener_hears_when_to_come_again():
    clock = FakeClock(NOW)
    rates = make(clock)
    rates.admit(ME)
    clock.pass_by(seconds=20)
    rates.admit(ME)

    with pytest.raises(LimitError) as refused:
        rates.admit(ME)

    assert refused.value.until == NOW + MINUTE
    assert not refused.value.whole_server


def test_the_window_slides():
    clock = FakeClock(NOW)
    rates = make(clock)
    rates.admit(ME)
    clock.pass_by(seconds=40)
    rates.admit(ME)
    clock.pass_by(seconds=20)

    rates.admit(ME)

    with pytest.raises(LimitError) as refused:
        rates.admit(ME)
    assert refused.value.until == NOW + timedelta(seconds=100)


def test_a_server_has_a_limit_of_its_own():
    rates = make(FakeClock(NOW))
    for asker in (ME, ME, OTHER):
        rates.admit(asker)

    with pytest.raises(LimitError) as refused:
        rates.admit(OTHER)

    assert refused.value.whole_server
    assert refused.value.until == NOW + 2 * MINUTE


def test_what_is_refused_is_not_counted():
    clock = FakeClock(NOW)
    rates = make(clock, listener=5, server=1)
    rates.admit(ME)
    for _ in range(9):
        with pytest.raises(LimitError):
            rates.admit(ME)

    clock.pass_by(minutes=2)

    rates.admit(ME)


def test_direct_messages_count_for_the_listener_only():
    rates = make(FakeClock(NOW), listener=1, server=0)

    rates.admit(ALONE)

    with pytest.raises(LimitError):
        rates.admit(ALONE)


def test_a_clock_put_back_locks_nobody_out():
    clock = FakeClock(NOW)
    rates = make(clock, listener=1)
    rates.admit(ALONE)

    clock.pass_by(days=-1)
    rates.admit(ALONE)

    with pytest.raises(LimitError) as refused:
        rates.admit(ALONE)
    assert refused.value.until < NOW


def test_only_so_many_are_remembered(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "REMEMBERED", 2)
    rates = make(FakeClock(NOW), listener=1)
    for listener in (1, 2, 3):
        rates.admit(Asker(listener_id=listener))

    rates.admit(Asker(listener_id=1))

    with pytest.raises(LimitError):
        rates.admit(Asker(listener_id=3))
