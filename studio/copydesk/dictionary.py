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
_LETTER = "文字"  # エックス, エー: what ends in them is a brand
_LONGEST = 40
_LINE = re.compile(r"[^\n]{1,2000}")  # the dictionary refuses texts over 49,149 bytes
_own = threading.local()
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
        for part in _tokenizer().tokenize(line.group()):
            surface = part.surface()
            if _NAME in part.part_of_speech() and _KANJI_NAME.match(surface):
                yield surface, line.start() + part.begin()


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
