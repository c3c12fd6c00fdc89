"""One name in two scripts: which words a source has, and whether a name in the copy is one of them. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newsroom.names import SAME_NAME
from newsroom.sounds import hear_katakana, hear_latin
from newsroom.vocabulary import SAME_MEANING
from studio.copydesk.texts import squeeze
from studio.copydesk.transliteration import is_same_by_ear

LATIN_NAME = re.compile(r"[A-Za-zÀ-ɏ][A-Za-z0-9À-ɏ]*(?:(?:[-.+&_]|'(?!s\b))[A-Za-z0-9]+)*(?:\+\+|#)?")
LONGEST_NAME = 40  # letters; a longer run of katakana is no word
_CAMEL = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]+|(?<![A-Za-z])[a-z]{2,}(?=[A-Z])")  # OpenSSF, macOS: Open and SSF
_SMALL_HEAD = re.compile(r"([a-z]{2,})[A-Z]")
KATAKANA_NAME = re.compile(r"(?<![ァ-ヴー])[ァ-ヴー]{2,40}(?![ァ-ヴー])")
_SPELLINGS = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"), ("ウィ", "ウイ"),
    ("ウェ", "ウエ"), ("ウォ", "ウオ"), ("クァ", "カ"), ("グァ", "ガ"), ("ツァ", "ツア"), ("ティ", "チ"),
    ("ディ", "デ"), ("デュ", "ジュ"),
)  # fmt: skip
_LETTERS = {
    "エー": "a", "ビー": "b", "シー": "c", "ディー": "d", "イー": "e", "エフ": "f", "ジー": "g", "エイチ": "h",
    "エッチ": "h", "アイ": "i", "ジェイ": "j", "ジェー": "j", "ケー": "k", "ケイ": "k", "エル": "l", "エム": "m",
    "エヌ": "n", "オー": "o", "ピー": "p", "キュー": "q", "アール": "r", "エス": "s", "ティー": "t", "ユー": "u",
    "ブイ": "v", "ダブリュー": "w", "エックス": "x", "ワイ": "y", "ゼット": "z", "ゼッド": "z",
}  # fmt: skip
_ORDINARY_TOO = ("スイッチ", "アルファベット", "スイカ", "マック", "プレステ", "ボカロ", "ブイチューバー", "インスタ")
_LETTER = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)))
_SPELLED_OUT = re.compile(f"(?:{_LETTER.pattern})+")
_LOOSE = str.maketrans({"q": "t", "j": "s", "*": None})
_SURE = 5  # consonants: of so many one may be heard otherwise
_FEW = 2
_ENOUGH = 4  # consonants by which a word is known that is no name in the source


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The words of a source. `latin` squeezed, with neighbours joined; `kana` spelled one way, joined by spaces.

    `names` are the Latin words that it writes with a capital letter, two in a row also as one. `sounds` are
    the consonants of its Latin words, `kana_sounds` of its katakana ones, `rows` the entries of the newsroom's
    vocabulary that it names in either script.
    """

    latin: frozenset[str]
    kana: str
    names: frozenset[str]
    sounds: frozenset[str]
    kana_sounds: frozenset[str]
    rows: frozenset[str]


@lru_cache(maxsize=64)
def read_lexicon(*texts: str) -> Lexicon:
    """The lexicon of folded texts."""
    latin: set[str] = set()
    kana: set[str] = set()
    names: set[str] = set()
    for text in texts:
        words = [word for match in LATIN_NAME.finditer(text) for word in _latin_forms(match.group())]
        tokens = re.findall(r"[A-Za-zÀ-ɏ0-9]+", text)
        names |= {token.casefold().rstrip("0123456789") for token in tokens if token != token.lower()}
        names |= {
            f"{one}{other}".casefold() for one, other in pairwise(tokens) if one[0].isupper() and other[0].isupper()
        }
        latin |= {part.casefold() for token in tokens for part in _CAMEL.findall(token)}
        names |= {head[1] for token in tokens if (head := _SMALL_HEAD.match(token))}
        pairs = {f"{one}{other}".casefold() for one, other in pairwise(tokens)}
        names |= {stem for name in names for stem in _strip_nationality(name)}
        latin |= {*words, *pairs, *(token.casefold() for token in tokens)}
        latin |= {token.casefold().rstrip("0123456789") for token in tokens} - {""}
        kana |= set(KATAKANA_NAME.findall(text))
    spelled = {respell(word) for word in kana}
    return Lexicon(
        latin=frozenset(latin),
        kana=" ".join(sorted(spelled)),
        names=frozenset(filter(str.isalpha, names)),
        sounds=frozenset(
            sound
            for word in latin
            if word.isascii() and word.isalpha()
            for sound in _hear(word)
            if word in names or len(sound) >= _ENOUGH
        ),
        kana_sounds=frozenset(_loosen(hear_katakana(word)) for word in kana),
        rows=frozenset(row for word in (*latin, *spelled) if (row := _rows().get(word))),
    )


def knows_katakana(word: str, lexicon: Lexicon, *, fewest: int = _FEW) -> bool:
    """Whether a katakana word is a word of the source, in either script; by ear from `fewest` consonants on."""
    if len(word) > LONGEST_NAME:
        return False
    spelled = respell(word)
    if _rows().get(spelled, "-") in lexicon.rows:
        return True
    if len(word) <= _FEW:  # so short a word is part of many others, and sounds like many more
        return spelled in lexicon.kana.split()
    if spelled in lexicon.kana:
        return True
    letters = _read_letters(word)
    if letters and (letters in lexicon.latin or any(letters in each for each in lexicon.latin if len(letters) > _FEW)):
        return True
    heard = _loosen(hear_katakana(word))
    if len(heard) >= fewest and _sounds_like(heard, lexicon.sounds):
        return True
    return fewest <= max(len(heard), _FEW) and any(is_same_by_ear(word, name) for name in lexicon.names)


def knows_latin(word: str, lexicon: Lexicon) -> bool:
    """Whether a Latin word is a word of the source, in either script. A number in it has to agree."""
    forms = _latin_forms(word)
    if forms[0] in lexicon.latin or forms[0].removesuffix("s") in lexicon.latin or f"{forms[0]}s" in lexicon.latin:
        return True
    if _rows().get(forms[0], "-") in lexicon.rows:
        return True
    if any(sign.isdigit() for sign in word):
        return False
    if len(forms) > 1 and all(form in lexicon.latin for form in forms[1:]):
        return True
    heard = _sounds_like(_loosen(hear_latin(forms[0])), lexicon.kana_sounds)
    return heard or any(is_same_by_ear(kana, forms[0]) for kana in lexicon.kana.split())


@lru_cache(maxsize=8192)
def name_key(word: str) -> str:
    """One key for a name in either script: its entry in the vocabulary, else how it sounds, else its letters."""
    bare = squeeze(word)
    if row := _rows().get(respell(bare)):
        return row
    if "ァ" <= word[0] <= "ヴ":
        return _read_letters(word) or _loosen(hear_katakana(bare))
    heard = _loosen(hear_latin(bare)) if bare.isascii() and bare.isalpha() and not word.isupper() else ""
    return heard if len(heard) >= _FEW else bare


def count_sounds(word: str) -> int:
    """How many consonants a word in either script has, as they are compared."""
    bare = squeeze(word)
    return len(_loosen(hear_katakana(bare) if "ァ" <= word[0] <= "ヴ" else hear_latin(bare)))


@lru_cache(maxsize=8192)
def respell(word: str) -> str:
    """A katakana word without what writers differ in: ヴ, small vowels, the ー at its end."""
    for spelling, plain in _SPELLINGS:
        word = word.replace(spelling, plain)
    return word.rstrip("ー") if len(word) > _FEW else word


def _strip_nationality(name: str) -> Iterator[str]:
    """The country of those who are called so: Nigerian → nigeria, vietnamese → vietnam."""
    if name.endswith("ian") and len(name) > _SURE:
        yield name[:-1]
    if name.endswith("ese") and len(name) > _SURE:
        yield name[:-3]


def _latin_forms(word: str) -> list[str]:
    """A Latin word squeezed, then its parts: "Wi-Fi" → wifi, wi, fi."""
    parts = [part.casefold() for part in re.split(r"[-.+&'_]", word) if part]
    return [squeeze(word), *parts] if len(parts) > 1 else [squeeze(word)]


def _read_letters(word: str) -> str:
    if not _SPELLED_OUT.fullmatch(word):
        return ""
    return "".join(_LETTERS[letter] for letter in _LETTER.findall(word))


def _hear(word: str) -> tuple[str, str]:
    """What a Latin word sounds like, with a soft g (gem) and with a hard one (git)."""
    return _loosen(hear_latin(word)), _loosen(hear_latin(re.sub(r"g(?=[eiy])", "ga", word)))


def _loosen(sounds: str) -> str:
    return re.sub(r"(.)\1+", r"\1", sounds.translate(_LOOSE))


def _sounds_like(heard: str, sounds: frozenset[str]) -> bool:
    if len(heard) < _FEW:
        return False
    return heard in sounds or (len(heard) >= _SURE and any(near in sounds for near in _near(heard)))


def _near(heard: str) -> Iterator[str]:
    """What else it may be: one consonant more or less, or another."""
    for place in range(len(heard) + 1):
        yield heard[:place] + heard[place + 1 :]
        for sound in "bdfghkmnprst":
            yield heard[:place] + sound + heard[place:]
            yield heard[:place] + sound + heard[place + 1 :]


def is_known_name(word: str) -> bool:
    """Whether it is a name of the trade, though its parts may be ordinary words (マイクロソフト)."""
    return respell(squeeze(word)) in _names()


@lru_cache(maxsize=1)
def _rows() -> dict[str, str]:
    """Every word of the newsroom's vocabulary → the entry it belongs to."""
    return _read_rows(SAME_NAME) | {word: row for word, row in _read_rows(SAME_MEANING).items() if word not in _names()}


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(_read_rows(SAME_NAME)) - {respell(word) for word in _ORDINARY_TOO}


def _read_rows(lines: str) -> dict[str, str]:
    rows: dict[str, str] = {}
    for line in lines.strip().splitlines():
        entry, _, words = line.partition(":")
        for word in (entry, *words.split()):
            rows.setdefault(respell(squeeze(word)), entry)
    return rows
