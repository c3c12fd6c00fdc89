"""Who answers in a server."""

import pytest

from archive.storage import Storage
from cogs.hosts import own_host
from cogs.speakers import find_speaker
from radio.errors import StorageError
from tests.cogs.on_air import add_station
from tests.loopback.discord import TEXT, Channel


@pytest.fixture
async def storage():
    async with Storage.open(":memory:") as opened:
        yield opened


async def test_the_host_of_the_first_programme_speaks_and_a_host_that_is_gone_does_not(storage: Storage):
    place = Channel(id=2, guild_id=1, kind=TEXT)
    await add_station(storage, place, host="gone", weekday=1)
    await add_station(storage, place, host="shirube", weekday=3)

    assert (await find_speaker(storage, 1)).slug == "shirube"


async def test_without_a_programme_or_a_server_our_own_host_speaks(storage: Storage):
    assert await find_speaker(storage, 1) is own_host()
    assert await find_speaker(storage, None) is own_host()


async def test_a_failing_archive_leaves_our_own_host(storage: Storage, monkeypatch: pytest.MonkeyPatch):
    async def fail(*_: object) -> None:
        raise StorageError("disk full")

    monkeypatch.setattr(storage, "list_stations", fail)

    assert await find_speaker(storage, 1) is own_host()
