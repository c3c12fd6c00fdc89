"""How long and how much a model is asked: the breaker, the retries, the day's budget."""

import asyncio
import email.utils
import math
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from radio.errors import BudgetError, ModelUnavailableError
from radio.ports import Clock, UsageLedger
from radio.writing import Purpose, Usage

PAUSE = timedelta(seconds=60)
FAULTS_IN_A_ROW = 3
BUSY_TRIES = 5


class FaultKind(StrEnum):
    """What a failed call means for the next one."""

    MISCONFIGURED = "misconfigured"  # no call can succeed before its owner mends something
    BUSY = "busy"  # the endpoint asks us to wait
    PASSING = "passing"  # worth one more try
    TURNED_DOWN = "turned down"  # this request will not do; another may


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFault:
    """A failed call. `reason` is for the owner, remedy included; `words` are the endpoint's own."""

    kind: FaultKind
    reason: str
    status: int | None = None
    words: str = ""
    retry_after_s: float | None = None


class CallFailedError(Exception):
    """How the wire tells a failed call; it does not leave the studio."""

    def __init__(self, fault: CallFault) -> None:
        super().__init__(fault.reason)
        self.fault = fault


class Breaker:
    """Stops asking a model that is not there, so that a dead one costs a journey one time-out and not ten.

    Opens for a minute at once when the owner has to mend something, else after three faults in a row.
    The first call after the pause tries again.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._faults = 0
        self._open_until: datetime | None = None
        self._reason = ""

    def check(self) -> None:
        """Raises ModelUnavailableError while it is open."""
        if self._open_until is not None and self._clock.now() < self._open_until:
            raise ModelUnavailableError(self._reason)

    def note_fault(self, reason: str, *, misconfigured: bool = False) -> None:
        """A call failed."""
        self._faults += 1
        self._reason = reason
        if misconfigured or self._faults >= FAULTS_IN_A_ROW:
            self._open_until = self._clock.now() + PAUSE

    def note_answer(self) -> None:
        """A call was answered."""
        self._faults = 0
        self._open_until = None


def plan_retry(fault: CallFault, tries: int, backoff_s: float) -> float | None:
    """Seconds to wait before the same request again; None when it is not worth it.

    `tries` counts the requests that failed so far, this one included.
    """
    if fault.kind is FaultKind.BUSY and tries < BUSY_TRIES:
        return fault.retry_after_s if fault.retry_after_s is not None else backoff_s * 2**tries
    if fault.kind is FaultKind.PASSING and tries < 2:
        return backoff_s
    return None


def read_retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that an answer asks us to wait, by Retry-After (seconds or a date) or retry-after-ms; None if by neither.

    The names in `headers` are in lower case.
    """
    if (wait := _read_seconds(headers.get("retry-after-ms"))) is not None:
        return wait / 1000
    text = headers.get("retry-after")
    if (wait := _read_seconds(text)) is not None or text is None:
        return wait
    try:
        until = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


def _read_seconds(text: str | None) -> float | None:
    try:
        seconds = float(text or "")
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


class TokenBudget:
    """The day's tokens (UTC): what the archive's book holds, and what calls under way may still take."""

    def __init__(self, tokens_per_day: int | None, ledger: UsageLedger, clock: Clock) -> None:
        self._limit = tokens_per_day
        self._ledger = ledger
        self._clock = clock
        self._reserved = 0
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def reserve(self, tokens: int) -> AsyncGenerator[None]:
        """Keep `tokens` free for one call. Raises BudgetError when the day has not that many left."""
        async with self._turn:  # one after the other, else two calls count each other out
            await self._check(tokens)
            self._reserved += tokens
        try:
            yield
        finally:
            self._reserved -= tokens

    async def book(self, purpose: Purpose, input_tokens: int, output_tokens: int) -> None:
        """Write one call into the archive's book."""
        now = self._clock.now().astimezone(UTC)
        usage = Usage(purpose=purpose, calls=1, input_tokens=input_tokens, output_tokens=output_tokens)
        await self._ledger.log_usage(now.date(), usage, now)

    async def _check(self, tokens: int) -> None:
        if self._limit is None:
            return
        used = await self._ledger.tokens_used(self._clock.now().astimezone(UTC).date())
        if used + self._reserved + tokens > self._limit:
            raise BudgetError(
                f"today's model budget is spent: {used:,} of {self._limit:,} tokens are used and a call may take "
                f"{tokens:,}; it starts anew at 00:00 UTC, or raise MODEL_TOKENS_PER_DAY"
            )
