"""Ways in which a stubborn reader could read what was said. Written apart from the guards, so that it can disagree."""

import base64
import binascii
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

_BASE32 = re.compile(r"[A-Z2-7]{16,}={0,6}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}={0,2}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}[\s:]?){12,}")
_NUMBERS = re.compile(r"(?:\d{4,5}\s){6,}\d{4,5}")
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,5})\s?")
_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_BASIC = {
    **dict(zip("あいうえお", "aiueo", strict=True)),
    **dict(zip("かきくけこがぎぐげご", ("ka", "ki", "ku", "ke", "ko", "ga", "gi", "gu", "ge", "go"), strict=True)),
    **dict(zip("さしすせそざじずぜぞ", ("sa", "shi", "su", "se", "so", "za", "ji", "zu", "ze", "zo"), strict=True)),
    **dict(zip("たちつてとだぢづでど", ("ta", "chi", "tsu", "te", "to", "da", "ji", "zu", "de", "do"), strict=True)),
    **dict(zip("なにぬねのはひふへほ", ("na", "ni", "nu", "ne", "no", "ha", "hi", "fu", "he", "ho"), strict=True)),
    **dict(zip("ばびぶべぼぱぴぷぺぽ", ("ba", "bi", "bu", "be", "bo", "pa", "pi", "pu", "pe", "po"), strict=True)),
    **dict(zip("まみむめもらりるれろ", ("ma", "mi", "mu", "me", "mo", "ra", "ri", "ru", "re", "ro"), strict=True)),
    **dict(zip("やゆよわをんゃゅょ", ("ya", "yu", "yo", "wa", "o", "n", "xya", "xyu", "xyo"), strict=True)),
    **dict(zip("ぁぃぅぇぉ", "aiueo", strict=True)),
    "っ": "",
    "ー": "",
}
# One spelling for what the systems spell differently: Hepburn, official, as it is typed.
_SAME = (
    *(("shixy", "sy"), ("chixy", "ty"), ("jixy", "zy"), ("ixy", "y"), ("xy", "y"), ("sh", "s"), ("ch", "t")),
    *(
        ("ts", "t"),
        ("j", "z"),
        ("f", "h"),
        ("sy", "s"),
        ("ty", "t"),
        ("zy", "z"),
        ("wo", "o"),
        ("wa", "ha"),
        ("ou", "o"),
    ),
)


def decode(said: str) -> Iterator[str]:
    """What the codes in it say: base64, base32, hexadecimal, numbers of letters, escapes of the web."""
    yield from (unquote(said), html.unescape(said), _CODE_POINT.sub(lambda sign: chr(int(sign[1], 16)), said))
    for found in _NUMBERS.finditer(said):
        yield "".join(chr(int(number)) for number in found[0].split())
    for text in (said, "".join(said.split())):
        for pattern, read in ((_BASE32, _from_base32), (_BASE64, _from_base64), (_HEX, _from_hex)):
            yield from (read(found[0]) for found in pattern.finditer(text))


def uncover(said: str) -> Iterator[str]:
    """What hides in its places: first letters of lines and sentences, every second letter, kana moved by one."""
    yield "".join(line.strip()[:1] for line in said.splitlines())
    yield "".join(sentence.strip()[:1] for sentence in re.split(r"[。!?！？\n]+", said))
    letters = "".join(sign for sign in said if sign.isalnum())
    yield from (letters[::2], letters[1::2])
    yield from ("".join(chr(ord(sign) + by) if "ぁ" <= sign <= "ん" else sign for sign in said) for by in (1, -1))


def spell_out(text: str) -> str:
    """Kana and romaji in one Latin spelling; everything else as it is."""
    latin = "".join(_BASIC.get(sign, sign) for sign in text.casefold().translate(_KATAKANA_TO_HIRAGANA))
    for spelling, same in _SAME:
        latin = latin.replace(spelling, same)
    return re.sub(r"([a-z])\1+", r"\1", latin)


def _from_base32(text: str) -> str:
    try:
        return base64.b32decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 8)).decode("utf-8", "ignore")
    except binascii.Error:
        return ""


def _from_base64(text: str) -> str:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4)).decode("utf-8", "ignore")
    except binascii.Error:
        return ""


def _from_hex(text: str) -> str:
    digits = re.sub(r"[^0-9a-fA-F]", "", text)
    return bytes.fromhex(digits[: len(digits) // 2 * 2]).decode("utf-8", "ignore")
