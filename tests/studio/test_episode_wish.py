from datetime import date

import pytest

from studio.episode_wish import read_day, read_place

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-06-02", date(2025, 6, 2)),
        ("2025/6/2", date(2025, 6, 2)),
        ("2025年6月2日", date(2025, 6, 2)),
        ("2025年6月2日月曜日", date(2025, 6, 2)),
        ("20250602", date(2025, 6, 2)),
        ("11月23日", date(2026, 11, 23)),
        ("11/25", date(2026, 11, 25)),
        ("12/24", date(2025, 12, 24)),
        ("2/29", None),
        ("2025-13-40", None),
        ("12", None),
        ("きのう", None),
    ],
)
def test_a_day_is_read_as_people_write_it(words: str, day: date | None):
    assert read_day(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("12-3", (12, 3)),
        ("第12回の3つ目", (12, 3)),
        ("１２ー３", (12, 3)),
        ("12の3", (12, 3)),
        ("12", None),
        ("0123456789abcdef", None),
        ("https://site.example/12-3", None),
    ],
)
def test_episode_and_story_are_read_as_people_write_them(words: str, place: tuple[int, int] | None):
    assert read_place(words) == place
