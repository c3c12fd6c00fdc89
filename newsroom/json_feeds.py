"""Feeds in JSON made entries: JSON Feed, Hacker News through Algolia and Firebase, Hugging Face daily papers. Pure."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from newsroom.dates import parse_date
from newsroom.links import clean_link
from newsroom.plain_text import clean_summary, clean_title
from radio.errors import FeedParseError
from radio.news import Entry, Feed, FeedFormat

MAX_ITEMS = 20  # addresses of single items that are asked for in one round
CUT_OFF = "the feed was cut off; its whole entries are used"

_MAX_COUNT = 10**9
_PAPER_ID = re.compile(r"\d{4}\.\d{4,5}")
_ITEM_PAGE = "https://news.ycombinator.com/item?id="
_GAP = re.compile(r"[\s,]+")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """What a feed listed: entries as they stand, addresses of `items` to be asked for, a `note` for the owner."""

    entries: tuple[Entry, ...] = ()
    items: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and when a feed is read: what its relative links and its dates mean."""

    feed: Feed
    base_url: str
    now: datetime


Row = dict[str, Any]


def parse_json_feed(text: str, setting: Setting) -> ParsedFeed:
    """Entries of a feed in JSON, read as the feed's format says. Raises FeedParseError."""
    format_ = setting.feed.format
    list_key, read = _READERS.get(format_, ("items", _read_item))
    data, note = _load(text, list_key)
    if format_ is FeedFormat.HACKER_NEWS_FIREBASE:
        if isinstance(data, list):
            return ParsedFeed(items=tuple(_item_addresses(cast("list[Any]", data), setting.base_url)), note=note)
        rows = [data]
    else:
        rows = _as_row(data).get(list_key) if list_key else data
    if not isinstance(rows, list):
        raise FeedParseError(f"is JSON, but not in the form {format_.value!r}")
    entries = (read(_as_row(row), setting) for row in cast("list[Any]", rows))
    return ParsedFeed(entries=tuple(entry for entry in entries if entry), note=note)


def read_count(value: object) -> int | None:
    """A popularity as a number, None for anything that cannot be one."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdigit():
        value = int(value.strip()[:12])
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _MAX_COUNT:
        return None
    return value


def _as_row(value: object) -> Row:
    return cast("Row", value) if isinstance(value, dict) else {}


def _load(text: str, list_key: str) -> tuple[Any, str | None]:
    """The document, or the whole rows of one that was cut off and a note of that."""
    try:
        return json.loads(text), None
    except RecursionError as error:
        raise FeedParseError("is nested too deep to be read") from error
    except ValueError as error:
        rows = _salvage(text, list_key)
        if not rows:
            raise FeedParseError("is not JSON that can be read") from error
        return ({list_key: rows} if list_key else rows), CUT_OFF


def _salvage(text: str, list_key: str) -> list[Any]:
    opening = re.search(rf'"{list_key}"\s*:\s*\[' if list_key else r"\[", text)
    rows: list[Any] = []
    place = opening.end() if opening else len(text)
    try:
        while place < len(text):
            gap = _GAP.match(text, place)
            row, place = _DECODER.raw_decode(text, gap.end() if gap else place)
            rows.append(row)
    except (ValueError, RecursionError):
        return rows
    return rows


def _make_entry(
    setting: Setting,
    link: object,
    title: object,
    *,
    summaries: Iterable[object],
    dates: Iterable[object],
    popularity: object,
) -> Entry | None:
    """An entry of what a row says of itself; of summaries and dates the first that can be used."""
    url = clean_link(link, setting.base_url) if isinstance(link, str) else None
    if url is None:
        return None
    cleaned = (clean_summary(text) for text in summaries if isinstance(text, str))
    read = (parse_date(raw, language=setting.feed.language, now=setting.now) for raw in dates)
    return Entry(
        url=url,
        title=clean_title(title) if isinstance(title, str) else "",
        summary=next((text for text in cleaned if text), ""),
        published_at=next((date for date in read if date), None),
        popularity=read_count(popularity),
    )


def _read_item(row: Row, setting: Setting) -> Entry | None:
    """A JSON Feed item; `_custom` is what the collection of Japanese company blogs adds."""
    extra = _as_row(row.get("_custom"))
    name = row.get("id")
    address = name if isinstance(name, str) and name.startswith(("https://", "http://")) else None
    return _make_entry(
        setting,
        row.get("url") or row.get("external_url") or address,
        extra.get("originalTitle") or row.get("title"),
        summaries=(row.get("summary"), row.get("content_text"), row.get("content_html")),
        dates=(row.get("date_published"), row.get("date_modified")),
        popularity=extra.get("hatenaCount"),
    )


def _read_hit(row: Row, setting: Setting) -> Entry | None:
    number = row.get("objectID")
    page = f"{_ITEM_PAGE}{number}" if isinstance(number, str) and number.isdecimal() else None
    return _make_entry(
        setting,
        row.get("url") or page,
        row.get("title"),
        summaries=(row.get("story_text"),),
        dates=(row.get("created_at_i"), row.get("created_at")),
        popularity=row.get("points"),
    )


def _read_story(row: Row, setting: Setting) -> Entry | None:
    number = row.get("id")
    if row.get("type") != "story" or row.get("dead") or row.get("deleted") or not isinstance(number, int):
        return None
    return _make_entry(
        setting,
        row.get("url") or f"{_ITEM_PAGE}{number}",
        row.get("title"),
        summaries=(row.get("text"),),
        dates=(row.get("time"),),
        popularity=row.get("score"),
    )


def _read_paper(row: Row, setting: Setting) -> Entry | None:
    """A daily paper, linked at its first place; its day is that of the daily list, not of its submission."""
    paper = _as_row(row.get("paper"))
    if not _PAPER_ID.fullmatch(str(paper.get("id"))):
        return None
    return _make_entry(
        setting,
        f"https://arxiv.org/abs/{paper['id']}",
        paper.get("title") or row.get("title"),
        summaries=(paper.get("summary"), row.get("summary")),
        dates=(paper.get("submittedOnDailyAt"), row.get("publishedAt"), paper.get("publishedAt")),
        popularity=paper.get("upvotes"),
    )


def _item_addresses(numbers: list[Any], base_url: str) -> Iterator[str]:
    good = (number for number in numbers if isinstance(number, int) and not isinstance(number, bool) and number > 0)
    links = (clean_link(f"item/{number}.json", base_url) for number in list(good)[:MAX_ITEMS])
    return (link for link in links if link)


_Reader = Callable[[Row, Setting], Entry | None]
_READERS: Mapping[FeedFormat, tuple[str, _Reader]] = {
    FeedFormat.HACKER_NEWS_ALGOLIA: ("hits", _read_hit),
    FeedFormat.HACKER_NEWS_FIREBASE: ("", _read_story),
    FeedFormat.HUGGING_FACE_PAPERS: ("", _read_paper),
}
