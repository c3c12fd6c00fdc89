"""trafilatura's door: the readable text of a page, without what its readers do not see. Runs in the worker process."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from importlib import import_module
from typing import Any

from newsroom.charsets import decode_text
from newsroom.pages import Page
from newsroom.plain_text import clean_line
from newsroom.styles import Facts, StyleSheet
from newsroom.visibility import background_of, is_faint, is_unseen
from radio.errors import PageError

MAX_TAG = 20_000
MAX_VALUE = 4_000
MAX_TEXT = 60_000
_MAX_TITLE = 300
_MAX_DESCRIPTION = 2_000

# An lxml element: the library has no types, and its door is below.
_Element = Any

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.ASCII | re.IGNORECASE
)
_DECLARED_WITHIN = 4096
# One of these in a text, and the library finds no text at all.
_NO_CHARACTER = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])(?![0-9])|x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]));?",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>", re.IGNORECASE)
_LONG_VALUE = re.compile(rf"=\s*(?:\"[^\"<]{{{MAX_VALUE},}}\"|'[^'<]{{{MAX_VALUE},}}')")
# Up to its > or the end of the page: what a parser takes for one tag, quoted > included.
_TAG = re.compile(r"<[a-zA-Z/](?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')|[=\"'])*+")
_DATE_IN_SCRIPT = re.compile(r"\"datePublished\"\s*:\s*\"([^\"]{4,64})\"")
_FREE_IN_SCRIPT = re.compile(r"\"isAccessibleForFree\"\s*:\s*\"?(true|false)", re.IGNORECASE)

_NEVER_SEEN = frozenset(
    {"template", "script", "style", "noscript", "iframe", "object", "embed", "canvas", "svg", "select", "textarea"}
    | {"datalist", "input", "audio", "video", "noframes", "noembed", "applet", "map", "rp", "title"}
)
_FOR_MACHINES = frozenset(
    {
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screen-reader-only",
        "is-hidden",
        "invisible",
    }
    | {
        "sr_only",
        "u-visually-hidden",
        "a11y-hidden",
        "hide-visually",
        "assistive-text",
        "offscreen",
        "element-invisible",
    }
)
_SMALL_PRINT = re.compile(r"(?:copyright\b|©|\(c\)|all rights reserved).{0,120}$", re.IGNORECASE)
_SHOWN_AGAIN = re.compile(r"(?:^|[:-])(?:block|flex|grid|inline|inline-block|table|contents)$")


def extract_task(payload: Mapping[str, Any]) -> dict[str, object]:
    """The worker's task "page": {"html": bytes, "url", "charset"} → the fields of a Page. Raises PageError."""
    return asdict(extract_page(payload["html"], url=payload["url"], charset=payload.get("charset")))


def extract_page(html: bytes, *, url: str, charset: str | None = None) -> Page:
    """Read an HTML page; `charset` is its header's word. Raises PageError for one that cannot be parsed.

    A page without an article is a Page with little or no text: `find_page_fault` judges it.
    """
    declared = _DECLARED.search(html[:_DECLARED_WITHIN])
    text = decode_text(html, charset=charset, declared=declared and declared[1].decode("ascii"))
    text = _NO_CHARACTER.sub("", text)
    scripts, styles, markup = _take_out_code(text)
    markup = _LONG_VALUE.sub('=""', markup)
    if any(len(tag.group()) > MAX_TAG for tag in _TAG.finditer(markup)):
        raise PageError(f"the page holds a tag of more than {MAX_TAG:,} characters")
    tree = _parse(markup)
    head = _read_head(tree)
    dates = (head["published_raw"], *_DATE_IN_SCRIPT.findall(scripts), _first(tree, "//time/@datetime"))
    free = _FREE_IN_SCRIPT.search(scripts)
    drop_unseen(tree, StyleSheet(styles))
    return Page(
        url=url,
        title=head["title"][:_MAX_TITLE],
        text=_read_text(tree),
        description=head["description"][:_MAX_DESCRIPTION],
        site_name=head["site_name"][:_MAX_TITLE],
        language=head["language"][:2].lower(),
        published_raw=next((clean_line(date)[:64] for date in dates if date.strip()), ""),
        free=free.group(1).lower() == "true" if free else None,
    )


def _take_out_code(text: str) -> tuple[str, str, str]:
    """Scripts, styles and the markup without both. One that does not end takes the rest of the page with it."""
    code: dict[str, list[str]] = {"script": [], "style": []}
    markup: list[str] = []
    at = 0
    while opening := _SCRIPT.search(text, at):
        kind = opening.group(1).lower()
        closing = re.compile(rf"</{kind}\b[^>]*>", re.IGNORECASE).search(text, opening.end())
        markup.append(text[at : opening.start()])
        code[kind].append(text[opening.end() : closing.start() if closing else None])
        at = closing.end() if closing else len(text)
    return "\n".join(code["script"]), "\n".join(code["style"]), "".join(markup) + text[at:]


def _parse(markup: str) -> _Element:
    html, etree = import_module("lxml.html"), import_module("lxml.etree")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise PageError("the page is empty or cannot be parsed") from error


def _first(tree: _Element, *paths: str) -> str:
    """The first of what `paths` find that says anything, on one clean line."""
    found = (str(value) for path in paths for value in tree.xpath(path))
    return next((line for value in found if (line := clean_line(value))), "")


def _meta(*names: str) -> Iterator[str]:
    for name in names:
        for attribute in ("property", "name", "itemprop"):
            yield f"//meta[@{attribute}='{name}']/@content"


def _read_head(tree: _Element) -> dict[str, str]:
    return {
        "title": _first(
            tree, *_meta("og:title", "twitter:title"), "//head/title/text()", "string(//h1)", "//title/text()"
        ),
        "description": _first(tree, *_meta("og:description", "description", "Description", "twitter:description")),
        "site_name": _first(tree, *_meta("og:site_name", "application-name")),
        "language": _first(tree, "/html/@lang", "/html/@*[local-name()='lang']", *_meta("og:locale")),
        "published_raw": _first(
            tree,
            *_meta(
                "article:published_time", "datePublished", "pubdate", "publishdate", "date", "dc.date", "DC.date.issued"
            ),
            "//time[@pubdate]/@datetime",
            "//*[@itemprop='datePublished']/@datetime",
        ),
    }


def drop_unseen(tree: _Element, sheet: StyleSheet) -> None:
    """Take out of `tree`, in place, every element that a reader does not see, with all inside it."""
    root = _facts_of(tree)
    ground = background_of(sheet.style_of(root, (), root.attributes.get("style", "")))
    waiting: list[tuple[_Element, tuple[Facts, ...], str | None]] = [(tree, (root,), ground)]
    half = 0
    while waiting:
        parent, above, ground = waiting.pop()
        for element in list(parent):
            facts = _facts_of(element)
            style = sheet.style_of(facts, above, facts.attributes.get("style", ""))
            behind = background_of(style) or ground
            if facts.tag in ("head", "body"):
                waiting.append((element, (*above, facts), behind))
                continue
            gone = _is_marked_unseen(facts) or is_unseen(style)
            if not gone and is_faint(style, behind):
                # Pages fade in, and dark ones print white: most of a page's text is never its hidden part.
                half = half or len(tree.text_content()) // 2
                gone = len(element.text_content()) <= half
            if gone:
                element.drop_tree()
            else:
                waiting.append((element, (*above, facts), behind))


def _facts_of(element: _Element) -> Facts:
    attributes = {str(name).lower(): str(value) for name, value in element.attrib.items()}
    tag = element.tag if isinstance(element.tag, str) else ""
    classes = frozenset(attributes.get("class", "").split())
    return Facts(tag=tag.lower(), id=attributes.get("id", "").strip(), classes=classes, attributes=attributes)


def _is_marked_unseen(facts: Facts) -> bool:
    if facts.tag in _NEVER_SEEN or "hidden" in facts.attributes or facts.classes & _FOR_MACHINES:
        return True
    if facts.attributes.get("aria-hidden", "").strip().lower() == "true":
        return True
    if facts.tag == "dialog" and "open" not in facts.attributes:
        return True
    hiding = facts.classes & {"hidden", "d-none", "display-none", "hide"}
    return bool(hiding) and not any(_SHOWN_AGAIN.search(name) for name in facts.classes)


def _read_text(tree: _Element) -> str:
    text = _trafilatura()(tree, include_comments=False, include_tables=True) or ""
    lines = (clean_line(line.removeprefix("- ")) for line in text.splitlines())
    kept = "\n".join(line for line in lines if line and not _SMALL_PRINT.match(line))
    return kept if len(kept) <= MAX_TEXT else kept[:MAX_TEXT].rpartition("\n")[0] or kept[:MAX_TEXT]


def _trafilatura() -> Callable[..., str | None]:
    from trafilatura import extract

    return extract
