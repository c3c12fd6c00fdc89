"""The owner's line: what the person who runs the bot should hear, in the log and, if set, in a channel."""

import asyncio
import logging
from datetime import datetime, timedelta

import discord

from cogs.cards import guard_text
from cogs.pace import SendPace
from radio.errors import TransmissionError
from radio.ports import Clock

log = logging.getLogger(__name__)

QUIET = timedelta(hours=1)  # the same words are not said again within it


class OwnerLine:
    """Tells the owner. `channel_id` None leaves it at the log."""

    def __init__(self, client: discord.Client, channel_id: int | None, *, clock: Clock, pace: SendPace) -> None:
        self._client = client
        self._channel_id = channel_id
        self._clock = clock
        self._pace = pace
        self._told_at: dict[str, datetime] = {}
        self._sending: set[asyncio.Task[None]] = set()

    async def tell(self, text: str) -> None:
        """Say something once an hour at most. Returns at once: no channel of the owner's holds up the show."""
        now = self._clock.now()
        self._told_at = {said: at for said, at in self._told_at.items() if now - at < QUIET}
        if text in self._told_at:
            return
        self._told_at[text] = now
        log.warning("owner told text=%s", " / ".join(text.splitlines()))
        if self._channel_id is not None:
            task = asyncio.create_task(self._send(self._channel_id, text), name="owner-line")
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    async def close(self) -> None:
        """Wait for what is on its way, a short while."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=5)

    async def _send(self, channel_id: int, text: str) -> None:
        try:
            async with self._pace.take_turn():
                channel = self._client.get_partial_messageable(channel_id)
                await channel.send(guard_text(text), suppress_embeds=True)
        except TransmissionError as fault:
            log.error("owner channel unreachable channel_id=%s reason=%s", channel_id, fault)
