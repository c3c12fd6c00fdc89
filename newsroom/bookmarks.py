"""How often pages were bookmarked in Japan, by Hatena's count API."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast
from urllib.parse import quote

from newsroom.json_feeds import read_count
from newsroom.links import parse_link
from newsroom.sites import is_private_host, plain_host
from radio.errors import FetchError
from radio.news import Article
from radio.ports import Fetcher

log = logging.getLogger(__name__)

MAX_URLS = 50  # what the API takes in one call
MAX_QUERY = 3_500  # characters: fifty long addresses are more than a server reads in one
MAX_ANSWER = 200_000


async def count_bookmarks(articles: Sequence[Article], *, fetcher: Fetcher, count_url: str) -> Mapping[str, int]:
    """Counts by canonical URL, asked for the links as people open them; without those that could not be had."""
    by_link = {article.link: article.url for article in articles if _may_tell(article.link, count_url)}
    counts: dict[str, int] = {}
    for batch in _batches(list(by_link)):
        joint = "&" if "?" in count_url else "?"
        try:
            response = await fetcher.fetch(count_url + joint + "&".join(_as_query(link) for link in batch))
        except FetchError as fault:
            log.warning("bookmarks not counted reason=%s", fault.reason)
            break
        counts |= {by_link[link]: count for link, count in _read_counts(response.body).items() if link in by_link}
    return counts


def _may_tell(link: str, count_url: str) -> bool:
    """Nobody outside hears of addresses on a private network."""
    return not _is_private(link) or _is_private(count_url)


def _is_private(url: str) -> bool:
    parsed = parse_link(url)
    return parsed is None or is_private_host(plain_host(parsed))


def _as_query(link: str) -> str:
    return f"url={quote(link, safe='')}"


def _batches(links: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for link in links:
        length = len(_as_query(link)) + 1
        if length > MAX_QUERY:
            continue
        if batch and (len(batch) == MAX_URLS or size + length > MAX_QUERY):
            yield batch
            batch, size = [], 0
        batch.append(link)
        size += length
    if batch:
        yield batch


def _read_counts(body: bytes) -> dict[str, int]:
    try:
        data = json.loads(body[:MAX_ANSWER])
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        log.warning("bookmarks not counted reason=%s", "the answer is not the JSON it should be")
        return {}
    counts = {str(link): read_count(count) for link, count in cast("dict[object, Any]", data).items()}
    return {link: count for link, count in counts.items() if count is not None}
