"""Foreign titles and summaries made plain: no markup, nothing invisible, one line. Pure."""

import html
import re
import unicodedata
from html.parser import HTMLParser

TITLE_LIMIT = 300
SUMMARY_LIMIT = 2000

_TITLE_READ = 4_000  # characters of markup that are looked at; what follows cannot matter any more
_SUMMARY_READ = 20_000
_NEVER_READ = frozenset(
    {"script", "style", "template", "noscript", "iframe", "svg", "math", "object", "head", "title", "rt", "rp"}
)
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "rb"}
    | {"rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"}
    | {"wbr"}
)
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0(?![.\d]*[1-9])",
    re.IGNORECASE,
)
# A title about HTML may well say <template>: only what titles are dressed in is taken for markup.
_DRESSING = re.compile(
    r"<!--.*?-->|<(script|style|rt|rp)\b.*?</\1\s*>"
    r"|</?(?:a|abbr|b|br|code|div|em|font|h[1-6]|i|img|mark|p|q|ruby|s|script|small|span|strong|style|sub|sup|tt|u|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What draws nothing and only misleads: soft hyphen, joiners, bidi marks, tags, surrogates and private use, fillers,
# variation selectors but the emoji one. Not "unassigned": that is where next year's emoji are.
_UNDRAWN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ud800-\uf8ff\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffd\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_PILED_MARKS = re.compile(f"({_MARK}{{2}}){_MARK}+")
_TAIL = 500  # characters at the end of a summary where a "read more" can stand
_READ_ON = re.compile(
    r"\s*(?:\[(?:…|\.\.\.)\]"
    r"|(?:…|\.\.\.)?\s*(?:続きを(?:読む|みる|見る)|Continue reading|Read (?:more|the full \w+))[^。.!?]{0,60}"
    r"|The post .{1,300} appeared first on .{1,100})[\s.…»→>]*$",
    re.IGNORECASE,
)
_ARXIV_HEAD = re.compile(r"^arXiv:\S+ Announce Type: \S+ Abstract: ")


def clean_line(text: str) -> str:
    """`text` on one line, NFC, without control, format, private and undrawn characters; white space folded."""
    if not text.isascii():
        text = _PILED_MARKS.sub(r"\1", _UNDRAWN.sub("", unicodedata.normalize("NFC", text)))
    return _SPACE.sub(" ", text).strip()


def clean_title(markup: str) -> str:
    """A title as it reads on its site, at most TITLE_LIMIT characters."""
    return clip(clean_line(_undress(_undress(markup[:_TITLE_READ]))), TITLE_LIMIT)


def clean_summary(markup: str) -> str:
    """A summary's readable text, at most SUMMARY_LIMIT characters, without "read more" and the like at its end."""
    text = _read_markup(_read_markup(markup[:_SUMMARY_READ]))
    text = _ARXIV_HEAD.sub("", clean_line(text))
    text = text[:-_TAIL] + _READ_ON.sub("", text[-_TAIL:])
    return "" if text == "Comments" else clip(text, SUMMARY_LIMIT)


def clip(text: str, limit: int) -> str:
    """`text` cut to `limit` characters, the last one an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _undress(text: str) -> str:
    """One layer of tags and entities taken off."""
    return html.unescape(_DRESSING.sub("", text)) if "<" in text or "&" in text else text


def _read_markup(text: str) -> str:
    """One layer of markup read; feeds often wrap it twice."""
    if "<" not in text:
        return html.unescape(text) if "&" in text else text
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Collects what a person would see; whatever is hidden, and all inside it, is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part_words(tag)
        if tag not in _VOID and (self._hidden or tag in _NEVER_READ or _is_hidden(attrs)):
            self._hidden.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 – its parent's form
        self._part_words(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part_words(tag)
        if tag in self._hidden:
            while self._hidden.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)

    def _part_words(self, tag: str) -> None:
        if tag not in _INLINE:
            self.parts.append(" ")


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    named = dict(attrs)
    hidden = "hidden" in named or named.get("aria-hidden") == "true"
    return hidden or bool(_HIDING_STYLE.search(named.get("style") or ""))
