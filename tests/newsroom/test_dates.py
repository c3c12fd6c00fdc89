from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.dates import EARLIEST, parse_date
from radio.news import Language

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


def parse(raw, language=Language.ENGLISH):
    return parse_date(raw, language=language, now=NOW)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("Fri, 20 Nov 2026 10:00:00 +0900", "2026-11-20T01:00:00"),
        ("Fri, 20 Nov 2026 10:00:00 JST", "2026-11-20T01:00:00"),
        ("Fri, 20 Nov 2026 10:00:00 GMT", "2026-11-20T10:00:00"),
        ("Fri,20 Nov 2026 10:00 PST", "2026-11-20T18:00:00"),
        ("20 Nov 26 10:00 EST", "2026-11-20T15:00:00"),
        ("20 Nov 98 10:00 GMT", "1998-11-20T10:00:00"),
        ("Fri, 20 Nov 2026 24:00:00 GMT", "2026-11-21T00:00:00"),
        ("Fri, 20 Nov 2026 10:00:60 GMT", "2026-11-20T10:00:59"),
        ("Fri Nov 20 10:00:00 UTC 2026", "2026-11-20T10:00:00"),
        ("Fri Nov 20 10:00:00 2026", "2026-11-20T10:00:00"),
        ("November 20th, 2026 3:04 PM", "2026-11-20T15:04:00"),
        ("Nov 20, 2026 12:30 am", "2026-11-20T00:30:00"),
        ("Sept 5, 2026", "2026-09-05T00:00:00"),
        ("20-Nov-2026", "2026-11-20T00:00:00"),
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00"),
        ("2026-11-20T10:00:00.123-0500", "2026-11-20T15:00:00"),
        ("2026-11-20T10:00:00+09:00[Asia/Tokyo]", "2026-11-20T01:00:00"),
        ("2026-11-20 10:00:00 Asia/Tokyo", "2026-11-20T01:00:00"),
        ("2026-11-20 10:00:00 +0000 UTC", "2026-11-20T10:00:00"),
        ("20261120T100000Z", "2026-11-20T10:00:00"),
        ("20261120", "2026-11-20T00:00:00"),
        ("1763604000", "2025-11-20T02:00:00"),
        (1763604000, "2025-11-20T02:00:00"),
        ("1763604000000", "2025-11-20T02:00:00"),
        (1763604000.0, "2025-11-20T02:00:00"),
    ],
)
def test_a_date_is_read_as_it_was_meant(raw, moment):
    assert parse(raw) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2026/11/20", "2026-11-19T15:00:00"),
        ("2026.11.20 10:00", "2026-11-20T01:00:00"),
        ("2026年11月20日", "2026-11-19T15:00:00"),
        ("２０２６年１１月２０日 10時05分", "2026-11-20T01:05:00"),
        ("2026年11月20日（金） 午後3時", "2026-11-20T06:00:00"),
        ("2026年11月20日(金曜日) 午前0時10分", "2026-11-19T15:10:00"),
        ("令和8年11月20日", "2026-11-19T15:00:00"),
        ("令和元年5月1日", "2019-04-30T15:00:00"),
        ("2026-11-20T10:00:00", "2026-11-20T01:00:00"),
        ("2026-11-20T10:00:00Z", "2026-11-20T10:00:00"),
    ],
)
def test_a_japanese_date_without_a_zone_is_one_of_japan(raw, moment):
    assert parse(raw, Language.JAPANESE) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_a_zone_of_several_meanings_leaves_the_day():
    assert parse("Fri, 20 Nov 2026 23:00:00 IST") == datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        *("", "yesterday", "11/20/2026", "2026-13-01", "31 Feb 2026 10:00 GMT", "2026-11", "5 Mai 2026", "0000-00-00"),
        *("Fri, 20 Nov 2026 10:00 +9900", "2026-11-20 99:00", "0", "9" * 400, -5, 1e308, float("nan"), True, None, []),
    ],
)
def test_what_cannot_be_told_is_no_date(raw):
    assert parse(raw) is None


def test_a_date_far_ahead_is_not_believed():
    assert parse("Wed, 25 Nov 2026 12:00:00 GMT") is None


def test_a_site_whose_clock_runs_a_little_ahead_is_believed():
    assert parse("Wed, 25 Nov 2026 03:09:00 GMT") == NOW


@pytest.mark.parametrize("raw", ["0001-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "12 Mar 1931 10:00 GMT"])
def test_a_date_before_all_news_stays_old(raw):
    assert parse(raw) == EARLIEST


@given(st.text(max_size=120) | st.integers() | st.floats())
def test_no_text_or_number_breaks_the_reading(raw):
    found = parse(raw)

    assert found is None or EARLIEST <= found <= NOW


@given(st.integers(7 * 10**8, 17 * 10**8), st.integers(-12, 14))
def test_every_iso_date_with_an_offset_is_the_moment_it_names(seconds, hours):
    moment = datetime.fromtimestamp(seconds, timezone(timedelta(hours=hours)))

    assert parse(moment.isoformat()) == moment
