from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.rows import bound, clean, clean_if, read_stamp, read_stamp_if, stamp, stamp_if

TIMES = st.datetimes(timezones=st.just(UTC))


@given(TIMES, TIMES)
def test_text_order_is_the_order_of_time(one: datetime, other: datetime):
    assert (stamp(one) < stamp(other)) == (one < other)
    assert read_stamp(stamp(one)) == one


def test_another_zone_is_kept_as_utc():
    tokyo = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=9)))

    assert read_stamp(stamp(tokyo)) == datetime(2026, 11, 22, 23, 0, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        stamp(datetime(2026, 11, 23, 8, 0))  # noqa: DTZ001 – what the test is about


def test_nothing_stays_nothing():
    assert (stamp_if(None), read_stamp_if(None), clean_if(None), bound(None)) == (None, None, None, None)


def test_half_a_surrogate_pair_becomes_a_replacement_character():
    assert clean("絵文字\ud83d が切れた") == "絵文字\ufffd が切れた"
    assert clean_if("😀") == "😀"


def test_a_foreign_count_fits_a_column():
    assert [bound(10**30), bound(-5), bound(412)] == [2**63 - 1, 0, 412]
