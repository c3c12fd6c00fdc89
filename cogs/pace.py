"""The pace: all that leaves waits here for its turn, so that Discord's global limit is never met."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from cogs.faults import name_faults

GLOBAL_LIMIT = 50  # requests a second that Discord takes from one bot
ANSWER_S = 45.0  # for one request with all of discord.py's own tries; a claim lasts twice as long
RATE = 45.8  # a second; what is left is for jitter on the way and for the few requests that do not wait here
ROOM = 46  # who may wait for a turn with a claim in hand; a stop waits for them, and a claim does not live for ever
_LENIENCE = 1  # turns that a late timer may catch up with; without any it would stay behind the rate


class SendPace:
    """Gives turns at an even rate, first come, first served.

    That is fair between channels too: each has one post waiting at a time. `share` is this process's
    part of the limit where several carry one bot's shards.
    """

    def __init__(self, *, rate: float = RATE, share: float = 1.0) -> None:
        self._interval = 1 / (rate * share)
        self._free_at = 0.0
        self._queue = asyncio.Lock()
        self._door = asyncio.Lock()
        self._waiting = 0
        self._less = asyncio.Event()

    async def enter(self) -> None:
        """Until only ROOM are waiting for a turn: the place to be before a claim is renewed."""
        async with self._door:
            while self._waiting >= ROOM:
                self._less.clear()
                await self._less.wait()

    async def wait_turn(self) -> None:
        """Until it is the caller's turn. The request has to leave at once: turns that pile up leave as a burst."""
        clock = asyncio.get_running_loop().time
        self._waiting += 1
        try:
            async with self._queue:
                if (wait := self._free_at - clock()) > 0:
                    await asyncio.sleep(wait)
                self._free_at = max(self._free_at, clock() - _LENIENCE * self._interval) + self._interval
        finally:
            self._waiting -= 1
            self._less.set()

    @asynccontextmanager
    async def take_turn(self) -> AsyncIterator[None]:
        """For one request in the block: its turn, its time, and its faults as our own. Raises TransmissionError."""
        await self.wait_turn()
        with name_faults():
            async with asyncio.timeout(ANSWER_S):
                yield
