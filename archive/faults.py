"""What can go wrong between us and the file, and what the owner does about it."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache

from radio.errors import StorageError

_REMEDIES: dict[int | None, str] = {
    sqlite3.SQLITE_FULL: "the disk is full: make room and run it again; nothing that was saved is lost",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written: check it and the room that is left on it",
    sqlite3.SQLITE_BUSY: "another program keeps it locked: stop that one, or wait until it is done",
    sqlite3.SQLITE_LOCKED: "another program keeps it locked: stop that one, or wait until it is done",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: the path must name a file in a folder this user may write to",
    sqlite3.SQLITE_READONLY: "this user may not write to it: give the file and its folder to the user who runs the bot",
    sqlite3.SQLITE_PERM: "this user may not open it: give the file and its folder to the user who runs the bot",
    sqlite3.SQLITE_NOTADB: "it is not a database; it is left as it is: name another file, or move this one away",
    sqlite3.SQLITE_CORRUPT: "it is damaged; it is left as it is: put a backup in its place, or move it away",
    sqlite3.SQLITE_CONSTRAINT: "a row was refused: what it belongs to was removed or begun anew in the meantime",
}
_PASSING = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRIMARY_CODE = 0xFF  # the lower byte of an extended result code


@cache
def foreign_classes() -> tuple[type[Exception], ...]:
    """Every exception class that sqlite3 and sqlite-utils have of their own."""
    from sqlite_utils import create_table_parser, db, utils

    return (
        sqlite3.Error,
        sqlite3.Warning,
        db.AlterError,
        db.BadMultiValues,
        db.BadPrimaryKey,
        db.InvalidColumns,
        db.NoObviousTable,
        db.NoTable,
        db.NotFoundError,
        db.NoView,
        db.PrimaryKeyRequired,
        db.TransactionError,
        db.TransformError,
        create_table_parser.ParseError,
        utils.RowError,
        utils.RowsFromFileError,
    )


@contextmanager
def name_faults(place: str) -> Generator[None]:
    """Turn what sqlite3, sqlite-utils and the file system raise within into a StorageError about `place`."""
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"{place}: {error.strerror or error}: name a file in a folder this user may write to"
        ) from error
    except foreign_classes() as error:
        raise StorageError(f"{place}: {_find_remedy(error)}", passing=_find_code(error) in _PASSING) from error


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another process stood in the way."""
    return _find_code(error) == sqlite3.SQLITE_BUSY


def _find_code(error: Exception) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return code & _PRIMARY_CODE if isinstance(code, int) else None


def _find_remedy(error: Exception) -> str:
    known = _REMEDIES.get(_find_code(error))
    return known or f"the archive failed ({type(error).__name__}: {error}): look into the log, then run it again"
