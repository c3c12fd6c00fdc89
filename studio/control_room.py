"""The control room: what is due goes on the air, each station's slot once, whatever happened in between."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from archive.storage import Storage
from newsroom.feed_list import FeedList
from persona.sheets import load_persona
from radio.errors import ConfigError, NoNewsError, RadioError, TransmissionError
from radio.ports import Clock, Transmitter
from radio.show import Edition, EpisodeKind, Station
from radio.transmission import Broadcast, BroadcastState, Post
from studio.playout import Claim, play_out
from studio.producer import Producer
from studio.schedule import CATCH_UP, DueSlot, find_due_slots

log = logging.getLogger(__name__)

RETRY = timedelta(minutes=2)  # a channel with a passing fault is tried again
SILENCE = timedelta(minutes=15)  # an edition that could not be made is tried again
SETTLED = (BroadcastState.AIRED, BroadcastState.SKIPPED, BroadcastState.FAILED)

TransmitterFinder = Callable[[Station, Broadcast], Awaitable[Transmitter]]
OwnerTeller = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A finished episode, ready to leave."""

    episode_id: int
    posts: tuple[Post, ...]


class ControlRoom:
    """Carries the slots of all stations. `claimant` names this process among those that share the archive.

    `find_transmitter` raises TransmissionError where a station's channel cannot be sent to; `tell_owner`
    hears of everything that a manager cannot mend.
    """

    def __init__(
        self,
        *,
        producer: Producer,
        feeds: FeedList,
        claimant: str,
        find_transmitter: TransmitterFinder,
        tell_owner: OwnerTeller,
    ) -> None:
        self.producer = producer
        self.storage: Storage = producer.storage
        self.clock: Clock = producer.clock
        self.feeds = feeds
        self.claimant = claimant
        self.find_transmitter = find_transmitter
        self.tell_owner = tell_owner
        self._on_air: dict[tuple[int, date], asyncio.Task[bool]] = {}
        self._making: dict[str, asyncio.Task[Programme]] = {}
        self._silent_until: dict[str, datetime] = {}

    async def open(self) -> None:
        """Let go of what this claimant held before it died."""
        await self.storage.release_claims(self.claimant)

    async def close(self) -> None:
        """Stop everything; a post in flight is finished and logged, the next start goes on after it."""
        tasks: list[asyncio.Task[Any]] = [*self._on_air.values(), *self._making.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.storage.release_claims(self.claimant)

    async def air_due(self) -> None:
        """Begin whatever is due. Returns at once: no slow station holds up the knock or another station."""
        now = self.clock.now()
        settled = await self._find_settled(now)
        for slot in find_due_slots(await self.storage.list_stations(), now):
            key = (slot.station.station_id, slot.slot_date)
            if key in settled or key in self._on_air or self._is_silent(slot.edition, now):
                continue
            if slot.is_missed(now):
                await self._skip(slot, now)
            else:
                self._begin(slot)

    async def air_now(self, station: Station) -> bool:
        """Air today's edition of a station at a manager's word. False if it was aired today or is on the air.

        Raises NoNewsError, TransmissionError and StorageError for the manager to read.
        """
        now = self.clock.now()
        slot = DueSlot(station=station, slot_date=now.astimezone(ZoneInfo(station.zone)).date(), air_at=now)
        if (station.station_id, slot.slot_date) in self._on_air:
            return False
        return await asyncio.shield(self._begin(slot, reopen=True))

    async def wait(self) -> None:
        """Until nothing is on the air or in the making."""
        while tasks := [*self._on_air.values(), *self._making.values()]:
            await asyncio.wait(tasks)

    async def _find_settled(self, now: datetime) -> set[tuple[int, date]]:
        since = (now - CATCH_UP).date() - timedelta(days=8)
        broadcasts = await self.storage.list_broadcasts(since)
        return {(each.station_id, each.slot_date) for each in broadcasts if each.state in SETTLED}

    def _is_silent(self, edition: Edition, now: datetime) -> bool:
        return self._silent_until.get(edition.key, now) > now

    async def _skip(self, slot: DueSlot, now: datetime) -> None:
        hours = CATCH_UP.total_seconds() / 3600
        reason = f"the bot was not on the air at the air time, nor within {hours:g} hours after it"
        if await self.storage.skip_slot(slot.station.station_id, slot.slot_date, reason, now):
            log.warning("slot skipped station_id=%s slot_date=%s", slot.station.station_id, slot.slot_date)
            await self.storage.set_problem(slot.station.station_id, f"{slot.slot_date}: {reason}")
            await self.tell_owner(
                f"Station {slot.station.station_id}: the slot of {slot.slot_date} was skipped, {reason}."
            )

    def _begin(self, slot: DueSlot, *, reopen: bool = False) -> asyncio.Task[bool]:
        key = (slot.station.station_id, slot.slot_date)
        task = asyncio.create_task(self._air(slot, reopen=reopen), name=f"air-{key[0]}-{key[1]}")
        self._on_air[key] = task
        task.add_done_callback(lambda done: self._end(key, done, asked=reopen))
        return task

    def _end(self, key: tuple[int, date], task: asyncio.Task[bool], *, asked: bool) -> None:
        del self._on_air[key]
        error = None if task.cancelled() else task.exception()
        if error is not None and not asked:
            known = isinstance(error, RadioError)
            log.error("broadcast stopped station_id=%s reason=%s", key[0], error, exc_info=None if known else error)

    async def _air(self, slot: DueSlot, *, reopen: bool) -> bool:
        programme = await self._make(slot.edition)
        await asyncio.sleep((slot.air_at - self.clock.now()).total_seconds())
        broadcast = await self.storage.claim_slot(
            slot.station.station_id, slot.slot_date, self.clock.now(), self.claimant, reopen=reopen
        )
        return broadcast is not None and await self._broadcast(slot, broadcast, programme)

    async def _make(self, edition: Edition) -> Programme:
        """The edition's programme, made once for all stations that wait for it."""
        if edition.key not in self._making:
            task = asyncio.create_task(self._produce(edition), name=f"make-{edition.key}")
            self._making[edition.key] = task
            task.add_done_callback(lambda _: self._making.pop(edition.key))
        return await asyncio.shield(self._making[edition.key])

    async def _produce(self, edition: Edition) -> Programme:
        finished = await self.storage.find_finished(edition.key)
        if finished is not None:
            return Programme(episode_id=finished.episode_id, posts=await self.storage.load_posts(finished.episode_id))
        try:
            persona = load_persona(edition.host)
            made = await self.producer.produce(edition, persona, self.feeds, kind=EpisodeKind.BROADCAST)
        except (NoNewsError, ConfigError) as fault:
            self._silent_until[edition.key] = self.clock.now() + SILENCE
            await self.tell_owner(f"Edition {edition.key} could not be made: {fault}. The next try is in 15 minutes.")
            raise
        await self._tell_faults(edition, made.faults)
        return Programme(episode_id=made.episode_id, posts=made.posts)

    async def _tell_faults(self, edition: Edition, faults: Sequence[str]) -> None:
        if faults:
            await self.tell_owner("\n".join([f"Edition {edition.key} was made with faults:", *faults]))

    async def _broadcast(self, slot: DueSlot, broadcast: Broadcast, programme: Programme) -> bool:
        claim = Claim(
            broadcast=broadcast,
            claimant=self.claimant,
            address=f"{slot.station.guild_id}/{slot.station.channel_id}/{slot.slot_date}/{slot.station.host}",
            resumed=broadcast.state is BroadcastState.ON_AIR,
        )
        try:
            episode_id = await self.storage.start_broadcast(broadcast.broadcast_id, programme.episode_id)
            posts = programme.posts
            if episode_id != programme.episode_id:
                posts = await self.storage.load_posts(episode_id)
            transmitter = await self.find_transmitter(slot.station, broadcast)
            if not await play_out(posts, to=transmitter, claim=claim, storage=self.storage, clock=self.clock):
                return False
            return await self._finish(slot, broadcast, episode_id)
        except TransmissionError as fault:
            await self._give_up(slot, broadcast, fault)
            raise

    async def _finish(self, slot: DueSlot, broadcast: Broadcast, episode_id: int) -> bool:
        await self.storage.mark_aired(episode_id, self.clock.now())
        await self.storage.finish_broadcast(broadcast.broadcast_id, self.claimant, self.clock.now())
        await self.storage.set_problem(slot.station.station_id, None)
        log.info("episode aired station_id=%s slot_date=%s", slot.station.station_id, slot.slot_date)
        return True

    async def _give_up(self, slot: DueSlot, broadcast: Broadcast, fault: TransmissionError) -> None:
        """A fault that managers can mend ends the slot; one that passes is tried again soon."""
        if fault.permanent:
            await self.storage.fail_broadcast(broadcast.broadcast_id, self.claimant, fault.reason)
        else:
            retry_at = self.clock.now() + RETRY
            await self.storage.release_claim(
                broadcast.broadcast_id, self.claimant, error=fault.reason, retry_at=retry_at
            )
        await self.storage.set_problem(slot.station.station_id, fault.reason)
        await self.tell_owner(f"Station {slot.station.station_id}: {fault.reason}")
