"""How she keeps up with fifty channels at once: `python -m bench.talk [--evenings N] [--latency L]`.

An evening is fifty channels with twenty messages each: mentions, replies to her, mailbag channels, direct messages;
bursts of five, two listeners at once in a channel, messages that are edited or deleted while they wait or while she
thinks; and what is not for her, by people and by another bot. The bot, the small Discord with its listeners, and a
model that answers after L seconds are processes of their own; the client, the archive in a file, the mailroom and
the model's client are the real ones, and Discord's limits hold.

Overhead is what a reply took beside the model: from the message's being sent – or from her reply before it in that
channel, where it waited for that – to the reply's arrival at Discord, less the seconds of the model's own calls
about it. Waiting for one of the bot's few places at the model counts as overhead.

Limits: every message for her has one reply, in its latest wording and in its channel's order; what is deleted or not
for her has none; overhead p95 ≤ 300 ms; after the first quarter the bot's memory grows by 10 MB at most; no 429, no
request against Discord's rules. Exit status 1 when one is missed.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from bench.house import Role, read_memory_mb, start_role, stay_idle
from bench.talk.evening import PLACES, SHORTEST_LATENCY_S, find_span
from bench.talk.host import serve_host
from bench.talk.model import serve_model
from bench.talk.report import Report
from bench.talk.stage import serve_stage

MODULE = "bench.talk"
EVENINGS, LATENCY_S = 3, SHORTEST_LATENCY_S


async def measure(evenings: int, latency_s: float) -> bool:
    """All evenings; whether every limit is kept."""
    report = Report()
    async with (
        start_role(*role("stage", latency_s)) as stage,
        start_role(*role("model", latency_s)) as model,
        start_role(*role("host", latency_s)) as host,
        start_role(*role("idle", latency_s)) as idle,
    ):
        await host.tell(await stage.hear() | {"model": await model.hear()})
        await host.hear()
        watching = asyncio.create_task(watch_memory(host.pid, report.memory))
        for evening in range(evenings):
            report.take(*await play(evening, stage, model))
        watching.cancel()
        await host.tell("stalls")
        stall_s = await host.hear()
        idle.dismiss()
        floor_s = await idle.hear()
    print(f"evenings         {evenings} × {PLACES} channels × 20 messages, each in {find_span(latency_s):g} s")
    kept = report.show(latency_s)
    print(f"longest stall    {stall_s * 1000:.0f} ms; of an idle loop beside all this {floor_s * 1000:.0f} ms")
    return kept


def role(name: str, latency_s: float) -> tuple[str, ...]:
    """How this module is started in a role."""
    return MODULE, "--role", name, "--latency", str(latency_s)


async def play(evening: int, stage: Role, model: Role) -> tuple[dict[str, Any], dict[str, Any]]:
    """One evening: what the stage tells of it, and what the model tells."""
    await stage.tell(evening)
    told = await stage.hear()
    await model.tell("calls")
    return told, await model.hear()


async def watch_memory(pid: int, memory: list[float]) -> None:
    """Read a process's memory every second."""
    while True:
        memory.append(read_memory_mb(pid))
        await asyncio.sleep(1)


def main() -> int:
    """Read the command line and measure, or take a role."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--evenings", type=int, choices=range(1, 101), default=EVENINGS, metavar="N", help="default: 3")
    parser.add_argument(
        "--latency", type=float, default=LATENCY_S, metavar="L", help="the model's: at least and by default 0.2 s"
    )
    parser.add_argument("--role", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.latency < SHORTEST_LATENCY_S:
        parser.error(f"--latency: at least {SHORTEST_LATENCY_S:g} s, or nothing waits long enough to be edited")
    if options.role:
        roles: dict[str, Callable[[], Coroutine[Any, Any, None]]] = {
            "stage": lambda: serve_stage(options.latency),
            "model": lambda: serve_model(options.latency),
            "host": lambda: serve_host(options.latency),
            "idle": stay_idle,
        }
        asyncio.run(roles[options.role]())
        return 0
    return int(not asyncio.run(measure(options.evenings, options.latency)))


if __name__ == "__main__":
    sys.exit(main())
