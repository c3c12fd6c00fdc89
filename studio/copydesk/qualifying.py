"""Qualifying: what qualifies a number in the source (約, 以上, 最大 …) is kept in the copy, and nothing added. Pure."""

import re
from collections.abc import Iterator
from math import isclose

from radio.writing import Finding
from studio.copydesk.evidence import Evidence
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.numbers import EXACT, agrees, find_proofs, is_date, is_free, is_same
from studio.copydesk.own_numbers import counts_the_named, is_own
from studio.copydesk.qualifiers import Qualifier
from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Kind, Quantity
from studio.copydesk.units import BARE

# What a qualifier in the copy may rest on; くらい and ほど claim nothing.
_RESTS_ON = {
    Qualifier.ABOUT: frozenset({Qualifier.ABOUT, Qualifier.LESS, Qualifier.LOOSE}),
    Qualifier.MORE: frozenset({Qualifier.MORE, Qualifier.PASSED}),
    Qualifier.PASSED: frozenset({Qualifier.MORE, Qualifier.PASSED}),
    Qualifier.LESS: frozenset({Qualifier.LESS, Qualifier.UNDERCUT, Qualifier.MOST, Qualifier.LIMIT}),
    Qualifier.UNDERCUT: frozenset({Qualifier.LESS, Qualifier.UNDERCUT, Qualifier.MOST, Qualifier.LIMIT}),
    Qualifier.MOST: frozenset({Qualifier.MOST, Qualifier.LESS, Qualifier.LIMIT}),
}
_HELD_UP = re.compile(r"って(?!い[うっ]?(?:会社|名))|と(?:言|い)われ|なんて")
_SOON = 100  # characters
_AIM = re.compile(r"目標|目安|(?:予定|計画|想定|見[込こ]み)(?!の$)|ノルマ|ハードル|合格|条件|基準|ねらい|狙い|お題")
_ENOUGH = re.compile(r"[^、。!?\n]{0,6}?(?:さえ)?(?:あれば|とれれば|取れれば|いけば|行けば)")
_SPOKEN = {
    Qualifier.ABOUT: re.compile(r"約|およそ|だいたい|くらい|ぐらい|ほど|近く"),
    Qualifier.MORE: re.compile(r"以上|[超こ]え|より(?:多|大|長|高)|上回"),
    Qualifier.LESS: re.compile(r"以下|以内|未満|近く|より(?:少|小|短|低)|下回"),
    Qualifier.MOST: re.compile(r"最大|最高|上限|(?:いちばん|一番)(?:多|大|高|長)"),
}
_ABOUT_AT_MOST = frozenset({Qualifier.ABOUT, Qualifier.MOST})
_NO_CLAIM = frozenset({Qualifier.LOOSE, Qualifier.LIMIT})
_NOT_KEPT = frozenset({Qualifier.LIMIT, Qualifier.PASSED, Qualifier.UNDERCUT})
# What keeps a qualifier of the source: "nearly 40" may become 約40 or 40近く.
_KEPT_BY = {
    Qualifier.ABOUT: frozenset({Qualifier.ABOUT, Qualifier.LESS, Qualifier.LOOSE, Qualifier.LIMIT}),
    Qualifier.MORE: frozenset({Qualifier.MORE, Qualifier.PASSED}),
    Qualifier.LESS: frozenset({Qualifier.LESS, Qualifier.UNDERCUT, Qualifier.ABOUT, Qualifier.MOST}),
    Qualifier.MOST: frozenset({Qualifier.MOST, Qualifier.LESS}),
    Qualifier.LOOSE: frozenset({Qualifier.ABOUT, Qualifier.LESS, Qualifier.LOOSE}),
}


def check_qualifiers(galley: Galley) -> Iterator[Finding]:
    """約, 以上, 最大 and their like: none that the evidence has not, none of its own left out."""
    said = [number for number in find_quantities(galley.plain) if not is_free(number, galley.plain)]
    for number in said:
        if is_own(number, galley):
            continue
        proofs = [each.qualifiers for each in find_proofs(number, galley.evidence)]
        if not proofs or not _can_be_qualified(number) or counts_the_named(number, galley):
            continue
        excerpt = around(galley.plain, number.start, number.end)
        claims = number.qualifiers - _NO_CLAIM
        if claims and not _rests(claims, number, galley.evidence) and not _compares(number, said, galley.plain):
            message = (
                f"「{number.words}」のそばの「約・以上・以下・最大」などは、記事にはありません。はずしてください。"
            )
            yield gate("qualifiers", message, excerpt)
        elif (
            not (claims - {Qualifier.MOST})
            and all(_has_to_be_kept(proof, claims) for proof in proofs)
            and not _kept(number, said, [proof - claims for proof in proofs])
            and not _is_taken_up(number, galley.plain, proofs)
            and not _is_aimed_at(number, galley.plain, proofs)
        ):
            message = f"「{number.words}」は、記事では「約・以上・最大」などがついた数です。その言葉も添えてください。"
            yield gate("qualifiers", message, excerpt)


def claims_too_much(number: Quantity, claim: str, evidence: Evidence) -> bool:
    """Whether a claim qualifies a number as the evidence does not, or has it bare where that does."""
    proofs = [each.qualifiers for each in find_proofs(number, evidence)]
    claims = number.qualifiers - _NO_CLAIM
    if not proofs or not _can_be_qualified(number):
        return False
    return (
        not _rests(claims, number, evidence) and not _compares(number, [*find_quantities(claim)], claim)
        if claims
        else all(proof - _NOT_KEPT for proof in proofs) and not _kept(number, [number], proofs)
    )


def _rests(claims: frozenset[Qualifier], number: Quantity, evidence: Evidence) -> bool:
    proofs = [each.qualifiers for each in evidence.numbers if agrees(number, each, evidence)]
    if claims == _ABOUT_AT_MOST:
        return any(all(_RESTS_ON[claim] & proof for claim in claims) for proof in proofs)
    return any(_RESTS_ON[claim] & proof for claim in claims for proof in proofs)


def _can_be_qualified(number: Quantity) -> bool:
    """Whether it is an amount: not a version, nor a year or a time of day."""
    explained = number.words.startswith(("10を", "0が", "ゼロが"))  # 「10を25回かけた数」 tells what a power is
    return number.kind is Kind.MEASURE and not is_date(number) and not explained


def _compares(number: Quantity, said: list[Quantity], plain: str) -> bool:
    """Whether one number of the source is held against another: 「90.8%で、91.8%より下」 claims nothing of 91.8%."""
    clause = max(plain.rfind(sign, 0, number.start) for sign in "。!?\n")
    others = [each for each in said if clause < each.start < number.start]
    alike = any({name for name, _ in each.readings} & {name for name, _ in number.readings} for each in others)
    return alike and plain.startswith("より", number.end)


def _has_to_be_kept(proof: frozenset[Qualifier], claims: frozenset[Qualifier]) -> bool:
    """Whether a number so qualified cannot stand as it was said: bare, or "at most" where it is "at most about"."""
    return Qualifier.ABOUT in proof if claims & proof else bool(proof - _NOT_KEPT)


def _is_taken_up(number: Quantity, plain: str, proofs: list[frozenset[Qualifier]]) -> bool:
    """Whether a number is only held up (10の25乗って、…) and what qualifies it follows: それを超えると."""
    after = plain[number.end : number.end + _SOON]
    kinds = {kind for proof in proofs for kind in proof}
    return _HELD_UP.match(after) is not None and any(_SPOKEN[kind].search(after) for kind in kinds if kind in _SPOKEN)


def _is_aimed_at(number: Quantity, plain: str, proofs: list[frozenset[Qualifier]]) -> bool:
    """Whether as much "or more" was aimed at or asked for, so that the word itself says that more is welcome."""
    if not all(Qualifier.MORE in proof for proof in proofs):
        return False
    start = max(plain.rfind(sign, 0, number.start) for sign in "。!?\n") + 1
    return _AIM.search(plain[start : number.start]) is not None or _ENOUGH.match(plain, number.end) is not None


def _is_alike(number: Quantity, other: Quantity) -> bool:
    """Whether two numbers of the copy are one, said with its unit or without."""
    if any(is_same(one, another) for one in number.readings for another in other.readings):
        return True
    bare = {BARE} <= {dimension for dimension, _ in (*number.readings, *other.readings)}
    return bare and isclose(number.value, other.value, rel_tol=EXACT)


def _kept(number: Quantity, said: list[Quantity], proofs: list[frozenset[Qualifier]]) -> bool:
    """Whether the copy keeps what qualifies a number in the source, here or where it names it another time."""
    same = [each for each in said if _is_alike(number, each)]
    kept = {kind for each in same for kind in each.qualifiers}
    return any(kept & _KEPT_BY[kind] for proof in proofs for kind in proof - _NOT_KEPT)
