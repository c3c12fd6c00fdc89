"""Terms: what a headline or a text is about, in one form for both languages. Pure.

A term is a word, a name, a number or a version in the form in which the same thing said in the other language has
it too: "OpenAI launches GPT-5" and 「オープンAI、GPT-5を公開」 give the same terms. Kana between words, stop words
and bare years say nothing and give none.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from newsroom.common_words import STOP_WORDS
from newsroom.names import SAME_NAME
from newsroom.vocabulary import PHRASES, SAME_MEANING

PART_OF_COMPOUND = 0.6  # two kanji out of a longer run: half a word, and often across a seam
SUFFIX_SHARE = 0.25  # what stands behind the last bar of a title is mostly the site's name

_VARIANTS = (
    "mini|nano|lite|turbo|flash|pro|max|plus|ultra|air|sonnet|opus|haiku|preview|beta|instruct|coder|codex|vl|lts|rc"
)
_COUNTER = "[年月日時分秒円人件社台倍歳回個本枚点位度代つ割種選名問章話週]|[かカヵヶ][国所月]|%|ドル|パーセント|percent"
_TOKEN = re.compile(
    rf"""(?P<katakana>(?P<kana>[ァ-ヴ][ァ-ヴー]+)
        (?P<kana_version>\d{{1,6}}(?:\.\d{{1,6}}){{0,3}}(?![,.]?\d|{_COUNTER}|[万億兆千]))?)
    |(?P<kanji>[々〆一-鿿]+)
    |(?P<cve>(?<![a-z])cve-\d{{4}}-\d{{4,7}})
    |(?P<latin>(?P<word>[a-zà-ɏ]+(?:(?:[.&]|['’](?!s(?![a-z])))[a-zà-ɏ]+|\+\+|\#)*)(?:['’]s(?![a-z]))?
        (?:(?P<gap>[-\s]?)(?P<version>\d{{1,6}}(?:\.\d{{1,6}}){{0,3}}[a-z]?)
        (?![,.]?\d|[a-z]|\s?(?:{_COUNTER}|[万億兆千])|\s(?:thousand|million|billion|trillion))
        (?:[-\s](?P<variant>{_VARIANTS})(?![a-z\d]))?)?)
    |(?P<large>(?P<composed>\d[\d,]*(?:\.\d+)?[兆億万千](?:\d[\d,]*(?:\.\d+)?[兆億万千]?)*)(?:{_COUNTER})?)
    |(?P<number>(?P<digits>\d[\d,]*(?:\.\d+)*)
        (?:\s?(?P<unit>(?:thousand|million|billion|trillion|bn|[kmbt])(?![a-z\d])|%|percent)
        |(?P<letters>[a-z]+\d*)|\s?(?P<counter>{_COUNTER}))?)
    |(?P<hiragana>(?P<name>ずんだもん|つむぎ|はやぶさ|みちびき|さくら|ひまわり|はてな)(?P<name_version>\d+)?)""",
    re.VERBOSE,
)
_SUFFIX = re.compile(r"(?<=\S)\s+[|｜–—－-]\s+(?P<name>[^|｜]{1,60})$|\s*[|｜]\s*(?P<barred>[^|｜]{1,60})$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SIZES = {
    "千": 1e3, "万": 1e4, "億": 1e8, "兆": 1e12,
    "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6,
    "b": 1e9, "bn": 1e9, "billion": 1e9, "t": 1e12, "trillion": 1e12,
}  # fmt: skip
_SINGULAR_ENDS = ("ss", "us", "is", "os", "js")
_LONGEST_COMPOUND = 16  # a longer run of kanji is no headline's word, and would cost more than it is long
_LONGEST_FIGURE = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Each term with its share of meaning (0-1), and which versions of what are named: gpt → {5, 5.5-mini}."""

    shares: Mapping[str, float]
    versions: Mapping[str, frozenset[str]]


def read_terms(text: str) -> Terms:
    """The terms of a headline or a passage."""
    shares: dict[str, float] = {}
    versions: dict[str, set[str]] = {}
    for found, share in _find_terms(fold_text(text)):
        term = found
        if "@" in found:
            stem, _, version = found.partition("@")
            term = f"{stem}@{version.partition('-')[0]}"
            versions.setdefault(stem, set()).add(version)
        shares[term] = max(share, shares.get(term, 0.0))
    return Terms(
        shares=MappingProxyType(shares),
        versions=MappingProxyType({stem: frozenset(found) for stem, found in versions.items()}),
    )


def read_title_terms(title: str) -> Terms:
    """The terms of a title, those of a site's name at its end counting little."""
    suffix = _SUFFIX.search(title)
    if suffix is None or suffix.start() < len(title) / 2:
        return read_terms(title)
    main, rest = read_terms(title[: suffix.start()]), read_terms(suffix.group())
    faint = {term: share * SUFFIX_SHARE for term, share in rest.shares.items()}
    return Terms(shares=MappingProxyType(faint | dict(main.shares)), versions=main.versions)


def fold_text(text: str) -> str:
    """`text` in the one form in which words are looked up: NFKC, lower case, fixed phrases as one word."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for phrase, word in PHRASES.items():  # a dozen replacements are quicker than one pattern with a dozen branches
        folded = folded.replace(phrase, word)
    return folded


def fold_headline(title: str) -> str:
    """What two titles have in common that read the same but for signs, width and case; a title of signs is itself."""
    return re.sub(r"\W", "", unicodedata.normalize("NFKC", title).casefold()) or title


def is_japanese(term: str) -> bool:
    """Whether `term` can stand in a Japanese text only."""
    return term[0] >= "\u3040"


def is_figure(term: str) -> bool:
    """Whether `term` is a bare number."""
    return term[0] == "#"


def _find_terms(text: str) -> Iterator[tuple[str, float]]:
    for found in _TOKEN.finditer(text):
        yield from _READERS[found.lastgroup or ""](found)


def _read_latin(found: re.Match[str]) -> Iterator[tuple[str, float]]:
    word, version = name_word(found["word"]), found["version"]
    if len(word) > 1:
        yield word, 1.0
    if version is None:
        return
    if not word or (found["gap"].isspace() and _YEAR.fullmatch(version)):
        yield from _weigh_number(version.rstrip("abcdefghijklmnopqrstuvwxyz"))
        return
    yield _name_version(word, version, found["variant"]), 1.0
    if found["variant"]:
        yield found["variant"], 1.0


def _read_katakana(found: re.Match[str]) -> Iterator[tuple[str, float]]:
    yield from _read_name(found["kana"], found["kana_version"])


def _read_hiragana(found: re.Match[str]) -> Iterator[tuple[str, float]]:
    yield from _read_name(found["name"], found["name_version"])


def _read_name(name: str, version: str | None) -> Iterator[tuple[str, float]]:
    term = name_word(name)
    yield term, 1.0
    if version:
        yield _name_version(term, version, None), 1.0


def _read_kanji(found: re.Match[str]) -> Iterator[tuple[str, float]]:
    yield from split_compound(found["kanji"])


def _read_cve(found: re.Match[str]) -> Iterator[tuple[str, float]]:
    yield found["cve"], 1.0


def _read_large(found: re.Match[str]) -> Iterator[tuple[str, float]]:
    total, size = 0.0, 1e16
    for digits, name in re.findall(r"(\d[\d,]*(?:\.\d+)?)([兆億万千]?)", found["composed"]):
        size = _SIZES[name] if name else 1.0
        total += float(digits.replace(",", "")) * size
    yield from _weigh_number(f"{total:.0f}")


def _read_number(found: re.Match[str]) -> Iterator[tuple[str, float]]:
    digits, unit = found["digits"].replace(",", ""), found["unit"]
    if found["letters"]:
        yield digits + found["letters"], 1.0
    elif unit in _SIZES and digits.count(".") < 2:
        yield from _weigh_number(f"{float(digits) * _SIZES[unit]:.0f}")
    elif unit or found["counter"] or not _YEAR.fullmatch(digits):
        yield from _weigh_number(digits)


def _weigh_number(digits: str) -> Iterator[tuple[str, float]]:
    """A figure proves the more, the more digits of it are telling: 8,712 more than 10,000, and 3 nothing."""
    digits = digits.lstrip("0").removesuffix(".")
    if len(digits) > _LONGEST_FIGURE or (len(digits) < 2 and "." not in digits):
        return
    telling = len(digits.replace(".", "").rstrip("0"))
    yield f"#{digits}", min(1.0, 0.4 + 0.2 * (telling - 1) + (0.2 if len(digits) > 3 else 0.0))


def _name_version(stem: str, version: str, variant: str | None) -> str:
    plain = version.removesuffix(".0")
    return f"{stem}@{plain}-{variant}" if variant else f"{stem}@{plain}"


@lru_cache(maxsize=65536)
def name_word(word: str) -> str:
    """The one name of a folded word, whatever its ending or language; empty if it says nothing."""
    if len(word) > 3 and word[-1] == "ー":
        word = word[:-1]
    if word in STOP_WORDS:
        return ""
    name = _NAMES.get(word) or _NAMES.get(_stem(word)) or _stem(word)
    return "" if name in STOP_WORDS else name


def _stem(word: str) -> str:
    """An English word without its ending. Crude, which is enough: both sides are cut alike."""
    if not word.isascii() or len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(_SINGULAR_ENDS):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=65536)
def split_compound(run: str) -> tuple[tuple[str, float], ...]:
    """A run of kanji as the words that we know in it, longest first, and pairs for what is left."""
    if run in _NAMES:
        return ((_NAMES[run], 1.0),)
    run = run[:_LONGEST_COMPOUND]
    for length in range(min(len(run) - 1, _LONGEST_NAME), 1, -1):
        for start in range(len(run) - length + 1):
            if name := _NAMES.get(run[start : start + length]):
                rest = split_compound(run[:start]) + split_compound(run[start + length :])
                return ((name, 1.0), *rest)
    if len(run) < 4:
        return ((run, 1.0),) if len(run) > 1 else ()
    pairs = tuple((run[at : at + 2], PART_OF_COMPOUND) for at in range(len(run) - 1))
    return (*pairs, (run, PART_OF_COMPOUND)) if len(run) <= _LONGEST_NAME else pairs


def _read_names(table: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, _, others = line.partition(":")
        for other in (name, *others.split()):
            names[_stem(other)] = name
            names[other.removesuffix("ー") if len(other) > 3 else other] = name
    return names


_NAMES = _read_names(SAME_MEANING) | _read_names(SAME_NAME)
KNOWN_NAMES = frozenset(_read_names(SAME_NAME).values())
CONCEPTS = frozenset(_read_names(SAME_MEANING).values()) - KNOWN_NAMES
_LONGEST_NAME = 8
_READERS = {
    "katakana": _read_katakana,
    "kanji": _read_kanji,
    "cve": _read_cve,
    "latin": _read_latin,
    "large": _read_large,
    "number": _read_number,
    "hiragana": _read_hiragana,
}
