"""Opening the file: refuse what is not ours, bring the schema up to date, and write in whole transactions."""

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from archive.faults import is_busy, name_faults
from radio.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

MEMORY = ":memory:"
BUSY_MS = 5000  # how long a statement waits for another process
_WAL_RETRY_S = 0.02


def open_database(path: Path | str) -> "Database":
    """Open or make the archive at `path` (":memory:" for none on disk); its folder is made if missing.

    Raises StorageError, the file untouched, where it cannot be opened, is damaged, belongs to another
    program or was written by a newer version.
    """
    with name_faults(str(path)):
        if str(path) != MEMORY:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
        try:
            return _prepare(connection, str(path))
        except BaseException:
            connection.close()
            raise


def _prepare(connection: sqlite3.Connection, place: str) -> "Database":
    from sqlite_utils import Database

    db = Database(connection, execute_plugins=False)
    _refuse_foreign(db, place)
    _use_wal(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")  # working text that is removed is overwritten, not only unlinked
    _migrate(db)
    connection.execute("PRAGMA foreign_keys = ON")
    return db


def _refuse_foreign(db: "Database", place: str) -> None:
    from archive.migrations import MIGRATIONS

    known = _list_steps()
    applied = {step.name for step in MIGRATIONS.applied(db)}
    if applied - known:
        raise StorageError(
            f"{place}: written by a newer version of this bot (archive version {len(applied)}, this one knows "
            f"{len(known)}); it is left as it is: update the bot, or name another file"
        )
    if not applied and db.table_names():
        raise StorageError(f"{place}: holds another program's tables; it is left as it is: name another file")


def _list_steps() -> frozenset[str]:
    from sqlite_utils import Database

    from archive.migrations import MIGRATIONS

    nothing = Database(memory=True, execute_plugins=False)
    try:
        return frozenset(step.name for step in MIGRATIONS.pending(nothing))
    finally:
        nothing.close()


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log. SQLite does not wait for another process at this step, so we do."""
    give_up_at = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > give_up_at:
                raise
            time.sleep(_WAL_RETRY_S)
        else:
            return


def _migrate(db: "Database") -> None:
    from archive.migrations import MIGRATIONS

    if MIGRATIONS.pending(db):
        with write(db):  # one process migrates, the other waits and then finds nothing to do
            MIGRATIONS.apply(db)


@contextmanager
def write(db: "Database") -> Generator[None]:
    """A transaction that holds the write lock from its first statement.

    A plain BEGIN, as in `db.atomic()`, reads first and fails at its first write when another process
    wrote in between; no waiting mends that.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def forget_traces(db: "Database") -> None:
    """Bring the write-ahead log into the file and empty it, unless another process is busy with it."""
    db.conn.execute("PRAGMA busy_timeout = 0")
    try:
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        db.conn.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def check_database(db: "Database", place: str) -> None:
    """Raise StorageError if a page of the file is damaged."""
    answer = str(db.conn.execute("PRAGMA quick_check(1)").fetchone()[0])
    if answer != "ok":
        raise StorageError(f"{place}: it is damaged ({answer}); put a backup in its place, or move it away")
