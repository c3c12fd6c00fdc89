"""The front door: the command line. Heavy rooms are entered where they are used, so that the door opens at once."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, date, datetime
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from socket import gethostname
from typing import TYPE_CHECKING, TypeVar

from radio.errors import ConfigError, StorageError

if TYPE_CHECKING:
    from cogs.life import ShardRange
    from newsroom.feed_list import FeedList
    from radio.checkup import Check
    from radio.ports import ChatModel, Progress, UsageLedger
    from radio.show import Station
    from settings import AirSettings, Settings
    from studio.producer import Producer

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent
DATA = ROOT / "data"
VERSION = "0.1.0"
EXIT_FAULT, EXIT_USAGE, EXIT_INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal without Japanese shows question marks, no traceback
            stream.reconfigure(errors="replace")
    options = _parse(arguments)
    try:
        return options.command(options)
    except ConfigError as error:
        return _complain(*error.faults, status=EXIT_USAGE)
    except StorageError as error:
        return _complain(str(error), status=EXIT_FAULT)
    except KeyboardInterrupt:
        return _complain("stopped; the same command goes on from the last finished segment", status=EXIT_INTERRUPTED)


def _complain(*faults: str, status: int) -> int:
    for fault in faults:
        print(f"✗ {fault}", file=sys.stderr)  # noqa: T201 – the command line speaks to a person
    return status


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bot.py", description="A weekly AI and tech radio show in text, for Discord.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    rehearse = commands.add_parser("rehearse", help="make this week's episode and show it here; nothing is aired")
    rehearse.add_argument("--feeds", type=Path, help="the feed list (default: data/feeds.toml)")
    rehearse.add_argument("--date", type=_read_date, help="YYYY-MM-DD (default: the host's coming or present air date)")
    rehearse.add_argument("--host", default="tsumugi", help="a file of persona/hosts (default: %(default)s)")
    rehearse.add_argument("--stories", type=int, choices=range(3, 7), default=4, help="how many (default: 4)")
    rehearse.add_argument("--no-model", action="store_true", help="standby copy only, no model call")
    rehearse.add_argument("--json", action="store_true", help="one JSON object on stdout and nothing else")
    run = commands.add_parser("run", help="go on the air in Discord until SIGTERM or SIGINT")
    run.add_argument("--shards", metavar="A-B/N", help="carry the shards A to B of N only (default: all)")
    doctor = commands.add_parser("doctor", help="check everything the show needs, with a remedy for each fault")
    back_up = commands.add_parser("backup", help="copy the archive into a new file, also while the bot runs")
    back_up.add_argument("file", type=Path, metavar="FILE", help="the file to write; an existing one is refused")
    restore = commands.add_parser("restore", help="put a backup in the archive's place; the bot must be stopped")
    restore.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` wrote")
    for command in (run, doctor):
        command.add_argument("--feeds", type=Path, default=DATA / "feeds.toml", help="default: data/feeds.toml")
    actions = (rehearse, _rehearse), (run, _run), (doctor, _examine), (back_up, _back_up), (restore, _restore)
    for command, action in actions:
        command.add_argument("--database", type=Path, default=DATA / "radio.db", help="default: data/radio.db")
        command.set_defaults(command=action)
    return parser.parse_args(arguments)


def _read_date(text: str) -> date:
    try:
        wished = date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write YYYY-MM-DD, e.g. 2026-11-30") from None
    if not 2000 <= wished.year < 2200:  # the calendar's ends have no week before or no day after
        raise argparse.ArgumentTypeError(f"{text!r} is no year for a show; choose one from 2000 to 2199")
    return wished


def _rehearse(options: argparse.Namespace) -> int:
    from settings import load_settings
    from terminal.rehearsal import Wishes, rehearse

    settings = load_settings(ROOT / ".env")
    _set_up_logging(settings.log_level or "ERROR")  # the rehearsal names its faults itself, once
    wishes = Wishes(
        feeds=options.feeds,
        air_date=options.date,
        host=options.host,
        story_count=options.stories,
        database=options.database,
        with_model=not options.no_model,
        as_json=options.json,
    )
    return asyncio.run(rehearse(wishes, settings, open_producer))


def _run(options: argparse.Namespace) -> int:
    from cogs.life import read_shards
    from newsroom.feed_list import load_feed_list
    from settings import AirSettings, load_settings

    faults: list[str] = []
    settings = _try(faults, lambda: load_settings(ROOT / ".env", AirSettings))
    feeds = _try(faults, lambda: load_feed_list(options.feeds))
    shards = _try(faults, lambda: read_shards(options.shards))
    if faults or settings is None or feeds is None:
        raise ConfigError(*faults)
    _set_up_logging(settings.log_level or "INFO")
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # else two lines for every knock
    asyncio.run(_go_on_air(settings, feeds, shards, options.database))
    return 0


def _try(faults: list[str], read: Callable[[], T]) -> T | None:
    """What `read` gives; its faults are kept, so that the owner reads those of all readings at once."""
    try:
        return read()
    except ConfigError as error:
        faults.extend(error.faults)
        return None


async def _go_on_air(settings: "AirSettings", feeds: "FeedList", shards: "ShardRange | None", database: Path) -> None:
    from archive.lock import hold_lock
    from cogs.client import RadioClient
    from cogs.commands import make_tree
    from cogs.health import HealthDesk, serve_health
    from cogs.life import LogProgress, redirect_discord, stay_on_air
    from studio.mailroom import open_mailroom

    redirect_discord(settings.discord_api_base, settings.discord_gateway_url)
    tokens_per_day = settings.model_tokens_per_day if settings.has_model else None
    source_url = str(settings.source_url) if settings.source_url else None
    with hold_lock(database) as is_first:
        # Only the first may let go of what an earlier life held: a second one's claims run out by themselves.
        claimant = gethostname() if is_first else f"{gethostname()}/{os.getpid()}"
        async with open_producer(settings, database=database, progress=LogProgress()) as producer:
            health = HealthDesk(producer.storage, producer.clock)
            moderated = bool(settings.openai_moderation_model)
            mailroom = open_mailroom(producer, claimant, help_lines=settings.mail_help_lines, moderated=moderated)

            def make_client() -> RadioClient:
                client = RadioClient(
                    producer=producer,
                    feeds=feeds,
                    claimant=claimant,
                    make_tree=partial(make_tree, tokens_per_day=tokens_per_day, source_url=source_url),
                    owner_channel_id=settings.owner_channel_id,
                    shards=shards,
                    mailroom=mailroom,
                    reads_all=settings.message_content,
                )
                health.watch(client, client.knock)
                return client

            async with AsyncExitStack() as rooms:
                if settings.health_port is not None:
                    port = settings.health_port
                    await rooms.enter_async_context(serve_health(settings.health_host, port, health.examine))
                await stay_on_air(make_client, settings.discord_token.get_secret_value())


def _examine(options: argparse.Namespace) -> int:
    from terminal.doctor import examine

    _set_up_logging("ERROR")
    return asyncio.run(
        examine(
            env_file=ROOT / ".env",
            feeds=options.feeds,
            database=options.database,
            open_producer=open_producer,
            examine_discord=_examine_discord,
        )
    )


async def _examine_discord(settings: "Settings", stations: "Sequence[Station]") -> "Sequence[Check]":
    from cogs.checkup import examine_discord
    from cogs.life import redirect_discord

    redirect_discord(settings.discord_api_base, settings.discord_gateway_url)
    token = settings.discord_token.get_secret_value() if settings.discord_token else None
    return await examine_discord(token, stations)


def _back_up(options: argparse.Namespace) -> int:
    from terminal.keeping import back_up

    return back_up(options.database, options.file)


def _restore(options: argparse.Namespace) -> int:
    from terminal.keeping import restore

    return restore(options.file, options.database)


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """The present, aware UTC."""
        return datetime.now(UTC)


@asynccontextmanager
async def open_producer(
    settings: "Settings", *, database: Path | str, progress: "Progress", allow: str = "", with_model: bool = True
) -> AsyncIterator["Producer"]:
    """Open every room in order and close them in reverse.

    Args:
        settings: the owner's settings.
        database: the archive's file, or ":memory:".
        progress: who hears how the journey goes on.
        allow: host:port pairs that may be fetched although they are private; FETCH_ALLOW if empty.
        with_model: False for standby copy only, whatever the settings say.
    """
    from archive.storage import Storage
    from newsroom.desk import Desk
    from newsroom.fetcher import HttpFetcher, parse_allow
    from newsroom.worker import Worker
    from studio.meter import UsageMeter
    from studio.producer import Producer

    allowed = parse_allow(allow or settings.fetch_allow)
    clock = SystemClock()
    async with AsyncExitStack() as rooms:
        storage = await rooms.enter_async_context(Storage.open(database))
        fetcher = await rooms.enter_async_context(
            HttpFetcher(
                user_agent=_name_ourselves(settings.contact),
                allow=allowed,
                allowed_pace_s=0 if allow else settings.fetch_pace,
            )
        )
        worker = await rooms.enter_async_context(Worker())
        meter = UsageMeter(storage)
        model = await _open_model(settings, meter, clock, rooms) if with_model and settings.has_model else None
        desk = Desk(fetcher, worker, storage, clock, progress)
        yield Producer(storage=storage, desk=desk, model=model, clock=clock, progress=progress, meter=meter)


async def _open_model(
    settings: "Settings", ledger: "UsageLedger", clock: SystemClock, rooms: AsyncExitStack
) -> "ChatModel":
    from studio.chat_model import OpenAIChatModel

    model = OpenAIChatModel(
        base_url=str(settings.openai_base_url) if settings.openai_base_url else None,
        api_key=settings.openai_api_key.get_secret_value() if settings.openai_api_key else "none",
        model=settings.openai_model,
        timeout_s=settings.openai_timeout,
        tokens_per_day=settings.model_tokens_per_day,
        ledger=ledger,
        clock=clock,
        moderation_model=settings.openai_moderation_model,
    )
    rooms.push_async_callback(model.close)
    warming = asyncio.create_task(model.warm_up())  # its second passes while the feeds are asked
    rooms.callback(warming.cancel)
    return model


def _name_ourselves(contact: str) -> str:
    return f"PurePureRadio/{VERSION} (+{contact or 'a Discord news bot; its owner set no CONTACT'})"


def _set_up_logging(level: str) -> None:
    """DEBUG is for our own rooms: the libraries would log whole messages, letters and prompts."""
    others = "INFO" if level == "DEBUG" else level
    logging.basicConfig(level=others, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr)
    for room in (__name__, "archive", "cogs", "newsroom", "persona", "radio", "studio", "terminal"):
        logging.getLogger(room).setLevel(level)


if __name__ == "__main__":
    sys.exit(main())
