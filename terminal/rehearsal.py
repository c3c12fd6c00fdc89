"""The rehearsal: this week's episode in the terminal, for the eyes of the person who asked."""

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rich.console import Console

from newsroom.feed_list import FeedList, load_feed_list
from persona.sheets import load_persona
from radio.errors import ConfigError, NoNewsError, StorageError
from radio.news import FeedStatus, GatherReport
from radio.show import Edition, EpisodeKind
from settings import Settings
from studio.producer import Producer, Production
from studio.schedule import HOME_ZONE, find_air_date, find_news_window
from terminal.cards import show_posts, show_rundown
from terminal.practice import serve_practice
from terminal.progress import TerminalProgress
from terminal.report import describe_production, describe_silence

EXIT_NO_NEWS = 3
DATA = Path(__file__).resolve().parent.parent / "data"
NO_VOICE = "No model, so standby copy airs. To give the host a voice set OPENAI_API_KEY (or OPENAI_BASE_URL) in .env."

ProducerOpener = Callable[..., AbstractAsyncContextManager[Producer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line asked for. `feeds` and `air_date` are None where the default is meant."""

    feeds: Path | None
    air_date: date | None
    host: str
    story_count: int
    database: Path
    with_model: bool
    as_json: bool


async def rehearse(wishes: Wishes, settings: Settings, open_producer: ProducerOpener) -> int:
    """Make and show one episode. Returns the exit status: 0 aired, 3 no news at all.

    Raises ConfigError and StorageError. Without any network the practice week airs in place of the feeds.
    """
    rehearsal = Rehearsal(wishes, settings, open_producer)
    return await rehearsal.run()


class Rehearsal:
    """One rehearsal: the wishes, the two consoles and the clock that measures it."""

    def __init__(self, wishes: Wishes, settings: Settings, open_producer: ProducerOpener) -> None:
        self.wishes = wishes
        self.settings = settings
        self.open_producer = open_producer
        self.persona = load_persona(wishes.host)
        self.out = Console(file=sys.stdout, highlight=False)
        self.err = Console(file=sys.stderr, highlight=False)
        self.began = time.monotonic()
        air_date = wishes.air_date or find_air_date(datetime.now(HOME_ZONE).date(), self.persona.weekday)
        self.edition = Edition(air_date=air_date, host=wishes.host, story_count=wishes.story_count)

    async def run(self) -> int:
        """Rehearse on the feeds, else on the practice week, and show what came of it."""
        feeds = load_feed_list(self.wishes.feeds or DATA / "feeds.toml")
        try:
            self._show(await self._produce_or_practise(feeds))
        except NoNewsError as silence:
            return self._show_silence(silence)
        return 0

    async def _produce_or_practise(self, feeds: FeedList) -> Production:
        try:
            return await self._produce_somehow(feeds)
        except NoNewsError as silence:
            if self.wishes.feeds is not None or not _is_offline(silence.report):
                raise
        self._say("No network: every feed is out of reach, so the practice week airs (data/practice).")
        production = await self._practise()
        if not self.wishes.as_json:
            self.out.print("A practice week: true facts, but no news, and its links end with this rehearsal.")
        return production

    async def _produce_somehow(self, feeds: FeedList) -> Production:
        """With the archive; where it fails for the moment, in memory, since nothing is sent that must be logged."""
        try:
            return await self._produce(feeds, database=self.wishes.database)
        except StorageError as fault:
            if not fault.passing:
                raise ConfigError(str(fault)) from fault
            self._say(f"✗ {fault}")
            self._say("The rehearsal begins again in memory; what it makes is not kept.")
            return await self._produce(feeds, database=":memory:")

    async def _produce(self, feeds: FeedList, *, database: Path | str, allow: str = "") -> Production:
        with TerminalProgress(self.err) as progress:
            async with self.open_producer(
                self.settings,
                database=database,
                progress=progress,
                allow=allow,
                with_model=self.wishes.with_model,
            ) as producer:
                return await producer.produce(self.edition, self.persona, feeds, kind=EpisodeKind.REHEARSAL)

    async def _practise(self) -> Production:
        _, until = find_news_window(self.edition.air_date, datetime.now(UTC))
        with serve_practice(DATA / "practice", until) as stand:
            return await self._produce(load_feed_list(stand.feeds), database=":memory:", allow=stand.allow)

    def _show(self, production: Production) -> None:
        seconds = time.monotonic() - self.began
        if self.wishes.as_json:
            return self._print_json(describe_production(production, seconds=seconds))
        show_posts(self.out, production.posts)
        show_rundown(self.out, production.script.rundown)
        self._say(_count_feeds(production.report))
        for line in self._tell_faults(production):
            self._say(line)
        self._say(f"Rehearsed in {seconds:.1f} s; nothing counts as aired.")
        return None

    def _show_silence(self, silence: NoNewsError) -> int:
        if self.wishes.as_json:
            seconds = time.monotonic() - self.began
            self._print_json(describe_silence(self.edition, silence.report, reason=str(silence), seconds=seconds))
        self._say(_count_feeds(silence.report))
        self._say(f"✗ {silence}")
        return EXIT_NO_NEWS

    def _say(self, line: str) -> None:
        self.err.print(line, markup=False, soft_wrap=True)

    def _print_json(self, report: dict[str, Any]) -> None:
        encoding = (sys.stdout.encoding or "").lower().replace("-", "")
        try:
            # Escapes say the same where the terminal has no Japanese.
            json.dump(report, sys.stdout, ensure_ascii=encoding != "utf8", indent=1)
            sys.stdout.write("\n")
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads it, such as `head`, has seen enough
            self.out.on_broken_pipe()  # as the console ends for its cards: quietly, with exit status 1

    def _tell_faults(self, production: Production) -> Iterator[str]:
        for feed in production.report.feeds:
            if feed.error:
                yield f"✗ feed {feed.url}: {feed.error}"
        for fault in production.faults:
            yield f"✗ {fault}"
        for finding in production.findings:
            yield f"✗ copy desk, on the whole script: {finding.message} ({finding.excerpt})"
        if self.wishes.with_model and not self.settings.has_model:
            yield NO_VOICE


def _is_offline(report: GatherReport) -> bool:
    """Whether every feed that was asked failed before it reached a server."""
    asked = [feed for feed in report.feeds if feed.status is FeedStatus.FAILED]
    return bool(asked) and all(feed.offline for feed in asked) and len(asked) == len(report.feeds)


def _count_feeds(report: GatherReport) -> str:
    statuses = Counter(feed.status.value for feed in report.feeds)
    counted = ", ".join(f"{count} {status}" for status, count in statuses.items())
    return f"Feeds: {len(report.feeds)} listed ({counted or 'none'}); {report.articles} articles."
