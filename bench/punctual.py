"""Measures how long after the air time the first post stands in Discord, gathering and writing included.

Run as `python -m bench.punctual [--slots N] [--stations N]`. Ends with 1 if the worst of all first posts is late.

Each slot has a bot of its own, which starts at a random moment within the half minute of a knock before the air time.
Its clock is the machine's, moved so that the next air time is that near.
"""

import argparse
import asyncio
import random
import statistics
import sys
from contextlib import AsyncExitStack
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import bot
from archive.storage import Storage
from cogs.client import RadioClient
from newsroom.feed_list import load_feed_list
from radio.show import Layout, Station
from settings import Settings
from studio.producer import Producer
from terminal.practice import serve_practice
from tests.fakes import SilentProgress
from tests.loopback.discord import DiscordServer, redirect_discord

ROOT = Path(__file__).resolve().parent.parent
LIMIT_S = 5.0
AHEAD_S = (6.0, 12.0)  # how long before the air time the bot starts; making the practice week takes about 1 s


class MovedClock:
    """The machine's clock, moved."""

    def __init__(self, by: timedelta) -> None:
        self.by = by

    def now(self) -> datetime:
        """The present, aware UTC."""
        return datetime.now(UTC) + self.by


async def measure_slot(stations: int, ahead_s: float) -> list[float]:
    """One slot for some stations: seconds from the air time to each one's first post."""
    air_at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    clock = MovedClock(air_at - timedelta(seconds=ahead_s) - datetime.now(UTC))
    bot.SystemClock = lambda: clock  # type: ignore[assignment, misc] – every room asks this clock
    with serve_practice(ROOT / "data" / "practice", clock.now()) as stand:
        async with AsyncExitStack() as rooms:
            server = await rooms.enter_async_context(DiscordServer(guilds=stations))
            rooms.enter_context(redirect_discord(server))
            producer = await rooms.enter_async_context(
                bot.open_producer(
                    Settings(_env_file=None),  # type: ignore[call-arg] – pydantic-settings' own argument
                    database=":memory:",
                    progress=SilentProgress(),
                    allow=stand.allow,
                    with_model=False,
                )
            )
            await set_up(producer.storage, server, air_at)
            return await air(producer, server, stand.feeds, air_at - clock.by)


async def set_up(storage: Storage, server: DiscordServer, air_at: datetime) -> None:
    """A station in every server, in both layouts."""
    for number, guild in enumerate(server.world.guilds.values()):
        station = Station(
            guild_id=guild.id,
            channel_id=next(iter(guild.channels)),
            host="tsumugi",
            weekday=air_at.weekday(),
            air_time=time(air_at.hour, air_at.minute),
            zone="UTC",
            set_at=air_at - timedelta(days=1),
            layout=Layout.THREAD if number % 2 else Layout.CHANNEL,
        )
        await storage.add_station(station, air_at - timedelta(days=1))


async def air(producer: Producer, server: DiscordServer, feeds: Path, air_at: datetime) -> list[float]:
    """Let a bot live until every station has its first post; `air_at` is by the machine's clock."""
    client = RadioClient(producer=producer, feeds=load_feed_list(feeds), claimant="bench")
    await client.login(server.token)
    connected = asyncio.create_task(client.connect())
    places = [next(iter(guild.channels)) for guild in server.world.guilds.values()]
    async with asyncio.timeout(60):
        while not all(server.messages(place) for place in places):  # noqa: ASYNC110 – the small Discord rings no bell
            await asyncio.sleep(0.05)
    await client.close()
    await asyncio.gather(connected, return_exceptions=True)
    return [(server.messages(place)[0].posted_at - air_at).total_seconds() for place in places]


async def measure(slots: int, stations: int) -> int:
    """All slots one after the other; the exit status."""
    chance = random.Random(1)  # noqa: S311 – the same moments every time
    late: list[list[float]] = [await measure_slot(stations, chance.uniform(*AHEAD_S)) for _ in range(slots)]
    firsts, lasts = [min(each) for each in late], [max(each) for each in late]
    print(f"slots            {slots} of {stations} stations each")
    print(f"first post       median {statistics.median(firsts):.3f} s, worst {max(firsts):.3f} s after the air time")
    print(f"last station's   median {statistics.median(lasts):.3f} s, worst {max(lasts):.3f} s   limit {LIMIT_S:.0f} s")
    print(f"noise            {statistics.pstdev(firsts):.3f} s between slots; none may be early: {min(firsts):+.3f} s")
    missed = max(lasts) > LIMIT_S or min(firsts) < 0
    if missed:
        print("✗ punctuality")
    return 1 if missed else 0


def main() -> int:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.punctual", description=__doc__)
    parser.add_argument("--slots", type=int, default=20)
    parser.add_argument("--stations", type=int, default=20)
    options = parser.parse_args()
    return asyncio.run(measure(options.slots, options.stations))


if __name__ == "__main__":
    sys.exit(main())
