"""The chat model: openai's one door, for any endpoint that speaks chat completions.

The library is used for its wire alone. Its time-out counts from byte to byte, so that a slow drip never
ends, and its parser throws away the text of an odd answer; both are done here, over the raw body.
"""

import asyncio
import importlib
import logging
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from radio.errors import ConfigError, ModelUnavailableError
from radio.ports import Clock, UsageLedger
from radio.writing import Completion, Prompt
from studio.answer_shape import ShapeFault
from studio.answers import clean_text, read_copy, read_object
from studio.dialect import Turn, open_turns, repair_turns
from studio.inquiry import Inquirer
from studio.patience import Breaker, CallFailedError, CallFault, FaultKind, TokenBudget, read_retry_after
from studio.raw_completion import RawCompletion, quote_words, read_flag

if TYPE_CHECKING:
    from openai import AsyncOpenAI

log = logging.getLogger(__name__)

PUBLIC_ENDPOINT = "https://api.openai.com/v1"
BODY_LIMIT = 2_000_000  # bytes of one answer
REPAIR_SHARE = 1.5  # the second try may be longer than the first, which may have been cut
WORDS_READ = 2_000  # characters of a refusal's body that are searched for what it is about
KEY_SHORTEST = 8  # shorter ones are placeholders such as "none"
_TALKATIVE = ("openai", "httpx2", "httpcore2")
_EMPTY_ACCOUNT = ("insufficient_quota", "insufficient_balance", "insufficient balance", "billing")
_PASSING = frozenset({408, 409, 425})


class OpenAIChatModel:
    """Keeps radio.ports.ChatModel's promise with one endpoint and one model."""

    def __init__(
        self,
        *,
        base_url: str | None,
        api_key: str,
        model: str,
        timeout_s: float = 60,
        tokens_per_day: int | None,
        ledger: UsageLedger,
        clock: Clock,
        concurrency: int = 4,
        backoff_s: float = 1,
        moderation_model: str = "",
    ) -> None:
        """Prepare; nothing is loaded or asked before the first call.

        Args:
            base_url: the endpoint, usually ending in /v1; None for OpenAI's own.
            api_key: what the endpoint wants to see; anything where it wants nothing.
            model: the model's name as the endpoint knows it.
            timeout_s: seconds for one question, its repeats and waits included.
            tokens_per_day: tokens in and out that a day (UTC) may take; None for no limit.
            ledger: the book of model use.
            clock: tells the day, and when a dead model is tried again.
            concurrency: questions at once; more of them wait their turn.
            backoff_s: seconds before the first repeat of a failed request.
            moderation_model: the model that `is_fit` asks.

        Raises ConfigError for a key that no HTTP header can carry, and for an address that is none.
        """
        self.base_url = base_url or PUBLIC_ENDPOINT
        self.model = model
        self._moderation_model = moderation_model
        self._timeout_s = timeout_s
        self._address = _show_address(self.base_url)
        self._api_key = _check_key(api_key)
        self._clock = clock
        self._places = asyncio.Semaphore(concurrency)
        self._opening = asyncio.Lock()
        self._client: AsyncOpenAI | None = None
        self._inquirer = Inquirer(
            send=self._send,
            model=model,
            budget=TokenBudget(tokens_per_day, ledger, clock),
            breaker=Breaker(clock),
            timeout_s=timeout_s,
            backoff_s=backoff_s,
        )

    async def complete(self, prompt: Prompt) -> Completion:
        """Answer `prompt`; a misshapen object gets one second try. Raises WritingError or its children."""
        async with self._places:
            turns = open_turns(prompt)
            raw = await self._inquirer.ask(prompt, turns)
            if prompt.schema is None:
                return _complete(raw, read_copy(raw.text, cut=raw.cut))
            try:
                return _complete(raw, clean_text(raw.text), read_object(raw.text, prompt.schema))
            except ShapeFault as fault:
                return await self._ask_again(prompt, prompt.schema, turns, raw, str(fault))

    async def is_fit(self, text: str) -> bool:
        """Keep radio.ports.Moderator's promise: whether the moderation model flags nothing in `text`.

        Raises ModelUnavailableError where it cannot tell.
        """
        client = await self._open()
        try:
            async with self._places, asyncio.timeout(self._timeout_s):
                ask = client.moderations.with_streaming_response.create
                body = await self._read_body(ask, {"model": self._moderation_model, "input": text})
        except TimeoutError as error:
            raise ModelUnavailableError(f"moderation gave no answer within {self._timeout_s:g} s") from error
        except CallFailedError as error:
            raise ModelUnavailableError(f"moderation failed: {error.fault.reason}") from error
        flagged = read_flag(body)
        if flagged is None:
            raise ModelUnavailableError("moderation answered nothing of use; check OPENAI_MODERATION_MODEL")
        return not flagged

    async def warm_up(self) -> None:
        """Load the library, which takes about a second, before anyone waits for it."""
        await self._open()

    async def close(self) -> None:
        """Close the connections."""
        if self._client is not None:
            await self._client.close()
            self._client = None

    async def _ask_again(
        self, prompt: Prompt, schema: Mapping[str, Any], turns: Sequence[Turn], first: RawCompletion, fault: str
    ) -> Completion:
        log.warning("model answer misshapen purpose=%s", prompt.purpose.value)
        roomier = replace(prompt, max_tokens=int(prompt.max_tokens * REPAIR_SHARE))
        second = await self._inquirer.ask(roomier, repair_turns(turns, first.text, fault))
        try:
            completion = _complete(second, clean_text(second.text), read_object(second.text, schema))
        except ShapeFault as again:
            raise ModelUnavailableError(
                f"the model {self.model} answered twice in a shape that is of no use ({again}); "
                "name a model that writes JSON in OPENAI_MODEL"
            ) from again
        return replace(
            completion,
            input_tokens=completion.input_tokens + (first.input_tokens or 0),
            output_tokens=completion.output_tokens + (first.output_tokens or 0),
        )

    async def _open(self) -> "AsyncOpenAI":
        async with self._opening:
            if self._client is None:
                # A second of work: in a thread, so that nobody else's call waits for it.
                await asyncio.to_thread(importlib.import_module, "openai")
                self._client = self._make_client()
            return self._client

    def _make_client(self) -> "AsyncOpenAI":
        import openai

        for name in _TALKATIVE:  # at DEBUG they write whole prompts into the log
            logging.getLogger(name).setLevel(logging.WARNING)
        try:
            return openai.AsyncOpenAI(api_key=self._api_key, base_url=self.base_url, max_retries=0, timeout=None)
        except foreign_errors() as error:
            raise ModelUnavailableError("OPENAI_BASE_URL is no address that can be asked; mend it in .env") from error

    async def _send(self, request: Mapping[str, Any]) -> bytes:
        client = await self._open()
        return await self._read_body(client.chat.completions.with_streaming_response.create, request)

    async def _read_body(self, ask: Any, request: Mapping[str, Any]) -> bytes:
        # `ask` is typed for spelled-out arguments only.
        body = bytearray()
        try:
            async with ask(**request) as answer:
                async for chunk in answer.iter_bytes():
                    body += chunk
                    if len(body) > BODY_LIMIT:
                        break  # what is cut is no JSON, and is told to be none
        except foreign_errors() as error:
            raise CallFailedError(self._name_fault(error)) from error
        return bytes(body)

    def _name_fault(self, error: Exception) -> CallFault:
        import openai

        if not isinstance(error, openai.APIStatusError):
            remedy = "check OPENAI_BASE_URL, and that something answers there"
            return CallFault(
                kind=FaultKind.PASSING, reason=f"the model endpoint {self._address} is out of reach; {remedy}"
            )
        body = error.response.text[:WORDS_READ]
        words = quote_words(error.body)
        kind, reason = self._judge_status(error.status_code, body)
        return CallFault(
            kind=kind,
            reason=self._hide_key(f"{reason} – it says: {words}" if words else reason),
            status=error.status_code,
            words=body,
            retry_after_s=read_retry_after(error.response.headers, self._clock.now()),
        )

    def _judge_status(self, status: int, body: str) -> tuple[FaultKind, str]:
        endpoint = f"the model endpoint {self._address}"
        if status == 402 or (status == 429 and any(word in body.lower() for word in _EMPTY_ACCOUNT)):
            return (
                FaultKind.MISCONFIGURED,
                f"the model account has no credit ({status}); top it up or set another OPENAI_API_KEY",
            )
        if status in (401, 403):
            return (
                FaultKind.MISCONFIGURED,
                f"{endpoint} refuses us ({status}); check OPENAI_API_KEY and what it may use",
            )
        if status == 404:
            return (
                FaultKind.MISCONFIGURED,
                f"{endpoint} does not know the address or the model {self.model} (404); "
                "check OPENAI_BASE_URL, which usually ends in /v1, and OPENAI_MODEL",
            )
        if status == 429:
            return FaultKind.BUSY, f"{endpoint} is busy (429) and stays so; try later or ask less of it"
        if status in _PASSING or status >= 500:
            return FaultKind.PASSING, f"{endpoint} fails ({status}); try later"
        return FaultKind.TURNED_DOWN, f"{endpoint} turns the request down ({status}); check OPENAI_MODEL"

    def _hide_key(self, text: str) -> str:
        return text.replace(self._api_key, "…") if len(self._api_key) >= KEY_SHORTEST else text


def foreign_errors() -> tuple[type[Exception], ...]:
    """Everything that the library and its wire raise; a body that is still being read fails past the library."""
    import anyio
    import httpx2
    import openai

    return (
        openai.OpenAIError,
        httpx2.HTTPError,
        httpx2.StreamError,
        httpx2.InvalidURL,
        ssl.SSLError,
        anyio.EndOfStream,
    )


def _check_key(key: str) -> str:
    key = key.strip()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ConfigError(
            "OPENAI_API_KEY holds signs that no key has; copy it once more, without quotation marks or spaces"
        )
    return key


def _show_address(url: str) -> str:
    # Neither a password nor a key in the address is for the screen.
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise ConfigError("OPENAI_BASE_URL is no address; set one such as https://api.openai.com/v1") from error
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path.rstrip('/')}"


def _complete(raw: RawCompletion, text: str, data: Mapping[str, Any] | None = None) -> Completion:
    return Completion(
        text=text,
        data=data or {},
        input_tokens=raw.input_tokens or 0,
        output_tokens=raw.output_tokens or 0,
    )
