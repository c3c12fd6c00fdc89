"""The model of an evening: its reply names the number that stands in the message, and it keeps how long each took."""

import re
import time
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from bench.house import listen, say
from tests.loopback.model import ModelServer, build_document

_MESSAGE = re.compile(r"リスナーのメッセージです。\n<<<[^\n]*>>>\n\D*(\d+)番")


class NamingModel(ModelServer):
    """The server. `took_s` are the seconds of all calls about a number; `calls` counts them."""

    def __init__(self, latency: float) -> None:
        super().__init__(latency=latency)
        self.took_s: defaultdict[str, float] = defaultdict(float)
        self.calls = 0

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        began = time.monotonic()
        response = await super()._complete(request)
        self.calls += 1
        self.took_s[_find_number(await request.json())] += time.monotonic() - began
        return response

    async def _answer(self, request: web.Request, body: Mapping[str, Any], mode: str) -> web.StreamResponse:
        del request
        document = build_document(body, mode)
        said = f"{_find_number(body)}番だね！あーし、ちゃんと聞いてるよ！またいつでも話してね！"
        document["choices"][0]["message"]["content"] = said
        return web.json_response(document)


def _find_number(body: Mapping[str, Any]) -> str:
    """The number in the message that a request asks about; "" where the message is not shown."""
    found = _MESSAGE.search(body["messages"][1]["content"])
    return found[1] if found else ""


async def serve_model(latency_s: float) -> None:
    """The role: says where it is, and at every line what its calls took since the last."""
    async with NamingModel(latency_s) as model:
        say(model.base_url)
        while await listen() is not None:
            say({"took_s": model.took_s, "calls": model.calls, "at_once": model.most_at_once})
            model.took_s.clear()
            model.requests.clear()
            model.calls = model.most_at_once = 0
