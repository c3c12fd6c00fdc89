"""Copies of the whole archive: one made while the show runs, one put back in its place."""

import os
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.database import open_database, write
from archive.faults import is_busy, name_faults
from archive.lock import hand_over, hold_lock
from archive.rows import stamp
from archive.upkeep import back_up
from radio.errors import StorageError

_PATIENCE_S = 1.0
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_PRIMARY_CODE = 0xFF  # the lower byte of an extended result code
_SIDES = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file and reads by its name


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a copy holds: how many stations, and how many episodes that were finished."""

    stations: int
    episodes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore did: what the archive holds now, and where the former file is kept, None if there was none."""

    holdings: Holdings
    kept: Path | None


def back_up_archive(database: Path, path: Path) -> Holdings:
    """Copy the archive at `database` into a new file at `path` while another program uses it, and check the copy.

    It is copied as it is, not brought up to date. Raises StorageError, leaving no file, if there is no archive,
    `path` exists, or the copy is damaged.
    """
    from sqlite_utils import Database

    with name_faults(str(database)):
        _refuse_missing(database)
        with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=rw", uri=True)) as connection:
            back_up(Database(connection, execute_plugins=False), path)
    try:
        return _examine(path)
    except StorageError:
        path.unlink(missing_ok=True)
        raise


def restore_archive(backup: Path, database: Path, now: datetime) -> Restored:
    """Put a copy of `backup` in the place of the archive at `database`; the former file is kept beside it.

    The backup is examined, copied and brought up to date before anything is replaced, and is itself never
    written to. Raises StorageError, the archive untouched, if it is no sound archive of this bot or of an older
    one, or while any program uses `database`.
    """
    database = database.resolve()
    with hold_lock(database) as alone:
        if not alone:
            raise StorageError(f"{database}: the bot is running with it; stop the bot, then restore")
        _refuse_missing(backup)
        if database.exists() and backup.samefile(database):
            raise StorageError(f"{backup}: this is the archive itself; name a backup of it")
        with name_faults(str(database)), _prepare(backup, database, now) as (copy, holdings):
            _settle(database)
            kept = _keep(database, now)
            os.replace(copy, database)  # noqa: PTH105 – beside the other steps that pathlib has no word for
            _sync(database.parent)
        return Restored(holdings=holdings, kept=kept)


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise StorageError(f"{path}: there is no such file; name the file of an archive")


@contextmanager
def _prepare(backup: Path, database: Path, now: datetime) -> Generator[tuple[Path, Holdings]]:
    """A checked copy of `backup` beside `database`, ready to take its place; gone after the block if it did not."""
    copy = database.with_name(f"{database.name}.restoring")
    _remove(copy)
    try:
        with name_faults(str(backup)), closing(_open_still(backup)) as source, closing(sqlite3.connect(copy)) as target:
            copy.chmod(0o600)
            source.backup(target)
        holdings = _examine(copy, named=backup)
        _renew(copy, now)
        hand_over(copy)
        yield copy, holdings
    finally:
        _remove(copy)


def _open_still(path: Path) -> sqlite3.Connection:
    """Open a file to read only, so that a backup on a read-only medium can be read too."""
    # "immutable" spares SQLite its side files, but would hide what a write-ahead log beside the file still holds.
    still = "" if Path(f"{path}-wal").exists() else "&immutable=1"
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{still}", uri=True)


def _examine(path: Path, named: Path | None = None) -> Holdings:
    place = named or path
    with name_faults(str(place)), closing(_open_still(path)) as connection:
        tables = {str(name) for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not {"stations", "episodes", "articles"} <= tables:
            raise StorageError(f"{place}: holds no archive of this bot; name a file that `backup` made")
        answer = str(connection.execute("PRAGMA integrity_check(1)").fetchone()[0])
        if answer != "ok":
            raise StorageError(f"{place}: it is damaged ({answer}); name another backup")
        stations = connection.execute("SELECT count(*) FROM stations").fetchone()[0]
        episodes = connection.execute("SELECT count(*) FROM episodes WHERE finished_at IS NOT NULL").fetchone()[0]
    return Holdings(stations=stations, episodes=episodes)


def _renew(copy: Path, now: datetime) -> None:
    """Bring the copy up to date, and let nothing be due that may have left since the backup was made.

    Slots begin anew; a note to a letter's sender is looked for before it is sent.
    """
    with closing(open_database(copy)) as db, write(db):
        db.conn.execute("UPDATE stations SET set_at = max(set_at, ?)", (stamp(now),))
        db.conn.execute("UPDATE letters SET telling = state")


def _settle(database: Path) -> None:
    """Bring the former archive into one file. Raises StorageError while another program has it open."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=_PATIENCE_S)) as former:
            former.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.Error as error:
        if is_busy(error):
            raise StorageError(f"{database}: another program has it open; stop the bot and rehearsals first") from error
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE not in _DAMAGED:
            raise


def _keep(database: Path, now: datetime) -> Path | None:
    """Keep the former file, and what lies beside a damaged one, under a name of its own."""
    if not database.exists():
        return None
    kept = _find_free_name(database.with_name(f"{database.name}.bak-{now:%Y%m%dT%H%M%SZ}"))
    with suppress(OSError):
        os.link(database, kept)  # not renamed: the archive's own name must never be without a file
    if not kept.exists():  # a file system without links
        shutil.copy2(database, kept)
    for side in _SIDES:
        if (beside := Path(f"{database}{side}")).exists():
            beside.replace(f"{kept}{side}")
    return kept


def _find_free_name(wanted: Path) -> Path:
    name, number = wanted, 1
    while name.exists():
        number += 1
        name = wanted.with_name(f"{wanted.name}-{number}")
    return name


def _remove(path: Path) -> None:
    for side in ("", *_SIDES):
        Path(f"{path}{side}").unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
