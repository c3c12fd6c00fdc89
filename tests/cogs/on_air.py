"""The bot on the air of the small Discord, with an episode that is finished already."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

from archive.storage import Storage
from cogs.client import RadioClient
from newsroom.desk import Desk
from newsroom.feed_list import FeedList
from radio.show import EpisodeKind, Layout, Slot, SlotKind, Station
from radio.transmission import Link, Post
from studio.meter import UsageMeter
from studio.producer import Producer
from studio.schedule import find_latest_slot, make_edition
from tests.archive.builders import open_draft, rundown, segment, story
from tests.fakes import FakeClock, SilentProgress
from tests.loopback.discord import Channel, DiscordServer, redirect_discord
from tests.loopback.discord_bot import eventually

AIR_TIME = datetime.fromisoformat("2026-11-23T08:00:00+09:00")
PARTS = ("opening", "story-1", "story-2", "story-3", "story-4", "closing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evening:
    """What a test holds in its hands."""

    server: DiscordServer
    client: RadioClient
    storage: Storage
    clock: FakeClock

    async def knock(self) -> None:
        """One knock, and everything it begins to its end."""
        await self.client.knock.knock()
        await self.client.control_room.wait()

    def aired(self, channel: Channel) -> list[str]:
        """The parts that stand in a channel and its threads, in the order in which they were posted."""
        places = [channel, *self.server.threads(channel.id)]
        messages = [message for place in places for message in self.server.messages(place.id)]
        return [read_part(message.text) for message in sorted(messages, key=lambda message: message.id)]


def make_posts(parts: Sequence[str] = PARTS, mark: str = "") -> tuple[Post, ...]:
    """An episode's posts; each bears its part in its copy."""
    return tuple(
        Post(
            part=part,
            title=f"{part}の題{mark}",
            text=f"〈{part}〉え、マジ？これ、すごくない？",
            note="第1回 ・ 2026年11月23日月曜日" if part == "opening" else "site.example ・ 2026年11月20日",
            links=(Link(label="読む", url=f"https://site.example/{part}"),),
            colour=0xFF9914,
        )
        for part in parts
    )


def read_part(text: str) -> str:
    """The part that a post bears."""
    return text.partition("〈")[2].partition("〉")[0]


def make_station(channel: Channel, **given: Any) -> Station:
    """A station on Monday 08:00 in Tokyo, set up the day before."""
    return Station(
        **{
            "guild_id": channel.guild_id,
            "channel_id": channel.id,
            "host": "tsumugi",
            "weekday": 0,
            "air_time": time(8, 0),
            "zone": "Asia/Tokyo",
            "set_at": AIR_TIME - timedelta(days=1),
        }
        | given
    )


async def add_station(storage: Storage, channel: Channel, **given: Any) -> Station:
    """A station in the archive."""
    added = await storage.add_station(make_station(channel, **given), AIR_TIME - timedelta(days=1))
    assert added is not None
    return added


async def finish_episode(
    storage: Storage, station: Station, posts: Sequence[Post] | None = None, at: datetime = AIR_TIME
) -> int:
    """The episode of the station's slot at `at`, ready to leave."""
    edition = make_edition(station, find_latest_slot(station, at).slot_date)
    draft = await open_draft(storage, edition, kind=EpisodeKind.BROADCAST, now=at)
    await storage.save_rundown(
        draft.episode_id, rundown(draft, edition, *(story(f"https://a.example/{n}") for n in range(4)))
    )
    for slot in (Slot(kind=SlotKind.OPENING), Slot(kind=SlotKind.CLOSING)):
        await storage.save_segment(draft.episode_id, segment(slot.part))
    await storage.finish_episode(draft.episode_id, posts or make_posts(), at)
    return draft.episode_id


def make_client(storage: Storage, clock: FakeClock, *, claimant: str = "test", **options: Any) -> RadioClient:
    """A client whose producer has no newsroom: what airs is finished already."""
    producer = Producer(
        storage=storage,
        desk=cast("Desk", None),
        model=None,
        clock=clock,
        progress=SilentProgress(),
        meter=UsageMeter(storage),
    )
    return RadioClient(
        producer=producer,
        feeds=FeedList(feeds=()),
        claimant=claimant,
        guild_ready_timeout=0.05,
        **options,
    )


@contextlib.asynccontextmanager
async def connect(server: DiscordServer, client: RadioClient) -> AsyncIterator[RadioClient]:
    """The client, ready; its own knock is stopped, so that a test knocks when it wants to."""
    client.knock.start = lambda: None  # type: ignore[method-assign] – tests knock by hand
    with redirect_discord(server):
        await client.login(server.token)
        connected = asyncio.create_task(client.connect())
        try:
            async with asyncio.timeout(10):
                await client.wait_until_ready()
            yield client
        finally:
            await client.close()
            await asyncio.gather(connected, return_exceptions=True)


@contextlib.asynccontextmanager
async def open_evening(
    *, database: Path | str = ":memory:", at: datetime = AIR_TIME, client: dict[str, Any] | None = None, **server: Any
) -> AsyncIterator[Evening]:
    """A small Discord, an archive and the bot between them, at the air time."""
    clock = FakeClock(at)
    async with DiscordServer(**server) as discord, Storage.open(database) as storage:
        async with connect(discord, make_client(storage, clock, **(client or {}))) as radio:
            yield Evening(server=discord, client=radio, storage=storage, clock=clock)
        assert discord.violations == []


__all__ = [
    "AIR_TIME",
    "PARTS",
    "Evening",
    "Layout",
    "add_station",
    "connect",
    "eventually",
    "finish_episode",
    "make_client",
    "make_posts",
    "make_station",
    "open_evening",
    "read_part",
]
