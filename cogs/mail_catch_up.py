"""Catching up: what was written to the host while the bot was away, looked for where everything is meant for her.

Discord tells a message once. After a stop, or a session that could not be resumed, the mailbag channels and the direct
channels of the latest talks are looked through, at most as far back as a message is answered at all. A mention
elsewhere could only be found by reading what is not meant for her, so that it stays unheard.
"""

import asyncio
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import discord

from archive.storage import Storage
from cogs.mailbag import Mailbag
from cogs.pace import SendPace
from radio.errors import RadioError, TransmissionError
from radio.ports import Clock
from studio.mailroom import STALE

log = logging.getLogger(__name__)

HEARD_UNTIL = "heard until"
SLACK = timedelta(seconds=90)  # from one knock to the next, and until a dead line is noticed
PAGE = 100  # messages of one place that are looked at
FRIENDS = 20  # direct channels
LOOK_S = 15.0  # at one place; what is new waits for it
TALK = timedelta(days=1)  # in which a talk counts as one of the latest

Place = discord.TextChannel | discord.PartialMessageable


class CatchUp:
    """Hears what was missed. What is filed already is not heard twice, so that looking twice does no harm.

    Args:
        client: the bot's client.
        mailbag: who hears.
        storage: the archive.
        clock: tells the present.
        pace: gives the turns of all that is asked of Discord.
        share: tells this process's note of how long it heard from those of others.
    """

    def __init__(
        self, client: Any, mailbag: Mailbag, *, storage: Storage, clock: Clock, pace: SendPace, share: str = ""
    ) -> None:
        self._client = client
        self._mailbag = mailbag
        self._storage = storage
        self._clock = clock
        self._pace = pace
        self._key = f"{HEARD_UNTIL} {share}".strip()
        self._heard_at: datetime | None = None
        self._friends: tuple[int, ...] = ()  # direct channels, as they were known before anything new was heard
        self._holds = False
        self._looking: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Before the first connection: where something may have been missed, what is new waits. Raises StorageError."""
        note = await self._storage.read_note(self._key)
        if note is not None:
            self._heard_at = datetime.fromisoformat(note)
            await self._hold()

    def begin(self) -> None:
        """A session has begun, and nothing is known of what was written before it. Returns at once."""
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self.look(), name="catch-up")

    async def look(self) -> None:
        """Look through all places, and let go of what waits there."""
        since = self._find_start()
        try:
            if since is not None:
                if not self._holds:
                    await self._hold()
                places = [*self._list_mailbags(since), *self._list_direct_channels()]
                await asyncio.gather(*(self._look_through(place, since) for place in places))
        except RadioError as fault:
            log.error("not caught up reason=%s", fault)
        finally:
            self._holds = False
            self._mailbag.release()

    async def note(self) -> None:
        """Keep that all was heard until now, if it was. Raises StorageError."""
        if self._looking is None or not self._looking.done() or self._is_deaf():
            return
        self._heard_at = self._clock.now()
        await self._storage.keep_note(self._key, self._heard_at.isoformat())

    async def close(self) -> None:
        """Look no further."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def _hold(self) -> None:
        self._friends = await self._storage.list_direct_channels(self._clock.now() - TALK, FRIENDS)
        self._holds = True
        self._mailbag.hold([*self._mailbag.channels.values(), *self._friends])

    def _is_deaf(self) -> bool:
        return any(shard.is_closed() for shard in self._client.shards.values())

    def _find_start(self) -> datetime | None:
        """From when on something may have been missed; None for a bot that never heard anything."""
        if self._heard_at is None:
            return None
        return max(self._heard_at - SLACK, self._clock.now() - STALE)

    def _list_mailbags(self, since: datetime) -> Iterator[Place]:
        """The mailbag channels in which something stands since then."""
        for server_id, channel_id in self._mailbag.channels.items():
            guild: discord.Guild | None = self._client.get_guild(server_id)
            channel = guild.get_channel(channel_id) if guild else None
            latest = channel.last_message_id if isinstance(channel, discord.TextChannel) else None
            if isinstance(channel, discord.TextChannel) and latest and discord.utils.snowflake_time(latest) >= since:
                yield channel

    def _list_direct_channels(self) -> list[Place]:
        """Those of the latest talks, if this process is the one that Discord tells direct messages."""
        if 0 not in self._client.shards:
            return []
        private = discord.ChannelType.private
        return [self._client.get_partial_messageable(each, type=private) for each in self._friends]

    async def _look_through(self, place: Place, since: datetime) -> None:
        try:
            async with self._pace.take_turn(), asyncio.timeout(LOOK_S):
                page = [each async for each in place.history(limit=PAGE, after=since, oldest_first=True)]
        except TransmissionError as fault:
            log.info("not caught up channel_id=%s reason=%s", place.id, fault)
            return
        latest = max((_answered_by(each) for each in page if each.author == self._client.user), default=0)
        for message in page:
            # An older one was heard; if it is not filed any more, it was forgotten at its writer's wish.
            if message.id > latest:
                self._mailbag.receive(message)


def _answered_by(reply: discord.Message) -> int:
    return (reply.reference.message_id if reply.reference else None) or 0
