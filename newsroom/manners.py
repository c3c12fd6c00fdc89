"""How the station behaves towards a site: the pace between two requests, and the wait that a site asks for."""

import asyncio
import math
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_RETRY_AFTER_S = 24 * 3600.0
# A request's way to the server takes a little longer when it must connect first; the server's clock is what counts.
_MARGIN_S = 0.01


class Pace:
    """Keeps requests to one host apart, in the order they were asked for, and all of them few at a time."""

    def __init__(
        self,
        *,
        at_once: int,
        monotonic: Callable[[], float],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._open = asyncio.Semaphore(at_once)
        self._queues: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._started: dict[str, float] = {}
        self._monotonic = monotonic
        self._sleep = sleep

    @asynccontextmanager
    async def turn(self, host: str, gap_s: float) -> AsyncGenerator[None]:
        """Wait until `gap_s` seconds have passed since the last turn of `host` began and one of the few is free."""
        # The host's queue is left only once everything is in hand: waiting for a free place must not eat the gap.
        async with self._queues[host]:
            wait_s = self._started.get(host, -math.inf) + gap_s + _MARGIN_S - self._monotonic()
            if gap_s > 0 and wait_s > 0:
                await self._sleep(wait_s)
            await self._open.acquire()
            self._started[host] = self._monotonic()
        try:
            yield
        finally:
            self._open.release()


def parse_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header (seconds or an HTTP date) asks for, 0 to 24 h; None where it says nothing."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), MAX_RETRY_AFTER_S)
    try:
        at = parsedate_to_datetime(text)
        seconds = (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), MAX_RETRY_AFTER_S)
