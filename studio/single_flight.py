"""One call under way serves everyone who asks for the same."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Result = TypeVar("Result")


class SingleFlight(Generic[Result]):
    """Calls by their key. A call goes on though those who wait for it leave."""

    def __init__(self) -> None:
        self._under_way: dict[str, asyncio.Future[Result]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._under_way

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._under_way

    async def share(self, key: str, call: Callable[[], Awaitable[Result]]) -> Result:
        """What `call` gives, begun now or under way for someone else; its errors reach everyone who waits."""
        if key not in self._under_way:
            task = asyncio.ensure_future(call())
            self._under_way[key] = task
            task.add_done_callback(lambda done: self._land(key, done))
        return await asyncio.shield(self._under_way[key])

    async def close(self) -> None:
        """End what is under way."""
        calls = list(self._under_way.values())
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)

    def _land(self, key: str, done: "asyncio.Future[Result]") -> None:
        del self._under_way[key]
        if not done.cancelled():
            done.exception()  # read, so that a fault nobody waits for any more is no warning of asyncio's
