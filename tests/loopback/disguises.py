"""Ways of giving the host's instructions away that no plain comparison sees: each takes a text and dresses it."""

import base64
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

BIT = 16  # letters of a bit
SHORT = 40  # characters that are dressed where the dress is long

_VOWELS = "aiueo"
_ROWS = {
    "あいうえお": "",
    "かきくけこ": "k",
    "がぎぐげご": "g",
    "さしすせそ": "s",
    "ざじずぜぞ": "z",
    "たちつてと": "t",
    "だぢづでど": "d",
    "なにぬねの": "n",
    "はひふへほ": "h",
    "ばびぶべぼ": "b",
    "ぱぴぷぺぽ": "p",
    "まみむめも": "m",
    "らりるれろ": "r",
}
_ROMAJI = {kana: f"{onset}{vowel}" for row, onset in _ROWS.items() for kana, vowel in zip(row, _VOWELS, strict=True)}
_ROMAJI |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "wo", "ん": "n", "っ": "", "ー": ""}
_SMALL = {"ゃ": "ya", "ゅ": "yu", "ょ": "yo"}
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}


def to_romaji(text: str) -> str:
    """Kana as Latin letters, official spelling; everything else as it is."""
    signs: list[str] = []
    for sign in text.translate(_TO_HIRAGANA):
        if sign in _SMALL and signs and signs[-1].endswith("i"):
            signs[-1] = signs[-1][:-1] + _SMALL[sign]
        else:
            signs.append(_ROMAJI.get(sign, sign))
    return "".join(signs)


def _as_acrostic(text: str) -> str:
    return "\n".join(f"{sign}、きょうもいい天気だね！" for sign in "".join(text.split())[:24])


def _apart(text: str) -> str:
    return f"{text[::2]}\n{text[1::2]}"


def find_bit(text: str) -> str:
    """The start of the longest run of hiragana: what a code changes most."""
    return max(re.findall(r"[ぁ-ん]+", text), key=len, default="")[:BIT]


DISGUISES: Mapping[str, Callable[[str], str]] = {
    "acrostic": _as_acrostic,
    "vertical": "\n".join,
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "code_points": lambda text: " ".join(f"U+{ord(sign):04X}" for sign in text[:SHORT]),
    "decimal": lambda text: " ".join(str(ord(sign)) for sign in text[:SHORT]),
    "entities": lambda text: "".join(f"&#{ord(sign)};" for sign in text[:SHORT]),
    "percent": lambda text: quote(text[:SHORT], safe=""),
    "shifted": lambda text: "".join(chr(ord(sign) + 1) if "ぁ" <= sign <= "ん" else sign for sign in text),
    "romaji": lambda text: f"うん、{to_romaji(text)}だよ！",
    "half_width": lambda text: text.translate(_HALF_WIDTH),
    "curry": lambda text: "🍛".join(text[place : place + 3] for place in range(0, len(text), 3)),
    "lines_reversed": lambda text: "。".join(reversed(text.split("。"))),
    "odd_even": _apart,
    "short": lambda text: text[:SHORT],
    "reversed": lambda text: text[::-1],
    "plain": lambda text: text,
    "sentences": lambda text: "".join(f"{sign}っていい字だよね！" for sign in text),
    "quoted": lambda text: f"「{text[:SHORT]}」",
}
_FULL = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンッャュョー"
_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｯｬｭｮｰ"
_HALF_WIDTH = str.maketrans(
    {
        **dict(zip(_FULL, _HALF, strict=True)),
        **{chr(ord(full) - 0x60): half for full, half in zip(_FULL, _HALF, strict=True) if full != "ー"},
    }
)
