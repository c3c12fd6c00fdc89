"""The lock beside the archive's file: which program of this machine carries the show from it."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from os import O_CREAT, O_RDWR, close
from os import open as open_descriptor
from pathlib import Path

from archive.faults import name_faults


@contextmanager
def hold_lock(database: Path) -> Generator[bool]:
    """Hold `<database>.lock` until the block ends; False where another program holds it.

    The kernel lets go of it when its holder dies, however it dies. The file stays: it is the lock's place, not the
    lock. Raises StorageError where it cannot be made.
    """
    with name_faults(f"{database}.lock"):
        place = database.resolve()  # by whatever name two programs know the file, they meet at one lock
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor = open_descriptor(f"{place}.lock", O_CREAT | O_RDWR, 0o600)
    try:
        yield _take(descriptor)
    finally:
        close(descriptor)


def _take(descriptor: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover – no such lock there: every program takes itself for the first
        return True
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True
