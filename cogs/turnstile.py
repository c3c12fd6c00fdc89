"""A turnstile for crowds: where hundreds wake in the same moment, the event loop goes on turning between them."""

import asyncio
from collections import deque


class Turnstile:
    """Lets through one task in each round of the event loop, first come, first served.

    A loop runs all that is ready before it looks at anything else. Two hundred answers that are drawn in one
    round are a stall for everybody; one a round is none.
    """

    def __init__(self) -> None:
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._is_turning = False

    async def pass_through(self) -> None:
        """Until it is the caller's turn."""
        loop = asyncio.get_running_loop()
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append(turn)
        if not self._is_turning:
            self._is_turning = True
            loop.call_soon(self._turn)
        await turn

    def _turn(self) -> None:
        """Let the next one through who still waits, and come again in the next round for the others."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                break
        self._is_turning = bool(self._waiting)
        if self._is_turning:
            asyncio.get_running_loop().call_soon(self._turn)
