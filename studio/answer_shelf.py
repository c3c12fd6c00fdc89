"""The answer shelf: what one listener asked is written once, for all who ask the same while it is fresh."""

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from archive.storage import Storage
from radio.bulletin import Answer, Asker, KeptAnswer
from radio.ports import Clock
from studio.limits import RateLimits
from studio.single_flight import SingleFlight

log = logging.getLogger(__name__)

FRESH = timedelta(hours=1)
MAKESHIFT = timedelta(minutes=5)  # how long standby copy and "nothing found" are repeated: both may soon be better

Make = Callable[[], Awaitable[Answer]]


class AnswerShelf:
    """Takes answers from the archive, or has them made; whoever asks meanwhile waits for the same making."""

    def __init__(self, storage: Storage, clock: Clock, limits: RateLimits) -> None:
        self._storage = storage
        self._clock = clock
        self._limits = limits
        self._making: SingleFlight[Answer] = SingleFlight()

    async def take(
        self, key: str, make: Make, *, asker: Asker, max_age: timedelta | None = FRESH, lasting: bool = False
    ) -> Answer:
        """The answer to `key`, kept or made now.

        Args:
            key: what makes two questions the same, the host's name within.
            make: how it is made; its errors reach everyone who waits.
            asker: for whom a making is counted. Raises LimitError where that is too many.
            max_age: how old a kept answer may be; None for any age.
            lasting: whether it outlives the upkeep.
        """
        if key not in self._making:
            kept = await self._storage.find_answer(key)
            if kept is not None and self._is_fresh(kept, max_age):
                return kept.answer
        if key not in self._making:
            self._limits.admit(asker)
        return await self._making.share(key, lambda: self._make(key, make, lasting))

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in the making."""
        return self._making.is_idle

    async def close(self) -> None:
        """End what is in the making."""
        await self._making.close()

    def _is_fresh(self, kept: KeptAnswer, max_age: timedelta | None) -> bool:
        age = self._clock.now() - kept.made_at
        if kept.answer.standby or not kept.answer.found:
            return timedelta(0) <= age < MAKESHIFT
        return max_age is None or timedelta(0) <= age < max_age

    async def _make(self, key: str, make: Make, lasting: bool) -> Answer:
        answer = await make()
        await self._storage.keep_answer(key, answer, self._clock.now(), lasting=lasting)
        log.info("answer made key=%s posts=%d standby=%s", key, len(answer.posts), answer.standby)
        return answer
