"""The doctor: everything the show needs, checked, with the remedy beside each fault."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.storage import Storage
from newsroom.feed_list import FeedList, load_feed_list
from persona.prompts import check_prompt
from persona.sheets import list_hosts, load_persona
from radio.checkup import Check
from radio.errors import ConfigError, RadioError
from radio.news import FeedReport, FeedStatus
from radio.show import Station
from settings import Settings, load_settings
from studio.producer import Producer
from terminal.progress import TerminalProgress

EXIT_ILL = 1
NO_MODEL = "no OPENAI_API_KEY and no OPENAI_BASE_URL: the show airs on standby copy; set one of them to give it a voice"


DiscordExaminer = Callable[[Settings, Sequence[Station]], Awaitable[Sequence[Check]]]


async def examine(
    *,
    env_file: Path,
    feeds: Path,
    database: Path,
    open_producer: Callable[..., AbstractAsyncContextManager[Producer]],
    examine_discord: DiscordExaminer,
) -> int:
    """Check everything and print the table. Returns 0 when all is well, 1 otherwise."""
    settings_check, settings = _check_settings(env_file)
    list_check, feed_list = _check_feed_list(feeds)
    database_check, stations = await _check_database(database)
    checks = [settings_check, *_check_hosts(), list_check, database_check, _check_zones()]
    if settings is not None:
        checks += await examine_discord(settings, stations)
        checks += await _check_outside(settings, feed_list, open_producer)
    _show(checks)
    return 0 if all(check.well for check in checks) else EXIT_ILL


def _check_settings(env_file: Path) -> tuple[Check, Settings | None]:
    try:
        settings = load_settings(env_file)
    except ConfigError as error:
        return Check(name="settings", well=False, seen="wrong", remedy="\n".join(error.faults)), None
    source = ".env and environment" if env_file.exists() else "environment only, no .env"
    return Check(name="settings", well=True, seen=source), settings


def _check_hosts() -> Iterable[Check]:
    for slug in list_hosts():
        try:
            persona = load_persona(slug)
        except ConfigError as error:
            yield Check(name=f"host {slug}", well=False, seen="wrong sheet", remedy="\n".join(error.faults))
        else:
            yield Check(name=f"host {slug}", well=True, seen=f"{persona.name}『{persona.programme}』")


def _check_feed_list(path: Path) -> tuple[Check, FeedList | None]:
    try:
        feeds = load_feed_list(path)
    except ConfigError as error:
        return Check(name="feed list", well=False, seen=str(path), remedy="\n".join(error.faults)), None
    return Check(name="feed list", well=True, seen=f"{len(feeds.feeds)} feeds"), feeds


async def _check_database(path: Path) -> tuple[Check, tuple[Station, ...]]:
    if not await asyncio.to_thread(path.exists):
        return Check(name="database", well=True, seen=f"{path} will be made at the first rehearsal"), ()
    try:
        async with Storage.open(path) as storage:
            await storage.check()
            stations = await storage.list_stations()
    except RadioError as error:
        return Check(name="database", well=False, seen=str(path), remedy=str(error)), ()
    return Check(name="database", well=True, seen=f"{path}, {len(stations)} stations"), stations


def _check_zones() -> Check:
    try:
        ZoneInfo("Asia/Tokyo")
    except ZoneInfoNotFoundError:
        remedy = "pip install tzdata, or install your system's tzdata package"
        return Check(name="time zones", well=False, seen="Asia/Tokyo is unknown", remedy=remedy)
    return Check(name="time zones", well=True, seen="Asia/Tokyo")


async def _check_outside(
    settings: Settings, feeds: FeedList | None, open_producer: Callable[..., AbstractAsyncContextManager[Producer]]
) -> list[Check]:
    with TerminalProgress(Console(file=sys.stderr)) as progress:
        try:
            # An archive of its own: the doctor asks every feed whatever was asked before, and leaves no trace.
            async with open_producer(settings, database=":memory:", progress=progress) as producer:
                checks = [await _check_model(producer)]
                if feeds is not None:
                    report = await producer.desk.gather(feeds.feeds)
                    checks += [_check_feed(feed) for feed in report.feeds]
                return checks
        except ConfigError as error:
            return [Check(name="settings", well=False, seen="wrong", remedy="\n".join(error.faults))]


async def _check_model(producer: Producer) -> Check:
    if producer.model is None:
        return Check(name="model", well=True, seen=NO_MODEL)
    try:
        completion = await producer.model.complete(check_prompt())
    except RadioError as error:
        return Check(name="model", well=False, seen="no answer", remedy=str(error))
    return Check(name="model", well=True, seen=f"answered {completion.text[:20]!r}")


def _check_feed(feed: FeedReport) -> Check:
    well = feed.status in (FeedStatus.ANSWERED, FeedStatus.NOT_MODIFIED, FeedStatus.NOT_DUE)
    return Check(
        name=f"feed {feed.url}", well=well, seen=f"{feed.status}, {feed.entries} entries", remedy=feed.error or ""
    )


def _show(checks: Iterable[Check]) -> None:
    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("")
    table.add_column("what", overflow="fold", max_width=46)
    table.add_column("seen, and → what to do", overflow="fold", ratio=1)
    for check in checks:
        mark = Text("✓", style="green") if check.well else Text("✗", style="bold red")
        seen = Text(check.seen)
        if check.remedy:
            seen.append(f"\n→ {check.remedy}", style="yellow")
        table.add_row(mark, Text(check.name), seen)
    Console(file=sys.stdout, highlight=False).print(table)
