"""How far a katakana word is from a Latin one by ear, vowels and all: ワシントン is Washington. Pure.

`newsroom.sounds` compares consonants alone, which is quick and strict. A writer's ear is neither: he drops the g of
Edinburgh, hears チャ in Venture and keeps the r of some words. So both words are written as rows of sounds and laid
side by side, and every sound that has no partner, or an odd one, costs something.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

FARTHEST = 0.14  # cost for each sound up to which two words are one name; of 65,000 pairs of other names 40 are nearer
FARTHEST_SHORT = 0.09
_SHORT = 4  # sounds
_MOST_LONGER = 4  # sounds that one word can have more than the other

_VOWELS = "aiueo"
_ROWS = {
    "": "アイウエオ", "k": "カキクケコ", "g": "ガギグゲゴ", "s": "サ-スセソ", "z": "ザ-ズゼゾ", "t": "タ--テト",
    "d": "ダ--デド", "n": "ナニヌネノ", "h": "ハヒ-ヘホ", "b": "バビブベボ", "p": "パピプペポ", "m": "マミムメモ",
    "r": "ラリルレロ", "y": "ヤ-ユ-ヨ", "w": "ワ----",
}  # fmt: skip
_KANA = {kana: sound + vowel for sound, row in _ROWS.items() for kana, vowel in zip(row, _VOWELS, strict=True)} | {
    "シ": "Si", "ジ": "ji", "ヂ": "ji", "ヅ": "zu", "チ": "Ci", "ツ": "cu", "フ": "fu", "ン": "n", "ヴ": "bu",
}  # fmt: skip
_SMALL = dict(zip("ァィゥェォ", _VOWELS, strict=True))
_SEMIVOWELS = {"u": "w", "i": "y"}
_GLIDES = {"ャ": "a", "ュ": "u", "ョ": "o"}
# Latin letters → sounds: S is sh, C is ch, c is ts, 8 is th, H is a gh that may be silent.
_LATIN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ø", "o"), ("ł", "l"), ("tsch|tch", "C"), ("sch|sh", "S"), ("gh", "H"), ("ch", "C"), ("ck|q", "k"),
        ("ph", "f"), ("th", "8"), ("[st]ion", "Son"), ("t(?=u[rn])", "C"), ("^x(?![aeiou])", "k"), ("^x", "z"),
        ("x", "ks"), ("dg(?=e)", "j"), ("ge(?=or)", "j"), ("ge$", "ji"), ("c(?=[eiy])", "s"),
        ("c", "k"), ("tz", "c"), ("l", "r"), ("v", "b"), ("re(?=[sd]?$)", "r"), (r"(.)\1+", r"\1"), ("[^a-zSCH8]", ""),
    )
)  # fmt: skip
_ALIKE = (
    (0.15, "sz s8 z8 8t gj CS Ck Cc Ct nm hf bw wu wo yi jz jy Sj cs cz kh Ss jC ct jd Ch"),
    (0.3, "td fw"),
    (0.4, "kg bp Sz js ye jh gk fb 8d Cs Hg Hf Hh gh zt bf"),
)
_SWAPS = {pair[::way]: cost for cost, pairs in _ALIKE for pair in pairs.split() for way in (1, -1)}
_OTHER_VOWEL = 0.2
_GLIDE_FOR_VOWEL = 0.25
_FILLED = {"u": frozenset("bcfghkmnprsz"), "o": frozenset("td"), "i": frozenset("kCSj")}  # vowels put after consonants
_SILENT = {"H": 0.05, "h": 0.15, "y": 0.25, "w": 0.4, "j": 0.4, "t": 0.6}


def is_same_by_ear(kana: str, latin: str, *, leeway: float = 1.0) -> bool:
    """Whether a katakana word may be a Latin one (in any case), as it is spoken; farther off with more `leeway`."""
    heard, written = _sounds_of_kana(kana), _sounds_of_latin(latin)
    if min(len(heard), len(written)) < _SHORT - 1 or abs(len(heard) - len(written)) > _MOST_LONGER:
        return False
    farthest = FARTHEST if min(len(heard), len(written)) > _SHORT else FARTHEST_SHORT
    return _distance(heard, written) <= leeway * farthest * (len(heard) + len(written)) / 2


@lru_cache(maxsize=8192)
def _sounds_of_kana(word: str) -> str:
    sounds = ""
    for kana in word:
        if kana in _SMALL:  # ティ is ti, ウェ is we, イェ is ye
            alone = sounds[-2:-1] in _VOWELS
            sounds = sounds[:-1] + (_SEMIVOWELS.get(sounds[-1:], "") if alone else "") + _SMALL[kana]
        elif kana in _GLIDES:
            sounds = sounds[:-1] + ("" if sounds[-2:-1] in {"S", "C", "j"} else "y") + _GLIDES[kana]
        else:
            sounds += _KANA.get(kana, "")  # ー and ッ have no sound of their own
    return sounds.replace("nn", "n")  # アンナ is Anna, whose letters are written once below


@lru_cache(maxsize=8192)
def _sounds_of_latin(word: str) -> str:
    letters = unicodedata.normalize("NFD", word.casefold().replace("ç", "s"))
    sounds = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for pattern, sound in _LATIN:
        sounds = pattern.sub(sound, sounds)
    return sounds


@lru_cache(maxsize=8192)
def _distance(heard: str, written: str) -> float:
    """The least cost of laying one row of sounds beside the other."""
    silent = [*_silences(written)]
    costs = [0.0]
    for cost in silent:
        costs.append(costs[-1] + cost)
    for place, sound in enumerate(heard):
        filled = _fill(sound, heard[place - 1 : place])
        row = [costs[0] + filled]
        for column, letter in enumerate(written):
            row.append(min(costs[column] + _swap(sound, letter), costs[column + 1] + filled, row[-1] + silent[column]))
        costs = row
    return costs[-1]


def _swap(sound: str, letter: str) -> float:
    if sound == letter:
        return 0.0
    if sound in _VOWELS:
        return _OTHER_VOWEL if letter in _VOWELS else _GLIDE_FOR_VOWEL if letter in "yw" else 1.0
    return _SWAPS.get(sound + letter, 1.0)


def _fill(sound: str, before: str) -> float:
    """What a katakana sound costs that no letter stands for."""
    if sound in _VOWELS:
        return 0.1 if before in _FILLED.get(sound, ()) else 0.3
    return 0.25 if sound in "yw" else 1.0


def _silences(written: str) -> Iterator[float]:
    """What each letter costs that no katakana stands for."""
    for place, letter in enumerate(written):
        before, after = written[max(0, place - 1) : place], written[place + 1 : place + 2]
        spoken = before in _VOWELS and before != ""
        if letter in _VOWELS:
            yield 0.15 if spoken or (letter == "e" and not after) else 0.3
        elif letter == "r" and spoken and (not after or after not in _VOWELS):
            yield 0.05
        elif letter == "g" and before == "n":
            yield 0.15
        elif not after and letter in "stz":
            yield 0.4
        else:
            yield _SILENT.get(letter, 1.0)
