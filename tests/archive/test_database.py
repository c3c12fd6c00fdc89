import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive import database
from archive.database import check_database, forget_traces, open_database, write
from archive.migrations import MIGRATIONS
from radio.errors import StorageError
from tests.archive.processes import read_lines, start_process


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "radio.db"


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)


def read_pragma(db: Database, name: str) -> object:
    return db.conn.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_archive_is_made_with_its_folder(tmp_path: Path):
    path = tmp_path / "data" / "of" / "the bot" / "radio.db"

    with closing(open_database(path)) as db:
        assert {"feeds", "articles", "episodes", "stations", "broadcasts"} <= set(db.table_names())
        assert read_pragma(db, "journal_mode") == "wal"
        assert read_pragma(db, "foreign_keys") == 1
        assert read_pragma(db, "synchronous") == 1
        assert read_pragma(db, "secure_delete") == 1


def test_an_archive_without_a_file_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    open_database(":memory:").close()

    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_there_when_it_is_opened_again(path: Path):
    with closing(open_database(path)) as db, write(db):
        db.conn.execute("INSERT INTO feeds (url, failures) VALUES ('https://feeds.example/', 3)")

    with closing(open_database(path)) as db:
        assert db.conn.execute("SELECT failures FROM feeds").fetchall() == [(3,)]


def test_a_newer_archive_is_refused_and_left_alone(path: Path):
    with closing(open_database(path)) as db:
        migration = {"migration_set": "radio", "name": "m999_from_the_future", "applied_at": "2030"}
        db.table("_sqlite_migrations").insert(migration)
    before = path.read_bytes()

    with pytest.raises(StorageError, match=r"archive version \d+, this one knows \d+\).*update the bot"):
        open_database(path)

    assert path.read_bytes() == before


def test_another_programs_database_is_refused_and_left_alone(path: Path):
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()

    with pytest.raises(StorageError, match="another program's tables"):
        open_database(path)

    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"this is a letter, not a database\n" * 40, b"PK\x03\x04" + bytes(600)])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes):
    path.write_bytes(content)

    with pytest.raises(StorageError, match=r"radio\.db: it is not a database"):
        open_database(path)

    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def test_a_damaged_file_is_refused_and_left_alone(path: Path):
    open_database(path).close()
    damaged = path.read_bytes()[:4096] + os.urandom(8192)
    path.write_bytes(damaged)

    with pytest.raises(StorageError, match="damaged"):
        check_all(path)

    assert path.read_bytes() == damaged


def check_all(path: Path) -> None:
    with closing(open_database(path)) as db:
        check_database(db, str(path))


def test_damage_further_inside_is_found_by_the_check(path: Path):
    with closing(open_database(path)) as db, write(db):
        rows = [(f"https://feeds.example/{number}", 0) for number in range(2000)]
        db.conn.executemany("INSERT INTO feeds (url, failures) VALUES (?, ?)", rows)
    content = bytearray(path.read_bytes())
    content[-20000:-12000] = os.urandom(8000)
    path.write_bytes(content)

    with pytest.raises(StorageError, match="damaged"):
        check_all(path)


def test_a_sound_archive_passes_the_check(path: Path):
    open_database(path).close()
    before = path.read_bytes()

    check_all(path)

    assert path.read_bytes() == before


def test_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(StorageError, match="must name a file"):
        open_database(tmp_path)


def test_a_path_below_a_file_is_refused(path: Path):
    path.write_text("")

    with pytest.raises(StorageError, match="name a file in a folder"):
        open_database(path / "radio.db")


def test_an_archive_that_may_not_be_written_says_so(path: Path):
    with closing(open_database(path)) as db:
        db.conn.execute("PRAGMA query_only = ON")

        with pytest.raises(StorageError, match="may not write"), database.name_faults(str(path)):
            db.conn.execute("DELETE FROM feeds")


def test_a_full_disk_undoes_the_whole_transaction(path: Path):
    with closing(open_database(path)) as db:
        db.conn.execute(f"PRAGMA max_page_count = {read_pragma(db, 'page_count')}")
        rows = [(f"https://feeds.example/{number}", 0) for number in range(2000)]

        with pytest.raises(StorageError, match="the disk is full"), database.name_faults(str(path)), write(db):
            db.conn.executemany("INSERT INTO feeds (url, failures) VALUES (?, ?)", rows)

        assert db.conn.execute("SELECT count(*) FROM feeds").fetchone() == (0,)


@pytest.mark.usefixtures("impatient")
def test_an_archive_that_another_program_keeps_locked_says_so(path: Path):
    open_database(path).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with (
            closing(open_database(path)) as db,
            pytest.raises(StorageError, match="keeps it locked"),
            database.name_faults(str(path)),
            write(db),
        ):
            pass


@pytest.mark.usefixtures("impatient")
def test_a_new_file_that_another_program_keeps_locked_is_given_up_after_a_while(path: Path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StorageError, match="keeps it locked"):
            open_database(path)


def test_a_fault_while_the_log_is_switched_on_is_not_waited_for(path: Path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (c)")

    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        database._use_wal(connection)


def test_two_processes_may_make_one_archive_at_once(path: Path):
    script = "import sys; from archive.database import open_database; open_database(sys.argv[1]).close()"

    processes = [start_process(script, str(path)) for _ in range(4)]

    assert read_lines(processes) == []
    check_all(path)


def test_a_process_killed_while_it_migrates_harms_nothing(path: Path):
    script = """
import os, sys
from archive.database import open_database
from archive.migrations import MIGRATIONS
MIGRATIONS()(lambda db: (db.executescript("CREATE TABLE half (a)"), os._exit(9)))
open_database(sys.argv[1])
"""

    process = start_process(script, str(path))

    process.communicate()
    assert process.returncode == 9
    with closing(open_database(path)) as db:
        assert MIGRATIONS.pending(db) == []
        assert "half" not in db.table_names()


def test_a_transaction_that_fails_leaves_nothing(path: Path):
    with closing(open_database(path)) as db:
        with pytest.raises(sqlite3.IntegrityError), write(db):
            db.conn.executemany("INSERT INTO feeds (url, failures) VALUES (?, 0)", [("once",), ("twice",), ("twice",)])

        assert db.conn.execute("SELECT count(*) FROM feeds").fetchone() == (0,)
        assert not db.conn.in_transaction


def test_removed_text_is_in_no_file_any_more(path: Path):
    with closing(open_database(path)) as db:
        with write(db):
            db.conn.execute("INSERT INTO feeds (url, failures, error) VALUES ('u', 0, 'a sentence of the author')")
        with write(db):
            db.conn.execute("UPDATE feeds SET error = NULL")

        forget_traces(db)

        assert all(b"a sentence of the author" not in each.read_bytes() for each in path.parent.iterdir())


def test_a_reader_elsewhere_does_not_hold_up_the_cleaning(path: Path):
    with closing(open_database(path)) as db, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM feeds").fetchall()
        with write(db):
            db.conn.execute("INSERT INTO feeds (url, failures) VALUES ('u', 0)")

        forget_traces(db)

        assert read_pragma(db, "busy_timeout") == 5000
