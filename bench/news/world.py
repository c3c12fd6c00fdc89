"""The world around the bot of the /news bench: a small web with feeds and pages, a model, and two hundred listeners."""

import asyncio
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import aiohttp

from bench.house import ROOT, listen, say
from tests.loopback.model import ModelServer
from tests.loopback.web import WebServer

PAGES = ROOT / "data" / "practice" / "pages"
HOSTS = tuple(f"127.0.0.{number}" for number in range(20, 50))
FEEDS, ENTRIES, PAGES_A_HOST = 12, 60, 8
ANSWER_S, MODEL_S = 0.05, 1.0
SUBJECTS = (
    "言語モデル",
    "SQLite",
    "GPU",
    "検索",
    "翻訳",
    "ロボット",
    "量子",
    "地図",
    "音声合成",
    "ブラウザ",
    "暗号",
    "圧縮",
)
DEEDS = ("を速くする", "のしくみ", "で失敗しない", "を自作する", "の限界", "を測る", "の新しい学び方")


def make_rss(number: int, port: int) -> bytes:
    """A feed whose entries lead to pages on many hosts."""
    items = "".join(_make_item(number * ENTRIES + entry, port) for entry in range(ENTRIES))
    return f"<rss version='2.0'><channel><title>{number}</title>{items}</channel></rss>".encode()


def _make_item(number: int, port: int) -> str:
    host, page = HOSTS[number % len(HOSTS)], number // len(HOSTS) % PAGES_A_HOST
    subject, deed = SUBJECTS[number % len(SUBJECTS)], DEEDS[number % len(DEEDS)]
    published = format_datetime(datetime.now(UTC) - timedelta(minutes=3 * number))
    title = f"{subject}{deed}、{number}番目の話 AI"
    link = name_page(host, port, page)
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{published}</pubDate></item>"


def name_page(host: str, port: int, page: int) -> str:
    """The address of a page."""
    return f"http://{host}:{port}/page-{page}"


async def serve() -> None:
    """The role of the web and the model, until stdin ends."""
    bodies = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    async with WebServer(HOSTS) as web, ModelServer(latency=MODEL_S) as model:
        for number in range(FEEDS):
            web.page(f"/feed-{number}", body=make_rss(number, web.port), content_type="text/xml", latency=ANSWER_S)
        for number in range(PAGES_A_HOST):
            web.page(f"/page-{number}", body=bodies[number % len(bodies)], latency=ANSWER_S)
        say({"port": web.port, "model": model.base_url})
        await asyncio.to_thread(sys.stdin.read)


async def ask(control_url: str) -> None:
    """The role of the listeners: a line in is a list of [verb, arguments], a line out is what each got."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def one(verb: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
            async with session.post(f"{control_url}/{verb}", json=arguments) as response:
                got: dict[str, Any] = await response.json()
                return got | {"after_ack_s": time.monotonic() - began - (got.get("ack_s") or 0.0)}

        while (jobs := await listen()) is not None:
            began = time.monotonic()
            say(await asyncio.gather(*(one(verb, arguments) for verb, arguments in jobs)))
