"""Dates: a month goes with its year and a day with its month as the source has them. Pure.

Each part of a wrong date may stand somewhere in the article, so that no single number gives it away.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from radio.writing import Finding
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.numerals import KANJI, read_numeral

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_SMALL = rf"(?:\d{{1,2}}|[{KANJI}十]{{1,3}})"
_TH = "(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"""
      (?:(?P<year>[12]\d{{3}})年(?:の)?|(?P<same>同じ?年(?:の)?)|(?P<next>翌年(?:の)?))?(?<!\d)
        (?P<month>{_SMALL})月(?!か(?!ら)|[ヶ面額刊末])(?:の?(?P<day>{_SMALL})日(?![間前後]))?
    | (?P<lone_year>(?<!\d)[12]\d{{3}})年
    | (?<!\d)(?P<lone_day>{_SMALL})日(?![間本常曜前後目記光])
    | (?<!\d)(?P<day2>\d{{1,2}}){_TH}\ (?:of\ )?(?P<month2>{_MONTH})(?:,?\ (?P<year2>[12]\d{{3}}))?
    | \b(?P<month3>{_MONTH})(?:\ (?P<day3>\d{{1,2}}){_TH}\b)?(?:,?\ (?P<year3>[12]\d{{3}}))?
    | \bthe\ (?P<day4>\d{{1,2}})(?:st|nd|rd|th)\b
    | (?<![\d.,])(?P<year4>(?:1[89]|20)\d\d)(?![\d.,]*\d)
    """,
    re.VERBOSE,
)
_LAST_NAMED = 2  # a month without its year may be of one of the last two years named before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What a source dates: pairs of a year and a month, and of a month and a day, and each of them alone."""

    months: frozenset[tuple[int, int]]
    days: frozenset[tuple[int, int]]

    def has_month(self, year: int, month: int) -> bool:
        """Whether the month may be of that year; of months that the source never names it says nothing."""
        return (year, month) in self.months or all(month != other for _, other in self.months)

    def has_day(self, month: int, day: int) -> bool:
        """Whether the day may be of that month; of days that the source never names it says nothing."""
        unnamed = all(day != other for _, other in self.days) or all(month != other for other, _ in self.days)
        return (month, day) in self.days or unnamed


def check_dates(galley: Galley) -> Iterator[Finding]:
    """Dates put together of parts of other dates."""
    calendar = _read_calendar(f"{galley.evidence.told}\n{galley.evidence.claimed}")
    for found in _DATE.finditer(galley.plain):
        year, month, day = _read_date(found)
        wrong_month = year and month and not calendar.has_month(year, month)
        wrong_day = month and day and not calendar.has_day(month, day)
        if wrong_month or wrong_day:
            message = f"「{found.group()}」という日付は記事にありません。記事の日付に直してください。"
            yield gate("dates", message, around(galley.plain, found.start(), found.end()))


@lru_cache(maxsize=32)
def _read_calendar(text: str) -> Calendar:
    months: set[tuple[int, int]] = set()
    days: set[tuple[int, int]] = set()
    years: list[int] = []
    named: list[int] = []
    for found in _DATE.finditer(text):
        year, month, day = _read_date(found)
        if year:
            years.append(year)
        if month:
            named.append(month)
            months |= {(each, month) for each in _years_of(found, year, years)}
        if day:
            days |= {(each, day) for each in ([month] if month else named[-_LAST_NAMED:])}
    return Calendar(months=frozenset(months), days=frozenset(days))


def _years_of(found: re.Match[str], year: int, years: Sequence[int]) -> Sequence[int]:
    """Of which years a month may be."""
    if year:
        return [year]
    if found["next"]:
        return [years[-1] + 1] if years else []
    return years[-1:] if found["same"] else years[-_LAST_NAMED:]


def _read_date(found: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day, 0 for what is not said."""
    year = _first(found, "year", "lone_year", "year2", "year3", "year4")
    month = _first(found, "month", "month2", "month3")
    day = _first(found, "day", "lone_day", "day2", "day3", "day4")
    return year, month, day


def _first(found: re.Match[str], *names: str) -> int:
    word = next((found[name] for name in names if found[name]), "0")
    if word[:3].casefold() in _MONTHS:
        return _MONTHS.index(word[:3].casefold()) + 1
    return int(read_numeral(word) or 0)
