"""The echo guard: nobody makes the host say a sentence of theirs, plain, turned round or in a code. Pure."""

import base64
import binascii
import codecs
import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from studio.copydesk.texts import squeeze

RUN = 12  # letters and digits in a row that are somebody else's
_DEPTH = 2  # codes within codes
_MOST_CODES = 20

_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[\s,:]{0,2}){6,}")
_BINARY = re.compile(r"(?:[01]{8}\s*){6,}")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|U\+([0-9A-Fa-f]{4,5})")
_CODE_SIGNS = re.compile(r"(?:0x|\\x)|[\s,:]")


def find_echo(copy: str, foreign: Sequence[str], allowed: Sequence[str] = (), *, run: int = RUN) -> str:
    """A run of `run` letters that the copy shares with a foreign text, "" if there is none.

    Signs, blanks, width, case and the kind of kana make no difference. A foreign text is looked for read
    backwards and decoded as well, and the copy is decoded too. What stands in an `allowed` text may be said.
    """
    known = "\n".join(_find_ways(allowed))
    runs = {piece for form in _find_ways(foreign) for piece in _cut(form, run) if piece not in known}
    for form in _forms_of(copy):
        for piece in _cut(form, run):
            if piece in runs:
                return piece
    return ""


def _cut(text: str, run: int) -> Iterator[str]:
    return (text[place : place + run] for place in range(len(text) - run + 1))


def _fold(text: str) -> str:
    return squeeze(text).translate(_TO_HIRAGANA)


def _find_ways(texts: Sequence[str]) -> set[str]:
    """Every form of the texts, and each of them read backwards."""
    forms = {form for text in texts for form in _forms_of(text)}
    return forms | {form[::-1] for form in forms}


def _forms_of(text: str) -> set[str]:
    return {_fold(each) for each in (text, *_decode(text, _DEPTH))}


def _decode(text: str, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    found = [unquote(text), html.unescape(text), _ESCAPE.sub(_to_sign, text), codecs.encode(text, "rot13")]
    for pattern, read in ((_BASE64, _read_base64), (_HEX, _read_hex), (_BINARY, _read_binary)):
        found += [read(each.group()) for each, _ in zip(pattern.finditer(text), range(_MOST_CODES), strict=False)]
    for each in dict.fromkeys(found):
        if each and each != text:
            yield each
            yield from _decode(each, depth - 1)


def _to_sign(found: re.Match[str]) -> str:
    return chr(int(found[1] or found[2], 16))


def _read_base64(code: str) -> str:
    bare = code.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return ""


def _read_hex(code: str) -> str:
    return _read_bytes(_CODE_SIGNS.sub("", code), 16, 2)


def _read_binary(code: str) -> str:
    return _read_bytes(_CODE_SIGNS.sub("", code), 2, 8)


def _read_bytes(digits: str, base: int, width: int) -> str:
    pieces = [digits[place : place + width] for place in range(0, len(digits) - width + 1, width)]
    return bytes(int(piece, base) for piece in pieces).decode(errors="replace")
