"""A small week of news for the journeys: one feed and its pages, an archive, a desk, a producer."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from archive.storage import Storage
from newsroom.desk import Desk
from newsroom.feed_list import FeedList
from persona.sheets import load_persona
from radio.news import Language
from radio.ports import ChatModel, Response
from radio.show import Edition
from radio.writing import Completion, Prompt
from studio.answers import read_object
from studio.meter import UsageMeter
from studio.producer import Producer
from tests.factories import feed
from tests.fakes import FakeClock, FakeFetcher, InlineWorker, SilentProgress
from tests.loopback.writer import write_answer

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
TSUMUGI = load_persona("tsumugi")
EDITION = Edition(air_date=date(2026, 11, 23), host="tsumugi")
FEED = feed("https://feeds.example/rss", language=Language.ENGLISH)
FEEDS = FeedList(feeds=(FEED,))
PAGES = Path(__file__).resolve().parents[2] / "data" / "practice" / "pages"
NAMES = ("transformer-en", "sqlite-en", "pagerank-en", "dns-ja", "gps-ja")
EMPTY_RSS = b"<rss version='2.0'><channel><title>Nothing</title></channel></rss>"


def make_rss(names: tuple[str, ...] = NAMES) -> bytes:
    items = "".join(
        f"<item><title>{_title(name)}</title><link>https://{name}.example/story</link>"
        f"<pubDate>{format_datetime(NOW - timedelta(days=1, hours=age))}</pubDate></item>"
        for age, name in enumerate(names)
    )
    return f"<rss version='2.0'><channel><title>Week</title>{items}</channel></rss>".encode()


def _title(name: str) -> str:
    html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    return html.split("<title>")[1].split("</title>")[0]


def make_fetcher(rss: bytes | Exception | None = None) -> FakeFetcher:
    """The feed and the pages it names; robots and pace are the door's business."""
    fetcher = FakeFetcher({FEED.url: make_rss() if rss is None else rss})
    for name in NAMES:
        url = f"https://{name}.example/story"
        body = (PAGES / f"{name}.html").read_bytes()
        fetcher.answers[url] = Response(url=url, body=body, content_type="text/html", charset="utf-8")
    return fetcher


class HonestModel:
    """Answers as an honest writer would, but for what a test breaks: purpose → error. Keeps every prompt."""

    def __init__(self, **broken: Exception) -> None:
        self.broken = broken
        self.prompts: list[Prompt] = []

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        if prompt.purpose.value in self.broken:
            raise self.broken[prompt.purpose.value]
        if prompt.schema is None:
            return Completion(text=write_answer(prompt.system, prompt.user))
        asked = f"{prompt.user}\nJSON Schema: {json.dumps(prompt.schema)}"
        text = write_answer(prompt.system, asked)
        return Completion(text=text, data=read_object(text, prompt.schema))


@asynccontextmanager
async def open_day(
    *, model: ChatModel | None = None, fetcher: FakeFetcher | None = None, database: Path | str = ":memory:"
) -> AsyncIterator[Producer]:
    clock, progress = FakeClock(NOW), SilentProgress()
    async with Storage.open(database) as storage:
        desk = Desk(fetcher or make_fetcher(), InlineWorker(), storage, clock, progress)
        yield Producer(
            storage=storage, desk=desk, model=model, clock=clock, progress=progress, meter=UsageMeter(storage)
        )
