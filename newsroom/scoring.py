"""Scores: how much a story deserves a slot, each reason kept so that it can be told to whoever asks why. Pure.

The weights are a start, not a law: a back-test on one real week had the three AI stories that people chose at places
20, 45 and 114. They stand in one place, and `bench.select` measures what a change does to speed and grouping.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from newsroom.likeness import Likeness, TermIndex
from newsroom.popularity import Charts
from newsroom.recall import as_article
from newsroom.requests import Request, RequestPile
from newsroom.taste import Interests, find_unfit_reason
from newsroom.topics import Topic, read_topic
from newsroom.words import fold_headline
from radio.news import Airing, Article, Feed, RankedStory, Score, ScorePart, Story

FRESHNESS_SPAN = timedelta(hours=168)
FRESHNESS_POWER = 0.5  # no daily gravity: a story of five days ago is still worth telling in a weekly show
EXPLAINED_TEXT = 1_500  # characters of a page that explain a thing well
EXPLAINED_SUMMARY = 600  # characters of a summary that would explain half of it

_MECHANISM = re.compile(
    r"\d|ため|によって|により|ことで|仕組み|しくみ|方式|because|by using|works by|instead of|which means|so that",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each part counts; they sum to 1. Without a judge its weight goes to popularity and fit."""

    popularity: float = 0.25
    velocity: float = 0.10
    agreement: float = 0.15
    fit: float = 0.20
    explainability: float = 0.10
    novelty: float = 0.10
    judge: float = 0.10

    def without_judge(self) -> "Weights":
        """The same for a story that nobody judged."""
        share = self.judge / 2
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return Weights(**values | {"popularity": self.popularity + share, "fit": self.fit + share, "judge": 0.0})


WEIGHTS = Weights()


def score_stories(
    stories: Sequence[Story],
    *,
    feeds: Mapping[str, Feed],
    now: datetime,
    interests: Interests,
    recent: Sequence[Airing] = (),
    judge: Mapping[str, float] | None = None,
    requests: Sequence[Request] = (),
    weights: Weights = WEIGHTS,
) -> tuple[RankedStory, ...]:
    """The stories that are for this host, best first; equal ones by URL.

    Args:
        stories: As `group_stories` gave them, without those already aired.
        feeds: The feeds by URL, for their names, roles and weights.
        now: What ages are counted from, aware.
        interests: What the host and the stations ask for.
        recent: The last episodes' airings; what resembles them is less new.
        judge: Marks in [0, 1] by the URL of any of a story's articles.
        requests: What listeners ask to hear of, one request each; a part of its own beside the weights.
        weights: What each part counts.
    """
    charts = Charts(stories, feeds)
    novelty = _Novelty(stories, recent)
    pile = RequestPile(requests)
    ranked: list[RankedStory] = []
    for story in stories:
        topic = read_topic(story, feeds=feeds, interests=interests)
        if _is_for_host(story, topic, feeds, interests):
            parts = _score_parts(story, topic, charts, novelty, find_mark(story, judge or {}), weights)
            asked = pile.weigh(story)
            ranked.append(_rank(story, topic, (*parts, asked) if asked else parts, now))
    return tuple(sorted(ranked, key=lambda each: (-each.score.total, each.story.lead.url)))


def find_mark(story: Story, judge: Mapping[str, float]) -> float | None:
    """The judge's mark for `story`, within [0, 1]; None if nobody judged it."""
    marks = [judge[article.url] for article in story.articles if article.url in judge]
    return max(0.0, min(1.0, marks[0])) if marks and not math.isnan(marks[0]) else None


def measure_explainability(article: Article) -> float:
    """How well the article could be explained from what we hold of it: 1 for a long page that gives reasons."""
    text = article.text or ""
    summary = article.description or article.summary
    told = min(1.0, len(text) / EXPLAINED_TEXT) if text else 0.5 * min(1.0, len(summary) / EXPLAINED_SUMMARY)
    return 0.8 * told + (0.2 if _MECHANISM.search(text or summary) else 0.0)


def _is_for_host(story: Story, topic: Topic, feeds: Mapping[str, Feed], interests: Interests) -> bool:
    """A story that only watch-only feeds list needs a watch word; no story may be on an avoided subject."""
    listing = [
        feeds[each.feed_url] for article in story.articles for each in article.sightings if each.feed_url in feeds
    ]
    if listing and not topic.watched and all(feed.watch_only for feed in listing):
        return False
    return find_unfit_reason(story, interests) is None


def _rank(story: Story, topic: Topic, parts: tuple[ScorePart, ...], now: datetime) -> RankedStory:
    age = max(timedelta(0), now - story.lead.published_at)
    freshness = math.exp(-age / FRESHNESS_SPAN) ** FRESHNESS_POWER
    total = min(1.0, sum(part.value * part.weight for part in parts)) * freshness
    return RankedStory(
        story=story,
        score=Score(total=total, freshness=freshness, parts=parts),
        role=topic.role,
        maker=topic.maker,
        practical=topic.practical,
    )


def _score_parts(
    story: Story, topic: Topic, charts: Charts, novelty: "_Novelty", mark: float | None, weights: Weights
) -> tuple[ScorePart, ...]:
    counted = weights if mark is not None else weights.without_judge()
    popularity, velocity = charts.rank_popularity(story), charts.rank_velocity(story)
    explained, new = measure_explainability(story.lead), novelty.measure(story)
    told = {
        "popularity": (popularity.share, popularity.detail),
        "velocity": (velocity.share, velocity.detail),
        "agreement": _measure_agreement(story),
        "fit": (topic.fit, topic.detail),
        "explainability": (
            explained,
            f"本文{len(story.lead.text or ''):,}字" if story.lead.text else "本文はまだ読んでない",
        ),
        "novelty": (new, "最近の放送にない話" if new > 0.8 else "最近の放送と似た話"),
        "judge": (mark or 0.0, f"審査で{10 * (mark or 0.0):.0f}点"),
    }
    return tuple(
        ScorePart(name=name, value=value, weight=getattr(counted, name), detail=detail)
        for name, (value, detail) in told.items()
        if getattr(counted, name)
    )


def _measure_agreement(story: Story) -> tuple[float, str]:
    """Independent sources: sites that word it differently, or feeds that picked it up; copies of one text are one."""
    sites = {article.site for article in story.articles}
    wordings = {fold_headline(article.title) for article in story.articles}
    feeds = {each.feed_url for article in story.articles for each in article.sightings}
    telling = min(len(sites), len(wordings))
    sources = max(telling, len(feeds))
    detail = f"{telling}つのサイトが取り上げてる" if telling >= len(feeds) else f"{len(feeds)}つのフィードにのってる"
    return 1.0 - 0.5 ** max(0, sources - 1), detail


class _Novelty:
    """How new a story is beside what was aired of late."""

    def __init__(self, stories: Sequence[Story], recent: Sequence[Airing]) -> None:
        self._aired = [as_article(airing) for airing in recent]
        self._likeness = Likeness([*(story.lead for story in stories), *self._aired] if recent else ())
        self._index = TermIndex(self._likeness)
        for number, aired in enumerate(self._aired):
            self._index.add(aired, number)

    def measure(self, story: Story) -> float:
        near = (self._aired[number] for number in self._index.find(story.lead)) if self._aired else ()
        return 1.0 - max((self._likeness.match(story.lead, aired).closeness for aired in near), default=0.0)
