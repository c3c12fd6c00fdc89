"""What the archive remembers of feeds between two rounds."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from archive.articles import merge_articles
from archive.database import write
from archive.rows import clean, clean_if, read_stamp_if, stamp, stamp_if
from radio.news import Article, FeedState

if TYPE_CHECKING:
    from sqlite_utils import Database

_READ = """
    SELECT url, etag, last_modified, asked_at, not_before, failures, error, switched_off_at FROM feeds
"""
_WRITE = """
    INSERT OR REPLACE INTO feeds (url, etag, last_modified, asked_at, not_before, failures, error, switched_off_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def read_states(db: "Database") -> Mapping[str, FeedState]:
    """Every feed's state by its URL."""
    states = (
        FeedState(
            url=url,
            etag=etag,
            last_modified=last_modified,
            asked_at=read_stamp_if(asked_at),
            not_before=read_stamp_if(not_before),
            failures=failures,
            error=error,
            switched_off_at=read_stamp_if(switched_off_at),
        )
        for url, etag, last_modified, asked_at, not_before, failures, error, switched_off_at in db.conn.execute(_READ)
    )
    return {state.url: state for state in states}


def file_feed(db: "Database", state: FeedState, articles: Sequence[Article]) -> None:
    """Keep a feed's state and merge what it listed, both or neither."""
    with write(db):
        db.conn.execute(
            _WRITE,
            (
                clean(state.url),
                clean_if(state.etag),
                clean_if(state.last_modified),
                stamp_if(state.asked_at),
                stamp_if(state.not_before),
                state.failures,
                clean_if(state.error),
                stamp_if(state.switched_off_at),
            ),
        )
        merge_articles(db, articles)


def forget_feeds(db: "Database", before: datetime, listed: Collection[str]) -> None:
    """Remove the states of feeds that are not `listed` any more and were last asked before `before`."""
    asked = db.conn.execute("SELECT url FROM feeds WHERE asked_at IS NULL OR asked_at < ?", (stamp(before),))
    gone = [(url,) for (url,) in asked if url not in listed]
    db.conn.executemany("DELETE FROM feeds WHERE url = ?", gone)
