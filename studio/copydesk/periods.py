"""One day, one year: said of what happens each day or year, or as one says it. Pure."""

import re
from collections.abc import Iterator
from math import isclose

from studio.copydesk.evidence import Evidence
from studio.copydesk.numerals import KANJI
from studio.copydesk.quantity import Quantity
from studio.copydesk.units import MONTH, SECOND, YEAR

# What happens each year, day … in the source, "in one year" in the copy.
_EACH = tuple(
    (
        size,
        re.compile(
            rf"\b(?:{adverb}|(?:a|an|per|every|each) {noun})\b|(?:毎|各){kanji}|"
            rf"(?<![0-9{KANJI}十百千数]){kanji}(?:間|額|商|収|産)",
            re.IGNORECASE,
        ),
    )
    for size, adverb, noun, kanji in (
        (YEAR, "annual(?:ly)?|yearly", "year", "年"),
        (MONTH, "monthly", "month", "月"),
        (604_800, "weekly", "week", "週"),
        (86_400, "daily", "day", "日"),
        (3_600, "hourly", "hour", "時"),
        (60, "by the minute", "minute", "分"),
        (1, "by the second", "second", "秒"),
    )
)


def is_plain_one(number: Quantity, evidence: Evidence) -> bool:
    """Whether it is a day, a second … as one says it, and the source counts none of that kind."""
    sizes = {base for dimension, base in number.readings if dimension == SECOND}
    counted = {
        base / each.value for each in evidence.numbers for dimension, base in each.readings if dimension == SECOND
    }
    if number.value == 1 and any(period.search(evidence.told) for size in sizes for period in _periods(size)):
        return True
    return number.value == 1 and bool(sizes) and not any(isclose(size, other) for size in sizes for other in counted)


def _periods(size: float) -> Iterator[re.Pattern[str]]:
    return (pattern for length, pattern in _EACH if isclose(size, length))
