"""Builders of domain objects for tests: everything has a sensible value, name what the test is about."""

from datetime import UTC, datetime, timedelta
from typing import Any

from radio.news import Article, Feed, FeedRole, Language, Sighting

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def feed(url: str = "https://feeds.example/rss", **given: Any) -> Feed:
    return Feed(
        **{"url": url, "name": "例のフィード", "language": Language.JAPANESE, "role": FeedRole.AI, "weight": 0.7}
        | given
    )


def sighting(feed_url: str = "https://feeds.example/rss", **given: Any) -> Sighting:
    return Sighting(**{"feed_url": feed_url, "first_seen_at": MONDAY, "last_seen_at": MONDAY} | given)


def article(url: str = "https://site.example/a", **given: Any) -> Article:
    return Article(
        **{
            "url": url,
            "link": url,
            "title": "量子コンピューターの話",
            "site": "site.example",
            "language": Language.JAPANESE,
            "published_at": MONDAY - timedelta(days=1),
        }
        | given
    )
