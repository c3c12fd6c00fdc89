from datetime import time
from zoneinfo import ZoneInfo

import pytest

from cogs.air_slots import CHOICES, read_air_time, read_zone, suggest_zones


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("8:00", time(8)),
        ("08:05", time(8, 5)),
        ("８：００", time(8)),
        (" 20.30 ", time(20, 30)),
        ("8", time(8)),
        ("0800", time(8)),
        ("8時", time(8)),
        ("８時半", time(8, 30)),
        ("8時5分", time(8, 5)),
        ("20時15分", time(20, 15)),
        ("午前８時", time(8)),
        ("午前0時", time(0)),
        ("午後0時", time(12)),
        ("午後8時半", time(20, 30)),
        ("朝8時から", time(8)),
        ("夜9時", time(21)),
        ("夜20時", time(20)),
        ("夜12時", time(0)),
        ("深夜1時", time(1)),
        ("正午", time(12)),
        ("Noon", time(12)),
        ("8am", time(8)),
        ("8:30 PM", time(20, 30)),
        ("12 am", time(0)),
        ("12 p.m.", time(12)),
        ("23:59", time(23, 59)),
    ],
)
def test_a_time_is_read_as_people_write_it(typed: str, read: time):
    assert read_air_time(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "24:00",
        "25:00",
        "8:60",
        "8:5",
        "8時半30分",
        "午前15時",
        "am 8 pm",
        "朝",
        "😀",
        "８：００分秒",
        "1234567",
        "-8:00",
    ],
)
def test_what_is_no_time_of_day_is_refused(typed: str):
    assert read_air_time(typed) is None


def test_six_thousand_characters_are_no_time_and_no_zone():
    assert read_air_time("8" * 6000) is None
    assert read_zone("Tokyo" * 1200) is None
    assert suggest_zones("あ" * 6000) == suggest_zones("")


@pytest.mark.parametrize("typed", ["東京", "tokyo", "ＴＯＫＹＯ", "JST", "日本", "Asia/Tokyo", "asia/tokyo", " Tokyo "])
def test_a_zone_is_found_by_its_city_in_japanese_and_english(typed: str):
    assert read_zone(typed) == "Asia/Tokyo"
    assert suggest_zones(typed)[0] == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("typed", "zone"), [("new york", "America/New_York"), ("New_York", "America/New_York"), ("UTC", "UTC")]
)
def test_blanks_and_low_lines_are_the_same_in_a_zone(typed: str, zone: str):
    assert read_zone(typed) == zone


@pytest.mark.parametrize("typed", ["", "どこか", "../../etc/passwd", "posix/Asia/Tokyo", "localtime", "a", "@everyone"])
def test_no_zone_or_more_than_one_is_refused(typed: str):
    assert read_zone(typed) is None


def test_suggestions_are_zones_that_exist_and_few_enough():
    for typed in ("", "a", "アメリカ", "/"):
        suggested = suggest_zones(typed)

        assert len(suggested) <= CHOICES
        assert len(set(suggested)) == len(suggested)
        assert all(ZoneInfo(zone) for zone in suggested)
    assert suggest_zones("")[0] == "Asia/Tokyo"
