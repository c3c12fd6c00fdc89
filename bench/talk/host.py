"""The bot of an evening in a process of its own: the front door's rooms with a real archive, client and mailroom.

Only the clock of the limits runs faster, as an hour's talk is told in a few minutes: a listener who writes
twenty messages within an hour is heard with all of them.
"""

import logging
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import bot
from archive.storage import Storage
from bench.house import SystemClock, listen, on_air, say, watch_loop
from bench.search import fill
from bench.talk.evening import HOUR_S, find_span
from cogs.client import RadioClient
from cogs.commands import make_tree
from newsroom.feed_list import FeedList
from radio.mail import MailWishes
from settings import Settings
from studio.mail_limits import MailLimits
from studio.mailroom import Mailroom
from studio.producer import Producer
from tests.fakes import SilentProgress

AIRED = 2_000  # stories that were aired before, about ten years
TOKENS_PER_DAY = 10**9


class SwiftClock:
    """The machine's clock, by which an hour passes in an evening of `span_s` seconds."""

    def __init__(self, span_s: float) -> None:
        self._began_at = datetime.now(UTC)
        self._speed = HOUR_S / span_s

    def now(self) -> datetime:
        """The evening's present."""
        return self._began_at + (datetime.now(UTC) - self._began_at) * self._speed


async def serve_host(latency_s: float) -> None:
    """The role: told where Discord and the model are, it says that it is ready, and at every line its longest stall."""
    logging.basicConfig(level="WARNING")
    logging.getLogger("discord").setLevel("ERROR")  # it warns of voice, and of a heartbeat's answer that is too quick
    where = await listen()
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg] – pydantic-settings' own argument
        openai_base_url=where["model"],
        openai_api_key=None,
        model_tokens_per_day=TOKENS_PER_DAY,
    )
    with tempfile.TemporaryDirectory(prefix="bench-talk-") as folder:
        database = Path(folder) / "radio.db"
        fill(database, AIRED)
        async with bot.open_producer(settings, database=database, progress=SilentProgress()) as producer:
            await name_mailbags(producer.storage, where["mailbags"])
            discord = on_air(
                make_client(producer, SwiftClock(find_span(latency_s))),
                base_url=where["base_url"],
                gateway_url=where["gateway_url"],
                token=where["token"],
            )
            async with discord:
                say("ready")
                await report_stalls()


async def name_mailbags(storage: Storage, mailbags: list[tuple[int, int]]) -> None:
    """The managers of some servers have named a mailbag channel."""
    for server_id, channel_id in mailbags:
        await storage.set_mail_wishes(MailWishes(server_id=server_id, channel_id=channel_id))


def make_client(producer: Producer, limits_clock: SwiftClock) -> RadioClient:
    """The client as `bot.py run` makes it."""
    mailroom = Mailroom(
        storage=producer.storage,
        model=producer.model,
        clock=SystemClock(),
        claimant="bench",
        limits=MailLimits(limits_clock),
    )
    return RadioClient(
        producer=producer,
        feeds=FeedList(feeds=()),
        claimant="bench",
        make_tree=partial(make_tree, tokens_per_day=TOKENS_PER_DAY),
        mailroom=mailroom,
        reads_all=True,
    )


async def report_stalls() -> None:
    """At every line the loop's longest stall since the one before."""
    told: object = ""
    while told is not None:
        with watch_loop() as watch:
            told = await listen()
        if told is not None:
            say(watch.longest_s)
