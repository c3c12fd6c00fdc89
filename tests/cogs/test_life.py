import asyncio
import os
import signal
from pathlib import Path

import pytest

from archive.storage import Storage
from cogs import life
from cogs.client import RadioClient, ShardRange
from cogs.life import read_shards, stay_on_air
from radio.errors import ConfigError
from tests.cogs.on_air import AIR_TIME, add_station, eventually, finish_episode, make_client
from tests.fakes import FakeClock
from tests.loopback.discord import DiscordServer, Limits, redirect_discord


@pytest.mark.parametrize(
    "text", ["", "1", "1-2", "2-1/4", "0-4/4", "-1-2/4", "a-b/c", "0-1/0", "０-1/2", "0-1/99999999"]
)
def test_a_range_of_shards_that_is_none_is_refused(text: str):
    with pytest.raises(ConfigError, match="--shards"):
        read_shards(text)


def test_a_range_of_shards_is_read():
    assert read_shards("2-3/8") == ShardRange(first=2, last=3, count=8)
    assert read_shards("2-3/8").share == 0.25  # type: ignore[union-attr] – it is one
    assert read_shards(None) is None


async def test_a_wrong_token_is_named():
    async with DiscordServer() as server, Storage.open(":memory:") as storage:
        with redirect_discord(server), pytest.raises(ConfigError, match="DISCORD_TOKEN"):
            await stay_on_air(lambda: make_client(storage, FakeClock(AIR_TIME)), "wrong.token.here")


async def test_shards_that_discord_refuses_are_named():
    async with DiscordServer() as server, Storage.open(":memory:") as storage:
        server.gateway._refuse_identify = lambda *_: 4011  # type: ignore[method-assign] – as with too many servers
        with redirect_discord(server), pytest.raises(ConfigError, match="--shards: too few"):
            await stay_on_air(lambda: make_client(storage, FakeClock(AIR_TIME)), server.token)


async def test_a_discord_that_is_down_at_the_start_is_waited_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(life, "PAUSES_S", (0.05,))
    async with DiscordServer() as server, Storage.open(":memory:") as storage:
        await server.stop()
        with redirect_discord(server):
            made: list[RadioClient] = []

            def make() -> RadioClient:
                made.append(make_client(storage, FakeClock(AIR_TIME)))
                return made[-1]

            living = asyncio.create_task(stay_on_air(make, server.token))
            await eventually(lambda: len(made) >= 3)
            await server.start()
            await eventually(lambda: any(client.is_ready() for client in made))
            ready = [client.is_ready() for client in made]
            os.kill(os.getpid(), signal.SIGTERM)
            await living

    assert ready == [False] * (len(made) - 1) + [True]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_with_the_post_in_flight_logged(number: signal.Signals, tmp_path: Path):
    async with DiscordServer(limits=Limits(enabled=False)) as server, Storage.open(tmp_path / "radio.db") as storage:
        channel = server.channel()
        station = await add_station(storage, channel)
        await finish_episode(storage, station)
        server.faults.latency = 0.05
        with redirect_discord(server):
            living = asyncio.create_task(stay_on_air(lambda: make_client(storage, FakeClock(AIR_TIME)), server.token))
            await eventually(lambda: bool(server.threads(channel.id)))
            os.kill(os.getpid(), number)
            await living

        (broadcast,) = await storage.list_broadcasts(AIR_TIME.date())
        places = [channel, *server.threads(channel.id)]
        stand = [str(message.id) for place in places for message in server.messages(place.id)]
        assert [each.message_id for each in await storage.deliveries(broadcast.broadcast_id)] == stand
        assert server.gateway.connections == set()
