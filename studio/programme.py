"""The programme shelf: each edition's episode, made once for all stations that wait for it, in whichever process."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from archive.makings import LEASE
from newsroom.feed_list import FeedList
from persona.sheets import load_persona
from radio.errors import ConfigError, NoNewsError, RadioError, StorageError
from radio.show import Edition, EpisodeKind
from radio.transmission import Post
from studio.producer import Producer

log = logging.getLogger(__name__)

SILENCE = timedelta(minutes=15)  # without news or with a wrong sheet an edition is tried again after this
PAUSE = timedelta(minutes=2)  # after any other fault
LOOK_S = 2.0  # how often it is looked for what another process makes
RENEWAL_S = LEASE.total_seconds() / 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A finished episode, ready to leave."""

    episode_id: int
    posts: tuple[Post, ...]


class ProgrammeShelf:
    """Makes programmes, or takes them from the archive. `tell_owner` hears of what went wrong in the making.

    `claimant` names this process among those that share the archive.
    """

    def __init__(
        self, producer: Producer, feeds: FeedList, claimant: str, tell_owner: Callable[[str], Awaitable[None]]
    ) -> None:
        self._producer = producer
        self._feeds = feeds
        self._claimant = claimant
        self._tell_owner = tell_owner
        self._making: dict[str, asyncio.Task[Programme]] = {}
        self._silent_until: dict[str, datetime] = {}

    @property
    def making(self) -> Collection[asyncio.Task[Programme]]:
        """The programmes in the making."""
        return self._making.values()

    def is_silent(self, edition: Edition) -> bool:
        """Whether an edition could not be made a short while ago and is left alone for now."""
        until = self._silent_until.get(edition.key)
        return until is not None and until > self._producer.clock.now()

    async def take(self, edition: Edition) -> Programme:
        """The edition's programme. Raises RadioError where it cannot be made."""
        if edition.key not in self._making:
            task = asyncio.create_task(self._make(edition), name=f"make-{edition.key}")
            self._making[edition.key] = task
            task.add_done_callback(lambda done: self._put_away(edition, done))
        return await asyncio.shield(self._making[edition.key])

    def _put_away(self, edition: Edition, task: asyncio.Task[Programme]) -> None:
        del self._making[edition.key]
        fault = None if task.cancelled() else task.exception()
        if fault is not None:
            self._silent_until[edition.key] = self._producer.clock.now() + _find_pause(fault)

    async def _make(self, edition: Edition) -> Programme:
        storage, clock = self._producer.storage, self._producer.clock
        while (finished := await storage.find_finished(edition.key)) is None:
            if await storage.claim_making(edition.key, self._claimant, clock.now()):
                async with self._hold(edition):
                    return await self._produce(edition)
            await asyncio.sleep(LOOK_S)
        return Programme(episode_id=finished.episode_id, posts=await storage.load_posts(finished.episode_id))

    @asynccontextmanager
    async def _hold(self, edition: Edition) -> AsyncGenerator[None]:
        """Keep the claim while the episode is made. Without it two would make one: a waste, and no harm."""
        storage, clock = self._producer.storage, self._producer.clock

        async def renew() -> None:
            while True:
                await asyncio.sleep(RENEWAL_S)
                with suppress(StorageError):
                    await storage.claim_making(edition.key, self._claimant, clock.now())

        renewing = asyncio.create_task(renew(), name=f"hold-{edition.key}")
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(StorageError):  # then it runs out by itself
                await storage.release_making(edition.key, self._claimant)

    async def _produce(self, edition: Edition) -> Programme:
        try:
            persona = load_persona(edition.host)
            made = await self._producer.produce(edition, persona, self._feeds, kind=EpisodeKind.BROADCAST)
        except RadioError as fault:
            minutes = _find_pause(fault).total_seconds() / 60
            await self._tell_owner(
                f"Edition {edition.key} could not be made: {fault}. The next try is in {minutes:g} minutes."
            )
            raise
        if made.faults:
            await self._tell_owner("\n".join([f"Edition {edition.key} was made with faults:", *made.faults]))
        return Programme(episode_id=made.episode_id, posts=made.posts)


def _find_pause(fault: BaseException) -> timedelta:
    return SILENCE if isinstance(fault, NoNewsError | ConfigError) else PAUSE
