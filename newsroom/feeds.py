"""feedparser's one door: a feed's bytes made entries, whatever its format and however broken. Pure.

Runs in the worker process: a hostile feed can take long, and is killed there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from newsroom.articles import articles_from_entries
from newsroom.charsets import decode_text, find_xml_charset
from newsroom.dates import parse_date
from newsroom.json_feeds import CUT_OFF, ParsedFeed, Setting, parse_json_feed, read_count
from newsroom.links import clean_link
from newsroom.parcels import pack_articles, unpack_feed
from newsroom.plain_text import clean_summary, clean_title
from radio.errors import FeedParseError
from radio.news import Entry, Feed, FeedFormat

MAX_ENTRIES = 500
MAX_TAG_LENGTH = 20_000  # one tag with 100,000 attributes costs the parser 40 s

_SHORT_SUMMARY = 80  # characters; a shorter one is worth less than the beginning of the content
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # what XML forbids anywhere
# What stands first decides; before it there may be a declaration, comments, a warning of the site's software.
_ROOT = re.compile(r"<(?:!doctype\s+(?=html\b)|(?:[\w.-]+:)?)(html|rss|rdf|feed)\b", re.IGNORECASE)
_ROOT_END = re.compile(r"</(?:[\w.-]+:)?(?:rss|rdf|feed)\s*>", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_TAG = re.compile(r"""<[A-Za-z/](?:[^"'<>]++|"[^"<]*+"|'[^'<]*+'|["'])*+""")
_NAMED_FEED = re.compile(
    r"""<link\b(?=[^>]*\btype=["']?application/(?:rss|atom|feed)\+(?:xml|json))[^>]*\bhref=["']?([^"'\s>]{1,500})""",
    re.IGNORECASE,
)


def parse_feed(body: bytes, feed: Feed, *, charset: str | None, base_url: str, now: datetime) -> ParsedFeed:
    """What the feed's answer lists, at most MAX_ENTRIES entries, the newest where there are more.

    `charset` and `base_url` are the answer's own: its content type is too often wrong to be of use. Raises
    FeedParseError when it is no feed.
    """
    text = decode_text(body, charset=charset, declared=find_xml_charset(body)).strip()
    if not text:
        raise FeedParseError("answered with nothing")
    setting = Setting(feed=feed, base_url=base_url, now=now)
    as_json = feed.format is not FeedFormat.SYNDICATION or text[0] in "{["
    parsed = parse_json_feed(text, setting) if as_json and text[0] != "<" else _parse_xml(text, setting)
    return replace(parsed, entries=_newest(parsed.entries))


def parse_task(payload: Mapping[str, Any]) -> dict[str, Any]:
    """`parse_feed` for the worker: the same arguments and the articles of what it found, as JSON can carry them."""
    feed = unpack_feed(payload["feed"])
    now = datetime.fromisoformat(payload["now"])
    parsed = parse_feed(
        payload["body"],
        feed,
        charset=payload["charset"],
        base_url=payload["base_url"],
        now=now,
    )
    articles = articles_from_entries(parsed.entries, feed, now)
    return {
        "entries": len(parsed.entries),
        "items": parsed.items,
        "note": parsed.note,
        "articles": pack_articles(articles),
    }


def _newest(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    if len(entries) <= MAX_ENTRIES:
        return entries
    dated = sorted(entries, key=lambda entry: entry.published_at.timestamp() if entry.published_at else 0, reverse=True)
    return tuple(dated[:MAX_ENTRIES])


def _parse_xml(text: str, setting: Setting) -> ParsedFeed:
    text = _find_root(_UNREADABLE.sub("", text), setting)
    if any(len(tag.group()) > MAX_TAG_LENGTH for tag in _TAG.finditer(text)):
        raise FeedParseError(f"holds a tag of more than {MAX_TAG_LENGTH:,} characters")
    note = None if _ROOT_END.search(text) else CUT_OFF
    whole = _cut_to_whole(text) if note else text
    entries = (_make_entry(raw, setting) for raw in _ask_feedparser(whole, setting.base_url))
    return ParsedFeed(entries=tuple(entry for entry in entries if entry), note=note)


def _find_root(text: str, setting: Setting) -> str:
    """`text` from its root element on. What stands before is of no use, and a document type with entities does harm."""
    root = _ROOT.search(text)
    if root is None:
        raise FeedParseError("is neither RSS, Atom nor JSON Feed")
    if root[1].lower() != "html":
        return text[root.start() :]
    named = _NAMED_FEED.search(text)
    feed_url = clean_link(named[1], setting.base_url) if named else None
    hint = f"; that page names {feed_url} as its feed" if feed_url else ""
    raise FeedParseError(f"answered with a web page instead of a feed{hint}")


def _cut_to_whole(text: str) -> str:
    """What there is of a feed without an end, up to its last whole entry."""
    ends = [found.end() for found in _ENTRY_END.finditer(text)]
    if not ends:
        raise FeedParseError("was cut off before its first entry ended")
    return text[: ends[-1]]


def _ask_feedparser(text: str, base_url: str) -> list[dict[str, Any]]:
    import feedparser  # pyright: ignore[reportMissingTypeStubs] – it ships no types

    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base_url}
    # Given bytes it opens nothing; what it would clean and resolve inside texts we clean anyway.
    found = cast("Any", feedparser).parse(
        text.encode(), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    # Plain dicts: feedparser's own answer a look-up with fields that are merely near.
    return [dict(entry) for entry in found["entries"]]


def _make_entry(raw: Mapping[str, Any], setting: Setting) -> Entry | None:
    links = (clean_link(link, setting.base_url) for link in _links(raw))
    url = next((link for link in links if link), None)
    if url is None:
        return None
    title = clean_title(_text(raw, "originaltitle") or _text(raw, "title"))
    dates = (
        parse_date(_text(raw, name), language=setting.feed.language, now=setting.now)
        for name in ("published", "updated", "created")
    )
    return Entry(
        url=url,
        title=title,
        summary=_summarise(raw, title),
        published_at=next((date for date in dates if date), None),
        popularity=read_count(_text(raw, "hatena_bookmarkcount") or _text(raw, "hatenacount")),
    )


def _links(raw: Mapping[str, Any]) -> Iterator[str]:
    """Where an entry may be read, the best first. A guid that is no permalink is not among them."""
    yield _text(raw, "feedburner_origlink")
    for link in raw.get("links", ()):
        if link.get("rel") == "alternate" and link.get("type", "text/html") in ("text/html", "application/xhtml+xml"):
            yield link.get("href", "")
    yield _text(raw, "link")
    if raw.get("guidislink"):
        yield _text(raw, "id")


def _summarise(raw: Mapping[str, Any], title: str) -> str:
    """The summary, or the beginning of the content where that says more; nothing that only repeats the title."""
    summary = clean_summary(_text(raw, "summary"))
    if len(summary) < _SHORT_SUMMARY:
        contents = [clean_summary(content.get("value", "")) for content in raw.get("content", ())[:3]]
        summary = max((summary, *contents), key=len)
    return "" if summary == title else summary


def _text(raw: Mapping[str, Any], name: str) -> str:
    value = raw.get(name)
    return value if isinstance(value, str) else ""
