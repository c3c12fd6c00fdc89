"""Pairing: what is said of one name or number is not what the source says of another. Pure.

Two names or two numbers that changed places leave both in the source, and so does every word. What gives them
away is their company: each stands among words that the source puts beside the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from radio.writing import Finding
from studio.copydesk.dictionary import find_people_and_places
from studio.copydesk.evidence import Evidence
from studio.copydesk.galley import Galley, around, doubt
from studio.copydesk.names import count_parts
from studio.copydesk.numbers import is_free
from studio.copydesk.numerals import KANJI
from studio.copydesk.quantities import find_quantities
from studio.copydesk.quantity import Kind, Quantity
from studio.copydesk.spelling import LATIN_NAME, count_sounds, name_key
from studio.copydesk.texts import fold_copy
from studio.copydesk.transliteration import is_same_by_ear
from studio.copydesk.units import THING

_PERSON = "person"  # in kanji; what these people work for is another kind of name
_REACH = 300  # characters between two marks that can have changed places
_MOST_APART = 500  # how many times as large as the other a number may be
_LEAST_GAIN = 3.0  # how much better the words fit the other way round
_LEAST_GAIN_ALONE = 2.0  # the same where the words do not fit at all as they stand
_OFTEN_NAMED = frozenset({"month", "day", "decimal"})  # months and versions stand beside much else
_LEAST_GAIN_BY_ITSELF = 5.5  # how much better another name fits where the one that it changed places with is not seen
_NO_FIT = 0.5
_LEAST_RATIO = 1.6
_HIRAGANA_WEIGHT = 0.2
_PARTICLE_WEIGHT = 1.5
_FIRST_YEAR = 1_000
_LEAST_FIT = 1.0
_CLAUSE, _SENTENCE = 0, 1
_DICTIONARY_READS = 6_000  # characters in which kanji names are looked for: 5 ms a thousand

_KATAKANA = re.compile(r"(?<![ァ-ヴー])(?:[ァ-ヴー]{1,30}(?:[・=][ァ-ヴー]{1,30}){1,4}|[ァ-ヴー]{3,30}(?![ァ-ヴー]))")
_KANA = re.compile(r"[ァ-ヴー]+")
_LATIN = re.compile(r"[a-zß-ɏ]{3,}")
_PARTS = re.compile("[ ・=]")
_LATIN_RUN = re.compile(rf"(?=[A-Z]){LATIN_NAME.pattern}(?: (?=[A-Z]){LATIN_NAME.pattern})+|{LATIN_NAME.pattern}")
# What many are called: it tells none of them from another.
_GENERIC = re.compile(
    r"\b(?:(?:Technical |National |Royal )?(?:University|Institute|College|School)(?: of)?|Foundation|"
    r"Laborator(?:y|ies)|Labs?|Inc|Corp(?:oration)?|Company|Group|Technologies|Research)\b"
)
_OFFICES = frozenset({"CEO", "CTO", "COO", "CFO"})  # they tell people apart, as other words do
_CLAUSE_END = re.compile(r"[、。!?\n;]|,\s|\.\s")
_TITLE = re.compile(r"」?(?:さん|氏|教授|博士|社長)")
_LISTED = re.compile(r"」?(?:さん|氏|社)?(?:、|や|と|とか|, |(?:,? )and )「?")
_SENTENCE_END = re.compile(r"[。!?\n]|\.\s")
_PARTICLE = re.compile(r"(?:さん|氏|社|っていう[^、。]{1,6}|という[^、。]{1,6}|」)*(が|は|も|を|に|の|から|より|で|と)")
_SAME_PARTICLE = {"は": "が", "も": "が"}
_PLAIN = re.compile(r"[ぁ-んー、。!?・「」\s]+")
_NUMERALS = f"0123456789,.{KANJI}十百千万億兆京"
_DIGIT = re.compile(r"\d")
_JAPANESE = re.compile(r"[ぁ-ん]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A name or a number. `company` are the pairs of signs that stand with it, in its clause and in its sentence.

    `kind` is what a number measures, "" for a name, "person" for people among the pairs.
    """

    key: str
    kind: str
    words: str
    start: int
    end: int
    company: tuple[frozenset[str], frozenset[str]]


def check_pairs(galley: Galley) -> Iterator[Finding]:
    """Names and numbers that changed places."""
    for find in (_find_all_names, _find_numbers):
        told = _told(galley.evidence, find is _find_numbers)
        said = [mark for mark in hear_names(find(galley.plain), galley.evidence) if mark.key in told]
        for one, other in combinations(said, 2):
            may_be = one.key != other.key and one.kind == other.kind and _are_alike(one, other, galley.plain)
            if may_be and any(_are_swapped(one, other, told, scope) for scope in (_CLAUSE, _SENTENCE)):
                message = f"「{one.words}」と「{other.words}」が逆になっていないか、記事をたしかめて直してください。"
                yield doubt("pairs", message, around(galley.plain, one.start, other.end))


def check_places(galley: Galley) -> Iterator[Finding]:
    """A name in a clause that the source has, almost word for word, of another one."""
    told = _told(galley.evidence, numbers=False)
    title = {mark.key for mark in find_names(fold_copy(galley.title))}  # who it is all about is named for its makers
    for mark in hear_names(_find_all_names(galley.plain), galley.evidence):
        if mark.key not in _all_names(galley.evidence.told, galley.evidence.claimed) or mark.key in title:
            continue
        here = mark.company[_CLAUSE]
        own = [each.company[_CLAUSE] for each in told.get(mark.key, ())]
        for key, others in told.items():
            if key in title or key == mark.key or others[0].kind != mark.kind:
                continue
            shared = frozenset[str]().union(*own) & frozenset[str]().union(*(each.company[_CLAUSE] for each in others))
            gain = _fit(here - shared, [each.company[_CLAUSE] for each in others]) - _fit(here - shared, own)
            if gain >= _LEAST_GAIN_BY_ITSELF:
                message = (
                    f"「{mark.words}」ではなく「{others[0].words}」の話ではないか、記事をたしかめて直してください。"
                )
                yield doubt("places", message, around(galley.plain, mark.start, mark.end))
                break


def _are_alike(one: Mark, other: Mark, plain: str) -> bool:
    """Whether two marks stand so near and are so much of one kind that a writer may have confused them."""
    between = plain[one.end : other.start]
    if one.kind == "year" or len(between) > _REACH:
        return False
    if one.kind in {"", _PERSON}:
        people = all(_TITLE.match(plain, mark.end) for mark in (one, other))
        return len(_SENTENCE_END.findall(between)) <= people  # people are introduced in a sentence each
    sizes = (float(one.key), float(other.key))
    return max(sizes) <= _MOST_APART * min(sizes)


def _are_swapped(one: Mark, other: Mark, told: dict[str, list[Mark]], scope: int) -> bool:
    first, second = ([mark.company[scope] for mark in told[each.key]] for each in (one, other))
    # What the source says of both tells them apart no more.
    shared = frozenset[str]().union(*first) & frozenset[str]().union(*second)
    here, there = one.company[scope] - shared, other.company[scope] - shared
    straight = (_fit(here, first), _fit(there, second))
    crossed = (_fit(here, second), _fit(there, first))
    if min(crossed) < _LEAST_FIT or crossed[0] <= straight[0] or crossed[1] <= straight[1]:
        return False
    least = _LEAST_GAIN if sum(straight) >= _NO_FIT or one.kind in _OFTEN_NAMED else _LEAST_GAIN_ALONE
    return sum(crossed) - sum(straight) >= least and sum(crossed) >= _LEAST_RATIO * sum(straight)


def _fit(company: frozenset[str], proofs: Sequence[frozenset[str]]) -> float:
    return max((sum(map(_weigh, company & proof)) for proof in proofs), default=0.0)


def _weigh(pair: str) -> float:
    if pair[0] == ">":
        return _PARTICLE_WEIGHT
    return _HIRAGANA_WEIGHT if _PLAIN.fullmatch(pair) else 1.0


def _told(evidence: Evidence, numbers: bool) -> dict[str, list[Mark]]:
    return _read_told(evidence.told, evidence.claimed, numbers)


@lru_cache(maxsize=32)
def _read_told(told: str, claimed: str, numbers: bool) -> dict[str, list[Mark]]:
    """The source's marks by their key: of the claims, and of the article where it is in Japanese."""
    text = f"{claimed}\n{told}" if len(_JAPANESE.findall(told)) * 5 > len(told) else claimed
    marks: dict[str, list[Mark]] = {}
    for mark in (_find_numbers if numbers else _find_all_names)(text):
        marks.setdefault(mark.key, []).append(mark)
        if " " in mark.words:  # 「レッドハット」 is Red Hat in one word
            marks.setdefault(name_key(mark.words), []).append(mark)
    return marks


def _find_all_names(text: str) -> list[Mark]:
    return find_names(text, people=True)


@lru_cache(maxsize=32)
def _all_names(told: str, claimed: str) -> frozenset[str]:
    return frozenset(mark.key for mark in _find_all_names(f"{claimed}\n{told}"))


def _find_numbers(text: str) -> list[Mark]:
    found = [
        (f"{each.readings[0][1]:.6g}", _measures(each), each.start, each.end)
        for each in find_quantities(text)
        if each.kind is not Kind.VAGUE and (each.kind is Kind.ORDINAL or not is_free(each, text))
    ]
    return _place(found, text)


def _measures(number: Quantity) -> str:
    """What a number measures; a decimal without a unit is a version or a score, and no count."""
    if "year" in {dimension for dimension, _ in number.readings} and number.value >= _FIRST_YEAR:
        return "year"
    return number.readings[0][0] or ("decimal" if "." in number.words else THING)


def find_names(text: str, *, kanji: bool = False, people: bool = False) -> list[Mark]:
    """The names of a folded text in Latin and katakana, each with its company; where asked, those in kanji, too."""
    kana = (found for found in _KATAKANA.finditer(text) if count_parts(found.group()) != 1)
    latin = (found for found in _LATIN_RUN.finditer(text) if _GENERIC.sub("", found.group()).strip())
    latin = (found for found in latin if not found.group().islower() or _DIGIT.search(found.group()))
    latin = (found for found in latin if found.group() not in _OFFICES)
    found = [(_key(each.group()), "", each.start(), each.end()) for each in (*latin, *kana)]
    if kanji or people:
        looked = _kanji_names(text[:_DICTIONARY_READS], people_only=people)
        found += [(key, _PERSON if people else "", start, end) for key, start, end in looked]
    return _place(sorted(found, key=lambda each: each[2]), text)


@lru_cache(maxsize=64)
def _kanji_names(text: str, *, people_only: bool) -> tuple[tuple[str, int, int], ...]:
    return tuple(find_people_and_places(text, people_only=people_only))


def _key(words: str) -> str:
    """One key for a name of several words in either script: that of its last word, which may stand alone later."""
    last = _PARTS.split(_GENERIC.sub("", words).strip() or words)[-1]
    tells = count_sounds(last) > 1 or any(sign.isdigit() for sign in last)
    return name_key(last if tells else words)


def _place(found: Sequence[tuple[str, str, int, int]], text: str) -> list[Mark]:
    marks: list[Mark] = []
    for kind in {each[1] for each in found}:
        alike = [each for each in found if each[1] == kind]
        heads, tails = _surround(alike, text)
        for (key, _, start, end), head, tail in zip(alike, heads, tails, strict=True):
            clause = _company(_CLAUSE_END.split(head)[-1], _CLAUSE_END.split(tail)[0])
            sentence = _company(_head_of(head), _tail_of(tail, last=text.endswith(tail)))
            words = text[start:end]
            counted = kind not in {"", _PERSON}  # 「6コア」 keeps company with コア
            unit = _company(words.lstrip(_NUMERALS), "") if counted else frozenset[str]()
            marks.append(
                Mark(key=key, kind=kind, words=words, start=start, end=end, company=(clause | unit, sentence | unit))
            )
    return sorted(marks, key=lambda mark: mark.start)


def _surround(found: Sequence[tuple[str, str, int, int]], text: str) -> tuple[list[str], list[str]]:
    """What stands before and after each mark; of names in a row all have what follows the last: 「AやBが作った」."""
    starts = [*(each[2] for each in found[1:]), len(text)]
    heads = [
        text[before:start] for before, (_, _, start, _) in zip([0, *(each[3] for each in found)], found, strict=False)
    ]
    tails = [text[end:after] for (_, _, _, end), after in zip(found, starts, strict=True)]
    for place in reversed(range(len(tails) - 1)):
        if found[place][1] in {"", _PERSON} and _LISTED.fullmatch(tails[place]):
            tails[place] = tails[place + 1]
    return heads, tails


def _head_of(between: str) -> str:
    """What belongs to a mark of the text before it: its sentence, but its clause where another mark shares that."""
    sentences = _SENTENCE_END.split(between)
    return sentences[-1] if len(sentences) > 1 else _CLAUSE_END.split(between)[-1]


def _tail_of(between: str, *, last: bool) -> str:
    sentences = _SENTENCE_END.split(between)
    return sentences[0] if len(sentences) > 1 or last else _CLAUSE_END.split(between)[0]


def _company(head: str, tail: str) -> frozenset[str]:
    pairs = {part[place : place + 2] for part in (head, tail) for place in range(len(part) - 1)}
    pairs = {pair for pair in pairs if not _DIGIT.search(pair)}  # the digits of another number are no words
    if particle := _PARTICLE.match(tail):
        pairs.add(f">{_SAME_PARTICLE.get(particle[1], particle[1])}")
    return frozenset(pairs)


def hear_names(marks: Sequence[Mark], evidence: Evidence) -> list[Mark]:
    """The marks with the key by which the source knows each name: the ear finds Dimorphos in ディモルフォス."""
    return [replace(mark, key=_find_key(mark, evidence)) for mark in marks]


def _find_key(mark: Mark, evidence: Evidence) -> str:
    last = _PARTS.split(mark.words)[-1]
    keys, latin = _read_names(evidence.told, evidence.claimed)
    if mark.key in keys or not _KANA.fullmatch(last):
        return mark.key
    heard = {key for word, key in latin if is_same_by_ear(last, word)}
    return heard.pop() if len(heard) == 1 else mark.key


@lru_cache(maxsize=32)
def _read_names(told: str, claimed: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The source's keys, and the last word of each name in Latin letters with its key."""
    marks = find_names(f"{claimed}\n{told}")
    named = {(_PARTS.split(mark.words)[-1].casefold(), mark.key) for mark in marks if not mark.words.isupper()}
    return frozenset(mark.key for mark in marks), frozenset(each for each in named if _LATIN.fullmatch(each[0]))
