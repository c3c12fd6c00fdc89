import sqlite3
import sys

import pytest
import sqlite_utils

from archive.faults import foreign_classes, is_busy, name_faults
from radio.errors import StorageError


def list_foreign() -> list[type[Exception]]:
    modules = [sqlite3, *(module for name, module in sys.modules.items() if name.startswith(sqlite_utils.__name__))]
    named = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    ours = ("sqlite3", "sqlite_utils")
    return sorted((each for each in named if issubclass(each, Exception) and each.__module__.startswith(ours)), key=str)


@pytest.mark.parametrize("foreign", list_foreign())
def test_no_exception_of_the_libraries_escapes(foreign: type[Exception]):
    with pytest.raises(StorageError, match=r"^radio\.db: ") as caught, name_faults("radio.db"):
        raise foreign.__new__(foreign)

    assert isinstance(caught.value.__cause__, foreign)


def test_the_walk_finds_the_libraries_classes():
    assert {sqlite3.OperationalError, sqlite_utils.db.NoTable} <= set(list_foreign())
    assert len(foreign_classes()) > 10


@pytest.mark.parametrize(
    ("code", "remedy"),
    [
        (sqlite3.SQLITE_FULL, "make room"),
        (sqlite3.SQLITE_IOERR_WRITE, "the disk cannot be read or written"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "another program keeps it locked"),
        (sqlite3.SQLITE_LOCKED, "another program keeps it locked"),
        (sqlite3.SQLITE_CANTOPEN_ISDIR, "must name a file"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "may not write"),
        (sqlite3.SQLITE_PERM, "may not open"),
        (sqlite3.SQLITE_NOTADB, "left as it is"),
        (sqlite3.SQLITE_CORRUPT, "put a backup in its place"),
        (sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, "removed or begun anew"),
        (sqlite3.SQLITE_MISMATCH, "look into the log"),
    ],
)
def test_each_fault_comes_with_its_remedy(code: int, remedy: str):
    fault = sqlite3.OperationalError("as SQLite words it")
    fault.sqlite_errorcode = code

    with pytest.raises(StorageError, match=remedy), name_faults("radio.db"):
        raise fault


def test_a_fault_of_the_file_system_is_named_without_a_traceback():
    with pytest.raises(StorageError, match=r"^radio\.db: Permission denied: name a file"), name_faults("radio.db"):
        raise PermissionError(13, "Permission denied")
    with pytest.raises(StorageError, match="strange"), name_faults("radio.db"):
        raise OSError("strange")


def test_a_bug_of_ours_stays_a_bug():
    with pytest.raises(ZeroDivisionError), name_faults("radio.db"):
        raise ZeroDivisionError


def test_busy_is_told_from_the_rest():
    busy, other = sqlite3.OperationalError(), sqlite3.OperationalError()
    busy.sqlite_errorcode = sqlite3.SQLITE_BUSY_RECOVERY

    assert is_busy(busy)
    assert not is_busy(other)
