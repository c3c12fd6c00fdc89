"""The fact file: what is known of stories told on demand, shared by bulletins, explanations and buttons for a day."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from archive.storage import Storage
from newsroom.desk import Desk
from newsroom.taste import Interests, find_unfit_reason
from newsroom.visit import NamedPage
from persona.character import Persona
from radio.bulletin import KeptStory
from radio.errors import PageRefusedError
from radio.news import Article, FeedRole, RankedStory, Refusal, Score, Story, story_key
from radio.ports import ChatModel, Clock
from radio.show import FactSheet
from studio.fact_step import take_facts
from studio.single_flight import SingleFlight

DAY = timedelta(days=1)


class FactFile:
    """Reads pages and takes facts once, however many ask."""

    def __init__(self, *, storage: Storage, desk: Desk, clock: Clock) -> None:
        self._storage = storage
        self._desk = desk
        self._clock = clock
        self._facts: SingleFlight[FactSheet] = SingleFlight()

    async def take(self, model: ChatModel, persona: Persona, article: Article) -> FactSheet:
        """The facts of an article, kept or taken now (a `studio.fact_step.FactStep`). Raises WritingError."""
        kept = await self._storage.find_story(story_key(article.url))
        if kept and kept.sheet and kept.facts_at and self._clock.now() - kept.facts_at < DAY:
            return kept.sheet

        async def take_and_file() -> FactSheet:
            sheet = await take_facts(model, persona, article)
            # At once, so that whoever asks while copy is still being written has them.
            await self.file(kept.ranked if kept else as_brought(article), sheet)
            return sheet

        return await self._facts.share(article.url, take_and_file)

    async def file(self, ranked: RankedStory, sheet: FactSheet | None = None) -> None:
        """Keep a story that was told, for the buttons under it; without a `sheet` the facts stay as they are."""
        now = self._clock.now()
        story = KeptStory(
            key=story_key(ranked.story.lead.url), ranked=ranked, sheet=sheet, facts_at=now if sheet else None
        )
        await self._storage.file_story(story, now)

    async def find(self, key: str) -> KeptStory | None:
        """A told story by its key."""
        return await self._storage.find_story(key)

    async def read(self, persona: Persona, named: NamedPage) -> Article:
        """The article behind an address that a listener named, with its text.

        Raises PageRefusedError, also for a subject that this host leaves to others.
        """
        known = await self._storage.find_article(named.url)
        if known is not None and known.text is not None:
            article = known
        else:
            visited = await self._desk.visit(named)
            article = visited if known is None else replace(known, text=visited.text, description=visited.description)
        interests = Interests(avoided_topics=persona.avoided_topics)
        reason = await asyncio.to_thread(find_unfit_reason, Story(lead=article), interests)
        if reason is not None:
            raise PageRefusedError(Refusal.AVOIDED, reason)
        return article


def as_brought(article: Article) -> RankedStory:
    """A story that a listener brought: nobody scored it."""
    return RankedStory(
        story=Story(lead=article), score=Score(total=0.0, freshness=1.0, parts=()), role=FeedRole.ENGINEERING
    )
