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
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bench.house import Role, Scorecard, quantile, start_role, stay_idle, watch_loop
from bench.news.studio import run_bot
from bench.news.world import FEEDS, HOSTS, SUBJECTS, ask, name_page, serve
from cogs.client import RadioClient
from persona.sheets import load_persona
from radio.show import Edition, EpisodeKind
from tests.loopback.discord.remote import RemoteDiscord

MODULE = "bench.news"
GUILDS, ASKERS = 20, 200
ACK_LIMIT_S, KEPT_LIMIT_S, STALL_LIMIT_S = 0.5, 1.0, 0.1
WAIT_S = 60.0  # for an answer at most


@dataclass(slots=True, kw_only=True)
class Bench:
    """What a phase needs: the channels, and the listeners' process."""

    remote: RemoteDiscord
    channels: Sequence[tuple[int, int]]
    listeners: Role
    counted: Counter[str]
    card: Scorecard = field(default_factory=Scorecard)

    async def ask(self, wishes: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Everybody at once, each a listener of their own: (command, options); what each got."""
        jobs = []
        for number, (command, options) in enumerate(wishes):
            guild_id, channel_id = self.channels[number % len(self.channels)]
            place = {"guild_id": guild_id, "channel_id": channel_id, "user": f"listener-{number}", "timeout_s": WAIT_S}
            jobs.append(("invoke", place | {"name": f"news {command}", "options": dict(options)}))
        return await self.send(jobs)

    async def send(self, jobs: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
        """Jobs for the listeners' process."""
        await self.listeners.tell(jobs)
        return await self.listeners.hear()

    def judge_acks(self, got: Sequence[Mapping[str, Any]]) -> None:
        """Nobody lost, and the acknowledgements."""
        lost = [each for each in got if each.get("ack_s") is None or not each.get("text")]
        self.card.judge("lost", len(lost), 0, "listeners")
        for each in lost[:3]:
            print(f"    {each.get('error')}")
        self.card.judge("acknowledged, p99", quantile([each.get("ack_s") or 99.0 for each in got], 0.99), ACK_LIMIT_S)


async def ask_cold(bench: Bench, askers: int) -> None:
    """Phase 1."""
    print(f"\n{askers} × /news now at once, nothing gathered or written")
    got = await bench.ask([("now", {"count": 3})] * askers)
    bench.judge_acks(got)
    async with asyncio.timeout(WAIT_S):
        while (answered := await _count_answers(bench)) < askers:  # noqa: ASYNC110 – it happens in another process
            await asyncio.sleep(0.2)
    bench.card.judge("without an answer", askers - answered, 0, "listeners")
    bench.card.judge("requests for feeds", bench.counted["feed"], FEEDS, "")
    bench.card.judge("bulletins written", bench.counted["bulletin"], 1, "")
    bench.card.judge("fact sheets taken", bench.counted["facts"], 3, "")


async def _count_answers(bench: Bench) -> int:
    shown = await asyncio.to_thread(bench.remote.call, "messages")
    return sum("いまの話題" in message["text"] for message in shown)


async def ask_again(bench: Bench, askers: int) -> list[dict[str, Any]]:
    """Phase 2."""
    print(f"\n{askers} × /news now again, from kept copy")
    before = sum(bench.counted.values())
    got = await bench.ask([("now", {"count": 3})] * askers)
    bench.judge_acks(got)
    bench.card.judge("answered after it, p95", quantile([each["after_ack_s"] for each in got], 0.95), KEPT_LIMIT_S)
    bench.card.judge("asked of the web or the model", sum(bench.counted.values()) - before, 0, "")
    return got


async def ask_mixed(bench: Bench, askers: int, port: int) -> None:
    """Phase 3."""
    print(f"\n{askers} × everything mixed")
    wishes: list[tuple[str, Mapping[str, Any]]] = []
    for number in range(askers):
        url = name_page(HOSTS[number % 10], port, 7)
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
        [("press", place | {"user": f"presser-{number}", "timeout_s": WAIT_S}) for number in range(askers)]
    )
    bench.judge_acks(got)
    bench.card.judge("answers that differ", len({each.get("text") for each in got}) - 1, 0, "")
    bench.card.judge(
        "model calls, one more where the copy desk sends it back", bench.counted["simpler"] - before, 2, ""
    )


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
            start_role(MODULE, "--serve") as outside,
            start_role(MODULE, "--ask", f"{remote.base_url.partition('/api')[0]}/_control") as listeners,
        ):
            served = await outside.hear()
            async with (
                run_bot(remote, served["port"], served["model"], counted) as client,
                start_role(MODULE, "--idle") as other,
            ):
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
                other.dismiss()
                floor = await other.hear()
            print()
            watched = {
                "gathering and writing": cold,
                "kept copy": kept,
                "everything mixed": mixed,
                "one button": pressed,
            }
            for what, watch in watched.items():
                bench.card.judge(f"longest stall, {what}", watch.longest_s, STALL_LIMIT_S)
            print(f"    longest stall of an idle loop beside all this: {floor * 1000:.0f} ms")
            refused = await asyncio.to_thread(remote.call, "violations")
            bench.card.judge("requests against Discord's rules", len(refused), 0, "")
    return all(bench.card.kept)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--askers", type=int, choices=range(1, 1001), default=ASKERS, metavar="N", help="default: 200")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--idle", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--ask", metavar="URL", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve or options.idle or options.ask:
        asyncio.run(serve() if options.serve else stay_idle() if options.idle else ask(options.ask))
        return 0
    return int(not asyncio.run(measure(options.askers)))


if __name__ == "__main__":
    sys.exit(main())
