"""Numbers that English writes in words: "two-thirds", "twice", "the third", "in June", "hundreds of". Pure."""

import re
from collections.abc import Iterator

from studio.copydesk.numerals import ENGLISH_NUMBER, SCALES, read_english
from studio.copydesk.quantity import Kind, Quantity, quantity_at
from studio.copydesk.units import BARE, COUNT, RATIO, TIMES, read_unit

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_ORDINAL = re.compile(rf"\b(?:{'|'.join(_ORDINALS)}|(\d+)(?:st|nd|rd|th))\b", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"\b(one|two|three|four|five|seven|nine|a|\d+)[- ]({'|'.join(_PARTS)})s?\b", re.IGNORECASE)
_UNITS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
# "9 out of 10", "4 of 10 attempts", "one phone in twelve"
_OUT_OF = re.compile(
    rf"\b(\d[\d,]*|{_UNITS})(?: [a-z]+)?(?: out of| of(?: the)?| in)(?: every)? ([\w,]+)\b", re.IGNORECASE
)
_DIVIDED = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,3})(?![\d/])")
_FACTOR = re.compile(
    r"\b(?:(?P<half>hal(?:f|ve[sd]?|ving))|(?P<twice>twice|doubl(?:e[sd]?|ing)|twofold)|"
    r"(?P<thrice>tripl(?:e[sd]?|ing)|threefold)|(?P<fourfold>quadrupl(?:e[sd]?|ing)|fourfold)|(?P<tenfold>tenfold))\b",
    re.IGNORECASE,
)
_FACTORS = {
    "half": (RATIO, 0.5),
    "twice": (TIMES, 2.0),
    "thrice": (TIMES, 3.0),
    "fourfold": (TIMES, 4.0),
    "tenfold": (TIMES, 10.0),
}
_HALF_OF = re.compile(
    r"\bhalf an?(?= (?:second|minute|hour|day|week|month|year|decade|century|cent|dollar|percent|mile|metre|meter|inch|"
    r"ton)\b)",
    re.IGNORECASE,
)
_A_WHILE = re.compile(
    r"\ban?(?= (?:second|minute|hour|day|week|month|year|decade|century) (?:later|ago|after|earlier|before)\b)|"
    r"(?:(?<=than )|(?<=under )|(?<=about )|(?<=within )|(?<=almost )|(?<=nearly )|(?<=over ))"
    r"an?(?= (?:second|minute|hour|day|week|month|year|decade|century)\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(r"\b(dozen|hundred|thousand|million|billion|trillion)s\b", re.IGNORECASE)


def find_english_numbers(text: str) -> Iterator[Quantity]:
    """Every number in words, once for each way to take it."""
    yield from _counted(text)
    yield from _ordinals(text)
    yield from _shares(text)
    for match in _MONTH.finditer(text):
        month = _MONTHS[match.group()[:3].casefold()]
        yield quantity_at(match, (("month", month),), value=month)
    for match in _FACTOR.finditer(text):
        meaning = _FACTORS[match.lastgroup or ""]
        often = ((COUNT, meaning[1]),) if match.lastgroup == "twice" else ()
        yield quantity_at(match, (meaning, *often), value=meaning[1])
    for match in _HALF_OF.finditer(text):
        unit, end = read_unit(text, match.end())
        yield quantity_at(match, tuple((dimension, 0.5 * factor) for dimension, factor in unit), value=0.5, end=end)
    for match in _A_WHILE.finditer(text):
        unit, end = read_unit(text, match.end())
        yield quantity_at(match, unit, value=1, end=end)
    for match in _VAGUE.finditer(text):
        power = SCALES[match[1].casefold()] if match[1].casefold() != "dozen" else 10
        yield quantity_at(match, ((BARE, power),), value=power, kind=Kind.VAGUE)


def _counted(text: str) -> Iterator[Quantity]:
    for match in ENGLISH_NUMBER.finditer(text):
        value = read_english(match.group())
        unit, end = read_unit(text, match.end())
        readings = tuple((dimension, value * factor) for dimension, factor in unit) or ((BARE, value),)
        yield quantity_at(match, readings, value=value, end=end)


def _ordinals(text: str) -> Iterator[Quantity]:
    for match in _ORDINAL.finditer(text):
        value = float(match[1] or _ORDINALS[match.group().casefold()])
        yield quantity_at(match, ((BARE, value),), value=value, kind=Kind.ORDINAL)


def _shares(text: str) -> Iterator[Quantity]:
    """Two-thirds, "one in three", 3/4: beside what their numbers say alone."""
    for pattern in (_SHARE, _OUT_OF, _DIVIDED):
        for match in pattern.finditer(text):
            over = _read_either(match[1])
            under = _PARTS.get(match[2].casefold().removesuffix("s")) or _read_either(match[2])
            if over and under and over < under:
                yield quantity_at(match, ((RATIO, over / under),), value=over / under)


def _read_either(word: str) -> float:
    if word.casefold() == "a":
        return 1
    digits = word.replace(",", "")
    return float(digits) if digits.isascii() and digits.isdigit() else read_english(word)
