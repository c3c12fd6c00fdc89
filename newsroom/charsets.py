"""Bytes of unknown charset made text: what is declared is often wrong, above all in Japanese. Pure."""

import codecs
import re

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
    (b"\0<\0?", "utf-16-be"),
)
_JIS_SHIFT = re.compile(rb"\x1b(?:\$[@B]|\([BJI]|\$\([D])")
# What the web writes under these names is what Windows made of them.
_AS_WRITTEN = {
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932"), "cp932"),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252"),
    "iso-2022-jp": "iso2022_jp_ext",
}
_KANA = re.compile("[ぁ-んァ-ヶ]")
_HALF_KANA = re.compile("[｡-ﾟ]")
_WIDE = re.compile(r"[^\x00-\x7f]")
_FEW = 0.001  # share of broken characters up to which a text is still what it says it is


def decode_text(body: bytes, *, charset: str | None, declared: str | None = None) -> str:
    """The text of `body`. `charset` is what the server said, `declared` what the document says of itself.

    In the order of how far each can be trusted: byte order mark, the shape of ISO-2022-JP and UTF-8 (nothing
    else looks like them), kana that come out right, the document's word, the server's word, a guess. Never fails.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, errors="replace").lstrip("\ufeff")
    if _JIS_SHIFT.search(body):
        return body.decode("iso2022_jp_ext", errors="replace")
    text = _decode_utf8(body)
    if text is None:
        text = _decode_japanese(body)
    if text is None:
        text = _decode_as(body, declared)
    if text is None:
        text = _decode_as(body, charset)
    return _guess(body) if text is None else text


def find_xml_charset(body: bytes) -> str | None:
    """The charset that an XML document declares in its first line, None without one."""
    found = _DECLARED.match(body[:400])
    return found[1].decode("ascii") if found else None


def _decode_utf8(body: bytes) -> str | None:
    """Strictly, but for a last character that was cut off."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return None


def _decode_japanese(body: bytes) -> str | None:
    """As Shift_JIS or EUC-JP if that gives kana as Japanese has them, not the half-width ones of a wrong reading."""
    for name in ("euc_jp", "cp932"):
        text = _decode_as(body, name)
        if text and len(_KANA.findall(text)) > max(0.1 * len(_WIDE.findall(text)), len(_HALF_KANA.findall(text))):
            return text
    return None


def _decode_as(body: bytes, name: str | None) -> str | None:
    if not name:
        return None
    try:
        text = body.decode(_AS_WRITTEN.get(name.lower(), name), errors="replace")
    except (LookupError, ValueError):
        return None  # no such charset, or none of text
    return text if text.count("\ufffd") <= _FEW * len(text) + 1 else None


def _guess(body: bytes) -> str:
    import cchardet

    name = cchardet.detect(body[:200_000])["encoding"]
    return _decode_as(body, name) or body.decode("utf-8", errors="replace")
