"""Feeds and articles as JSON can carry them, to the worker process and back."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from radio.news import Article, Feed, FeedFormat, FeedRole, Language, Sighting


def pack_feed(feed: Feed) -> dict[str, Any]:
    """A feed as plain values."""
    return asdict(feed)


def unpack_feed(parcel: Mapping[str, Any]) -> Feed:
    """The feed in a parcel."""
    kinds: dict[str, Any] = {
        "language": Language(parcel["language"]),
        "role": FeedRole(parcel["role"]),
        "format": FeedFormat(parcel["format"]),
    }
    return Feed(**{**parcel, **kinds})


def pack_articles(articles: Iterable[Article]) -> list[dict[str, Any]]:
    """Freshly taken in articles, each with the one sighting of its feed."""
    return [
        {
            "url": article.url,
            "link": article.link,
            "title": article.title,
            "site": article.site,
            "language": article.language,
            "published_at": article.published_at.isoformat(),
            "summary": article.summary,
            "popularity": article.sightings[0].popularity,
        }
        for article in articles
    ]


def unpack_articles(parcels: Iterable[Mapping[str, Any]], feed: Feed, now: datetime) -> tuple[Article, ...]:
    """The articles in parcels, seen `now` in `feed`."""
    return tuple(
        Article(
            url=parcel["url"],
            link=parcel["link"],
            title=parcel["title"],
            site=parcel["site"],
            language=Language(parcel["language"]),
            published_at=datetime.fromisoformat(parcel["published_at"]),
            summary=parcel["summary"],
            sightings=(
                Sighting(
                    feed_url=feed.url,
                    first_seen_at=now,
                    last_seen_at=now,
                    first_popularity=parcel["popularity"],
                    popularity=parcel["popularity"],
                ),
            ),
        )
        for parcel in parcels
    )
