"""Roles: who belongs to whom, and who did it to whom, is as the source has it. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product

from radio.writing import Finding
from studio.copydesk.common_names import PLACES
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.pairing import Mark, find_names, hear_names
from studio.copydesk.spelling import name_key

_BELONGS = re.compile(r"(?:社|さん|っていう会社|って会社|[一-鿿]{0,4}(?:大学|研究所|財団|銀行))?の(?:[ァ-ヴー]+・)?")
_OWNS = re.compile(rf"{_BELONGS.pattern}|'s ")
_OF = re.compile(r",? (?:of|at|from|with) (?:the )?(?:(?:Technical )?University of |(?:National )?Institute of )?")
_SENTENCE_END = re.compile(r"[。!?\n]|\.\s")
_ROLE = re.compile(r"[一-鿿ァ-ヴー]{0,6}(?:さん|氏|社)?」?(が|は|も|を|に|から|より)")
_SAME_ROLE = {"は": "が", "も": "が"}
_ACT = re.compile(r"[一-鿿]|[ァ-ヴー]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence: its names with their roles (が, を, に …, "" for none), who belongs to whom, and what is done.

    `ties` are pairs of names, the owner first; `act` are the kanji and katakana words after the last name.
    """

    roles: tuple[tuple[str, str], ...]
    ties: frozenset[tuple[str, str]]
    act: frozenset[str]


def check_roles(galley: Galley) -> Iterator[Finding]:
    """Nobody stands with another's people or in another's place."""
    source = _read_source(galley.evidence.told, galley.evidence.claimed)
    known = {key for told in source for key, _ in told.roles}
    marks = [mark for mark in hear_names(find_names(galley.plain, kanji=True), galley.evidence) if mark.key in known]
    for one, other in pairwise(marks):
        between = galley.plain[one.end : other.start]
        if one.key == other.key or _SENTENCE_END.search(between):
            continue
        if _BELONGS.fullmatch(between) and one.words not in PLACES and _is_tied_elsewhere(one.key, other.key, source):
            message = f"「{one.words}の{other.words}」とは、記事に書いてありません。だれがどこの人か、直してください。"
            yield gate("roles", message, around(galley.plain, one.start, other.end))
        elif _is_turned(one, other, galley.plain, source):
            message = f"「{one.words}」と「{other.words}」の、するほうとされるほうが記事と逆です。直してください。"
            yield gate("roles", message, around(galley.plain, one.start, other.end))


def _is_tied_elsewhere(owner: str, member: str, source: Sequence[Told]) -> bool:
    """Whether the source ties a name to another owner, and never stands it beside this one with nobody else's."""
    owners = {one for told in source for one, other in told.ties if other == member}
    together = any(
        {owner, member} <= {key for key, _ in told.roles} and owner not in {one for one, _ in told.ties}
        for told in source
    )
    return bool(owners) and owner not in owners and not together


def _is_turned(one: Mark, other: Mark, plain: str, source: Sequence[Told]) -> bool:
    roles = (_role_at(plain, one.end), _role_at(plain, other.end))
    if not all(roles) or roles[0] == roles[1]:
        return False
    act = frozenset(_ACT.findall(_SENTENCE_END.split(plain[other.end :])[0]))
    turned = False
    for told in source:
        stated = dict(told.roles)
        there = (stated.get(one.key, ""), stated.get(other.key, ""))
        if there == roles:
            return False
        turned = turned or (there == roles[::-1] and bool(act & told.act))
    return turned


@lru_cache(maxsize=32)
def _read_source(told: str, claimed: str) -> tuple[Told, ...]:
    """The sentences of claims and article that name anyone."""
    text = f"{claimed}\n{told}"
    sentences: list[Told] = []
    marks = find_names(text, kanji=True)
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]:
        here = [mark for mark in marks if start <= mark.start < end]
        if here:
            act = frozenset(_ACT.findall(text[here[-1].end : end]))
            roles = tuple((key, _role_at(text, mark.end)) for mark in here for key in _keys(mark))
            sentences.append(Told(roles=roles, ties=frozenset(_find_ties(here, text)), act=act))
        start = end
    return tuple(sentences)


def _find_ties(marks: Sequence[Mark], text: str) -> Iterator[tuple[str, str]]:
    for one, other in pairwise(marks):
        if _OWNS.fullmatch(text, one.end, other.start):
            yield from product(_keys(one), _keys(other))
        elif _OF.fullmatch(text, one.end, other.start):
            yield from product(_keys(other), _keys(one))


def _keys(mark: Mark) -> tuple[str, ...]:
    """By what it is known: ケープタウン is Cape Town in one word."""
    return (mark.key, name_key(mark.words)) if " " in mark.words else (mark.key,)


def _role_at(text: str, end: int) -> str:
    found = _ROLE.match(text, end)
    return _SAME_ROLE.get(found[1], found[1]) if found else ""
