"""The control room: what is due goes on the air, each station's slot once, whatever happened in between."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from archive.storage import Storage
from newsroom.feed_list import FeedList
from radio.errors import RadioError, TransmissionError
from radio.ports import Clock, Transmitter
from radio.show import Station
from radio.transmission import Broadcast, BroadcastState
from studio.playout import Claim, play_out
from studio.producer import Producer
from studio.programme import Programme, ProgrammeShelf
from studio.schedule import CATCH_UP, DueSlot, find_due_slots, find_latest_slot, make_edition

log = logging.getLogger(__name__)

RETRY = timedelta(seconds=30)  # a channel with a passing fault is tried again, unless Discord asks for more
SETTLED = (BroadcastState.AIRED, BroadcastState.SKIPPED, BroadcastState.FAILED)
MISSED = f"the bot was not on the air at the air time, nor within {CATCH_UP.total_seconds() / 3600:g} hours after it"

TransmitterFinder = Callable[[Station, Broadcast], Awaitable[Transmitter]]
OwnerTeller = Callable[[str], Awaitable[None]]
Key = tuple[int, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class OnAir:
    """A slot that is under way. `called` is set when it shall not wait for its air time."""

    slot: DueSlot
    called: asyncio.Event = field(default_factory=asyncio.Event)


class ControlRoom:
    """Carries the slots of all stations. `claimant` names this process among those that share the archive.

    `find_transmitter` raises TransmissionError where a station's channel cannot be sent to; `tell_owner`
    hears of everything that a manager cannot mend; `carries` tells which stations are this process's own.
    """

    def __init__(
        self,
        *,
        producer: Producer,
        feeds: FeedList,
        claimant: str,
        find_transmitter: TransmitterFinder,
        tell_owner: OwnerTeller,
        carries: Callable[[Station], bool] = lambda _: True,
    ) -> None:
        self.storage: Storage = producer.storage
        self.clock: Clock = producer.clock
        self.claimant = claimant
        self.find_transmitter = find_transmitter
        self.tell_owner = tell_owner
        self.carries = carries
        self._shelf = ProgrammeShelf(producer, feeds, claimant, tell_owner)
        self._on_air: dict[Key, OnAir] = {}
        self._tasks: dict[Key, asyncio.Task[bool]] = {}

    async def open(self) -> None:
        """Let go of what this claimant held before it died."""
        await self.storage.release_claims(self.claimant)

    async def close(self) -> None:
        """Stop everything; a post in flight is finished and logged, the next start goes on after it."""
        tasks: list[asyncio.Task[Any]] = [*self._tasks.values(), *self._shelf.making]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.storage.release_claims(self.claimant)

    async def air_due(self) -> None:
        """Begin whatever is due. Returns at once: no slow station holds up the knock or another station."""
        now = self.clock.now()
        settled = await self._find_settled(now)
        stations = [station for station in await self.storage.list_stations() if self.carries(station)]
        for slot in find_due_slots(stations, now):
            key = (slot.station.station_id, slot.slot_date)
            await self._let_go_of_changed(slot, now)
            if key in settled or key in self._tasks or self._shelf.is_silent(slot.edition):
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
        key = (station.station_id, slot.slot_date)
        waiting = self._on_air.get(key)
        if waiting is None:
            return await asyncio.shield(self._begin(slot, called=True))
        if waiting.called.is_set() or waiting.slot.air_at <= now:
            return False
        waiting.called.set()
        return await asyncio.shield(self._tasks[key])

    async def wait(self) -> None:
        """Until nothing is on the air or in the making."""
        while tasks := [*self._tasks.values(), *self._shelf.making]:
            await asyncio.wait(tasks)

    async def _let_go_of_changed(self, slot: DueSlot, now: datetime) -> None:
        """Wait no longer for an air time or an edition that managers have changed: the slot begins anew as it is."""
        key = (slot.station.station_id, slot.slot_date)
        waiting = self._on_air.get(key)
        if waiting is None or waiting.called.is_set() or waiting.slot.air_at <= now:
            return
        if (waiting.slot.air_at, waiting.slot.edition) != (slot.air_at, slot.edition):
            self._tasks[key].cancel()
            await asyncio.wait([self._tasks[key]])

    async def _find_settled(self, now: datetime) -> set[Key]:
        since = (now - CATCH_UP).date() - timedelta(days=8)
        broadcasts = await self.storage.list_broadcasts(since)
        return {(each.station_id, each.slot_date) for each in broadcasts if each.state in SETTLED}

    async def _skip(self, slot: DueSlot, now: datetime) -> None:
        if await self.storage.skip_slot(slot.station.station_id, slot.slot_date, MISSED, now):
            log.warning("slot skipped station_id=%s slot_date=%s", slot.station.station_id, slot.slot_date)
            await self.storage.set_problem(slot.station.station_id, f"{slot.slot_date}: {MISSED}")
            await self.tell_owner(
                f"Station {slot.station.station_id}: the slot of {slot.slot_date} was skipped, {MISSED}."
            )

    def _begin(self, slot: DueSlot, *, called: bool = False) -> asyncio.Task[bool]:
        key = (slot.station.station_id, slot.slot_date)
        on_air = self._on_air[key] = OnAir(slot=slot)
        if called:
            on_air.called.set()
        task = self._tasks[key] = asyncio.create_task(self._air(on_air), name=f"air-{key[0]}-{key[1]}")
        task.add_done_callback(lambda done: self._end(key, done))
        return task

    def _end(self, key: Key, task: asyncio.Task[bool]) -> None:
        del self._tasks[key]
        called = self._on_air.pop(key).called.is_set()  # then whoever called hears of the fault
        error = None if task.cancelled() else task.exception()
        if error is not None and not called:
            known = isinstance(error, RadioError)
            log.error("broadcast stopped station_id=%s reason=%s", key[0], error, exc_info=None if known else error)

    async def _air(self, on_air: OnAir) -> bool:
        programme = await self._shelf.take(on_air.slot.edition)
        await self._wait_for_air_time(on_air)
        called = on_air.called.is_set()
        station = on_air.slot.station if called else await self._check_slot(on_air.slot)
        if station is None:
            return False
        broadcast = await self.storage.claim_slot(
            station.station_id, on_air.slot.slot_date, self.clock.now(), self.claimant, reopen=called
        )
        return broadcast is not None and await self._broadcast(station, broadcast, programme)

    async def _wait_for_air_time(self, on_air: OnAir) -> None:
        """Until the clock shows the air time: a timer may end a little early, and the clock may be set back."""
        while not on_air.called.is_set() and (left := on_air.slot.air_at - self.clock.now()) > timedelta():
            try:
                async with asyncio.timeout(left.total_seconds()):
                    await on_air.called.wait()
            except TimeoutError:
                continue

    async def _check_slot(self, slot: DueSlot) -> Station | None:
        """The station as it is now; None if its managers no longer want this slot as it was prepared."""
        station = await self.storage.find_station(slot.station.station_id)
        if station is None or station.paused:
            return None
        latest = find_latest_slot(station, self.clock.now())
        is_same = latest.slot_date == slot.slot_date and latest.air_at >= station.set_at
        return station if is_same and make_edition(station, slot.slot_date) == slot.edition else None

    async def _broadcast(self, station: Station, broadcast: Broadcast, programme: Programme) -> bool:
        try:
            started = await self.storage.start_broadcast(
                broadcast.broadcast_id, programme.episode_id, station.channel_id
            )
            episode_id, posts = started.episode_id or programme.episode_id, programme.posts
            if episode_id != programme.episode_id:
                posts = await self.storage.load_posts(episode_id)
            to = await self.find_transmitter(station, started)
            claim = self._hold(station, broadcast, started.take)
            if not await play_out(posts, to=to, claim=claim, storage=self.storage, clock=self.clock):
                return False
            return await self._finish(station, broadcast, episode_id, to.problem)
        except TransmissionError as fault:
            await self._give_up(station, broadcast, fault)
            raise

    def _hold(self, station: Station, broadcast: Broadcast, take: int) -> Claim:
        return Claim(
            broadcast=broadcast,
            claimant=self.claimant,
            address=f"{station.guild_id}/{station.channel_id}/{broadcast.slot_date}/{station.host}/{take}",
            resumed=broadcast.state is BroadcastState.ON_AIR,
        )

    async def _finish(self, station: Station, broadcast: Broadcast, episode_id: int, problem: str | None) -> bool:
        now = self.clock.now()
        await self.storage.mark_aired(episode_id, now)
        if not await self.storage.finish_broadcast(broadcast.broadcast_id, self.claimant, now):
            return False
        await self.storage.set_problem(station.station_id, problem)
        log.info("episode aired station_id=%s slot_date=%s", station.station_id, broadcast.slot_date)
        return True

    async def _give_up(self, station: Station, broadcast: Broadcast, fault: TransmissionError) -> None:
        """A fault that managers can mend ends the slot; one that passes is tried again soon."""
        await self.storage.set_problem(station.station_id, fault.reason)
        if fault.permanent:
            await self.storage.fail_broadcast(broadcast.broadcast_id, self.claimant, fault.reason, gone=fault.gone)
            await self.tell_owner(f"Station {station.station_id}: {fault.reason}")
            return
        pause = max(RETRY, timedelta(seconds=fault.retry_after_s or 0))
        await self.storage.release_claim(
            broadcast.broadcast_id, self.claimant, error=fault.reason, retry_at=self.clock.now() + pause
        )
        # The same words for every station: where Discord is down for all of them the owner hears it once.
        await self.tell_owner(f"A post waits: {fault.reason}")
