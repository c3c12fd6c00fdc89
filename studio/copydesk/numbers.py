"""Numbers: each one in the copy stands in the evidence, with its unit. Pure."""

import re
from collections.abc import Iterator
from math import isclose

from radio.writing import Finding
from studio.copydesk.conversions import explains_unit
from studio.copydesk.evidence import Evidence
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.intervals import stands_between_years
from studio.copydesk.own_numbers import counts_the_named, is_own
from studio.copydesk.periods import is_plain_one
from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Kind, Quantity
from studio.copydesk.texts import fold_copy, squeeze
from studio.copydesk.units import BARE, CLOCK, COUNT, RATIO, SECOND, THING, TIMES, WEAK

_DATES = frozenset({"year", "month", "day", CLOCK})
_FIRST_YEAR, _LAST_YEAR = 1_000, 2_999
EXACT = 1e-9  # rounding alone: 2,147,483,647 is not 2,147,483,467
_SMALL = frozenset({BARE, COUNT, "machine", *WEAK} - {"age"})
_RATE = re.compile(r"間?(?:に(?!な)|あたり|当たり|ごと|毎に|につき)")
_PIECES = re.compile(r"[1-5一二三四五]つ")
_TALK_BEFORE = re.compile(
    r"(?:この|その|あの|もう|あと|大きく|ざっくり|主に|おもに|ポイントは|ポイントが|コツは|理由は|大事なのは)\s?$"
)
_TALK_AFTER = re.compile(
    r"(?:の|に)?(?:ポイント|理由|こと|話|やり方|ワザ|コツ|大事|使い分|意味|メリット|デメリット|とも|分け|わけ|セット|だけ|目|合わせ|まとめ)"
)
_ROW = re.compile(r"(?<![\d.])\d+(?:(?::\d+){2,}|(?:\.\d+){2,})")  # 16:9:4, 5.2.1
_LATIN_STEM = re.compile(r"([A-Za-z][A-Za-z0-9]*)([-. ]?)$")
_ERA = re.compile(r"(令和|平成|昭和)$")
_ERA_START = {"令和": 2018, "平成": 1988, "昭和": 1925}


def check_numbers(galley: Galley) -> Iterator[Finding]:
    """Numbers and units that the evidence does not have."""
    for number in find_quantities(galley.plain):
        if _is_proven(number, galley):
            continue
        excerpt = around(galley.plain, number.start, number.end)
        if _has_value(number, galley.evidence):
            message = f"「{number.words}」は、数は記事にありますが単位がちがいます。記事の単位に直してください。"
            yield gate("units", message, excerpt)
        else:
            message = (
                f"「{number.words}」という数は記事にありません。記事の数をそのまま使うか、その文を消してください。"
            )
            yield gate("numbers", message, excerpt)
    for row in _ROW.finditer(galley.plain):
        if re.search(rf"(?<![\d.]){re.escape(row.group())}(?!\d)", galley.evidence.folded) is None:
            yield gate("numbers", f"「{row.group()}」という比や版は記事にありません。", row.group())


def _is_proven(number: Quantity, galley: Galley) -> bool:
    """Whether a number is the evidence's, or says nothing that it would have to prove."""
    plain, evidence = galley.plain, galley.evidence
    if is_free(number, plain) or is_plain_one(number, evidence) or _is_hosts(number, galley):
        return True
    if stands_in(number, plain, evidence) or stands_between_years(number, plain, evidence):
        return True
    return explains_unit(number, plain) or is_own(number, galley) or counts_the_named(number, galley)


def is_free(number: Quantity, plain: str) -> bool:
    """Whether a number needs no proof: an ordinal, a "one", a list's own count, part of a Latin name."""
    after = plain[number.end :]
    before = plain[: number.start]
    dimensions = {dimension for dimension, _ in number.readings}
    if number.kind is Kind.ORDINAL or (number.kind is Kind.VAGUE and number.words.startswith("何")):
        return True
    if _is_in_name(before, number):
        return True  # GPT-5 and H100 are names, and names are another check
    if number.value == 1 and (
        dimensions <= _SMALL or COUNT in dimensions or (SECOND in dimensions and _RATE.match(after))
    ):
        return True
    if number.value == 2 and number.words[-1:] in {"つ", "人"}:
        return True
    if number.words.startswith(("半分", "半数")) and not re.match(
        r"以|近く|に(?:な|減|短|お?さえ|抑|カット|縮|へ)", after
    ):
        return True  # half of something is a way of speaking; halved is a claim
    return bool(_PIECES.fullmatch(number.words) and (_TALK_BEFORE.search(before[-12:]) or _TALK_AFTER.match(after)))


def stands_in(number: Quantity, plain: str, evidence: Evidence) -> bool:
    """Whether the evidence has this number with a unit that agrees."""
    if number.kind is Kind.VAGUE:
        return _stands_vaguely(number, evidence)
    stem = _LATIN_STEM.search(plain[max(0, number.start - 24) : number.start])
    if number.kind is Kind.VERSION and stem:
        named = squeeze(stem[1] + number.words) in evidence.squeezed
        return named or _stands_near(stem[1], number.words, evidence) or _stands_short(stem[1], number.words, evidence)
    proven = find_proofs(number, evidence) or _stands_in_parts(number, evidence)
    return bool(proven) or _stands_as_claimed(number, plain, evidence)


def _stands_in_parts(number: Quantity, evidence: Evidence) -> bool:
    """Whether the evidence has both numbers of a share: 「89人のうち64人」 of "In a survey of 89 pupils, 64 said"."""
    readings = dict(number.readings)
    some, share = readings.get(THING, 0.0), readings.get(RATIO, 0.0)
    if not (some and share):
        return False
    values = [each.value for each in evidence.numbers]
    return all(any(isclose(part, value) for value in values) for part in (some, some / share))


def _is_hosts(number: Quantity, galley: Galley) -> bool:
    """Whether it is a number of the host's own sheet, such as her age."""
    return any(number.readings == each.readings for each in find_quantities(fold_copy(galley.persona.character)))


def is_date(number: Quantity) -> bool:
    """Whether it is a year, a month or a time of day."""
    dimensions = {dimension for dimension, _ in number.readings}
    year = "year" in dimensions and _FIRST_YEAR <= number.value <= _LAST_YEAR
    return year or CLOCK in dimensions or "month" in dimensions


def find_proofs(number: Quantity, evidence: Evidence) -> list[Quantity]:
    """The evidence's own numbers that agree with one of the copy; where some have its unit, those alone."""
    found = [each for each in evidence.numbers if agrees(number, each, evidence)]
    # It proves more than one that happens to be alike.
    alike = [each for each in found if any(is_same(one, other) for one in number.readings for other in each.readings)]
    return alike or found


def _stands_as_claimed(number: Quantity, plain: str, evidence: Evidence) -> bool:
    if any(agrees(number, each, evidence) for each in evidence.claimed_numbers):
        return True
    if "year" not in {dimension for dimension, _ in number.readings}:
        return False
    era = _ERA.search(plain[: number.start])
    starts = (_ERA_START[era[1]],) if era else (1900, 2000) if number.value < 100 else ()
    numbers = (*evidence.numbers, *evidence.claimed_numbers)
    return any(isclose(number.value + start, each.value) for start in starts for each in numbers)


def agrees(number: Quantity, proof: Quantity, evidence: Evidence) -> bool:
    """Whether a number of the evidence proves one of the copy, units and all."""
    if proof.kind is Kind.VAGUE:
        return False
    if any(is_same(one, other) for one in number.readings for other in proof.readings):
        return True
    dimensions = {dimension for dimension, _ in number.readings}
    if BARE in dimensions and any(
        name in _SMALL and isclose(number.value, size, rel_tol=EXACT) for name, size in proof.readings
    ):
        return True  # 80億 of "8, 70 and 405 billion parameters"
    others = {dimension for dimension, _ in proof.readings}
    if not isclose(number.value, proof.value, rel_tol=EXACT):
        return False
    if BARE in dimensions:
        return True
    if BARE not in others:
        return False
    dated = bool(dimensions & _DATES) and number.value <= _LAST_YEAR
    return (
        dated
        or bool(dimensions & WEAK)
        or any(dimension in dimensions for each in evidence.numbers for dimension, _ in each.readings)
    )


def is_same(one: tuple[str, float], other: tuple[str, float]) -> bool:
    """Whether two readings are of one amount."""
    dimensions = {one[0], other[0]}
    alike = (
        len(dimensions) == 1 or dimensions == {RATIO, TIMES} or (THING in dimensions and dimensions <= WEAK - {"age"})
    )
    return alike and isclose(one[1], other[1], rel_tol=1e-3 if RATIO in dimensions else EXACT)


def _has_value(number: Quantity, evidence: Evidence) -> bool:
    return any(isclose(number.value, each.value, rel_tol=EXACT) for each in evidence.numbers)


def _stands_near(word: str, number: str, evidence: Evidence) -> bool:
    """Whether the number follows the word or comes before it: "a BLEU score of 28.4"."""
    one, other = re.escape(word), rf"(?<![\d.]){re.escape(number)}(?![\d.]*\d)"
    between = r"(?![A-Za-z0-9])[^\d。!?\n]{1,24}"
    return re.search(f"{one}{between}{other}|{other} {one}", evidence.told, re.IGNORECASE) is not None


def _stands_short(word: str, number: str, evidence: Evidence) -> bool:
    """Whether it is a version that the evidence gives without the name, which it gives with another one."""
    alone = rf"(?<![\d.A-Za-z]){re.escape(number)}(?![\d.]*\d)"
    named = rf"\b{re.escape(word)}[- ]?\d+\.\d"
    return "." in number and all(re.search(part, evidence.told, re.IGNORECASE) for part in (alone, named))


def _stands_vaguely(number: Quantity, evidence: Evidence) -> bool:
    numbers = (*evidence.numbers, *evidence.claimed_numbers)
    amounts = [each for each in numbers if not is_date(each)]  # 数千 is not borne out by a year
    return any(each.kind is Kind.VAGUE or number.value * 2 <= each.value < number.value * 10 for each in amounts)


def _is_in_name(before: str, number: Quantity) -> bool:
    stem = _LATIN_STEM.search(before[-24:])
    return stem is not None and stem[2] != " " and number.kind is Kind.VERSION
