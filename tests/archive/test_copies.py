import os
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from archive import copies
from archive.copies import Holdings, back_up_archive, restore_archive
from archive.lock import hold_lock
from archive.storage import Storage
from radio.errors import StorageError
from radio.show import EpisodeKind
from tests.archive.builders import NOW, finish, open_draft, station
from tests.archive.mail_builders import add_letter

LATER = NOW + timedelta(hours=2)


@pytest.fixture
async def database(tmp_path: Path) -> Path:
    path = tmp_path / "radio.db"
    async with Storage.open(path) as storage:
        await storage.add_station(station(), NOW)
        await finish(storage)
    return path


@pytest.fixture
def backup(database: Path, tmp_path: Path) -> Path:
    path = tmp_path / "backup.db"
    back_up_archive(database, path)
    return path


def count_stations(path: Path) -> int:
    with closing(sqlite3.connect(path)) as archive:
        return archive.execute("SELECT count(*) FROM stations").fetchone()[0]


def list_names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"radio.db.lock"}


async def test_a_backup_is_made_while_the_archive_is_in_use(database: Path, tmp_path: Path):
    async with Storage.open(database) as storage:
        await storage.add_station(station(guild_id=77), NOW)

        holdings = back_up_archive(database, tmp_path / "copy.db")

    assert holdings == Holdings(stations=2, episodes=1)
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600
    assert list_names(tmp_path) == {"radio.db", "copy.db"}


def test_a_backup_overwrites_nothing(database: Path, backup: Path):
    before = backup.read_bytes()

    with pytest.raises(StorageError, match="is not overwritten"):
        back_up_archive(database, backup)

    assert backup.read_bytes() == before


def test_a_backup_of_nothing_makes_nothing(tmp_path: Path):
    with pytest.raises(StorageError, match="there is no such file"):
        back_up_archive(tmp_path / "radio.db", tmp_path / "copy.db")

    assert list_names(tmp_path) == set()


def test_a_backup_of_another_programs_file_is_not_kept(tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")

    with pytest.raises(StorageError, match="holds no archive of this bot"):
        back_up_archive(tmp_path / "other.db", tmp_path / "copy.db")

    assert not (tmp_path / "copy.db").exists()


def test_an_older_archive_is_copied_as_it_is(database: Path, tmp_path: Path):
    with closing(sqlite3.connect(database)) as older:
        older.execute("DELETE FROM _sqlite_migrations WHERE name = 'm004_notes'")
        older.execute("DROP TABLE IF EXISTS notes")
        older.commit()

    back_up_archive(database, tmp_path / "copy.db")

    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'notes'").fetchall()


async def test_a_restore_puts_the_backup_in_place_and_keeps_the_former_file(
    database: Path, backup: Path, tmp_path: Path
):
    async with Storage.open(database) as storage:
        await storage.add_station(station(guild_id=77), NOW)

    restored = restore_archive(backup, database, LATER)

    assert restored.holdings == Holdings(stations=1, episodes=1)
    assert restored.kept == tmp_path / "radio.db.bak-20261123T100000Z"
    assert count_stations(database) == 1
    assert count_stations(restored.kept) == 2
    assert list_names(tmp_path) == {"radio.db", "backup.db", restored.kept.name}


async def test_a_restored_archive_does_not_catch_up_on_what_may_have_aired(database: Path, backup: Path):
    restore_archive(backup, database, LATER)

    async with Storage.open(database) as storage:
        assert [each.set_at for each in await storage.list_stations()] == [LATER]


async def test_after_a_restore_a_note_to_a_letters_sender_is_in_doubt(database: Path, tmp_path: Path):
    async with Storage.open(database) as storage:
        await add_letter(storage)
        await storage.choose_letters((await open_draft(storage, kind=EpisodeKind.BROADCAST)).episode_id, 2, LATER)
    back_up_archive(database, tmp_path / "with a letter.db")

    restore_archive(tmp_path / "with a letter.db", database, LATER)

    async with Storage.open(database) as storage:
        assert [note.begun for note in await storage.letter_notes(LATER)] == [True]


def test_a_restore_into_an_empty_place_keeps_nothing(backup: Path, tmp_path: Path):
    restored = restore_archive(backup, tmp_path / "new" / "radio.db", LATER)

    assert restored.kept is None
    assert count_stations(tmp_path / "new" / "radio.db") == 1


def test_two_restores_in_one_second_keep_both_former_files(database: Path, backup: Path):
    kept = [restore_archive(backup, database, LATER).kept for _ in range(2)]

    assert [path and path.name for path in kept] == ["radio.db.bak-20261123T100000Z", "radio.db.bak-20261123T100000Z-2"]


def test_a_restore_is_refused_while_the_bot_runs(database: Path, backup: Path):
    before = database.read_bytes()

    with hold_lock(database), pytest.raises(StorageError, match="the bot is running"):
        restore_archive(backup, database, LATER)

    assert database.read_bytes() == before


async def test_a_restore_is_refused_while_a_rehearsal_has_the_archive_open(
    database: Path, backup: Path, tmp_path: Path
):
    async with Storage.open(database) as storage:
        with pytest.raises(StorageError, match="another program has it open"):
            restore_archive(backup, database, LATER)

        assert len(await storage.list_stations()) == 1

    assert list_names(tmp_path) == {"radio.db", "backup.db"}


def test_a_damaged_archive_can_be_replaced_and_is_kept_with_what_lies_beside_it(database: Path, backup: Path):
    database.write_bytes(b"rubbish" * 1000)
    Path(f"{database}-shm").write_bytes(b"rubbish")

    restored = restore_archive(backup, database, LATER)

    assert restored.kept
    assert restored.kept.read_bytes().startswith(b"rubbish")
    assert Path(f"{restored.kept}-shm").read_bytes() == b"rubbish"
    assert count_stations(database) == 1


def test_a_damaged_backup_is_refused(database: Path, backup: Path, tmp_path: Path):
    before = database.read_bytes()
    whole = bytearray(backup.read_bytes())
    whole[8192:40960] = b"\xff" * (40960 - 8192)
    backup.write_bytes(whole)

    with pytest.raises(StorageError, match=r"backup\.db: it is damaged"):
        restore_archive(backup, database, LATER)

    assert database.read_bytes() == before
    assert list_names(tmp_path) == {"radio.db", "backup.db"}


@pytest.mark.parametrize("content", [b"", b"PNG rubbish " * 500])
def test_a_file_that_is_no_archive_is_refused(database: Path, tmp_path: Path, content: bytes):
    (tmp_path / "other.db").write_bytes(content)

    with pytest.raises(StorageError, match=r"other\.db: (holds no archive|it is not a database)"):
        restore_archive(tmp_path / "other.db", database, LATER)

    assert count_stations(database) == 1


def test_a_backup_of_a_newer_version_is_refused(database: Path, backup: Path, tmp_path: Path):
    with closing(sqlite3.connect(backup)) as newer:
        newer.execute("INSERT INTO _sqlite_migrations SELECT max(id) + 1, 'radio', 'm999', '' FROM _sqlite_migrations")
        newer.commit()

    with pytest.raises(StorageError, match="written by a newer version"):
        restore_archive(backup, database, LATER)

    assert list_names(tmp_path) == {"radio.db", "backup.db"}


def test_the_archive_itself_is_no_backup_of_itself(database: Path, tmp_path: Path):
    (tmp_path / "link.db").symlink_to(database)

    with pytest.raises(StorageError, match="this is the archive itself"):
        restore_archive(tmp_path / "link.db", database, LATER)


def test_a_missing_backup_leaves_the_archive(database: Path, tmp_path: Path):
    with pytest.raises(StorageError, match="there is no such file"):
        restore_archive(tmp_path / "none.db", database, LATER)

    assert count_stations(database) == 1


async def test_a_file_copied_by_hand_counts_with_its_write_ahead_log(database: Path, tmp_path: Path):
    async with Storage.open(database) as storage:
        await storage.add_station(station(guild_id=77), NOW)
        for side in ("", "-wal"):
            shutil.copy(f"{database}{side}", f"{tmp_path / 'by hand.db'}{side}")

    assert restore_archive(tmp_path / "by hand.db", database, LATER).holdings.stations == 2


def test_a_file_system_without_links_gets_a_copy(database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(source: Path, target: Path) -> None:
        raise OSError(95, "not supported")

    monkeypatch.setattr(os, "link", refuse)

    restored = restore_archive(backup, database, LATER)

    assert restored.kept
    assert count_stations(restored.kept) == 1


def test_a_former_file_that_cannot_be_read_stops_the_restore(
    database: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
):
    connect = sqlite3.connect

    def refuse(path: object, **how: float) -> sqlite3.Connection:
        if path == database:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(path, **how)  # type: ignore[arg-type] – whatever the caller gave

    monkeypatch.setattr(copies.sqlite3, "connect", refuse)

    with pytest.raises(StorageError, match=r"radio\.db: the archive failed"):
        restore_archive(backup, database, LATER)


def test_a_restore_that_fails_at_the_last_step_leaves_the_archive_where_it_was(
    database: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)

    with pytest.raises(StorageError, match="No space left"):
        restore_archive(backup, database, LATER)

    assert count_stations(database) == 1
    assert list_names(tmp_path) == {"radio.db", "backup.db", "radio.db.bak-20261123T100000Z"}
