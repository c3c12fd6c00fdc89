"""The news counter: every journey of /news, each read from top to bottom. Nothing told here counts as aired."""

import asyncio
import hashlib
import logging
import re
import unicodedata

from newsroom.feed_list import FeedList
from newsroom.visit import NamedPage, name_page
from persona.character import Persona
from persona.wording import fold_line
from radio.bulletin import Answer, Asker, KeptStory, SearchPage, Suggestion
from radio.errors import PageRefusedError, WritingError
from radio.news import Article, RankedStory, Refusal, story_key
from radio.show import Edition, FactSheet, Rundown, Slot, SlotKind
from studio.answer_shelf import AnswerShelf
from studio.bulletins import BriefSource, BulletinWriter
from studio.episode_wish import choose_aired, read_place
from studio.fact_file import FactFile, as_brought
from studio.layout import lay_out_story, note_article, post_story
from studio.limits import RateLimits
from studio.news_choice import NewsChoice
from studio.news_posts import HITS_SHOWN, lay_out_bulletin, lay_out_search, say_no_episode, say_nothing
from studio.producer import Producer
from studio.reasons import explain_choice
from studio.retelling import Manner, retell
from studio.schedule import HOME_ZONE
from studio.scriptwriter import Scriptwriter

log = logging.getLogger(__name__)

MOST_STORIES = 5
WORDS_LIMIT = 80  # characters that anyone looks for; a button's id holds them whole, with the page beside them
SUGGESTED = 25
LAST_PAGE = 10**6
STORIES_REMEMBERED = 200  # told stories among which an autocomplete looks
_KEY = re.compile(r"[0-9a-f]{16}")


class NewsCounter:
    """Answers listeners. Safe to ask by hundreds at once: what is the same is gathered and written once."""

    def __init__(self, *, producer: Producer, feeds: FeedList, limits: RateLimits | None = None) -> None:
        self.storage = producer.storage
        self.model = producer.model
        self.clock = producer.clock
        self.choice = NewsChoice(storage=self.storage, desk=producer.desk, clock=self.clock, feeds=feeds)
        self._facts = FactFile(storage=self.storage, desk=producer.desk, clock=self.clock)
        self._shelf = AnswerShelf(self.storage, self.clock, limits or RateLimits(self.clock))

    async def close(self) -> None:
        """End what is in the making."""
        await self._shelf.close()
        await self.choice.close()

    async def now(self, persona: Persona, count: int, asker: Asker) -> Answer:
        """What is hot at this moment: a head and one short post a story, at most `count` (1 to 5).

        Raises LimitError, StorageError.
        """
        count = max(1, min(MOST_STORIES, count))

        async def make() -> Answer:
            await self.choice.freshen()
            stories = await self.choice.choose_hot(persona, count)
            return await self._tell(persona, stories) if stories else say_nothing(persona)

        return await self._shelf.take(f"now/{persona.slug}/{count}", make, asker=asker)

    async def topic(self, persona: Persona, words: str, count: int, asker: Asker) -> Answer:
        """The week's stories on a topic; where there are none the answer says so and names the nearest topics.

        Raises PageRefusedError for words that cannot be looked for, LimitError, StorageError.
        """
        words = check_words(words)
        count = max(1, min(MOST_STORIES, count))

        async def make() -> Answer:
            await self.choice.freshen()
            stories = await self.choice.choose_topic(persona, words, count)
            if not stories:
                return say_nothing(persona, words=words, nearest=await self.choice.find_nearest(words))
            return await self._tell(persona, stories, words=words)

        folded = " ".join(sorted(unicodedata.normalize("NFKC", words).casefold().split()))
        return await self._shelf.take(f"topic/{persona.slug}/{count}/{_digest(folded)}", make, asker=asker)

    async def suggest_topics(self, words: str) -> tuple[str, ...]:
        """At most 25 topics of the week for what was typed so far."""
        return await self.choice.suggest_topics(words[:WORDS_LIMIT])

    async def explain(self, persona: Persona, url: str, asker: Asker) -> Answer:
        """The article behind an address, told as on Monday: one post.

        Raises PageRefusedError with the reason, LimitError, StorageError.
        """
        named = name_page(url)

        async def make() -> Answer:
            article = await self._facts.read(persona, named)
            known = await self._facts.find(story_key(named.url))
            ranked = known.ranked if known else as_brought(article)
            return await self._explain(persona, article, ranked)

        return await self._shelf.take(f"explain/{persona.slug}/{story_key(named.url)}", make, asker=asker)

    async def simpler(self, persona: Persona, story: str, asker: Asker) -> Answer:
        """A story for someone who knows nothing of its subject: one post. `story` is a key or an address.

        Raises PageRefusedError, LimitError, StorageError.
        """
        return await self._retell(persona, Manner.SIMPLER, story, asker)

    async def deeper(self, persona: Persona, story: str, asker: Asker) -> Answer:
        """A story with its mechanism and its numbers: one post. `story` is a key or an address.

        Raises PageRefusedError, LimitError, StorageError.
        """
        return await self._retell(persona, Manner.DEEPER, story, asker)

    async def why(self, persona: Persona, story: str) -> Answer:
        """Why a story was chosen. `story` is a key, an address, or episode and place as in "12-3".

        Raises PageRefusedError where nobody knows the story, StorageError.
        """
        if place := read_place(story):
            number, at = place
            ranked = await self._find_aired(persona, number, at)
            return Answer(posts=(explain_choice(persona, ranked, aired_in=number),))
        kept, _ = await self._find_told(story)
        if kept is None:
            raise PageRefusedError(Refusal.UNKNOWN_STORY)
        return Answer(posts=(explain_choice(persona, kept.ranked),))

    async def suggest_stories(self, words: str) -> tuple[Suggestion, ...]:
        """At most 25 told stories whose title holds what was typed so far, the latest first."""
        return _filter(await self.storage.list_told(STORIES_REMEMBERED), words)

    async def search(self, persona: Persona, words: str, page: int = 1) -> SearchPage:
        """Aired stories with all of the words, newest first. Raises PageRefusedError, StorageError."""
        words = check_words(words)
        page = max(1, min(page, LAST_PAGE))
        found = await self.storage.search_aired(words, limit=HITS_SHOWN, offset=HITS_SHOWN * (page - 1))
        pages = max(1, -(-found.total // HITS_SHOWN))
        if page > pages:
            return await self.search(persona, words, pages)
        return lay_out_search(persona, words, found, page, pages)

    async def episode(self, persona: Persona, wish: str = "") -> Answer:
        """An aired episode's posts: the newest, or by number or date. Raises StorageError."""
        today = self.clock.now().astimezone(HOME_ZONE).date()
        aired = await choose_aired(self.storage, wish, host=persona.slug, today=today)
        if aired is None:
            return say_no_episode(persona)
        return Answer(posts=await self.storage.load_posts(aired.episode_id))

    async def suggest_episodes(self, words: str) -> tuple[Suggestion, ...]:
        """At most 25 aired episodes whose number or date holds what was typed so far, the latest first."""
        aired = await self.storage.list_aired(limit=STORIES_REMEMBERED)
        labels = [
            Suggestion(label=f"第{each.number}回 {each.air_date:%Y-%m-%d} {each.host}", value=f"{each.air_date}")
            for each in aired
        ]
        return _filter(tuple(dict.fromkeys(labels)), words)

    async def _tell(self, persona: Persona, stories: tuple[RankedStory, ...], words: str = "") -> Answer:
        sheets = await asyncio.gather(*(self._take_facts(persona, ranked.story.lead) for ranked in stories))
        sources = [
            BriefSource(article=ranked.story.lead, sheet=sheet) for ranked, sheet in zip(stories, sheets, strict=True)
        ]
        now = self.clock.now()
        briefs = await BulletinWriter(self.model, persona).write(sources, turn=now.toordinal())
        for ranked in stories:
            await self._facts.file(ranked)
        return lay_out_bulletin(persona, stories, briefs, now=now, words=words)

    async def _take_facts(self, persona: Persona, article: Article) -> FactSheet | None:
        if self.model is None:
            return None
        try:
            return await self._facts.take(self.model, persona, article)
        except WritingError as fault:
            log.warning("no facts site=%s reason=%s", article.site, type(fault).__name__)
            return None

    async def _explain(self, persona: Persona, article: Article, ranked: RankedStory) -> Answer:
        told = RankedStory(story=as_brought(article).story, score=ranked.score, role=ranked.role, maker=ranked.maker)
        slot = Slot(kind=SlotKind.STORY, number=1, ranked=told)
        today = self.clock.now().astimezone(HOME_ZONE).date()
        edition = Edition(air_date=today, host=persona.slug, story_count=1)
        rundown = Rundown(edition=edition, episode_number=today.toordinal(), slots=(slot,))
        segment = await Scriptwriter(self.model, persona).write_story(slot, rundown, take=self._facts.take)
        await self._facts.file(ranked)
        return Answer(posts=(lay_out_story(segment, slot, article, persona),), standby=segment.standby)

    async def _retell(self, persona: Persona, manner: Manner, story: str, asker: Asker) -> Answer:
        kept, named = await self._find_told(story)
        if kept is None and named is None:
            raise PageRefusedError(Refusal.UNKNOWN_STORY)
        key = kept.key if kept else story_key(named.url if named else "")

        async def make() -> Answer:
            article, sheet = await self._recall(persona, kept, named)
            retold = await retell(self.model, persona, manner, article, sheet)
            note = note_article(article, maker=sheet.maker if sheet else None)
            post = post_story(manner.value, retold.text, article, persona, note=note)
            return Answer(posts=(post,), standby=retold.standby)

        lasting = kept is not None and kept.aired
        return await self._shelf.take(
            f"{manner.value}/{persona.slug}/{key}", make, asker=asker, max_age=None, lasting=lasting
        )

    async def _recall(
        self, persona: Persona, kept: KeptStory | None, named: NamedPage | None
    ) -> tuple[Article, FactSheet | None]:
        """The article and its claims; where no claims were kept the page is read once more."""
        if kept is not None and kept.sheet is not None:
            return kept.ranked.story.lead, kept.sheet
        page = named
        if kept is not None:
            lead = kept.ranked.story.lead
            page = NamedPage(link=lead.link, url=lead.url)
        assert page is not None  # noqa: S101 – the caller has either
        article = await self._facts.read(persona, page)
        sheet = await self._take_facts(persona, article)
        await self._facts.file(kept.ranked if kept else as_brought(article))
        return article, sheet

    async def _find_told(self, story: str) -> tuple[KeptStory | None, NamedPage | None]:
        """The story of a key or an address as far as it is known, and the page that an address names."""
        if _KEY.fullmatch(story):
            return await self._facts.find(story), None
        named = name_page(story)
        return await self._facts.find(story_key(named.url)), named

    async def _find_aired(self, persona: Persona, number: int, at: int) -> RankedStory:
        for aired in await self.storage.list_aired(host=persona.slug, number=number):
            episode = await self.storage.load_episode(aired.episode_id)
            for slot in episode.script.rundown.slots:
                if slot.ranked is not None and slot.number == at:
                    return slot.ranked
        raise PageRefusedError(Refusal.UNKNOWN_STORY, f"episode {number} story {at}")


def check_words(words: str) -> str:
    """A listener's words on one line. Raises PageRefusedError for too many, or none that can be looked for."""
    line = fold_line(words)
    if len(line) > WORDS_LIMIT:
        raise PageRefusedError(Refusal.TOO_LONG, f"{len(line)} characters")
    if not any(sign.isalnum() for sign in line):
        raise PageRefusedError(Refusal.UNCLEAR)
    return line


def _filter(suggestions: tuple[Suggestion, ...] | list[Suggestion], words: str) -> tuple[Suggestion, ...]:
    typed = _fold(words)
    return tuple(each for each in suggestions if typed in _fold(each.label))[:SUGGESTED]


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
