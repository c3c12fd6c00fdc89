"""The lock beside the archive's file: which program of this machine carries the show from it."""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
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
        descriptor = os.open(f"{place}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        with name_faults(f"{database}.lock"):
            hand_over(Path(f"{place}.lock"))
        yield _take(descriptor)
    finally:
        os.close(descriptor)


def hand_over(path: Path) -> None:
    """Give a file that root made to the owner of its folder: the bot, which is not root, has to open it later."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        folder = path.parent.stat()
        os.chown(path, folder.st_uid, folder.st_gid)


def _take(descriptor: int) -> bool:
    if sys.platform == "win32":  # pragma: no cover – no such lock there: every program takes itself for the first
        return True
    from fcntl import LOCK_EX, LOCK_NB, flock

    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    return True
