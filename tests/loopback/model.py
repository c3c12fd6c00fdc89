"""A small OpenAI-compatible server on loopback, honest or not, that keeps every request.

In a test: `async with ModelServer("fences") as server:` and `server.base_url`. By itself, for rehearsals and
benches: `python -m tests.loopback.model --port 8899 --latency 0.5 --mode good`.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from aiohttp import web

from tests.loopback.writer import INVENTED_NUMBER, INVENTED_QUOTATION, find_orders, find_purpose, write_answer

DRIP_S = 0.2
HANG_S = 600
HUGE = 50_000
LONG_WAIT_S = 3600
THOUGHTS = '<think>まず材料を読む。{"facts": []} ではない。番号は1992。よし。</think>\n\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRequest:
    """One request as it came, and what it is for."""

    body: Mapping[str, Any]
    purpose: str
    mode: str
    at: float

    @property
    def system(self) -> str:
        return self.body["messages"][0]["content"]

    @property
    def user(self) -> str:
        return self.body["messages"][1]["content"]


Text = Callable[[str, str], str]  # the honest answer and the user part → what is said instead

TEXTS: Mapping[str, Text] = {
    "good": lambda honest, _: honest,
    "fences": lambda honest, _: f"承知しました！以下が答えです：\n\n```json\n{honest}\n```\n",
    "think": lambda honest, _: THOUGHTS + honest,
    "think_closed_only": lambda honest, _: THOUGHTS.removeprefix("<think>") + honest,
    "think_open": lambda *_: THOUGHTS.replace("</think>", "") * 3,
    "cut_json": lambda honest, _: honest[: len(honest) * 2 // 5],
    "english": lambda *_: "This week's story is about a very interesting technology. " * 8,
    "wrong_number": lambda honest, _: honest if honest.startswith("{") else honest + INVENTED_NUMBER,
    "invented_quote": lambda honest, _: honest if honest.startswith("{") else honest + INVENTED_QUOTATION,
    "invented_fact": lambda honest, _: honest.replace('"quote": "', '"quote": "It was all a lie, and '),
    "refusal": lambda *_: "I'm sorry, but I can't help with that.",
    "refusal_japanese": lambda *_: "申し訳ありませんが、そのご要望にはお応えできません。",
    "echo_prompt": lambda _, user: user,
    "huge": lambda honest, _: (honest + "\n") * (HUGE // len(honest) + 1),
    "obey": lambda honest, user: find_orders(user) if not honest.startswith("{") else honest,
    "wrong_types": lambda *_: json.dumps(
        {"facts": "yes", "scores": {"1": None}, "topics": 3, "day_line": [], "copy": 1}
    ),
    "empty_object": lambda *_: "{}",
    "nonsense": lambda *_: "あ" * 40,
}


class ModelServer:
    """The server. `mode` may be changed while it runs; a sequence of modes answers call by call, the last one stays.

    `only` limits a bad mode to some purposes (judge, facts, segment, frames, check); the others get good
    answers. `latency` in seconds is waited before every answer.
    """

    def __init__(
        self,
        mode: str | Sequence[str] = "good",
        *,
        latency: float = 0,
        port: int = 0,
        only: frozenset[str] | None = None,
        retry_after: str = "0.05",
    ) -> None:
        self.mode = mode
        self.latency = latency
        self.only = only
        self.retry_after = retry_after
        self.requests: list[ModelRequest] = []
        self.most_at_once = 0
        self._under_way = 0
        self._port = port
        app = web.Application(client_max_size=8 * 2**20)
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_get("/v1/models", self._list_models)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._port}/v1"

    def count(self, purpose: str) -> int:
        return sum(request.purpose == purpose for request in self.requests)

    async def _list_models(self, _: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": "loopback", "object": "model"}]})

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        try:
            body = await request.json()
        except ConnectionResetError as gone:  # the bot was stopped in the middle of its request
            raise web.HTTPBadRequest from gone
        purpose = find_purpose(body["messages"][1]["content"])
        mode = self._choose_mode(purpose)
        self.requests.append(ModelRequest(body=body, purpose=purpose, mode=mode, at=time.monotonic()))
        self._under_way += 1
        self.most_at_once = max(self.most_at_once, self._under_way)
        try:
            await asyncio.sleep(self.latency)
            return await self._answer(request, body, mode)
        finally:
            self._under_way -= 1

    def _choose_mode(self, purpose: str) -> str:
        mode = self.mode if isinstance(self.mode, str) else self.mode[min(len(self.requests), len(self.mode) - 1)]
        if mode == "mixture":
            mode = MIXTURE[len(self.requests) % len(MIXTURE)]
        return mode if self.only is None or purpose in self.only else "good"

    async def _answer(self, request: web.Request, body: Mapping[str, Any], mode: str) -> web.StreamResponse:
        if mode == "hang":
            await asyncio.sleep(HANG_S)
        if failure := self._fail(body, mode):
            return failure
        document = build_document(body, mode)
        if mode == "slow_drip":
            return await _drip(request, json.dumps(document).encode())
        return web.json_response(document)

    def _fail(self, body: Mapping[str, Any], mode: str) -> web.Response | None:
        if mode in ("429", "429_long"):
            wait = self.retry_after if mode == "429" else str(LONG_WAIT_S)
            return _error(429, "Rate limit reached", headers={"Retry-After": wait})
        if mode == "no_credit":
            return _error(429, "You exceeded your current quota", code="insufficient_quota")
        if mode.isdigit():
            return _error(int(mode), f"the server says {mode}")
        if mode == "html200":
            return web.Response(text="<!DOCTYPE html><title>Welcome</title><p>It works!", content_type="text/html")
        if mode == "error200":
            return web.json_response({"error": {"message": "the backend is on fire", "code": 500}})
        return _turn_down(body, mode)


def _turn_down(body: Mapping[str, Any], mode: str) -> web.Response | None:
    form = body.get("response_format", {}).get("type")
    if form == "json_schema" and mode in ("no_schema", "no_json"):
        return _error(400, "'response_format' of type 'json_schema' is not supported with this model")
    if form == "json_object" and mode == "no_json":
        return _error(422, "extra fields not permitted")
    if mode == "thinker" and "max_tokens" in body:
        return _error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.")
    if mode == "thinker" and "temperature" in body:
        return _error(400, "Unsupported value: 'temperature' does not support 0.7 with this model.")
    return None


def build_document(body: Mapping[str, Any], mode: str) -> dict[str, Any]:
    """The chat completion that a mode answers with status 200."""
    turns = body["messages"]
    honest = write_answer(turns[0]["content"], turns[1]["content"])
    text = TEXTS.get(mode, TEXTS["good"])(honest, turns[1]["content"])
    message: dict[str, Any] = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "length" if mode == "cut_json" else "stop"}
    document: dict[str, Any] = {
        "id": "chatcmpl-loopback",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": body["model"],
        "choices": [choice],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200},
    }
    bend = BENT.get(mode)
    if bend is not None:
        bend(document, choice, message)
    return document


def _silence_thinker(document: dict[str, Any], choice: dict[str, Any], message: dict[str, Any]) -> None:
    choice["finish_reason"] = "length"
    message["content"] = ""


BENT: Mapping[str, Callable[[dict[str, Any], dict[str, Any], dict[str, Any]], Any]] = {
    "empty_choices": lambda document, *_: document.update(choices=[]),
    "null_choices": lambda document, *_: document.update(choices=None),
    "null_content": lambda _d, _c, message: message.update(content=None),
    "null_message": lambda _d, choice, _m: choice.update(message=None),
    "parts": lambda _d, _c, message: message.update(content=[{"type": "text", "text": message["content"]}]),
    "refusal_field": lambda _d, _c, message: message.update(content=None, refusal="I can't help with that."),
    "content_filter": lambda _d, choice, _m: choice.update(finish_reason="content_filter"),
    "no_usage": lambda document, *_: document.pop("usage"),
    "odd_usage": lambda document, *_: document.update(usage={"prompt_tokens": "12", "completion_tokens": -1}),
    "all_thought": _silence_thinker,
}

MIXTURE = ("good", "fences", "500", "think", "html200", "good", "wrong_number", "parts", "cut_json", "empty_choices")
MODES = (
    *TEXTS, *BENT, "429", "429_long", "no_credit", "401", "403", "404", "500", "503", "html200", "error200",
    "no_schema", "no_json", "thinker", "slow_drip", "hang", "mixture",
)  # fmt: skip


def _error(
    status: int, message: str, *, code: str | None = None, headers: Mapping[str, str] | None = None
) -> web.Response:
    return web.json_response({"error": {"message": message, "code": code}}, status=status, headers=headers)


async def _drip(request: web.Request, body: bytes) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(body))})
    await response.prepare(request)
    for byte in body:
        await response.write(bytes([byte]))
        await asyncio.sleep(DRIP_S)
    return response


async def _serve(port: int, mode: str, latency: float, only: frozenset[str] | None) -> None:
    async with ModelServer(mode, latency=latency, port=port, only=only, retry_after="1") as server:
        print(f"OPENAI_BASE_URL={server.base_url}", flush=True)  # noqa: T201 – whoever started it needs the address
        await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=8899)
    parser.add_argument("--latency", type=float, default=0)
    parser.add_argument("--mode", choices=MODES, default="good")
    parser.add_argument("--only", nargs="*", help="purposes that the mode is for; the others get good answers")
    options = parser.parse_args()
    only = frozenset(options.only) if options.only else None
    try:
        asyncio.run(_serve(options.port, options.mode, options.latency, only))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
