"""Measures what a power cut does: the bot is killed at random moments of an episode to 20 stations, and started again.

Run as `python -m bench.crash [--kills N] [--seed N]`. Ends with 1 if a part is missing, doubled or out of order.

The moments are spread over every stage: while the bot starts, while it gathers and writes, between Discord's taking
a post and the bot's hearing of it, and at any time around it. In every other episode Discord remembers no nonce, so
that only the bot's own looking keeps a post from being doubled.
"""

import asyncio
import random
import sys
import tempfile
import time as clock
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from archive.storage import Storage
from bench.power_cut import GIVE_UP_S, ROOT, Bot, Discord, read_options, wait_until
from radio.show import Layout, Station
from radio.transmission import BroadcastState, Post
from terminal.practice import serve_practice
from tests.loopback.discord import Limits, Message

STATIONS = 20
PARTS = 6
STEP = 34  # posts between two kills at most
STARTING_S, MAKING_S = 1.6, 1.2  # about how long the bot starts, and makes an episode
STAGES = ("starting", "making", "taken, not heard", "sending")


class Trial:
    """One episode to 20 stations, with kills on the way."""

    def __init__(self, server: Discord, bot: Bot, database: Path, chance: random.Random, stages: Counter[str]) -> None:
        self.server, self.bot, self.database, self.chance, self.stages = server, bot, database, chance, stages

    async def run(self, kills: int) -> tuple[int, list[str]]:
        """Kill and start again until the episode is aired everywhere; how many kills there were, and what is wrong."""
        await self._set_up()
        done = 0
        while done < kills and self.server.count() < STATIONS * PARTS:
            stage = self._choose_stage(done)
            self.stages[stage] += 1
            await self.bot.start()
            try:
                await self._live_until(stage)
            finally:
                self.bot.kill()
                await self.bot.wait()
            done += 1
        await self._finish()
        return done, await self._find_faults()

    def _choose_stage(self, done: int) -> str:
        """The first kills of an episode hit its beginnings, the others its sending."""
        if done < 2 and not self.server.count():
            return STAGES[done]
        return self.chance.choice(STAGES[2:]) if self.chance.random() > 0.1 else STAGES[0]

    async def _live_until(self, stage: str) -> None:
        """Let the bot live until the stage's moment."""
        if stage == "starting":
            await asyncio.sleep(self.chance.uniform(0.1, STARTING_S))
        elif stage == "making":
            await wait_until(lambda: bool(self.server.gateway.connections))
            await asyncio.sleep(self.chance.uniform(0.0, MAKING_S))
        else:
            await self._live_until_post(self.chance.randint(1, STEP), late=stage == "sending")

    async def _live_until_post(self, number: int, *, late: bool) -> None:
        taken, reached = 0, asyncio.Event()

        def on_taken(_: Message) -> None:
            nonlocal taken
            taken += 1
            if taken == number:
                if not late:
                    self.bot.kill()
                reached.set()

        self.server.on_taken = on_taken  # type: ignore[method-assign] – a hook
        target = self.server.count() + number
        await wait_until(lambda: reached.is_set() or self.server.count() >= min(target, STATIONS * PARTS))
        self.server.heed_nobody()
        if late:
            await asyncio.sleep(self.chance.uniform(0.0, 0.06))

    async def _set_up(self) -> None:
        self.server.reset()
        now = datetime.now(UTC)
        at = now - timedelta(minutes=2)
        async with Storage.open(self.database) as storage:
            for number in range(STATIONS):
                channel = self.server.channel(number)
                station = Station(
                    guild_id=channel.guild_id or 0,
                    channel_id=channel.id,
                    host="tsumugi",
                    weekday=at.weekday(),
                    air_time=time(at.hour, at.minute),
                    zone="UTC",
                    set_at=now - timedelta(days=1),
                    layout=Layout.THREAD if number % 2 else Layout.CHANNEL,
                )
                await storage.add_station(station, now - timedelta(days=1))

    async def _finish(self) -> None:
        """Let the bot live until every station has aired."""
        await self.bot.start()
        try:
            async with asyncio.timeout(GIVE_UP_S), Storage.open(self.database) as storage:
                while not await self._is_aired(storage):  # noqa: ASYNC110 – nor does the archive
                    await asyncio.sleep(0.1)
        finally:
            self.bot.kill()
            await self.bot.wait()

    async def _is_aired(self, storage: Storage) -> bool:
        broadcasts = await storage.list_broadcasts(datetime.now(UTC).date() - timedelta(days=2))
        return [each.state for each in broadcasts] == [BroadcastState.AIRED] * STATIONS

    async def _find_faults(self) -> list[str]:
        async with Storage.open(self.database) as storage:
            (broadcast, *_) = await storage.list_broadcasts(datetime.now(UTC).date() - timedelta(days=2))
            assert broadcast.episode_id is not None
            posts = await storage.load_posts(broadcast.episode_id)
        faults = [f"{each.method} {each.path}: {each.reason}" for each in self.server.violations]
        for number in range(STATIONS):
            channel = self.server.channel(number)
            messages = [
                m for place in (channel, *self.server.threads(channel.id)) for m in self.server.messages(place.id)
            ]
            stand = [name_part(message.text, posts) for message in sorted(messages, key=lambda message: message.id)]
            if stand != [post.part for post in posts]:
                faults.append(f"channel {number}: {stand}")
        return faults


def name_part(text: str, posts: Sequence[Post]) -> str:
    """The part whose copy stands in a message."""
    folded = "".join(text.replace("\\", "").split())
    return next((post.part for post in posts if "".join(post.text.split())[-40:] in folded), "?")


async def measure(kills: int, seed: int) -> int:
    """Run trials until there were enough kills, and print what became of them."""
    chance = random.Random(seed)  # noqa: S311 – the same moments for the same seed
    stages, began = Counter[str](), clock.monotonic()
    done, episodes, faults, repeats = 0, 0, list[str](), 0
    with serve_practice(ROOT / "data" / "practice", datetime.now(UTC)) as stand:
        async with Discord(guilds=STATIONS, limits=Limits(routes={})) as server:
            while done < kills:
                server.nonces.window = 180.0 if episodes % 2 else 0.0
                with tempfile.TemporaryDirectory(prefix="crash-") as folder:
                    database = Path(folder) / "radio.db"
                    trial = Trial(server, Bot(server, stand, database), database, chance, stages)
                    made, found = await trial.run(kills - done)
                done, episodes, repeats = done + made, episodes + 1, repeats + len(server.repeats)
                faults += [f"episode {episodes}: {fault}" for fault in found]
    return report(done, episodes, faults, stages=stages, repeats=repeats, seconds=clock.monotonic() - began)


def report(done: int, episodes: int, faults: Sequence[str], **more: Any) -> int:
    """Print the figures; the exit status."""
    stages = ", ".join(f"{stage} {count}" for stage, count in more["stages"].items())
    print(f"kills            {done} ({stages})")
    print(f"episodes         {episodes}, each {STATIONS} stations × {PARTS} parts")
    print(f"nonces           {more['repeats']} repeats were dropped by them")
    print(f"wrong channels   {len(faults)}   limit 0")
    print(f"time             {more['seconds']:.0f} s")
    for fault in faults:
        print(f"✗ {fault}")
    missed = [stage for stage in STAGES if not more["stages"][stage]]
    if missed:
        print(f"✗ stages never hit: {', '.join(missed)}")
    return 1 if faults or (missed and done >= len(STAGES) * 5) else 0


def main() -> int:
    """Read the command line and measure."""
    options = read_options("python -m bench.crash", __doc__)
    return asyncio.run(measure(options.kills, options.seed))


if __name__ == "__main__":
    sys.exit(main())
