from datetime import UTC, datetime, timedelta

import pytest

from radio.mail import Message, PastReply, ReplyKind
from studio import mail_limits
from studio.limits import Limit
from studio.mail_limits import Enough, MailLimits
from tests.fakes import FakeClock

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def limits(clock: FakeClock, listener: int = 9, channel: int = 9, server: int = 9) -> MailLimits:
    return MailLimits(
        clock,
        listener=Limit(times=listener, span=MINUTE),
        channel=Limit(times=channel, span=MINUTE),
        server=Limit(times=server, span=MINUTE),
    )


def message(listener_id: int = 1, channel_id: int = 5, server_id: int | None = 9) -> Message:
    return Message(
        message_id=1, channel_id=channel_id, listener_id=listener_id, server_id=server_id, text="", sent_at=NOW
    )


def test_one_line_and_then_silence_until_the_minute_is_over():
    clock = FakeClock(NOW)
    mail = limits(clock, listener=2)

    said = [mail.admit(message()) for _ in range(5)]
    clock.pass_by(seconds=61)
    again = [mail.admit(message()) for _ in range(3)]

    told = Enough(whole_place=False, told=True)
    assert said == [None, None, Enough(whole_place=False, told=False), told, told]
    assert again == [None, None, Enough(whole_place=False, told=False)]


def test_another_listener_is_not_held_back():
    mail = limits(FakeClock(NOW), listener=1)

    assert mail.admit(message()) is None
    assert mail.admit(message()) is not None
    assert mail.admit(message(listener_id=2)) is None


def test_a_channel_and_a_server_have_their_own_measure():
    clock = FakeClock(NOW)
    by_channel, by_server = limits(clock, channel=1), limits(clock, server=1)

    assert by_channel.admit(message()) is None
    assert by_channel.admit(message(listener_id=2)) == Enough(whole_place=True, told=False)
    assert by_channel.admit(message(listener_id=2, channel_id=6)) is None
    assert by_server.admit(message()) is None
    assert by_server.admit(message(listener_id=2, channel_id=6)) == Enough(whole_place=True, told=False)
    assert by_server.admit(message(listener_id=2, channel_id=7, server_id=None)) is None


def test_what_was_too_much_for_one_is_counted_nowhere():
    mail = limits(FakeClock(NOW), listener=1, channel=2)

    for _ in range(5):
        mail.admit(message())

    assert mail.admit(message(listener_id=2)) is None


def test_a_serious_answer_has_a_measure_of_its_own():
    clock = FakeClock(NOW)
    mail = limits(clock)

    said = [mail.admit_care(1) for _ in range(4)]
    clock.pass_by(minutes=11)

    assert said == [True, True, True, False]
    assert mail.admit_care(1)
    assert mail.admit_care(2)


def test_a_clock_that_was_put_back_silences_nobody():
    clock = FakeClock(NOW)
    mail = limits(clock, listener=1)
    mail.admit(message())
    mail.admit(message())

    clock.pass_by(hours=-1)

    assert mail.admit(message()) is None
    assert mail.admit(message()) == Enough(whole_place=False, told=False)


def past(kind: ReplyKind | None = ReplyKind.ANSWER, listener_id: int = 1, **time: float) -> PastReply:
    return PastReply(listener_id=listener_id, channel_id=5, server_id=9, kind=kind, replied_at=NOW - timedelta(**time))


def test_what_was_replied_before_a_stop_counts_after_it():
    mail = limits(FakeClock(NOW), listener=2)

    mail.learn([past(seconds=50), past(seconds=40, listener_id=2)])

    said = [mail.admit(message()) for _ in range(2)]
    assert said == [None, Enough(whole_place=False, told=False)]


def test_the_kind_line_said_before_a_stop_is_not_said_again_after_it():
    mail = limits(FakeClock(NOW), listener=1)

    mail.learn([past(seconds=50), past(ReplyKind.LIMIT, seconds=40), past(None, seconds=30)])

    assert mail.admit(message()) == Enough(whole_place=False, told=True)
    assert mail.admit(message(listener_id=2)) is None


def test_what_was_replied_long_before_a_stop_counts_nowhere():
    mail = limits(FakeClock(NOW), listener=1)

    mail.learn([past(seconds=90), past(ReplyKind.LIMIT, seconds=80)])

    assert mail.admit(message()) is None


def test_serious_answers_before_a_stop_count_as_such():
    mail = limits(FakeClock(NOW), listener=1)

    mail.learn([past(ReplyKind.CARE, minutes=9)] * 3)

    assert not mail.admit_care(1)
    assert mail.admit(message()) is None


def test_no_limit_is_longer_than_what_is_learned_at_the_start():
    spans = (mail_limits.LISTENER.span, mail_limits.CHANNEL.span, mail_limits.SERVER.span, mail_limits.CARE.span)

    assert max(spans) == mail_limits.LONGEST_SPAN


def test_who_was_told_is_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mail_limits, "REMEMBERED", 1)
    mail = limits(FakeClock(NOW), listener=1)

    for listener_id in (1, 2):
        mail.admit(message(listener_id=listener_id))
        mail.admit(message(listener_id=listener_id))

    assert len(mail._told) == 1
