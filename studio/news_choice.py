"""What to tell a listener who asks: the newsroom freshened, the hottest stories, or those on a topic."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.storage import Storage
from newsroom.desk import Desk
from newsroom.feed_list import FeedList
from newsroom.polling import due_feeds
from newsroom.selection import Interests, Weights, score_stories, select_stories
from newsroom.stories import group_stories
from newsroom.topic_index import TopicIndex, match_articles
from persona.character import Persona
from radio.news import Article, FeedState, RankedStory, Story
from radio.ports import Clock
from studio.schedule import NEWS_WINDOW
from studio.single_flight import SingleFlight

log = logging.getLogger(__name__)

STALE = timedelta(minutes=30)  # a round this old is made again before anyone is answered
HOT = timedelta(hours=48)
# What is hot now: what rises and what many have, more than what is new to this show.
NOW_WEIGHTS = Weights(
    popularity=0.25, velocity=0.25, agreement=0.20, fit=0.20, explainability=0.10, novelty=0.0, judge=0.0
)
ROUND_WAIT_S = 45.0  # a listener waits no longer for slow feeds; the round goes on
PAGES_WAIT_S = 40.0
CANDIDATES = 3  # for each story wished, pages are read
TOPICS_FRESH = timedelta(minutes=10)
TOPICS_WAIT_S = 1.5  # Discord waits three seconds for suggestions

_THE_ROUND, _THE_TOPICS = "round", "topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is looked for: since when, for which host, how many, on which words (none: whatever is hot)."""

    since: datetime
    persona: Persona
    count: int
    words: str = ""


class NewsChoice:
    """Chooses from what the archive holds, reading only the pages it may tell. Thinks hard in a thread of its own."""

    def __init__(self, *, storage: Storage, desk: Desk, clock: Clock, feeds: FeedList) -> None:
        self._storage = storage
        self._desk = desk
        self._clock = clock
        self._feeds = feeds
        self._round: SingleFlight[None] = SingleFlight()
        self._indexing: SingleFlight[TopicIndex] = SingleFlight()
        self._index = TopicIndex(())
        self._indexed_at: datetime | None = None

    async def close(self) -> None:
        """End a round that is under way."""
        await self._round.close()
        await self._indexing.close()

    async def freshen(self) -> None:
        """Gather, unless a round of this or another process was made of late; everyone waits for the same one."""
        if _THE_ROUND not in self._round and not self._is_stale(await self._storage.feed_states()):
            return
        try:
            async with asyncio.timeout(ROUND_WAIT_S):
                await self._round.share(_THE_ROUND, self._gather)
        except TimeoutError:
            log.warning("round still under way after seconds=%d; what is there already is told", ROUND_WAIT_S)

    async def choose_hot(self, persona: Persona, count: int) -> tuple[RankedStory, ...]:
        """The hottest stories of the last two days, at most `count`."""
        return await self._choose(_Wish(since=self._clock.now() - HOT, persona=persona, count=count))

    async def choose_topic(self, persona: Persona, words: str, count: int) -> tuple[RankedStory, ...]:
        """The week's stories that have all of the words, in either language, at most `count`."""
        since = self._clock.now() - NEWS_WINDOW
        return await self._choose(_Wish(since=since, persona=persona, count=count, words=words))

    async def suggest_topics(self, words: str) -> tuple[str, ...]:
        """The week's topics for what was typed so far; from memory, refreshed behind the listener's back."""
        index = await self._find_index()
        return index.suggest(words)

    async def find_nearest(self, words: str) -> tuple[str, ...]:
        """Topics near to words that nothing matches."""
        index = await self._find_index()
        return await asyncio.to_thread(index.find_nearest, words)

    async def _gather(self) -> None:
        await self._desk.gather(self._feeds.feeds)

    def _is_stale(self, states: Mapping[str, FeedState]) -> bool:
        now = self._clock.now()
        asked = [states[feed.url].asked_at for feed in self._feeds.feeds if feed.url in states]
        last = max((at for at in asked if at is not None and at <= now), default=None)
        if last is not None and now - last < STALE:
            return False
        return bool(due_feeds(self._feeds.feeds, states, now))

    async def _choose(self, wish: _Wish) -> tuple[RankedStory, ...]:
        listed = await self._list(wish.since)
        ranked = await asyncio.to_thread(self._rank, listed, wish)
        candidates = ranked[: wish.count * CANDIDATES]
        read = await self._read_pages([each.story.lead for each in candidates])
        if not read:
            return ()
        known = {article.url for each in candidates for article in each.story.articles}
        articles = [read.get(article.url, article) for article in listed]
        again = await asyncio.to_thread(self._rank, articles, wish)
        fitting = [each for each in again if each.story.lead.url in known]
        return await asyncio.to_thread(_select, fitting, wish)

    async def _list(self, since: datetime) -> tuple[Article, ...]:
        now = self._clock.now() + timedelta(seconds=1)  # an entry without a date was published in this very moment
        return await self._storage.articles_between(since, now, feeds=[feed.url for feed in self._feeds.feeds])

    async def _read_pages(self, leads: Sequence[Article]) -> Mapping[str, Article]:
        """The leads with their pages' text; as they are where the pages do not come in time."""
        try:
            async with asyncio.timeout(PAGES_WAIT_S):
                pages = await self._desk.read_pages(leads)
        except TimeoutError:
            log.warning("pages not read in seconds=%d", PAGES_WAIT_S)
            return {lead.url: lead for lead in leads}
        await self._storage.save_pages(tuple(pages.articles.values()))
        return pages.articles

    def _rank(self, articles: Sequence[Article], wish: _Wish) -> tuple[RankedStory, ...]:
        feeds = {feed.url: feed for feed in self._feeds.feeds}
        stories = group_stories(articles, feeds=feeds)
        strengths: Mapping[str, float] = {}
        if wish.words:
            strengths = match_articles(articles, wish.words)
            stories = tuple(story for story in stories if _strength(story, strengths))
        interests = Interests(
            light_topics=wish.persona.light_topics,
            avoided_topics=wish.persona.avoided_topics,
            watch_words=(wish.words,) if wish.words else (),
        )
        ranked = score_stories(stories, feeds=feeds, now=self._clock.now(), interests=interests, weights=NOW_WEIGHTS)
        if not wish.words:
            return ranked
        return tuple(sorted(ranked, key=lambda each: -each.score.total * (0.2 + _strength(each.story, strengths))))

    async def _find_index(self) -> TopicIndex:
        now = self._clock.now()
        if self._indexed_at is not None and timedelta(0) <= now - self._indexed_at < TOPICS_FRESH:
            return self._index
        refresh = asyncio.ensure_future(self._indexing.share(_THE_TOPICS, self._build_index))
        if self._indexed_at is not None:
            refresh.add_done_callback(_note_fault)  # stale topics will do until the fresh ones are there
            return self._index
        try:
            async with asyncio.timeout(TOPICS_WAIT_S):
                return await refresh
        except TimeoutError:
            return self._index

    async def _build_index(self) -> TopicIndex:
        articles = await self._list(self._clock.now() - NEWS_WINDOW)
        self._index = await asyncio.to_thread(TopicIndex, articles)
        self._indexed_at = self._clock.now()
        return self._index


def _select(ranked: Sequence[RankedStory], wish: _Wish) -> tuple[RankedStory, ...]:
    """As on Monday; on a topic, or where nothing else is there, also what Monday would not take."""
    chosen = select_stories(ranked, count=wish.count).stories
    if chosen and not wish.words:
        return chosen
    sites = {each.story.lead.site for each in chosen}
    rest = [each for each in ranked if each not in chosen and each.story.lead.site not in sites]
    return (*chosen, *rest, *(each for each in ranked if each not in (*chosen, *rest)))[: wish.count]


def _strength(story: Story, strengths: Mapping[str, float]) -> float:
    return max((strengths.get(article.url, 0.0) for article in story.articles), default=0.0)


def _note_fault(refresh: "asyncio.Future[TopicIndex]") -> None:
    if not refresh.cancelled() and (fault := refresh.exception()):
        log.warning("topics not refreshed reason=%s", fault)
