"""The knock: every half minute the control room is asked to air what is due. The archive decides what that is."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from archive.storage import Storage
from cogs.faults import LEFT
from newsroom.feed_list import FeedList
from radio.errors import StorageError
from radio.ports import Clock
from radio.show import Station
from studio.control_room import ControlRoom

log = logging.getLogger(__name__)

KNOCK_S = 30
KEPT = timedelta(days=30)  # articles that were never aired, and rehearsals


class Knock:
    """Knocks at the control room, looks after the stations of servers that come and go, and tidies up once a day."""

    def __init__(
        self,
        *,
        control_room: ControlRoom,
        feeds: FeedList,
        tell_owner: Callable[[str], Awaitable[None]],
        is_left: Callable[[Station], bool],
        look_after_mail: Callable[[], Awaitable[None]],
    ) -> None:
        self.last_at: datetime | None = None
        self._control_room = control_room
        self._storage: Storage = control_room.storage
        self._clock: Clock = control_room.clock
        self._listed = {feed.url for feed in feeds.feeds}
        self._tell_owner = tell_owner
        self._is_left = is_left
        self._look_after_mail = look_after_mail
        self._pruned_at: datetime | None = None
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Knock now and every half minute."""
        self._scheduler.add_job(
            self.knock,
            "interval",
            seconds=KNOCK_S,
            next_run_time=datetime.now(self._scheduler.timezone),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Knock no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def knock(self) -> None:
        """Air what is due. A failing archive is told and tried again at the next knock."""
        try:
            await self._look_after_stations()
            await self._control_room.air_due()
            self.last_at = self._clock.now()
            await self._look_after_mail()
            await self._tidy_up(self.last_at)
        except StorageError as fault:
            await self._tell_owner(f"The archive fails, so nothing can be aired: {fault}")
        except Exception:  # a bug must not end the knock, and the scheduler would only say that a job failed
            log.exception("knock failed")

    async def _look_after_stations(self) -> None:
        for station in await self._storage.list_stations():
            left = self._is_left(station)
            if left and station.problem != LEFT:
                await self._storage.set_problem(station.station_id, LEFT)
                await self._tell_owner(f"Station {station.station_id}: {LEFT} (server {station.guild_id})")
            elif station.problem == LEFT and not left:
                await self._storage.set_problem(station.station_id, None)

    async def _tidy_up(self, now: datetime) -> None:
        if self._pruned_at is None or now - self._pruned_at >= timedelta(days=1):
            self._pruned_at = now
            await self._storage.prune(now - KEPT, listed=self._listed)
            await self._storage.prune_mail(now)
