"""Conversions: 「ミリは千分の一」 and 「1トンは1000キロ」 explain a unit, which needs no article. Pure."""

import re
from math import isclose

from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Quantity
from studio.copydesk.units import PREFIXES, WEAK

_REACH = 24  # characters between a prefix and what it stands for
_EXACT = 1e-9
_PREFIX = f"({'|'.join(PREFIXES)})[ァ-ヴー]{{0,5}}秒?」?"
_NAMED_BEFORE = re.compile(rf"{_PREFIX}(?:は|って|が|と?いうのは)[^。!?\n]*$")  # 「ミリ秒」は、千分の一秒
_NAMED_AFTER = re.compile(rf"^[^。!?\n]{{0,6}}を「?{_PREFIX}")  # 千分の一を「ミリ」と呼ぶ
_ENDS = "。!?\n"


def explains_unit(number: Quantity, plain: str) -> bool:
    """Whether a number says how large a prefix is, or how large one of a unit is in another unit."""
    return _is_prefix(number, plain) or _is_of_one(number, plain)


def _is_prefix(number: Quantity, plain: str) -> bool:
    before, after = plain[max(0, number.start - _REACH) : number.start], plain[number.end : number.end + _REACH]
    named = [*_NAMED_BEFORE.findall(before), *_NAMED_AFTER.findall(after)]
    sizes = [PREFIXES[prefix] for prefix in named]
    return any(isclose(number.value, each, rel_tol=_EXACT) for size in sizes for each in (size, 1 / size))


def _is_of_one(number: Quantity, plain: str) -> bool:
    start = max(plain.rfind(sign, 0, number.start) for sign in _ENDS) + 1
    end = min((place for sign in _ENDS if (place := plain.find(sign, number.end)) >= 0), default=len(plain))
    others = [each for each in find_quantities(plain) if start <= each.start < end and each.start != number.start]
    return any(_converts(number, each) for each in others if 1 in {number.value, each.value})


def _converts(number: Quantity, other: Quantity) -> bool:
    return any(
        name == another and name not in WEAK and isclose(amount, size, rel_tol=_EXACT)
        for name, amount in number.readings
        for another, size in other.readings
    )
