"""How long four stories take to write: `python -m bench.write [--latency L] [--repeats N]`.

A model server in a process of its own answers every call after L seconds. An episode of four stories is
planned and written through the real chat model: one call for the judge, four for facts, four for copy, one
for the frames, at most four at a time. It may take 4 × L and 2 s, and at most ten calls.

Exit status 1 when a limit is missed.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from radio.show import EpisodeKind
from studio.chat_model import OpenAIChatModel
from tests.studio.newsday import EDITION, FEEDS, TSUMUGI, open_day

SLACK_S = 2.0
STEPS = 4  # judge, facts, copy, frames
MOST_CALLS = 10


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--latency", type=float, default=1.0, help="seconds a call (default: 1)")
    options.add_argument("--repeats", type=int, default=5)
    given = options.parse_args()
    with serve_model(given.latency) as base_url:
        runs = [asyncio.run(write_episode(base_url)) for _ in range(given.repeats)]
    limit = STEPS * given.latency + SLACK_S
    seconds = [took for took, _ in runs]
    calls = max(count for _, count in runs)
    print(f"four stories  {statistics.median(seconds):.2f} s in the middle, {min(seconds):.2f} to {max(seconds):.2f} s")
    print(
        f"limit         {limit:.2f} s ({STEPS} × {given.latency:g} s + {SLACK_S:g} s): {max(seconds) / limit:.2f} of it"
    )
    print(f"calls         {calls} (at most {MOST_CALLS})")
    return int(max(seconds) > limit or calls > MOST_CALLS)


@contextmanager
def serve_model(latency: float) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.loopback.model", "--port", "0", "--latency", str(latency)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 – our own module
    try:
        assert server.stdout is not None
        yield server.stdout.readline().partition("=")[2].split()[0]
    finally:
        server.terminate()
        server.wait()


async def write_episode(base_url: str) -> tuple[float, int]:
    """Seconds and calls of one episode, standby copy not accepted."""
    async with open_day() as producer:
        model = OpenAIChatModel(
            base_url=base_url,
            api_key="none",
            model="loopback",
            tokens_per_day=None,
            ledger=producer.meter,
            clock=producer.clock,
        )
        await model.warm_up()  # as the bot does while the feeds are asked
        producer.model = model
        began = time.monotonic()
        made = await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.REHEARSAL)
        took = time.monotonic() - began
        await model.close()
    assert not any(segment.standby for segment in made.script.segments), made.faults
    return took, sum(usage.calls for usage in made.usage)


if __name__ == "__main__":
    sys.exit(main())
