from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import bot
from archive.storage import Storage
from radio.checkup import Check
from radio.show import Station
from settings import Settings
from terminal.doctor import examine
from tests.archive.builders import NOW, station

WELL = Check(name="token", well=True, seen="known")


class Discord:
    """Answers the doctor with fixed checks and keeps what it was asked."""

    def __init__(self, *checks: Check) -> None:
        self.checks = checks
        self.asked: list[Station] = []

    async def __call__(self, settings: Settings, stations: Sequence[Station]) -> Sequence[Check]:
        self.asked += stations
        return self.checks


class QuietDesk:
    """Has no feed to report of."""

    async def gather(self, feeds: object) -> SimpleNamespace:
        return SimpleNamespace(feeds=())


@asynccontextmanager
async def without_network(*_: object, **__: object) -> AsyncIterator[Any]:
    yield SimpleNamespace(model=None, desk=QuietDesk())


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    async with Storage.open(tmp_path / "radio.db") as storage:
        await storage.add_station(station(guild_id=77), NOW)
    return tmp_path / "radio.db"


async def ask(database: Path, discord: Discord) -> int:
    return await examine(
        env_file=database.with_name("none.env"),
        feeds=bot.ROOT / "data" / "feeds.toml",
        database=database,
        open_producer=without_network,
        examine_discord=discord,
    )


async def test_discord_is_asked_about_the_stations_of_the_archive(database: Path, capsys: pytest.CaptureFixture[str]):
    discord = Discord(WELL)

    status = await ask(database, discord)

    assert status == 0
    assert [each.guild_id for each in discord.asked] == [77]
    assert "token" in capsys.readouterr().out


async def test_a_fault_in_discord_makes_the_doctor_say_so(database: Path, capsys: pytest.CaptureFixture[str]):
    ill = Check(name="station 1, [red]evil[/]", well=False, seen="#radio", remedy="give it Embed Links")

    status = await ask(database, Discord(WELL, ill))

    said = capsys.readouterr().out
    assert status == 1
    assert "[red]evil[/]" in said
    assert "give it Embed Links" in " ".join(said.split())


async def test_a_damaged_archive_is_named_and_the_rest_is_still_checked(
    database: Path, capsys: pytest.CaptureFixture[str]
):
    database.write_bytes(b"rubbish" * 2000)  # noqa: ASYNC240 – a test's own few bytes
    discord = Discord(WELL)

    status = await ask(database, discord)

    assert (status, discord.asked) == (1, [])
    assert "it is not a database" in " ".join(capsys.readouterr().out.split())
