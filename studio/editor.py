"""The editor: from the week's articles to the stories of one edition."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, cast

from archive.storage import Storage
from newsroom.desk import Desk
from newsroom.feed_list import FeedList
from newsroom.requests import Request
from newsroom.selection import Interests, drop_aired, score_stories, select_stories, shortlist
from newsroom.stories import group_stories
from persona.character import Persona
from persona.prompts import judge_prompt
from radio.errors import WritingError
from radio.news import Airing, Article, RankedStory
from radio.ports import ChatModel, Clock
from radio.show import Edition
from studio.letter_requests import collect_requests
from studio.schedule import find_news_window

log = logging.getLogger(__name__)

EPISODES_REMEMBERED = 8
JUDGED = 20  # stories put before the model in its one call
BEST_MARK = 10
REQUESTS_KEPT = timedelta(days=30)  # for so long a listener's request is a hint to the choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The stories of an edition in their order; `faults` for the owner."""

    stories: tuple[RankedStory, ...]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What every round of scoring needs to know. Ages are counted from `until`, the end of the edition's week."""

    edition: Edition
    persona: Persona
    feeds: FeedList
    recent: tuple[Airing, ...]
    until: datetime
    requests: tuple[Request, ...] = ()

    @property
    def interests(self) -> Interests:
        """What the host cares for and what the stations watch for."""
        return Interests(
            light_topics=self.persona.light_topics,
            avoided_topics=self.persona.avoided_topics,
            watch_words=self.edition.watch_words,
        )


class Editor:
    """Chooses; asks the archive, the desk and once the model. Reads the pages of the shortlist only."""

    def __init__(self, *, storage: Storage, desk: Desk, model: ChatModel | None, clock: Clock) -> None:
        self.storage = storage
        self.desk = desk
        self.model = model
        self.clock = clock

    async def choose_stories(self, edition: Edition, persona: Persona, feeds: FeedList) -> Choice:
        """The best stories of the edition's week, fewer than wished where there are no more good ones."""
        since, until = find_news_window(edition.air_date, self.clock.now())
        recent = await self.storage.recent_airings(edition.air_date, episodes=EPISODES_REMEMBERED)
        requests = await self._find_requests()
        brief = Brief(edition=edition, persona=persona, feeds=feeds, recent=recent, until=until, requests=requests)
        listed = await self.storage.articles_between(since, until, feeds=[feed.url for feed in feeds.feeds])
        articles, page_faults = await self._read_shortlist(listed, brief)
        ranked = await self._rank(articles, brief)
        marks, judge_faults = await self._ask_judge(ranked, persona)
        if marks:
            ranked = await self._rank(articles, brief, marks)
        selection = select_stories(ranked, count=edition.story_count)
        for decision in selection.decisions:  # for the owner who wonders where a story is
            log.debug("story decided url=%s chosen=%s reason=%s", decision.url, decision.chosen, decision.reason)
        return Choice(stories=selection.stories, faults=(*page_faults, *judge_faults))

    async def _find_requests(self) -> tuple[Request, ...]:
        """What listeners ask to hear of, one request each. The letters themselves go no further."""
        letters = await self.storage.recent_letters(self.clock.now() - REQUESTS_KEPT)
        return await asyncio.to_thread(collect_requests, letters)

    async def _rank(
        self, articles: Sequence[Article], brief: Brief, marks: Mapping[str, float] | None = None
    ) -> tuple[RankedStory, ...]:
        # A full week takes a second and more: in a thread, so that Discord's heartbeat goes on.
        return await asyncio.to_thread(rank_articles, articles, brief, marks)

    async def _read_shortlist(
        self, listed: Sequence[Article], brief: Brief
    ) -> tuple[tuple[Article, ...], tuple[str, ...]]:
        """All articles, those of the shortlist with their pages' text and their bookmarks."""
        leads = [each.story.lead for each in shortlist(await self._rank(listed, brief))]
        pages, bookmarks = await asyncio.gather(
            self.desk.read_pages(leads), self.desk.count_bookmarks(leads, count_url=brief.feeds.count_url)
        )
        read = {
            url: replace(article, bookmarks=bookmarks.get(url, article.bookmarks))
            for url, article in pages.articles.items()
        }
        await self.storage.save_pages(tuple(read.values()))
        faults = tuple(f"page {fault.url}: {fault.reason}" for fault in pages.faults)
        return tuple(read.get(article.url, article) for article in listed), faults

    async def _ask_judge(
        self, ranked: Sequence[RankedStory], persona: Persona
    ) -> tuple[Mapping[str, float], tuple[str, ...]]:
        if self.model is None or not ranked:
            return {}, ()
        judged = ranked[:JUDGED]
        try:
            completion = await self.model.complete(judge_prompt(persona, judged))
        except WritingError as fault:
            log.warning("the judge is silent reason=%s", type(fault).__name__)
            return {}, (str(fault),)
        return _read_marks(completion.data, judged), ()


def rank_articles(
    articles: Sequence[Article], brief: Brief, marks: Mapping[str, float] | None = None
) -> tuple[RankedStory, ...]:
    """The stories of `articles` that may be aired, best first. Pure."""
    feeds = {feed.url: feed for feed in brief.feeds.feeds}
    stories = drop_aired(group_stories(articles, feeds=feeds), brief.recent)
    return score_stories(
        stories,
        feeds=feeds,
        now=brief.until,
        interests=brief.interests,
        recent=brief.recent,
        judge=marks,
        requests=brief.requests,
    )


def _read_marks(data: Mapping[str, Any], judged: Sequence[RankedStory]) -> Mapping[str, float]:
    """The judge's marks in [0, 1] by the story's URL; a row that is no mark, or for no story, is left out."""
    given = data.get("scores")
    rows = cast("list[object]", given) if isinstance(given, list) else []
    marks = (_read_mark(row, len(judged)) for row in rows)
    return {judged[number - 1].story.lead.url: mark for number, mark in filter(None, marks)}


def _read_mark(row: object, most: int) -> tuple[int, float] | None:
    fields = cast("dict[str, object]", row) if isinstance(row, dict) else {}
    number, score = fields.get("number"), fields.get("score")
    if not isinstance(number, int) or not isinstance(score, int | float):
        return None
    return (number, score / BEST_MARK) if 1 <= number <= most and 0 <= score <= BEST_MARK else None
