"""Rehearsals: an edition's episode before it airs, made once for all who ask and never counted as aired."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsroom.feed_list import FeedList
from persona.sheets import load_persona
from radio.show import Edition, EpisodeKind
from radio.transmission import Post
from studio.producer import Producer

KEPT = timedelta(minutes=30)  # as long as the newsroom would not ask most feeds again anyway


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """A rehearsed episode and when it was finished."""

    posts: tuple[Post, ...]
    made_at: datetime


class Rehearsals:
    """Makes rehearsals. However many servers ask for one edition, it costs one."""

    def __init__(self, producer: Producer, feeds: FeedList) -> None:
        self._producer = producer
        self._feeds = feeds
        self._kept: dict[str, Rehearsal] = {}
        self._making: dict[str, asyncio.Task[tuple[Post, ...]]] = {}

    async def rehearse(self, edition: Edition) -> tuple[Post, ...]:
        """The edition's posts: the very episode if it is finished already, else a rehearsal.

        Who stops waiting stops nothing: what is in the making is kept for the next one who asks. Raises
        RadioError where it cannot be made.
        """
        storage = self._producer.storage
        finished = await storage.find_finished(edition.key)
        if finished is not None:
            return await storage.load_posts(finished.episode_id)
        now = self._producer.clock.now()
        self._kept = {key: kept for key, kept in self._kept.items() if now - kept.made_at < KEPT}
        if edition.key in self._kept:
            return self._kept[edition.key].posts
        if edition.key not in self._making:
            task = asyncio.create_task(self._make(edition), name=f"rehearse-{edition.key}")
            self._making[edition.key] = task
            task.add_done_callback(lambda done: self._put_away(edition.key, done))
        return await asyncio.shield(self._making[edition.key])

    async def close(self) -> None:
        """Stop what is in the making; its draft stays in the archive."""
        tasks = list(self._making.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _make(self, edition: Edition) -> tuple[Post, ...]:
        persona = load_persona(edition.host)
        made = await self._producer.produce(edition, persona, self._feeds, kind=EpisodeKind.REHEARSAL)
        return made.posts

    def _put_away(self, key: str, task: asyncio.Task[tuple[Post, ...]]) -> None:
        del self._making[key]
        if not task.cancelled() and task.exception() is None:
            self._kept[key] = Rehearsal(posts=task.result(), made_at=self._producer.clock.now())
