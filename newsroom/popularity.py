"""How popular an article is within its own source, so that points are never compared with bookmarks. Pure."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from radio.news import Article, Feed, Sighting, Story

UNKNOWN = 0.4  # where no source tells a number: below the middle, above what is known to be unpopular
HATENA = "はてなブックマーク"

_BOOKMARKS = "hatena"  # the source of Article.bookmarks, beside the feeds by their URL
_FEW = 3.0  # values by which a short list is drawn to the middle: the first of two is no top
_SHORTEST_LIFE = 2.0  # hours; a count of the first minutes is no speed


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A value among those of its source: `share` of them at most as high, in [0, 1], and what it is, in Japanese."""

    share: float
    detail: str


class Charts:
    """What every source counts, and how fast it grows."""

    def __init__(self, stories: Iterable[Story], feeds: Mapping[str, Feed]) -> None:
        self._names = {url: feed.name for url, feed in feeds.items()} | {_BOOKMARKS: HATENA}
        self._counts: dict[str, list[float]] = defaultdict(list)
        self._speeds: dict[str, list[float]] = defaultdict(list)
        for article in (article for story in stories for article in story.articles):
            for source, count in _read_counts(article):
                self._counts[source].append(count)
            for source, speed in _read_speeds(article):
                self._speeds[source].append(speed)
        for values in (*self._counts.values(), *self._speeds.values()):
            values.sort()

    def rank_popularity(self, story: Story) -> Standing:
        """The best standing of the story's articles in any source."""
        found = [
            (_place(self._counts[source], count), source, count)
            for article in story.articles
            for source, count in _read_counts(article)
        ]
        if not found:
            return Standing(share=UNKNOWN, detail="人気の数字なし")
        share, source, count = max(found)
        top = max(1, round(100 * _exceeded(self._counts[source], count)))
        return Standing(share=share, detail=f"{self._names.get(source, source)}で上位{top}%（{count:,.0f}）")

    def rank_velocity(self, story: Story) -> Standing:
        """The best standing in growth an hour."""
        found = [
            (_place(self._speeds[source], speed), source, speed)
            for article in story.articles
            for source, speed in _read_speeds(article)
        ]
        if not found:
            return Standing(share=UNKNOWN, detail="のびの数字なし")
        share, source, speed = max(found)
        return Standing(share=share, detail=f"{self._names.get(source, source)}で1時間に{speed:.1f}ずつ増加")


def _read_counts(article: Article) -> Iterator[tuple[str, float]]:
    """Each source's count. No bookmarks at all says nothing: most of the world is never bookmarked in Japan."""
    for sighting in article.sightings:
        if sighting.popularity is not None:
            yield sighting.feed_url, max(0.0, float(sighting.popularity))
    if article.bookmarks:
        yield _BOOKMARKS, float(article.bookmarks)


def _read_speeds(article: Article) -> Iterator[tuple[str, float]]:
    for sighting in article.sightings:
        if sighting.popularity is not None:
            yield sighting.feed_url, max(_since_publication(article, sighting), _since_first_seen(sighting))


def _since_publication(article: Article, sighting: Sighting) -> float:
    hours = (sighting.last_seen_at - article.published_at).total_seconds() / 3600
    return max(0.0, float(sighting.popularity or 0)) / max(hours, _SHORTEST_LIFE)


def _since_first_seen(sighting: Sighting) -> float:
    hours = (sighting.last_seen_at - sighting.first_seen_at).total_seconds() / 3600
    if hours < _SHORTEST_LIFE or sighting.first_popularity is None:
        return 0.0
    return max(0.0, float(sighting.popularity or 0) - sighting.first_popularity) / hours


def _place(values: list[float], value: float) -> float:
    below, upto = bisect_left(values, value), bisect_right(values, value)
    return (below + (upto - below) / 2 + _FEW / 2) / (len(values) + _FEW)


def _exceeded(values: list[float], value: float) -> float:
    return (len(values) - bisect_left(values, value)) / len(values)
