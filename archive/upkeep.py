"""Keeping the archive small and safe: what is of no use goes, and a copy is made while the show runs."""

import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archive.answers import forget_answers
from archive.articles import forget_articles
from archive.database import forget_traces, write
from archive.drafts import drop_drafts
from archive.episodes import forget_rehearsals
from archive.faults import name_faults
from archive.feeds import forget_feeds
from archive.told_stories import forget_told
from radio.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database


def prune(db: "Database", before: datetime, listed: Collection[str]) -> None:
    """Remove what nobody asked for since `before`: what never aired, drafts, answers, feeds not `listed`."""
    with write(db):
        forget_feeds(db, before, listed)
        forget_articles(db, before)
        forget_rehearsals(db, before)
        drop_drafts(db, before)
        forget_answers(db, before)
        forget_told(db, before)
    forget_traces(db)


def back_up(db: "Database", path: Path) -> None:
    """Copy the whole archive into a new file at `path`; its folder must be there.

    Raises StorageError, leaving nothing half-written, if the file exists or cannot be written.
    """
    with name_faults(str(path)):
        try:
            path.touch(mode=0o600, exist_ok=False)
        except FileExistsError as error:
            raise StorageError(f"{path}: is there already and is not overwritten; name a new file") from error
        try:
            with closing(sqlite3.connect(path)) as copy:
                db.conn.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")  # one file that can be read from a read-only medium too
        except BaseException:
            path.unlink(missing_ok=True)
            raise
