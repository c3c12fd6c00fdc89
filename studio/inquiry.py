"""Asks one endpoint with patience: within the day's budget, again where that helps, in the dialect it understands."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from radio.errors import ModelRefusedError, ModelUnavailableError
from radio.writing import Prompt
from studio.answers import strip_thinking
from studio.dialect import Dialect, Turn, climb_down, estimate_tokens
from studio.patience import Breaker, CallFailedError, CallFault, FaultKind, TokenBudget, plan_retry
from studio.raw_completion import RawCompletion, read_completion

log = logging.getLogger(__name__)

Send = Callable[[Mapping[str, Any]], Awaitable[bytes]]


class Inquirer:
    """One endpoint with one model. What it turns out to understand is remembered."""

    def __init__(
        self, *, send: Send, model: str, budget: TokenBudget, breaker: Breaker, timeout_s: float, backoff_s: float
    ) -> None:
        """Prepare.

        Args:
            send: puts one request on the wire and returns the body of a 200; raises CallFailedError.
            model: the model's name as the endpoint knows it.
            budget: the day's tokens.
            breaker: stops the asking when the model is not there.
            timeout_s: seconds for one question, repeats and waits included.
            backoff_s: seconds before the first repeat.
        """
        self._send = send
        self._model = model
        self._budget = budget
        self._breaker = breaker
        self._timeout_s = timeout_s
        self._backoff_s = backoff_s
        self._dialect = Dialect()
        self._quiet_until = 0.0  # on the loop's clock: an endpoint that is busy is busy for every question

    async def ask(self, prompt: Prompt, turns: Sequence[Turn]) -> RawCompletion:
        """One answer with text in it, its tokens counted, or estimated where the endpoint does not count.

        Raises ModelUnavailableError, ModelRefusedError, BudgetError, and StorageError from the book.
        """
        self._breaker.check()
        raw = await self._ask_once(prompt, turns)
        if raw.cut and not self._dialect.thinks and not strip_thinking(raw.text):
            # Cut before its first word: a model that thinks, though its endpoint did not say so.
            self._dialect = replace(self._dialect, thinks=True)
            raw = await self._ask_once(prompt, turns)
        if raw.refused:
            self._breaker.note_answer()
            raise ModelRefusedError(f"the model {self._model} declined to answer")
        if raw.fault:
            raise self._give_up(f"the model endpoint {raw.fault}; check OPENAI_BASE_URL and OPENAI_MODEL")
        self._breaker.note_answer()
        return raw

    async def _ask_once(self, prompt: Prompt, turns: Sequence[Turn]) -> RawCompletion:
        asked = sum(estimate_tokens(turn["content"]) for turn in turns)
        began = time.monotonic()
        async with self._budget.reserve(asked + self._dialect.cap(prompt)):
            try:
                async with asyncio.timeout(self._timeout_s) as patience:
                    body = await self._send_patiently(prompt, turns, patience.when() or 0)
            except TimeoutError as error:
                await self._budget.book(prompt.purpose, asked, 0)  # what was asked is paid for, answered or not
                log.warning("model call failed purpose=%s kind=time-out", prompt.purpose.value)
                raise self._give_up(
                    f"the model gave no whole answer within {self._timeout_s:g} s; "
                    "raise OPENAI_TIMEOUT or choose a faster model in OPENAI_MODEL"
                ) from error
            raw = _count_tokens(read_completion(body), asked)
            await self._budget.book(prompt.purpose, raw.input_tokens or 0, raw.output_tokens or 0)
        log.info("model answered purpose=%s seconds=%.1f", prompt.purpose.value, time.monotonic() - began)
        return raw

    async def _send_patiently(self, prompt: Prompt, turns: Sequence[Turn], deadline: float) -> bytes:
        dialect = self._dialect
        tries = 0
        while True:
            await self._wait_until_quiet(deadline)
            try:
                body = await self._send(dialect.request(prompt, turns, self._model))
            except CallFailedError as error:
                await self._budget.book(prompt.purpose, 0, 0)
                simpler = _find_simpler(dialect, error.fault, prompt)
                if simpler is None:
                    tries += 1
                    await self._wait_to_repeat(error, tries, prompt)
                dialect = simpler or dialect
            else:
                self._dialect = dialect
                return body

    async def _wait_to_repeat(self, error: CallFailedError, tries: int, prompt: Prompt) -> None:
        fault = error.fault
        log.warning("model call failed purpose=%s kind=%s status=%s", prompt.purpose.value, fault.kind, fault.status)
        wait = plan_retry(fault, tries, self._backoff_s)
        if wait is None:
            raise self._give_up(fault.reason, fault.kind) from error
        if fault.kind is FaultKind.BUSY:
            self._quiet_until = max(self._quiet_until, asyncio.get_running_loop().time() + wait)
        else:
            await asyncio.sleep(wait)

    async def _wait_until_quiet(self, deadline: float) -> None:
        wait = self._quiet_until - asyncio.get_running_loop().time()
        if self._quiet_until > deadline:
            raise self._give_up(
                f"the model endpoint is busy (429) and asks to wait {wait:.0f} s more, longer than OPENAI_TIMEOUT "
                "leaves for this call; rehearse again later"
            )
        if wait > 0:
            await asyncio.sleep(wait)

    def _give_up(self, reason: str, kind: FaultKind = FaultKind.PASSING) -> ModelUnavailableError:
        self._breaker.note_fault(reason, misconfigured=kind is FaultKind.MISCONFIGURED)
        return ModelUnavailableError(reason)


def _find_simpler(dialect: Dialect, fault: CallFault, prompt: Prompt) -> Dialect | None:
    return climb_down(dialect, status=fault.status or 0, words=fault.words, shaped=prompt.schema is not None)


def _count_tokens(raw: RawCompletion, asked: int) -> RawCompletion:
    if raw.fault and raw.input_tokens is None:
        return raw  # no choice and no count, a web page: nothing was asked of a model
    return replace(
        raw,
        input_tokens=asked if raw.input_tokens is None else raw.input_tokens,
        output_tokens=estimate_tokens(raw.text) if raw.output_tokens is None else raw.output_tokens,
    )
