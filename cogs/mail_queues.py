"""Queues: what is written in one channel is dealt with in its order, different channels side by side."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")

WAITING = 50  # of one channel; the limits of a channel are far below it
AT_ONCE = 64  # channels; the others wait, so that a flood does not become as many calls


class ChannelQueues(Generic[T]):
    """One queue a channel, kept only as long as something waits in it; `deal` deals with one thing at a time."""

    def __init__(self, deal: Callable[[T], Awaitable[None]], *, waiting: int = WAITING, at_once: int = AT_ONCE) -> None:
        self._deal = deal
        self._waiting = waiting
        self._turns = asyncio.Semaphore(at_once)
        self._queues: dict[int, deque[T]] = {}
        self._workers: dict[int, asyncio.Task[None]] = {}
        self._held: set[int] = set()
        self._closed = False

    def __len__(self) -> int:
        """How many channels have something under way."""
        return len(self._workers)

    def put(self, channel_id: int, thing: T) -> bool:
        """Let a thing wait for its turn; False where the channel's queue is full or all are closed."""
        queue = self._queues.get(channel_id, deque())
        if self._closed or len(queue) >= self._waiting:
            return False
        self._queues[channel_id] = queue
        queue.append(thing)
        if channel_id not in self._workers and channel_id not in self._held:
            self._start(channel_id, queue)
        return True

    def hold(self, channel_ids: Iterable[int]) -> None:
        """Let what comes for these channels wait until all of them are released."""
        self._held.update(channel_ids)

    def release(self, order: Callable[[T], int]) -> None:
        """Deal with what waits in the channels that are held, in this order."""
        held, self._held = self._held, set()
        for channel_id in (held & self._queues.keys()) - self._workers.keys():
            queue = self._queues[channel_id] = deque(sorted(self._queues[channel_id], key=order))
            self._start(channel_id, queue)

    def _start(self, channel_id: int, queue: deque[T]) -> None:
        self._workers[channel_id] = asyncio.create_task(self._work(channel_id, queue), name=f"mail-{channel_id}")

    async def _work(self, channel_id: int, queue: deque[T]) -> None:
        try:
            while queue:
                async with self._turns:
                    await self._try(queue[0])
                queue.popleft()
        finally:
            del self._queues[channel_id], self._workers[channel_id]

    async def _try(self, thing: T) -> None:
        try:
            await self._deal(thing)
        except Exception:  # a bug with one message must not silence the channel
            log.exception("message not dealt with")

    async def close(self, within_s: float) -> None:
        """Take nothing more, and end what is under way; what does not end in time is broken off."""
        self._closed = True
        for queue in self._queues.values():
            while len(queue) > 1:
                queue.pop()  # is filed, and goes on at the next start
        if workers := list(self._workers.values()):
            _, late = await asyncio.wait(workers, timeout=within_s)
            for worker in late:
                worker.cancel()
            await asyncio.gather(*late, return_exceptions=True)
