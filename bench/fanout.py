"""Measures one episode to 500 stations under Discord's limits, and how much room 10,000 servers take.

Run as `python -m bench.fanout [--stations N] [--guilds N]`; `--guilds 0` leaves the second part out. Ends with 1 if a
limit is missed. The small Discord runs in a process of its own and enforces 50 requests a second over everything and
5 posts in 5 seconds for each channel.
"""

import argparse
import asyncio
import gc
import json
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from archive.storage import Storage
from bench.house import ROOT, read_memory_mb
from cogs.client import RadioClient
from cogs.life import redirect_discord
from radio.show import Layout
from tests.cogs.on_air import AIR_TIME, PARTS, add_station, finish_episode, make_client, read_part
from tests.fakes import FakeClock
from tests.loopback.discord import Channel
from tests.loopback.discord.world import TEXT

GLOBAL_LIMIT = 50
RATE_SHARE = 0.9  # of the global limit
GROWTH_MB = 15.0
MB_PER_1000_GUILDS = 30.0
READY_S = 180.0  # discord.py identifies a shard every five seconds


class Discord:
    """The small Discord in a process of its own."""

    def __init__(self, first_line: dict[str, str]) -> None:
        self.token = first_line["token"]
        self.base_url, self.gateway_url = first_line["base_url"], first_line["gateway_url"]
        self._control_url = first_line["control_url"]

    async def ask(self, verb: str, **arguments: Any) -> Any:
        """One command of its control."""
        return await asyncio.to_thread(self._ask, verb, arguments)

    def _ask(self, verb: str, arguments: dict[str, Any]) -> Any:
        body = json.dumps(arguments).encode() if arguments else None
        request = urllib.request.Request(f"{self._control_url}/{verb}", data=body)  # noqa: S310 – our own loopback
        with urllib.request.urlopen(request) as answer:  # noqa: S310 – our own loopback
            return json.load(answer)


@asynccontextmanager
async def open_discord(guilds: int, *options: str) -> AsyncIterator[Discord]:
    """Start it, and end it with the block."""
    command = [sys.executable, "-m", "tests.loopback.discord", "--guilds", str(guilds), *options]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout
    try:
        discord = Discord(json.loads(await process.stdout.readline()))
        redirect_discord(discord.base_url, discord.gateway_url)
        yield discord
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def log_in(client: RadioClient, token: str) -> AsyncIterator[float]:
    """The client, ready; gives how many seconds that took."""
    client.knock.start = lambda: None  # type: ignore[method-assign] – the bench knocks
    began = time.monotonic()
    await client.login(token)
    connected = asyncio.create_task(client.connect())
    try:
        await client.wait_until_ready()
        yield time.monotonic() - began
    finally:
        await client.close()
        await asyncio.gather(connected, return_exceptions=True)


async def measure_fanout(stations: int) -> list[str]:
    """One episode to all stations; what was missed."""
    async with open_discord(stations) as discord, Storage.open(":memory:") as storage:
        channels = [each["channels"][0] for each in (await discord.ask("state"))["guilds"]]
        guilds = [each["id"] for each in (await discord.ask("state"))["guilds"]]
        places = [
            Channel(id=channel_id, kind=TEXT, name="", guild_id=guild_id)
            for guild_id, channel_id in zip(guilds, channels, strict=True)
        ]
        layouts = Layout.CHANNEL, Layout.THREAD
        added = [await add_station(storage, each, layout=layouts[n % 2]) for n, each in enumerate(places)]
        await finish_episode(storage, added[-1])
        client = make_client(storage, FakeClock(AIR_TIME))
        async with log_in(client, discord.token):
            memory = await air(client)
        return await report_fanout(discord, stations, memory)


async def air(client: RadioClient) -> list[float]:
    """Air, and read the memory once a second."""
    await client.knock.knock()
    airing = asyncio.create_task(client.control_room.wait())
    memory = [read_memory_mb()]
    while not airing.done():
        await asyncio.wait({airing}, timeout=1)
        memory.append(read_memory_mb())
    return memory


async def report_fanout(discord: Discord, stations: int, memory: list[float]) -> list[str]:
    """Print the figures; what was missed."""
    requests = [each for each in await discord.ask("requests") if each["method"] == "POST"]
    times = sorted(datetime.fromisoformat(each["at"]).timestamp() for each in requests)
    seconds = times[-1] - times[0]
    rate = (len(times) - 1) / seconds
    posts = await discord.ask("messages")
    wrong = find_wrong_places(posts, stations)
    limited = (await discord.ask("state"))["limited"]
    settled = memory[len(memory) // 5 :]
    growth = max(settled) - settled[0]
    firsts = sorted(
        datetime.fromisoformat(each["at"]).timestamp() - times[0] for each in posts if "〈opening〉" in each["text"]
    )
    print(f"stations         {stations}: {len(posts)} posts and {len(times) - len(posts)} threads in {seconds:.1f} s")
    print(f"rate             {rate:.1f} a second   limit ≥ {RATE_SHARE * GLOBAL_LIMIT:.0f} of {GLOBAL_LIMIT}")
    refused = [
        f"{datetime.fromisoformat(each['at']).timestamp() - times[0]:.1f} s"
        for each in requests
        if each["status"] == 429
    ]
    print(f"refused (429)    {limited}   limit 0  {' '.join(refused)}")
    print(f"wrong stations   {wrong}   limit 0")
    print(f"first posts      median {firsts[len(firsts) // 2]:.1f} s, last {firsts[-1]:.1f} s after the first")
    print(f"memory           {settled[0]:.0f} MB, then {growth:+.1f} MB at most   limit {GROWTH_MB:+.0f} MB")
    faults = {
        "rate": rate < RATE_SHARE * GLOBAL_LIMIT,
        "429": limited > 0,
        "posts": wrong > 0,
        "memory": growth > GROWTH_MB,
    }
    return [name for name, missed in faults.items() if missed]


def find_wrong_places(posts: list[dict[str, Any]], stations: int) -> int:
    """How many stations have not every part once and in order."""
    aired: dict[int, list[str]] = {}
    for post in posts:
        aired.setdefault(post["parent_id"] or post["channel_id"], []).append(read_part(post["text"]))
    counted = Counter(tuple(parts) for parts in aired.values())
    return stations - counted[PARTS]


async def measure_guilds(guilds: int) -> list[str]:
    """Connect to many servers; what was missed."""
    shards = -(-guilds // 1000)
    options = ("--roles", "5", "--channels", "5", "--shards", str(shards))
    async with open_discord(guilds, *options) as discord, Storage.open(":memory:") as storage:
        gc.collect()
        before = read_memory_mb()
        client = make_client(storage, FakeClock(datetime.now(UTC)))
        async with log_in(client, discord.token) as seconds:
            count, after = len(client.guilds), read_memory_mb()
    each = (after - before) / guilds * 1000
    print(f"servers          {count} of {guilds} with 5 channels and 7 roles, on {shards} shards")
    print(f"memory           {each:.1f} MB a 1,000 servers   limit {MB_PER_1000_GUILDS:.0f} MB")
    print(f"time to ready    {seconds:.1f} s   limit {READY_S:.0f} s; {5 * (shards - 1)} s of it pauses between shards")
    faults = {"servers": count != guilds, "server memory": each > MB_PER_1000_GUILDS, "ready": seconds > READY_S}
    return [name for name, missed in faults.items() if missed]


async def measure(stations: int, guilds: int) -> int:
    """Both parts; the exit status."""
    missed = await measure_fanout(stations) if stations else []
    missed += await measure_guilds(guilds) if guilds else []
    for name in missed:
        print(f"✗ {name}")
    return 1 if missed else 0


def main() -> int:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.fanout", description=__doc__)
    parser.add_argument("--stations", type=int, default=500)
    parser.add_argument("--guilds", type=int, default=10_000)
    options = parser.parse_args()
    return asyncio.run(measure(options.stations, options.guilds))


if __name__ == "__main__":
    sys.exit(main())
