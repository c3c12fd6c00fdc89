"""How long a round over the feeds takes, and how much memory: `python -m bench.gather`.

A server in a process of its own gives 53 feeds, each after 200 ms: 13 of different formats and sizes on one
loopback address, and 40 copies of them on addresses of their own. Each measurement is taken several times
with everything fresh (archive on disk, worker, fetcher) and shown as median and spread.

- A round over all feeds takes at most 1.5 × the slowest host's own chain: its feeds fetched one after
  another by the same fetcher, not parsed, measured in the same run. Once with manners (a pause between two
  requests to one host) and once without any.
- An hour later, with nothing new, a round parses nothing and takes at most half of the first. A pause per
  host costs the same with and without news, so this is measured without.
- The bot and its worker together take at most 250 MB at their peak.

Exit status 1 when a limit is missed. Linux only for other addresses than 127.0.0.1 and for the memory.
"""

import argparse
import asyncio
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.storage import Storage
from bench.gather.samples import HOME, HOSTS, list_feeds, make_samples
from bench.house import say, start_role
from newsroom.desk import Desk
from newsroom.fetcher import HttpFetcher
from newsroom.worker import Worker
from radio.news import Feed, FeedStatus, GatherReport
from tests.loopback.web import WebServer

ANSWER_S = 0.2
PAUSE_S = 0.5

CHAIN_LIMIT, SECOND_LIMIT, MEMORY_LIMIT_MB = 1.5, 0.5, 250


async def serve() -> None:
    """The role of the server, until stdin ends."""
    async with WebServer(HOSTS) as server:
        for number, sample in enumerate(make_samples()):
            server.page(sample.path, body=sample.body, content_type=None, etag=f'"{number}"', latency=ANSWER_S)
        server.page("/robots.txt", body=b"User-agent: *\nDisallow:\n", content_type="text/plain", latency=ANSWER_S)
        say(server.port)
        await asyncio.to_thread(sys.stdin.read)


class MovedClock:
    """The machine's clock, put forward."""

    ahead = timedelta(0)

    def now(self) -> datetime:
        """The present, and some more."""
        return datetime.now(UTC) + self.ahead


class CountingWorker:
    """A worker that counts what it is asked."""

    def __init__(self, worker: Worker) -> None:
        self.worker = worker
        self.asked = 0

    async def run(self, task: str, payload: Mapping[str, object]) -> Any:
        """Count and pass on."""
        self.asked += 1
        return await self.worker.run(task, payload)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One measured pair of rounds: the first and one an hour later; `parsed` counts the later one's parses."""

    first_s: float
    second_s: float
    parsed: int
    articles: int
    worker_mb: float


async def measure(feeds: list[Feed], port: int, pause_s: float) -> Round:
    """Two rounds over `feeds` with everything fresh."""
    clock = MovedClock()
    allow = frozenset((host, port) for host in HOSTS)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            Storage.open(Path(folder) / "radio.db") as storage,
            HttpFetcher(user_agent="PurePureRadioBench/1.0", allow=allow, allowed_pace_s=pause_s) as fetcher,
            Worker() as worker,
        ):
            counting = CountingWorker(worker)
            desk = Desk(fetcher, counting, storage, clock)
            first_s, first = await _timed(desk, feeds)
            _expect(first, FeedStatus.ANSWERED)
            asked = counting.asked
            clock.ahead = timedelta(minutes=61)
            second_s, second = await _timed(desk, feeds)
            _expect(second, FeedStatus.NOT_MODIFIED)
            return Round(
                first_s=first_s,
                second_s=second_s,
                parsed=counting.asked - asked,
                articles=first.articles,
                worker_mb=_children_peak_mb(),
            )


async def measure_chain(feeds: list[Feed], port: int, pause_s: float) -> float:
    """How long one host keeps a reader who asks for its feeds one after another and does nothing else."""
    allow = frozenset((host, port) for host in HOSTS)
    async with HttpFetcher(user_agent="PurePureRadioBench/1.0", allow=allow, allowed_pace_s=pause_s) as fetcher:
        began = time.perf_counter()
        for feed in feeds:
            await fetcher.fetch(feed.url)
        return time.perf_counter() - began


async def _timed(desk: Desk, feeds: list[Feed]) -> tuple[float, GatherReport]:
    began = time.perf_counter()
    report = await desk.gather(feeds)
    return time.perf_counter() - began, report


def _expect(report: GatherReport, status: FeedStatus) -> None:
    strange = [f"{feed.url}: {feed.status} {feed.error}" for feed in report.feeds if feed.status is not status]
    if strange:
        sys.exit("\n".join(["not as expected:", *strange]))


def _children_peak_mb() -> float:
    """The peak of the largest child that is not the server: the worker. 0 where the system does not tell."""
    peaks = [0.0]
    for listing in Path("/proc/self/task").glob("*/children"):
        for pid in listing.read_text().split():
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
            status = Path(f"/proc/{pid}/status").read_text()
            if b"worker" in command and "VmHWM:" in status:
                peaks.append(int(status.split("VmHWM:")[1].split()[0]) / 1024)
    return max(peaks)


def _own_peak_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def _show(name: str, values: list[float], unit: str = "s") -> float:
    median = statistics.median(values)
    print(f"  {name:<44} {median:7.2f} {unit}   ({min(values):.2f} to {max(values):.2f})")
    return median


def _judge(name: str, value: float, limit: float) -> bool:
    print(f"  {'✓' if value <= limit else '✗'} {name}: {value:.2f}, limit {limit:g}")
    return value <= limit


async def compare(feeds: list[Feed], port: int, pause_s: float, repeats: int) -> tuple[list[Round], float]:
    """Rounds over everything, and the median of first round over the slowest host's own chain."""
    home = [feed for feed in feeds if f"//{HOME}:" in feed.url]
    everything: list[Round] = []
    chains: list[float] = []
    for _ in range(repeats):
        chains.append(await measure_chain(home, port, pause_s))
        everything.append(await measure(feeds, port, pause_s))
    print(f"\n{len(feeds)} feeds, {everything[0].articles} articles, a pause of {pause_s:g} s a host, × {repeats}")
    chain = _show(f"the slowest host's own chain ({len(home)} feeds)", chains)
    first = _show("a round over all", [each.first_s for each in everything])
    _show("an hour later, nothing new", [each.second_s for each in everything])
    return everything, first / chain


async def run(repeats: int) -> bool:
    """Measure, print, and say whether every limit is kept."""
    async with start_role("bench.gather", "--serve") as server:
        port = await server.hear()
        feeds = list_feeds(make_samples(), port)
        mannered, mannered_ratio = await compare(feeds, port, PAUSE_S, repeats)
        hasty, hasty_ratio = await compare(feeds, port, 0.0, repeats)
    halves = statistics.median(each.second_s / each.first_s for each in hasty)
    memory = _own_peak_mb() + max(each.worker_mb for each in (*mannered, *hasty))
    print()
    kept = [
        _judge("all over the slowest chain, with manners", mannered_ratio, CHAIN_LIMIT),
        _judge("all over the slowest chain, without", hasty_ratio, CHAIN_LIMIT),
        _judge("nothing new over the first round", halves, SECOND_LIMIT),
        _judge("feeds parsed though nothing was new", sum(each.parsed for each in (*mannered, *hasty)), 0),
        _judge("peak of bot and worker, MB", memory, MEMORY_LIMIT_MB),
    ]
    return all(kept)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        return asyncio.run(serve())
    return sys.exit(0 if asyncio.run(run(options.repeats)) else 1)


if __name__ == "__main__":
    main()
