from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from radio.show import Station
from studio.schedule import (
    CATCH_UP,
    PREPARATION,
    find_air_date,
    find_air_time,
    find_due_slots,
    find_latest_slot,
    find_news_window,
    find_next_slot,
)
from tests.archive.builders import station as make_station

MONDAY_8_TOKYO = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)


def station(**given: object) -> Station:
    return make_station(**{"station_id": 1, "set_at": datetime(2026, 1, 1, tzinfo=UTC)} | given)


def test_a_slot_is_due_from_its_preparation_on():
    before = MONDAY_8_TOKYO - PREPARATION

    assert find_due_slots([station()], before)[0].air_at == MONDAY_8_TOKYO
    assert find_due_slots([station()], before - timedelta(seconds=1))[0].slot_date == date(2026, 11, 16)


def test_the_slot_date_is_the_stations_own():
    early = station(air_time=time(0, 30))

    (slot,) = find_due_slots([early], datetime(2026, 11, 22, 16, 0, tzinfo=UTC))

    assert slot.slot_date == date(2026, 11, 23)
    assert slot.edition.air_date == date(2026, 11, 23)


def test_a_paused_station_has_no_slot_and_a_new_one_owes_none_of_before():
    now = MONDAY_8_TOKYO + timedelta(hours=1)

    assert find_due_slots([station(paused=True)], now) == ()
    assert find_due_slots([station(set_at=now)], now) == ()


def test_slots_come_in_the_order_of_their_air_time():
    late, early = station(station_id=1, air_time=time(9)), station(station_id=2, air_time=time(8))

    due = find_due_slots([late, early], MONDAY_8_TOKYO + timedelta(hours=2))

    assert [slot.station.station_id for slot in due] == [2, 1]


def test_a_slot_is_missed_when_the_catch_up_is_over():
    slot = find_latest_slot(station(), MONDAY_8_TOKYO)

    assert not slot.is_missed(MONDAY_8_TOKYO + CATCH_UP)
    assert slot.is_missed(MONDAY_8_TOKYO + CATCH_UP + timedelta(seconds=1))


def test_an_hour_that_clocks_repeat_airs_the_first_time_only():
    twice = station(weekday=6, air_time=time(1, 30), zone="America/New_York")
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)

    assert find_latest_slot(twice, first).air_at == first
    assert find_latest_slot(twice, first + timedelta(hours=1)).slot_date == date(2026, 11, 1)
    assert find_next_slot(twice, first).slot_date == date(2026, 11, 8)


def test_an_hour_that_clocks_skip_airs_after_the_gap():
    air_at = find_air_time(date(2026, 3, 8), time(2, 30), ZoneInfo("America/New_York"))

    assert air_at.astimezone(ZoneInfo("America/New_York")).time() == time(3, 30)


def test_the_next_air_date_may_be_today():
    assert find_air_date(date(2026, 11, 23), 0) == date(2026, 11, 23)
    assert find_air_date(date(2026, 11, 24), 0) == date(2026, 11, 30)


@pytest.mark.parametrize("zone", ["Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/New_York"])
@given(
    now=st.integers(0, 2 * 366 * 24 * 3600).map(
        lambda second: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
    ),
    weekday=st.integers(0, 6),
    air_time=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_between_the_latest_and_the_next_slot_lies_now(zone: str, now: datetime, weekday: int, air_time: time):
    wanted = station(weekday=weekday, air_time=air_time, zone=zone)

    latest, following = find_latest_slot(wanted, now), find_next_slot(wanted, now)

    assert latest.air_at <= now < following.air_at
    assert latest.slot_date.weekday() == following.slot_date.weekday() == weekday


def test_the_news_of_a_coming_edition_ends_now_and_of_a_past_one_with_its_day():
    now = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)

    assert find_news_window(date(2026, 11, 23), now)[1] == now
    assert find_news_window(date(2026, 11, 16), now)[1] == datetime(2026, 11, 16, 15, 0, tzinfo=UTC)
