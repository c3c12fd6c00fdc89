"""A bot's session with the gateway: its events in order, and how far they were sent."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .wire import Wire

DISPATCH = 0
KEPT_EVENTS = 5_000  # an older place in the row cannot be resumed

Data = dict[str, Any] | Callable[[], dict[str, Any]]


@dataclass(slots=True, kw_only=True)
class Session:
    """An identified bot, or one shard of it; it outlives its connection. `cursor` is the next event to send."""

    id: str
    intents: int
    shard: tuple[int, int]
    wire: Wire | None = None
    left_at: float = 0.0
    seq: int = 0
    cursor: int = 1
    events: dict[int, tuple[str, Data]] = field(default_factory=dict)
    wake: asyncio.Event = field(default_factory=asyncio.Event)

    def push(self, event: str, data: Data) -> None:
        """Put an event at the end; the connection, if there is one, is woken."""
        self.seq += 1
        self.events[self.seq] = (event, data)
        oldest = next(iter(self.events))
        if len(self.events) > KEPT_EVENTS and (oldest < self.cursor or self.wire is None):
            self.events.pop(oldest)
        self.wake.set()

    def sees(self, guild_id: int | None) -> bool:
        """Whether this shard is told about a guild; what belongs to no guild goes to shard 0."""
        number, count = self.shard
        return number == ((guild_id >> 22) % count if guild_id else 0)

    async def pump(self, wire: Wire) -> None:
        """Send events as they come, as long as the connection lasts."""
        while True:
            while self.cursor <= self.seq:
                event, data = self.events[self.cursor]
                seq, self.cursor = self.cursor, self.cursor + 1
                if not await wire.send(DISPATCH, data() if callable(data) else data, seq=seq, event=event):
                    return
            self.wake.clear()
            await self.wake.wait()
