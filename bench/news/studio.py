"""The bot of the /news bench as `bot.py run` puts it together, with a count of what web and model are asked."""

import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from archive.storage import Storage
from bench.house import SystemClock, on_air
from bench.news.world import FEEDS, HOSTS
from cogs.client import RadioClient
from cogs.commands import make_tree
from newsroom.desk import Desk
from newsroom.feed_list import FeedList
from newsroom.fetcher import HttpFetcher
from newsroom.worker import Worker
from radio.news import Feed, FeedRole, Language
from radio.writing import Completion, Prompt
from studio.chat_model import OpenAIChatModel
from studio.meter import UsageMeter
from studio.producer import Producer
from tests.fakes import SilentProgress
from tests.loopback.discord.remote import RemoteDiscord


class CountingModel:
    """The model with a count of what it was asked, by purpose."""

    def __init__(self, model: OpenAIChatModel, counted: Counter[str]) -> None:
        self.model, self.counted = model, counted

    async def complete(self, prompt: Prompt) -> Completion:
        """Count and pass on."""
        self.counted[prompt.purpose.value] += 1
        return await self.model.complete(prompt)


class CountingFetcher:
    """The fetcher with a count of what it was asked, by the first part of the path."""

    def __init__(self, fetcher: HttpFetcher, counted: Counter[str]) -> None:
        self.fetcher, self.counted = fetcher, counted

    async def fetch(self, url: str, **validators: Any) -> Any:
        """Count and pass on."""
        self.counted[url.rpartition("/")[2].partition("-")[0]] += 1
        return await self.fetcher.fetch(url, **validators)


@asynccontextmanager
async def run_bot(
    remote: RemoteDiscord, port: int, model_url: str, counted: Counter[str]
) -> AsyncIterator[RadioClient]:
    """The bot on the small Discord, with an archive on disk."""
    clock, progress = SystemClock(), SilentProgress()
    feeds = [
        Feed(url=f"http://{HOSTS[0]}:{port}/feed-{n}", name=str(n), language=Language.JAPANESE, role=FeedRole.AI)
        for n in range(FEEDS)
    ]
    async with AsyncExitStack() as rooms:
        folder = rooms.enter_context(tempfile.TemporaryDirectory())
        storage = await rooms.enter_async_context(Storage.open(Path(folder) / "radio.db"))
        allow = frozenset((host, port) for host in HOSTS)
        fetcher = await rooms.enter_async_context(
            HttpFetcher(user_agent="PurePureRadioBench/1.0", allow=allow, allowed_pace_s=0)
        )
        worker = await rooms.enter_async_context(Worker())
        meter = UsageMeter(storage)
        model = await _open_model(model_url, meter, clock, rooms)
        producer = Producer(
            storage=storage,
            desk=Desk(CountingFetcher(fetcher, counted), worker, storage, clock, progress),
            model=CountingModel(model, counted),
            clock=clock,
            progress=progress,
            meter=meter,
        )
        client = RadioClient(
            producer=producer,
            feeds=FeedList(feeds=tuple(feeds)),
            claimant="bench",
            make_tree=lambda client: make_tree(client, tokens_per_day=10**8),
        )
        discord = on_air(client, base_url=remote.base_url, gateway_url=remote.gateway_url, token=remote.token)
        await rooms.enter_async_context(discord)
        yield client


async def _open_model(url: str, meter: UsageMeter, clock: SystemClock, rooms: AsyncExitStack) -> OpenAIChatModel:
    model = OpenAIChatModel(
        base_url=url,
        api_key="none",
        model="loopback",
        timeout_s=60,
        tokens_per_day=10**8,
        ledger=meter,
        clock=clock,
    )
    rooms.push_async_callback(model.close)
    await model.warm_up()  # as the bot does while it starts
    return model
