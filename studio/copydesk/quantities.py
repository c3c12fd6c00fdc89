"""Finds the numbers of a text in Japanese or English, with their units and what stands beside them. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from studio.copydesk.english_numbers import find_english_numbers
from studio.copydesk.idioms import blank_idioms
from studio.copydesk.numerals import DIGITS, KANJI, LETTER_SCALES, NUMERAL, SCALES, read_numeral
from studio.copydesk.qualifiers import Qualifier
from studio.copydesk.quantity import Kind, Quantity, Readings, quantity_at
from studio.copydesk.units import BARE, CLOCK, CURRENCY_SIGNS, RATIO, SECOND, THING, TIMES, YEAR, Meaning, read_unit

_DIGIT = f"[0-9{KANJI}]"
_COUNTER = "[人社件個回つ台本校手冊匹枚軒歩羽頭曲問語行票席]"
_TOKEN = re.compile(
    rf"""
      (?P<power>(?:0|ゼロ)が(?P<zeros>[0-9]{{1,2}}|[{KANJI}十]{{1,3}})個|(?<![0-9.])10(?:を(?P<factors>[0-9]{{1,2}}|[{KANJI}十]{{1,3}})回(?=か[けっ]|掛け)|\^(?P<exponent>[0-9]{{1,2}})(?![0-9])|の(?P<times>[0-9]{{1,2}}|[{KANJI}十]{{1,3}})乗))
    | (?P<tenths>(?P<tenth>{_DIGIT})割(?P<hundredth>{_DIGIT})分(?!間|の{_DIGIT})(?:(?P<thousandth>{_DIGIT})厘)?)
    | (?P<fraction>(?P<whole>{NUMERAL})分の(?P<part>{NUMERAL}))
    | (?P<among>(?P<all>{DIGITS}|[{KANJI}十百千]+){_COUNTER}?(?:に|中|のうち|(?:あっ|い)たら、?|(?:あ|い)れば、?)
        (?:(?P<some>{DIGITS}|[{KANJI}]+){_COUNTER}|(?P<few>ひと[りつ]|ふた[りつ])))
    | (?P<clock>(?<![\d:.])(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    | (?P<vague>[数何](?P<size>[十百千万億兆]+))
    | (?P<numeral>{NUMERAL})
    """,
    re.VERBOSE,
)
_ALONE = re.compile(NUMERAL)
_SCALE = re.compile(rf"[\s-]?({'|'.join(SCALES)})(?![A-Za-z])", re.IGNORECASE)
_LETTER_SCALE = re.compile(r"(bn|[KMBTk])(?![A-Za-z0-9])")
_MONEY_SCALE = re.compile(r"(bn|mn|[KMBTkmb])(?![A-Za-z0-9])")
_SIZES = SCALES | LETTER_SCALES | {"m": 10**6, "b": 10**9}
_KANJI_ONLY = re.compile(rf"[{KANJI}十百千万億兆京・]+")
_POWERS = re.compile("[十百千万億兆]")
_ORDINAL_TAIL = re.compile(
    r"(?:つ|番|回|人|個|本|年|日|度|件|台|社|代|枚|章|行|話|回戦|段|冊|ページ|週|[かヶ]月|号|列|種類|世代)?目|(?:つ|番|回|人|個|枚|台|度)め(?![らりるれろ])"
)
_STEM = re.compile(r"(?:[A-Za-z][A-Za-z0-9]*[-. ]?|[ァ-ヴー]{2,}[ -]?)$")
_HALF = re.compile("半(?![分数導減角額期])")
_RANGE = re.compile(r"\s?(?:〜|~|-|から|ないし|to|or|and|か)\s?")
_OR_ELSE = re.compile(r"(?:か|または|もしくは|あるいは)、?[^、。!?\n0-9]{1,16}")  # 最大3500万ユーロか、売り上げの7%
# 「60件から200件以上」 is no range of 60件以上, but 「50キロから100キロくらい」 is about 50キロ, too.
_OF_ONE_END = frozenset({Qualifier.MORE, Qualifier.LESS, Qualifier.MOST, Qualifier.LIMIT})
# "Up to 32 of these, 256 chips in all"
_IN_ALL = re.compile(r"[a-z ]{0,16}, ")
_ALTOGETHER = re.compile(r"[a-z ]{0,16} (?:in all|in total|altogether)\b")
_SPECIAL = re.compile(
    r"(?P<half>半分|半数|半減)|(?P<halfyear>半年)|(?P<halfday>半日)|"
    r"(?P<twice>倍増|(?<![0-9〇一二三四五六七八九十百千万億兆数何半.])倍(?=増|に|以上|近く|の速|の数|くらい|ぐらい))"
)
_SPECIAL_MEANING = {
    "half": (RATIO, 0.5),
    "halfyear": (SECOND, YEAR / 2),
    "halfday": (SECOND, 43_200.0),
    "twice": (TIMES, 2.0),
}
_DIGITS = re.compile(r"\d+")
_NOON = 12
_FEW = {"ひと": "1", "ふた": "2"}
_BATTING = {"tenth": 10, "hundredth": 100, "thousandth": 1_000}  # 三割二分五厘 is 0.325
_CLOCK_BEFORE = re.compile(rf"[0-9{KANJI}十][時分]$")
# "In 2019 researchers found": what stands before a year, and a noun that does not count it.
_YEAR_BEFORE = re.compile(r"\b(?:in|since|from|by|until|before|after|during|early|late|mid)[ -]$", re.IGNORECASE)
_YEAR = re.compile(r"[12]\d{3}")
_HEAD = 24  # characters before a number that can belong to it


@lru_cache(maxsize=64)  # six checks ask for the numbers of the same copy
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every number of a folded text, in order. Idioms such as 一緒 and 二度見 hold none."""
    blank = blank_idioms(text)
    found = [*_find_numerals(blank), *_find_specials(blank), *find_english_numbers(blank)]
    numbers = tuple(_share_units(sorted(found, key=lambda each: each.start), blank))
    return tuple(_share_qualifiers(numbers, blank))


def _find_numerals(text: str) -> Iterator[Quantity]:
    for match in _TOKEN.finditer(text):
        if match["power"]:
            yield _power(match)
        elif match["tenths"]:
            value = sum((read_numeral(match[part] or "0") or 0.0) / size for part, size in _BATTING.items())
            yield quantity_at(match, ((RATIO, value),), value=value)
        elif match["fraction"]:
            yield from _share(match, match["part"], match["whole"])
        elif match["among"]:
            yield from _share(match, match["some"] or _FEW[match["few"][:2]], match["all"])
        else:
            yield from _plain(match)


def _plain(match: re.Match[str]) -> Iterator[Quantity]:
    if match["clock"]:
        yield from (_part_of_time(part) for part in _DIGITS.finditer(match.string, *match.span()))
    elif match["vague"]:
        size = match["size"] if match["size"][0] in "十百千" else f"1{match['size']}"
        power = read_numeral(size) or 0.0
        yield quantity_at(match, ((BARE, power),), value=power, kind=Kind.VAGUE)
    elif found := _measure(match):
        yield found


def _power(match: re.Match[str]) -> Quantity:
    exponent = next(filter(None, (match["exponent"], match["times"], match["factors"], match["zeros"])))
    value = 10.0 ** (read_numeral(exponent) or 0.0)
    unit, end = read_unit(match.string, match.end())
    readings = tuple((dimension, value * factor) for dimension, factor in unit)
    return quantity_at(match, readings or ((BARE, value),), value=value, end=end)


def _part_of_time(found: re.Match[str]) -> Quantity:
    """A part of 09:28 by itself, as 九時二十八分 has it."""
    value = float(found.group())
    return quantity_at(found, ((CLOCK, value),), value=value)


def _share(match: re.Match[str], part: str, whole: str) -> Iterator[Quantity]:
    over, under = read_numeral(part), read_numeral(whole)
    if match["among"] and (over or 0) > (under or 0):
        yield from filter(None, map(_measure, _ALONE.finditer(match.string, match.start(), match.end())))
    elif over is not None and under:
        counted = ((THING, over),) if match["among"] else ()
        yield quantity_at(match, ((RATIO, over / under), *counted), value=over / under)


def _measure(match: re.Match[str]) -> Quantity | None:
    """A numeral with its scale (million, K) and unit; None for 漢数字 that are part of a word."""
    text, words = match.string, match.group()
    numeral = read_numeral(words)
    if numeral is None:
        return None
    head = text[max(0, match.start() - _HEAD) : match.start()].rstrip()
    currency = next((name for sign, name in CURRENCY_SIGNS.items() if head.endswith(sign)), None)
    value, end = _scale(numeral, text, match.end(), money=currency is not None)
    unit, unit_end = read_unit(text, end)
    if currency:
        unit, unit_end = ((currency, 1.0),), end
    if _ORDINAL_TAIL.match(text, end) or head.endswith("第"):
        return _ordinal(match, value, unit_end)
    if _KANJI_ONLY.fullmatch(words) and not unit and not (len(words) > 1 and _POWERS.search(words)):
        return None
    return _with_unit(match, value, unit, unit_end) if unit else _bare(match, value, end)


def _scale(value: float, text: str, end: int, *, money: bool) -> tuple[float, int]:
    pattern = _MONEY_SCALE if money else _LETTER_SCALE
    scale = _SCALE.match(text, end) or pattern.match(text, end)
    if not scale:
        return value, end
    return value * (_SIZES.get(scale[1]) or _SIZES[scale[1].casefold()]), scale.end()


def _ordinal(match: re.Match[str], value: float, end: int) -> Quantity:
    tail = _ORDINAL_TAIL.match(match.string, match.end())
    return quantity_at(match, ((BARE, value),), value=value, kind=Kind.ORDINAL, end=tail.end() if tail else end)


def _bare(match: re.Match[str], value: float, end: int) -> Quantity:
    head = match.string[max(0, match.start() - _HEAD) : match.start()]
    kind = Kind.VERSION if _STEM.search(head) else Kind.MEASURE
    return quantity_at(match, ((BARE, value),), value=value, kind=kind, end=end)


def _with_unit(match: re.Match[str], value: float, unit: Sequence[Meaning], end: int) -> Quantity:
    head = match.string[max(0, match.start() - _HEAD) : match.start()]
    if _CLOCK_BEFORE.search(head) and {dimension for dimension, _ in unit} == {SECOND}:
        return quantity_at(match, ((CLOCK, value),), value=value, end=end)  # 3時14分
    half = _HALF.match(match.string, end)
    amount = value + 0.5 if half and not any(dimension == CLOCK for dimension, _ in unit) else value
    readings = tuple((dimension, amount * factor) for dimension, factor in unit)
    year = (("year", value),) if _may_be_year(match) else ()
    later = ((CLOCK, value + _NOON),) if value < _NOON and _is_after_noon(match, end, unit) else ()
    return quantity_at(match, (*readings, *year, *later), value=value, end=half.end() if half else end)


def _is_after_noon(match: re.Match[str], end: int, unit: Sequence[Meaning]) -> bool:
    """Whether it is an hour of the second half of the day, which may be told as one of 24."""
    head = match.string[max(0, match.start() - _HEAD) : match.start()]
    clock = any(dimension == CLOCK for dimension, _ in unit)
    return clock and (
        head.endswith(("午後", "夕方", "夜")) or match.string[match.end() : end].strip()[:1] in {"p", "P"}
    )


def _may_be_year(match: re.Match[str]) -> bool:
    head = match.string[max(0, match.start() - _HEAD) : match.start()]
    return bool(_YEAR.fullmatch(match.group()) and _YEAR_BEFORE.search(head))


def _find_specials(text: str) -> Iterator[Quantity]:
    for match in _SPECIAL.finditer(text):
        meaning = _SPECIAL_MEANING[match.lastgroup or ""]
        yield quantity_at(match, (meaning,), value=2.0 if match["twice"] else 0.5)


def _share_units(numbers: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """In 10〜20%, "1.5 to 2 million" and "8, 70 and 405 billion" all have the unit and size of the last one, too."""
    shared: list[Quantity] = []
    listed = False
    for each in reversed(numbers):
        following = shared[-1] if shared else None
        between = text[each.end : following.start] if following else ""
        plain = each.kind is not Kind.ORDINAL and all(dimension in {BARE, THING} for dimension, _ in each.readings)
        if following and plain and following.value and (_RANGE.fullmatch(between) or (listed and between == ", ")):
            named = any(dimension != BARE for dimension, _ in following.readings)
            own = () if named and between != ", " else each.readings
            shared.append(replace(each, kind=Kind.MEASURE, readings=(*own, *_inherit(each, following))))
            listed = True
        else:
            shared.append(each)
            listed = False
    return reversed(shared)


def _share_qualifiers(numbers: Sequence[Quantity], text: str) -> Iterator[Quantity]:
    """In 約10〜20% and "17 to 20 or so" what qualifies one end qualifies both."""
    for before, each, after in zip([None, *numbers], numbers, [*numbers[1:], None], strict=False):
        shared = each.qualifiers
        if before and _OR_ELSE.fullmatch(text[before.end : each.start]):
            shared |= before.qualifiers & {Qualifier.ABOUT, Qualifier.MOST}
        if before and _IN_ALL.fullmatch(text[before.end : each.start]) and _ALTOGETHER.match(text, each.end):
            shared |= {Qualifier.LIMIT for kind in before.qualifiers if kind is Qualifier.MOST}
        if before and _RANGE.fullmatch(text[before.end : each.start]):
            shared |= before.qualifiers
        if after and _RANGE.fullmatch(text[each.end : after.start]):
            shared |= after.qualifiers - (_OF_ONE_END if "から" in text[each.end : after.start] else frozenset())
        yield replace(each, qualifiers=shared)


def _inherit(each: Quantity, following: Quantity) -> Readings:
    shared = tuple((name, each.value * base / following.value) for name, base in following.readings)
    missing = following.value / (each.value or 1)
    size = next((size for size in (10**12, 10**9, 10**8, 10**6, 10**4, 10**3) if missing >= size), 1)
    return (*shared, *((name, value * size) for name, value in shared)) if size > 1 else shared
