"""What the benches share: the machine's clock, processes of their own, the bot on the air, figures beside limits."""

import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cogs.client import RadioClient

ROOT = Path(__file__).resolve().parents[1]
TICK_S = 0.005
_LONGEST_LINE = 2**26  # bytes that a process may say at once


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present, aware UTC."""
        return datetime.now(UTC)


class Role:
    """A part of a bench in a process of its own, which speaks JSON, a line at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        """The process, for measuring it."""
        return self._process.pid

    async def tell(self, what: Any) -> None:
        """A line to its stdin."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what).encode() + b"\n")
        await self._process.stdin.drain()

    async def hear(self) -> Any:
        """The next line of its stdout. Raises RuntimeError where it has ended."""
        assert self._process.stdout
        line = await self._process.stdout.readline()
        if not line:
            raise RuntimeError("a process of the bench has ended before its time")
        return json.loads(line)

    def dismiss(self) -> None:
        """Let it end: nothing more is told."""
        assert self._process.stdin
        self._process.stdin.close()


@asynccontextmanager
async def start_role(module: str, *arguments: str) -> AsyncIterator[Role]:
    """A module of the benches in another role; it ends with the block, by the end of its stdin."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module, *arguments),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=_LONGEST_LINE,
    )
    role = Role(process)
    try:
        yield role
    finally:
        role.dismiss()
        await process.wait()


def say(what: Any) -> None:
    """A line to whoever started this process."""
    print(json.dumps(what), flush=True)


async def listen() -> Any:
    """The next line of whoever started this process; None at its end."""
    line = await asyncio.to_thread(sys.stdin.readline)
    return json.loads(line) if line else None


@asynccontextmanager
async def on_air(client: "RadioClient", *, base_url: str, gateway_url: str, token: str) -> AsyncIterator[None]:
    """The client, logged in at the small Discord and ready, until the end of the block."""
    from cogs.life import redirect_discord  # here, because a bench without Discord measures its memory

    redirect_discord(base_url, gateway_url)
    await client.login(token)
    connected = asyncio.create_task(client.connect())
    await client.wait_until_ready()
    try:
        yield
    finally:
        await client.close()
        with suppress(asyncio.CancelledError):
            await connected


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


async def stay_idle() -> None:
    """The role of a loop that does nothing: until stdin ends; its longest stall is what the machine does to anybody."""
    with watch_loop() as watch:
        await asyncio.to_thread(sys.stdin.read)
    say(watch.longest_s)


def read_memory_mb(pid: int | str = "self") -> float:
    """What a process holds in memory, in MB. Linux only."""
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of all lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(slots=True)
class Scorecard:
    """Figures beside their limits, and whether each is kept."""

    kept: list[bool] = field(default_factory=list[bool])

    def judge(self, what: str, value: float, limit: float, unit: str = "ms") -> None:
        """Print a figure beside its limit and remember whether it is kept. In ms, value and limit are seconds."""
        shown = (value * 1000, limit * 1000) if unit == "ms" else (value, limit)
        self.kept.append(value <= limit)
        print(f"  {'✓' if self.kept[-1] else '✗'} {what}: {shown[0]:.0f} {unit}, limit {shown[1]:.0f}", flush=True)
