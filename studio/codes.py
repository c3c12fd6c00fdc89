"""What a text says when the usual codes in it are read: base64, base32, hexadecimal, escapes, rot13. Pure."""

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

DEPTH = 2  # codes within codes
_MOST_CODES = 20

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_BASE32 = re.compile(r"[A-Za-z2-7]{8,}={0,6}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[\s,:]{0,2}){6,}")
_BINARY = re.compile(r"(?:[01]{8}\s*){6,}")
_DECIMAL = re.compile(r"(?:\d{2,6}[\s,;]+){5,}\d{2,6}")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|U\+([0-9A-Fa-f]{4,5})\s?")
_CODE_SIGNS = re.compile(r"(?:0x|\\x)|[\s,:]")
_LAST_SIGN = 0x10FFFF


def decode(text: str, depth: int = DEPTH) -> Iterator[str]:
    """Everything that the text says in a code, and in a code within it."""
    if depth == 0:
        return
    found = [unquote(text), html.unescape(text), _ESCAPE.sub(_to_sign, text), codecs.encode(text, "rot13")]
    for pattern, read in _READERS:
        found += [read(each.group()) for each, _ in zip(pattern.finditer(text), range(_MOST_CODES), strict=False)]
    for each in dict.fromkeys(found):
        if each and each != text:
            yield each
            yield from decode(each, depth - 1)


def _to_sign(found: re.Match[str]) -> str:
    return chr(int(found[1] or found[2], 16))


def _read_base64(code: str) -> str:
    bare = code.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _read_base32(code: str) -> str:
    bare = code.rstrip("=").upper()
    try:
        return base64.b32decode(bare + "=" * (-len(bare) % 8)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _read_hex(code: str) -> str:
    return _read_bytes(_CODE_SIGNS.sub("", code), 16, 2)


def _read_binary(code: str) -> str:
    return _read_bytes(_CODE_SIGNS.sub("", code), 2, 8)


def _read_bytes(digits: str, base: int, width: int) -> str:
    pieces = [digits[place : place + width] for place in range(0, len(digits) - width + 1, width)]
    return bytes(int(piece, base) for piece in pieces).decode(errors="replace")


def _read_decimal(code: str) -> str:
    numbers = [int(each) for each in re.findall(r"\d+", code)]
    return "".join(chr(each) for each in numbers if each <= _LAST_SIGN)


_READERS = (
    (_BASE64, _read_base64),
    (_BASE32, _read_base32),
    (_HEX, _read_hex),
    (_BINARY, _read_binary),
    (_DECIMAL, _read_decimal),
)
