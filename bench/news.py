"""How /news bears two hundred listeners at once: `python -m bench.news [--askers N]`.

Four processes share this machine: the small Discord, a small web with 12 feeds (720 entries) and 240 pages, and a
model that takes a second for every answer; the listeners; and the bot as it runs, whose loop is watched. The figures
are those of the member's side: from the command to Discord's receipt of the acknowledgement, and from there to the
answer.

1. Everybody asks for /news now, with nothing gathered or written: one gather, one writing, nobody lost.
2. The same again: from kept copy.
3. Everything mixed: topics, articles, searches, episodes, bulletins.
4. Everybody presses the same button: one model call.

Limits: acknowledged p99 ≤ 500 ms in each; kept answers p95 ≤ 1 s after it; the loop's longest stall ≤ 100 ms. The
stall is shown beside that of an idle loop watched in a process of its own at the same time, which is what the
machine itself does to anybody. Exit status 1 when a limit is missed.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import aiohttp

from archive.storage import Storage
from cogs.client import RadioClient
from cogs.commands import make_tree
from cogs.life import redirect_discord
from newsroom.desk import Desk
from newsroom.feed_list import FeedList
from newsroom.fetcher import HttpFetcher
from newsroom.worker import Worker
from persona.sheets import load_persona
from radio.news import Feed, FeedRole, Language
from radio.show import Edition, EpisodeKind
from radio.writing import Completion, Prompt
from studio.chat_model import OpenAIChatModel
from studio.meter import UsageMeter
from studio.producer import Producer
from tests.loopback.discord.remote import RemoteDiscord
from tests.loopback.model import ModelServer
from tests.loopback.web import WebServer

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "data" / "practice" / "pages"
GUILDS, ASKERS = 20, 200
HOSTS = tuple(f"127.0.0.{number}" for number in range(20, 50))
FEEDS, ENTRIES, PAGES_A_HOST = 12, 60, 8
ANSWER_S, MODEL_S = 0.05, 1.0
TICK_S = 0.005
ACK_LIMIT_S, KEPT_LIMIT_S, STALL_LIMIT_S = 0.5, 1.0, 0.1
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


# --- the world outside ---------------------------------------------------------------------------


def make_rss(number: int, port: int) -> bytes:
    """A feed whose entries lead to pages on many hosts."""
    items = "".join(_make_item(number * ENTRIES + entry, port) for entry in range(ENTRIES))
    return f"<rss version='2.0'><channel><title>{number}</title>{items}</channel></rss>".encode()


def _make_item(number: int, port: int) -> str:
    host, page = HOSTS[number % len(HOSTS)], number // len(HOSTS) % PAGES_A_HOST
    subject, deed = SUBJECTS[number % len(SUBJECTS)], DEEDS[number % len(DEEDS)]
    published = format_datetime(datetime.now(UTC) - timedelta(minutes=3 * number))
    title = f"{subject}{deed}、{number}番目の話 AI"
    return f"<item><title>{title}</title><link>{_page(host, port, page)}</link><pubDate>{published}</pubDate></item>"


def _page(host: str, port: int, page: int) -> str:
    return f"http://{host}:{port}/page-{page}"


async def serve() -> None:
    """The web and the model, until stdin ends."""
    bodies = [path.read_bytes() for path in sorted(PAGES.glob("*.html"))]
    async with WebServer(HOSTS) as web, ModelServer(latency=MODEL_S) as model:
        for number in range(FEEDS):
            web.page(f"/feed-{number}", body=make_rss(number, web.port), content_type="text/xml", latency=ANSWER_S)
        for number in range(PAGES_A_HOST):
            web.page(f"/page-{number}", body=bodies[number % len(bodies)], latency=ANSWER_S)
        print(json.dumps({"port": web.port, "model": model.base_url}), flush=True)
        await asyncio.to_thread(sys.stdin.read)


async def ask(control_url: str) -> None:
    """The listeners: a line of JSON in is a list of [verb, arguments], a line out is what each got."""
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:

        async def one(verb: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
            async with session.post(f"{control_url}/{verb}", json=arguments) as response:
                got: dict[str, Any] = await response.json()
                return got | {"after_ack_s": time.monotonic() - began - (got.get("ack_s") or 0.0)}

        while line := await asyncio.to_thread(sys.stdin.readline):
            began = time.monotonic()
            got = await asyncio.gather(*(one(verb, arguments) for verb, arguments in json.loads(line)))
            print(json.dumps(got), flush=True)


async def idle() -> None:
    """Watch a loop that does nothing, until stdin ends."""
    with watch_loop() as watch:
        await asyncio.to_thread(sys.stdin.read)
    print(watch.longest_s, flush=True)


@asynccontextmanager
async def start(role: str, *arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """This module in another role, in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.news", role, *arguments),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**26,
    )
    try:
        yield process
    finally:
        assert process.stdin
        process.stdin.close()
        await process.wait()


# --- the bot, watched ----------------------------------------------------------------------------


@dataclass(slots=True)
class Watch:
    """The longest time for which a loop did not come round."""

    longest_s: float = 0.0


@contextmanager
def watch_loop() -> Iterator[Watch]:
    """Watch the running loop."""
    watch = Watch()

    async def tick() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK_S)
            watch.longest_s = max(watch.longest_s, time.perf_counter() - began - TICK_S)

    ticking = asyncio.create_task(tick())
    try:
        yield watch
    finally:
        ticking.cancel()


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present, aware UTC."""
        return datetime.now(UTC)


class Silence:
    """Hears how a journey goes on."""

    def advance(self, stage: str, done: int, total: int, detail: str = "") -> None:
        """Nothing."""


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
    """The bot as `bot.py run` puts it together, on the small Discord, with an archive on disk."""
    clock = SystemClock()
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
        model = OpenAIChatModel(
            base_url=model_url,
            api_key="none",
            model="loopback",
            timeout_s=60,
            tokens_per_day=10**8,
            ledger=meter,
            clock=clock,
        )
        rooms.push_async_callback(model.close)
        await model.warm_up()  # as the bot does while it starts
        desk = Desk(CountingFetcher(fetcher, counted), worker, storage, clock, Silence())
        producer = Producer(
            storage=storage,
            desk=desk,
            model=CountingModel(model, counted),
            clock=clock,
            progress=Silence(),
            meter=meter,
        )
        client = RadioClient(
            producer=producer,
            feeds=FeedList(feeds=tuple(feeds)),
            claimant="bench",
            make_tree=lambda client: make_tree(client, tokens_per_day=10**8),
        )
        redirect_discord(remote.base_url, remote.gateway_url)
        await client.login(remote.token)
        connected = asyncio.create_task(client.connect())
        await client.wait_until_ready()
        try:
            yield client
        finally:
            await client.close()
            with suppress(asyncio.CancelledError):
                await connected


# --- the measurement -----------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class Bench:
    """What a phase needs: the channels, and the listeners' process."""

    remote: RemoteDiscord
    channels: Sequence[tuple[int, int]]
    listeners: asyncio.subprocess.Process
    counted: Counter[str]
    kept: list[bool] = field(default_factory=list[bool])

    async def ask(self, wishes: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Everybody at once, each a listener of their own: (command, options); what each got."""
        jobs = []
        for number, (command, options) in enumerate(wishes):
            guild_id, channel_id = self.channels[number % len(self.channels)]
            place = {"guild_id": guild_id, "channel_id": channel_id, "user": f"listener-{number}", "timeout_s": 60.0}
            jobs.append(("invoke", place | {"name": f"news {command}", "options": dict(options)}))
        return await self.send(jobs)

    async def send(self, jobs: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Jobs for the listeners' process."""
        assert self.listeners.stdin
        assert self.listeners.stdout
        self.listeners.stdin.write(json.dumps(jobs).encode() + b"\n")
        await self.listeners.stdin.drain()
        return json.loads(await self.listeners.stdout.readline())

    def judge(self, what: str, value: float, limit: float, unit: str = "ms") -> None:
        """Print a figure beside its limit and remember whether it is kept."""
        shown = (value * 1000, limit * 1000) if unit == "ms" else (value, limit)
        self.kept.append(value <= limit)
        print(f"  {'✓' if self.kept[-1] else '✗'} {what}: {shown[0]:.0f} {unit}, limit {shown[1]:.0f}")

    def judge_acks(self, got: Sequence[Mapping[str, Any]]) -> None:
        """Nobody lost, and the acknowledgements."""
        lost = [each for each in got if each.get("ack_s") is None or not each.get("text")]
        self.judge("lost", len(lost), 0, "listeners")
        for each in lost[:3]:
            print(f"    {each.get('error')}")
        self.judge("acknowledged, p99", _quantile([each.get("ack_s") or 99.0 for each in got], 0.99), ACK_LIMIT_S)


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


async def ask_cold(bench: Bench, askers: int) -> None:
    """Phase 1."""
    print(f"\n{askers} × /news now at once, nothing gathered or written")
    got = await bench.ask([("now", {"count": 3})] * askers)
    bench.judge_acks(got)
    async with asyncio.timeout(60):
        while (answered := await _count_answers(bench)) < askers:  # noqa: ASYNC110 – it happens in another process
            await asyncio.sleep(0.2)
    bench.judge("without an answer", askers - answered, 0, "listeners")
    bench.judge("requests for feeds", bench.counted["feed"], FEEDS, "")
    bench.judge("bulletins written", bench.counted["bulletin"], 1, "")
    bench.judge("fact sheets taken", bench.counted["facts"], 3, "")


async def _count_answers(bench: Bench) -> int:
    shown = await asyncio.to_thread(bench.remote.call, "messages")
    return sum("いまの話題" in message["text"] for message in shown)


async def ask_again(bench: Bench, askers: int) -> list[dict[str, Any]]:
    """Phase 2."""
    print(f"\n{askers} × /news now again, from kept copy")
    before = sum(bench.counted.values())
    got = await bench.ask([("now", {"count": 3})] * askers)
    bench.judge_acks(got)
    bench.judge("answered after it, p95", _quantile([each["after_ack_s"] for each in got], 0.95), KEPT_LIMIT_S)
    bench.judge("asked of the web or the model", sum(bench.counted.values()) - before, 0, "")
    return got


async def ask_mixed(bench: Bench, askers: int, port: int) -> None:
    """Phase 3."""
    print(f"\n{askers} × everything mixed")
    wishes: list[tuple[str, Mapping[str, Any]]] = []
    for number in range(askers):
        url = _page(HOSTS[number % 10], port, 7)
        wishes.append(
            (
                ("topic", {"words": SUBJECTS[number % 6], "count": 2}),
                ("explain", {"url": url}),
                ("search", {"words": ("AI", "の", "量子")[number % 3]}),
                ("episode", {}),
                ("now", {"count": 3, "public": False}),
            )[number % 5]
        )
    bench.judge_acks(await bench.ask(wishes))


async def press_all(bench: Bench, askers: int, shown: Mapping[str, Any]) -> None:
    """Phase 4."""
    print(f"\n{askers} × the same button at once")
    before = bench.counted["simpler"]
    message = shown["messages"][0]
    place = {"channel_id": message["channel_id"], "message_id": message["id"], "button": "もっとやさしく"}
    got = await bench.send(
        [("press", place | {"user": f"presser-{number}", "timeout_s": 60.0}) for number in range(askers)]
    )
    bench.judge_acks(got)
    bench.judge("answers that differ", len({each.get("text") for each in got}) - 1, 0, "")
    bench.judge("model calls, one more where the copy desk sends it back", bench.counted["simpler"] - before, 2, "")


async def air(client: RadioClient, now: datetime) -> None:
    """An episode of today, aired, so that there is something to search."""
    edition = Edition(air_date=date(now.year, now.month, now.day), host="tsumugi")
    producer = client.producer
    made = await producer.produce(edition, load_persona("tsumugi"), client.feeds, kind=EpisodeKind.BROADCAST)
    await producer.storage.mark_aired(made.episode_id, now)


async def measure(askers: int) -> bool:
    """All phases; whether every limit is kept."""
    counted: Counter[str] = Counter()
    with RemoteDiscord("--guilds", str(GUILDS), "--no-limits") as remote:
        state = remote.call("state")
        async with (
            start("--serve") as outside,
            start("--ask", f"{remote.base_url.partition('/api')[0]}/_control") as listeners,
        ):
            assert outside.stdout
            served = json.loads(await outside.stdout.readline())
            async with run_bot(remote, served["port"], served["model"], counted) as client, start("--idle") as other:
                channels = [(guild["id"], guild["channels"][0]) for guild in state["guilds"]]
                bench = Bench(remote=remote, channels=channels, listeners=listeners, counted=counted)
                with watch_loop() as cold:
                    await ask_cold(bench, askers)
                with watch_loop() as kept:
                    got = await ask_again(bench, askers)
                await air(client, datetime.now(UTC))  # Monday's show has a bench of its own
                with watch_loop() as mixed:
                    await ask_mixed(bench, askers, served["port"])
                with watch_loop() as pressed:
                    await press_all(bench, askers, got[0])
                assert other.stdin
                assert other.stdout
                other.stdin.close()
                floor = float(await other.stdout.readline())
            print()
            watched = {
                "gathering and writing": cold,
                "kept copy": kept,
                "everything mixed": mixed,
                "one button": pressed,
            }
            for what, watch in watched.items():
                bench.judge(f"longest stall, {what}", watch.longest_s, STALL_LIMIT_S)
            print(f"    longest stall of an idle loop beside all this: {floor * 1000:.0f} ms")
            refused = await asyncio.to_thread(remote.call, "violations")
            bench.judge("requests against Discord's rules", len(refused), 0, "")
    return all(bench.kept)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--askers", type=int, choices=range(1, 1001), default=ASKERS, metavar="N", help="default: 200")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--ask", metavar="URL", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve or options.idle or options.ask:
        asyncio.run(serve() if options.serve else idle() if options.idle else ask(options.ask))
        return 0
    return int(not asyncio.run(measure(options.askers)))


if __name__ == "__main__":
    sys.exit(main())
