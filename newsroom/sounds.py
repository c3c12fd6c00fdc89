"""Katakana and Latin spellings of one name, matched by their consonants. Pure.

「セレブラス」 and Cerebras both sound s-r-b-r-s. A table cannot know next week's names; the week's own articles hold
both spellings. Vowels are left out, and consonants that Japanese does not tell apart are one.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

FEWEST_SOUNDS = 3
_FEWEST_LETTERS = 4

_KANA = {
    **dict.fromkeys("カキクケコヵヶ", "k"), **dict.fromkeys("ガギグゲゴ", "g"),
    **dict.fromkeys("サシスセソザズゼゾ", "s"), **dict.fromkeys("ジヂ", "j"),
    **dict.fromkeys("タテトツ", "t"), "チ": "q", "ヅ": "s", **dict.fromkeys("ダデド", "d"),
    **dict.fromkeys("ナニヌネノン", "n"), **dict.fromkeys("マミムメモ", "m"),
    **dict.fromkeys("ハヒヘホ", "h"), "フ": "f",
    **dict.fromkeys("バビブベボヴ", "b"), **dict.fromkeys("パピプペポ", "p"), **dict.fromkeys("ラリルレロ", "r"),
}  # fmt: skip
_LATIN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ck|q", "k"),
        (r"tch|ch(?=[aeiou]|$)", "q"),
        (r"sch|sh", "s"),
        (r"ph", "f"),
        (r"th", "s"),
        (r"sion", "jn"),
        (r"tion", "sn"),
        (r"x", "ks"),
        (r"dge", "j"),
        (r"[dt]s$", "s"),
        (r"c(?=[eiy])", "s"),
        (r"g(?=[eiy])", "j"),
        (r"c", "k"),
        (r"z", "s"),
        (r"v", "b"),
        (r"m(?=[bp])", "n"),
        (r"(?<=[aeiou])r(?![aeiou])", ""),
        (r"l", "r"),
        (r"[^bdfghjkmnpqrst]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_OPEN_KANA = "アイウエオヤユヨワ"  # how a name begins tells more than its vowels later on
_OPEN_LATIN = "aeiouwy"


def match_sounds(terms: Iterable[str]) -> Mapping[str, str]:
    """Katakana terms → the Latin term among `terms` that is the same name; only where one is found."""
    distinct = sorted(set(terms))
    spoken: dict[str, list[str]] = {}
    kana = [(term, hear_katakana(term)) for term in distinct if "ァ" <= term[0] <= "ヴ" and "@" not in term]
    wanted = {sounds for _, sounds in kana if len(sounds.strip("*")) >= FEWEST_SOUNDS}
    for term in distinct:
        if len(term) >= _FEWEST_LETTERS and term.isascii() and term.isalpha() and (heard := hear_latin(term)) in wanted:
            spoken.setdefault(heard, []).append(term)
    return {term: _choose(term, spoken[sounds]) for term, sounds in kana if sounds in spoken}


@lru_cache(maxsize=65536)
def hear_katakana(word: str) -> str:
    """The consonants of a katakana word; a leading * says that it begins with a vowel."""
    heard = re.sub(r"(.)\1+", r"\1", "".join(_KANA.get(letter, "") for letter in word))
    return "*" + heard if word[0] in _OPEN_KANA else heard


@lru_cache(maxsize=65536)
def hear_latin(word: str) -> str:
    """The consonants of a Latin word as a Japanese ear takes them."""
    heard = word
    for pattern, sound in _LATIN:
        heard = pattern.sub(sound, heard)
    return "*" + heard if word[0] in _OPEN_LATIN else heard


def _choose(kana: str, words: list[str]) -> str:
    return min(words, key=lambda word: (abs(len(word) - 1.4 * len(kana)), word))
