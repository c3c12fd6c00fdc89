"""Texts as they sound, however they are spelled: kana of every kind and size, with and without marks, and romaji.

Pure. The forms are for comparing only; nobody could read them aloud.
"""

import re
import unicodedata

from studio.copydesk.texts import squeeze

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_TO_LARGE = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOICE_MARKS = {0x3099: None, 0x309A: None, ord("ー"): None}
_VOWELS = "aiueo"
_ONSETS = {
    "あいうえお": "",
    "かきくけこ": "k",
    "さしすせそ": "s",
    "たちつてと": "t",
    "なにぬねの": "n",
    "はひふへほ": "h",
    "まみむめも": "m",
    "らりるれろ": "r",
}
_TO_LATIN = str.maketrans(
    {kana: f"{onset}{vowel}" for row, onset in _ONSETS.items() for kana, vowel in zip(row, _VOWELS, strict=True)}
    | {
        "や": "ya",
        "ゆ": "yu",
        "よ": "yo",
        "ゃ": "ya",
        "ゅ": "yu",
        "ょ": "yo",
        "わ": "wa",
        "を": "o",
        "ん": "n",
        "っ": "",
    }
    | dict(zip("ぁぃぅぇぉ", _VOWELS, strict=True))
)
# Spellings of one sound, in this order; voiced and unvoiced count as one, as in `spell_plainly`.
_SPELLINGS = (
    *(("sh", "s"), ("ch", "t"), ("ts", "t"), ("j", "s"), ("f", "h"), ("l", "r"), ("c", "k"), ("q", "k"), ("v", "h")),
    *(("g", "k"), ("z", "s"), ("d", "t"), ("b", "h"), ("p", "h"), ("wo", "o"), ("ha", "wa"), ("iy", "y")),
    *(("sy", "s"), ("ty", "t"), ("ou", "o")),
)
_NOT_LATIN = re.compile(r"[^\x20-\x7e]+")
_REPEATED = re.compile(r"([a-z])\1+")


def to_hiragana(text: str) -> str:
    """The text with all katakana as hiragana."""
    return text.translate(_TO_HIRAGANA)


def fold_kana(text: str) -> str:
    """Letters and digits alone, lower case, all kana as hiragana."""
    return to_hiragana(squeeze(text))


def spell_plainly(folded: str) -> str:
    """A folded text with large kana and without voice marks or long vowels: だっこー and たつこ are one."""
    return unicodedata.normalize(
        "NFC", unicodedata.normalize("NFD", folded.translate(_TO_LARGE)).translate(_VOICE_MARKS)
    )


def spell_kana(text: str) -> str:
    """Letters and digits alone, the kana in the one Latin spelling of `spell_romaji`; kanji stay."""
    return _spell(unicodedata.normalize("NFD", fold_kana(text)).translate(_VOICE_MARKS).translate(_TO_LATIN))


def spell_romaji(text: str) -> str:
    """What stands in Latin letters, romaji of any system in one spelling; a break for everything between."""
    parts = _NOT_LATIN.split(unicodedata.normalize("NFKC", text))
    return "\n".join(_spell(squeeze(part)) for part in parts)


def _spell(latin: str) -> str:
    for spelling, sound in _SPELLINGS:
        latin = latin.replace(spelling, sound)
    return _REPEATED.sub(r"\1", latin)
