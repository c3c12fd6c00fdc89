"""Years between dates: 「その二年後の2027年」 is right where the article has 2025 and 2027 and no "two years". Pure.

A writer who tells an article's dates in order says how far apart they are. One of the two years has to be named in the
copy, and the other in the evidence; which one is meant follows from the words: 後 counts on, 前 counts back.
"""

import re
from collections.abc import Iterator

from studio.copydesk.evidence import Evidence
from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Quantity
from studio.copydesk.units import BARE, SECOND, YEAR

_FIRST_YEAR, _LAST_YEAR = 1_000, 2_999
_LATER = re.compile(
    r"(?:ほど|ちょっと|くらい|ぐらい)?(?:後|あと|たって|たった|経って|がかり|ぶり|越し|ごし|かけて|かかっ|で)"
)
_EARLIER = re.compile(r"(?:ほど|ちょっと|くらい|ぐらい)?(?:前|まえ)")
_LAST_NAMED = 2  # the year that an interval is counted from may have another in between, of something told aside
_SINCE = re.compile(r"([12]\d{3})年[^。!?\n]{0,8}から(?!.*[12]\d{3}年)", re.DOTALL)  # 2013年から開いてたの。八年も!
_LONG_AGO = 60  # characters
_NEAR = 8  # characters between 「二年後の」 and the year it leads to


def stands_between_years(number: Quantity, plain: str, evidence: Evidence) -> bool:
    """Whether a number of years leads from a year that the copy names to one that the evidence has."""
    years = next((amount / YEAR for dimension, amount in number.readings if dimension == SECOND), 0.0)
    step = round(years)
    if step < 1 or abs(years - step) > 1e-6 or not number.words.endswith(("年", "年間")):
        return False
    told = {*_years_of((*evidence.numbers, *evidence.claimed_numbers))}
    said = find_quantities(plain)
    before = [*_years_of(each for each in said if each.end <= number.start)][-_LAST_NAMED:]
    leads_to = [*_years_of(each for each in said if number.end <= each.start <= number.end + _NEAR)]
    since = _SINCE.search(plain[max(0, number.start - _LONG_AGO) : number.start])
    if since and int(since[1]) + step in told:
        return True
    if _LATER.match(plain, number.end):
        return any(year + step in told for year in before) or any(year - step in told for year in leads_to)
    if _EARLIER.match(plain, number.end):
        return any(year - step in told for year in before) or any(year + step in told for year in leads_to)
    return False


def _years_of(numbers: "Iterator[Quantity] | tuple[Quantity, ...]") -> Iterator[int]:
    for each in numbers:
        if {BARE, "year"} & {dimension for dimension, _ in each.readings} and _FIRST_YEAR <= each.value <= _LAST_YEAR:
            yield int(each.value)
