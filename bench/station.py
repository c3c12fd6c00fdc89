"""How soon the bot answers when everybody asks at once: `python -m bench.station`.

The small Discord, the real client over HTTP and gateway, an archive on disk with a station in each of 20
servers and half a year of broadcasts; 200 managers use `/station status` in the same moment. Measured is the
time from the member's command to Discord's receipt of the acknowledgement, as the small Discord sees it, both
sides sharing this machine; and until the card is there. Repeated, with a new burst each time.

Limit: the 99th percentile of the acknowledgements at most 500 ms in every burst. Discord itself gives 3 s.
"""

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from archive.storage import Storage
from bench.house import SystemClock
from cogs.client import RadioClient
from cogs.commands import make_tree
from newsroom.feed_list import FeedList
from radio.show import Layout, Station
from studio.producer import Producer
from tests.cogs.on_air import connect
from tests.loopback.discord import MANAGER, DiscordServer, Interaction, Limits

GUILDS, MANAGERS, WEEKS = 20, 200, 26
LIMIT_S = 0.5


async def fill_archive(storage: Storage, server: DiscordServer, now: datetime) -> None:
    """A station in every server, each with half a year of skipped slots."""
    for number in range(GUILDS):
        channel = server.channel(guild=number)
        station = Station(
            guild_id=channel.guild_id or 0,
            channel_id=channel.id,
            host="tsumugi",
            weekday=0,
            air_time=time(8),
            zone="Asia/Tokyo",
            set_at=now,
            layout=Layout.THREAD,
            watch_words=("カレー", "VOICEVOX", "ずんだもん"),
        )
        added = await storage.add_station(station, now)
        for week in range(WEEKS):
            day = (now - timedelta(weeks=week + 1)).date()
            await storage.skip_slot(added.station_id if added else 0, day, "the bot was not on the air", now)


async def ask_all(server: DiscordServer, asked_by: int) -> list[Interaction]:
    """All managers at once; each waits for the card."""

    async def ask(number: int) -> Interaction:
        channel = server.channel(guild=number % GUILDS)
        return await server.invoke_command(
            channel.guild_id,
            channel.id,
            f"manager-{number}",
            "station status",
            {},
            permissions=MANAGER,
            timeout_s=30,
        )

    return list(await asyncio.gather(*map(ask, range(asked_by))))


async def measure(bursts: int, asked_by: int) -> list[tuple[float, float, float]]:
    """Median, 99th percentile and slowest acknowledgement of each burst, in seconds."""
    clock, figures = SystemClock(), []
    with tempfile.TemporaryDirectory() as folder:
        async with (
            DiscordServer(guilds=GUILDS, limits=Limits(enabled=False)) as server,
            Storage.open(Path(folder) / "radio.db") as storage,
        ):
            await fill_archive(storage, server, clock.now())
            async with connect(server, open_client(storage, clock)):
                await ask_all(server, 1)  # host sheets are read once
                for _ in range(bursts):
                    began = asyncio.get_running_loop().time()
                    answered = await ask_all(server, asked_by)
                    took = asyncio.get_running_loop().time() - began
                    figures.append((*summarise(answered), took))
    return figures


def open_client(storage: Storage, clock: SystemClock) -> RadioClient:
    """The bot's client; nothing is produced here, so its producer has an archive and a clock only."""
    return RadioClient(
        producer=cast("Producer", SimpleNamespace(storage=storage, clock=clock, desk=None, model=None)),
        feeds=FeedList(feeds=()),
        claimant="bench",
        make_tree=partial(make_tree, tokens_per_day=500_000),
        guild_ready_timeout=0.1,
    )


def summarise(answered: Sequence[Interaction]) -> tuple[float, float]:
    """Median and 99th percentile of the acknowledgements."""
    assert all("記事4本" in each.text for each in answered)
    seconds = sorted(each.ack_s or 0.0 for each in answered)
    return statistics.median(seconds), seconds[min(len(seconds) - 1, round(len(seconds) * 0.99))]


def main(arguments: list[str] | None = None) -> int:
    """Print the figures; 1 where the limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--bursts", type=int, choices=range(1, 51), default=5, metavar="N", help="default: 5")
    parser.add_argument("--managers", type=int, choices=range(1, 1001), default=MANAGERS, metavar="M")
    options = parser.parse_args(arguments)
    figures = asyncio.run(measure(options.bursts, options.managers))
    print(f"{options.managers} × /station status at once, {options.bursts} bursts")
    for number, (median, p99, took) in enumerate(figures, 1):
        acknowledged = f"acknowledged median {median * 1000:4.0f} ms, p99 {p99 * 1000:4.0f} ms"
        print(f"  burst {number}: {acknowledged}; all cards {took:.2f} s")
    worst = max(p99 for _, p99, _ in figures)
    spread = worst - min(p99 for _, p99, _ in figures)
    print(f"p99 worst {worst * 1000:.0f} ms (spread {spread * 1000:.0f} ms), limit {LIMIT_S * 1000:.0f} ms")
    return int(worst > LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
