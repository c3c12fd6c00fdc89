"""The dictionary: whether a katakana word is an ordinary one or a name, by Sudachi's small dictionary."""

import re
import threading
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer  # pyright: ignore[reportMissingTypeStubs] – it ships its types without a marker

SHORTEST_PART = 3  # letters; shorter parts mean something in every made-up name
_NAME = "固有名詞"
_COMMON = "普通名詞"
_PERSON = "人名"
# 石橋 is a family name, and a stone bridge: a person has a given name or a title.
_TITLED = re.compile(
    r"[一-鿿々ぁ-ん]{0,3}?(?:さん|氏|先生|博士|教授|助教|社長|会長|代表|選手|監督|研究員|首相|大臣|議員|記者|くん|君|ちゃん|CEO|ら(?:は|が|の|も))"
)
_LETTER = "文字"  # エックス, エー: what ends in them is a brand
_LONGEST = 40
_LINE = re.compile(r"[^\n]{1,2000}")  # the dictionary refuses texts over 49,149 bytes
_own = threading.local()
_KANJI = re.compile(r"(?![一二三四五六七八九十百千万])[一-鿿々]+")
_KANJI_SIGN = re.compile(r"(?![米英独仏伊露中韓日])[一-鿿]")
_KANJI_NAME = re.compile(r"(?![一二三四五六七八九十百千万])[一-鿿々]{2}")


@lru_cache(maxsize=8192)
def count_ordinary(word: str) -> int:
    """Of how many ordinary words `word` is made; 0 where a part is unknown, too short or a proper name."""
    parts = _tokenizer().tokenize(word[:_LONGEST])
    if any(part.is_oov() or {_NAME, _LETTER} & {*part.part_of_speech()} for part in parts):
        return 0
    return len(parts) if len(parts) == 1 or all(len(part.surface()) >= SHORTEST_PART for part in parts) else 0


@lru_cache(maxsize=8192)
def is_name(word: str) -> bool:
    """Whether the dictionary has the whole word as a proper name."""
    parts = _tokenizer().tokenize(word[:_LONGEST])
    return len(parts) == 1 and not parts[0].is_oov() and _NAME in parts[0].part_of_speech()


def find_kanji_names(text: str) -> Iterator[tuple[str, int]]:
    """The proper names in kanji of a text, each with its place: people, places, companies."""
    for line in _LINE.finditer(text):
        near = compound = False
        for part in _tokenizer().tokenize(line.group()):
            surface, kinds = part.surface(), part.part_of_speech()
            person = _PERSON in kinds
            meant = near or _TITLED.match(line.group(), part.end()) if person else not compound
            if _NAME in kinds and _KANJI_NAME.match(surface) and meant:
                yield surface, line.start() + part.begin()
            near = person
            compound = _COMMON in kinds and _KANJI_SIGN.fullmatch(surface) is not None  # 竜|宮城 is no place


def find_people_and_places(text: str, *, people_only: bool = False) -> Iterator[tuple[str, int, int]]:
    """The same with a family and a given name as one: the name it is known by, where it begins and where it ends."""
    for line in _LINE.finditer(text):
        names: list[tuple[int, int, bool]] = []  # where each begins and ends, and whether it is a person's
        for part in _tokenizer().tokenize(line.group()):
            if _NAME not in part.part_of_speech() or not _KANJI.fullmatch(part.surface()):
                continue
            person = _PERSON in part.part_of_speech()
            if names and person and names[-1][1:] == (part.begin(), True):
                names[-1] = (names[-1][0], part.end(), True)
            else:
                names.append((part.begin(), part.end(), person))
        for start, end, person in names:
            if end - start > 1 and (person or not people_only):
                yield line.group()[start : start + 2], line.start() + start, line.start() + end


def _tokenizer() -> "Tokenizer":
    # One for each thread: a tokenizer cannot be asked twice at once. The dictionary itself is shared.
    if not hasattr(_own, "tokenizer"):
        _own.tokenizer = _dictionary().tokenizer()
    return _own.tokenizer


@cache
def _dictionary() -> "Dictionary":
    # Imported here: 50 ms and 50 MB that only a show with a model needs.
    from sudachipy import Dictionary  # pyright: ignore[reportMissingTypeStubs] – as above

    return Dictionary(dict="small")
