"""A control room whose episode is finished already and whose transmitters are fakes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from archive.storage import Storage
from radio.errors import TransmissionError
from radio.ports import Transmitter
from radio.show import EpisodeKind, Station
from radio.transmission import Broadcast
from studio.control_room import ControlRoom
from studio.producer import Producer
from studio.schedule import find_latest_slot, make_edition
from tests.archive.builders import finish
from tests.archive.builders import station as make_station
from tests.fakes import FakeClock, FakeTransmitter
from tests.studio.newsday import FEEDS, open_day

AIR_TIME = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
PARTS = ["opening", "story-1", "closing"]


@dataclass(kw_only=True)
class Studio:
    """A control room and what it says and sends. `refusals` are raised where a transmitter is asked for."""

    producer: Producer
    room: ControlRoom
    transmitters: dict[int, FakeTransmitter]
    told: list[str] = field(default_factory=list)

    @property
    def storage(self) -> Storage:
        return self.producer.storage

    @property
    def clock(self) -> FakeClock:
        assert isinstance(self.producer.clock, FakeClock)
        return self.producer.clock

    async def knock(self) -> None:
        await self.room.air_due()
        await self.room.wait()

    async def find_broadcast(self, station: Station) -> Broadcast:
        (found,) = await self.storage.list_broadcasts(AIR_TIME.date(), station.station_id)
        return found

    async def find_problem(self, station: Station) -> str | None:
        found = await self.storage.find_station(station.station_id)
        assert found is not None
        return found.problem

    def aired(self, station: Station) -> list[str]:
        sent = self.transmitters.get(station.station_id, FakeTransmitter()).sent
        return [post.part for post in sent.values()]


@asynccontextmanager
async def open_studio(
    *,
    at: datetime = AIR_TIME,
    refuse: TransmissionError | None = None,
    carries: Callable[[Station], bool] = lambda _: True,
    **day: Any,
) -> AsyncIterator[Studio]:
    async with open_day(**day) as producer:
        told: list[str] = []
        transmitters: dict[int, FakeTransmitter] = {}

        async def find_transmitter(station: Station, broadcast: Broadcast) -> Transmitter:
            if refuse is not None:
                raise refuse
            return transmitters.setdefault(station.station_id, FakeTransmitter())

        async def tell_owner(text: str) -> None:
            told.append(text)

        room = ControlRoom(
            producer=producer,
            feeds=FEEDS,
            claimant="test",
            find_transmitter=find_transmitter,
            tell_owner=tell_owner,
            carries=carries,
        )
        studio = Studio(producer=producer, room=room, transmitters=transmitters, told=told)
        studio.clock.time = at
        yield studio


async def begin(studio: Studio, *, ready: bool = True, **given: Any) -> Station:
    """A station, and unless `ready` is False its episode."""
    set_at = datetime(2026, 11, 20, tzinfo=UTC)
    station = await studio.storage.add_station(make_station(**given), set_at)
    assert station is not None
    edition = make_edition(station, find_latest_slot(station, AIR_TIME).slot_date)
    if ready and await studio.storage.find_finished(edition.key) is None:
        await finish(studio.storage, edition, kind=EpisodeKind.BROADCAST)
    return station
