from pathlib import Path

import pytest

import bot
from archive.lock import hold_lock
from archive.storage import Storage
from tests.archive.builders import NOW, station

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    async with Storage.open(tmp_path / "radio.db") as storage:
        await storage.add_station(station(), NOW)
    return tmp_path / "radio.db"


def run(command: str, file: Path | str, database: Path) -> int:
    return bot.main([command, str(file), "--database", str(database)])


def test_an_archive_is_backed_up_and_restored(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    statuses = [run("backup", tmp_path / "copy.db", database), run("restore", tmp_path / "copy.db", database)]

    said = capsys.readouterr().out
    assert statuses == [0, 0]
    assert "MB, checked; 1 stations, 0 finished episodes" in said
    assert "kept as" in said
    assert "/station air" in said


def test_a_second_backup_of_the_same_name_is_refused(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    statuses = [run("backup", tmp_path / "copy.db", database) for _ in range(2)]

    assert statuses == [0, 1]
    assert "name a new file" in capsys.readouterr().err


def test_a_restore_beside_a_running_bot_is_refused(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    run("backup", tmp_path / "copy.db", database)

    with hold_lock(database):
        assert run("restore", tmp_path / "copy.db", database) == 1

    assert "stop the bot" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_pipe_is_refused(database: Path, capsys: pytest.CaptureFixture[str], command: str):
    assert run(command, "-", database) == 2
    assert "a pipe will not do" in capsys.readouterr().err


def test_a_restore_into_a_new_place_says_nothing_of_a_former_file(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run("backup", tmp_path / "copy.db", database)

    assert run("restore", tmp_path / "copy.db", tmp_path / "new.db") == 0
    assert "kept as" not in capsys.readouterr().out
