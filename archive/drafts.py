"""Episodes in the making. Each stage is kept as it finishes, so that a stop repeats next to nothing."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.codec import decode, encode
from archive.database import write
from archive.episodes import read_row, read_segments
from archive.rows import clean, read_stamp, stamp
from radio.errors import StorageError
from radio.show import Draft, Edition, EpisodeKind, Rundown, Segment

if TYPE_CHECKING:
    from sqlite_utils import Database

log = logging.getLogger(__name__)

_FIND = """
    SELECT id, finished_at IS NOT NULL, fingerprint = :fingerprint FROM episodes
    WHERE edition = :edition AND kind = :kind
    AND (kind = 'broadcast' OR (finished_at IS NULL AND fingerprint = :fingerprint))
"""
_BEGIN = """
    INSERT INTO episodes (number, kind, edition, air_date, host, fingerprint, started_at)
    VALUES (
        coalesce(
            (SELECT number FROM episodes WHERE kind = 'broadcast' AND host = :host AND air_date = :air_date),
            (SELECT coalesce(max(number), 0) + 1 FROM episodes WHERE kind = 'broadcast' AND host = :host)
        ),
        :kind, :edition, :air_date, :host, :fingerprint, :now
    )
"""
_SAVE_SEGMENT = """
    INSERT INTO segments (episode_id, part, segment) VALUES (?, ?, ?)
    ON CONFLICT (episode_id, part) DO UPDATE SET segment = excluded.segment
"""
_SAVE_FACTS = "INSERT INTO segments (episode_id, part, segment) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"


def open_draft(
    db: "Database", edition: Edition, *, kind: EpisodeKind, fingerprint: str, now: datetime, max_age: timedelta
) -> Draft:
    """The edition's draft: the unfinished one that is younger than `max_age`, else a new one.

    A draft is resumed under its own `fingerprint` only. A broadcast exists once for an edition, so a
    finished one is given back too, with nothing left to write. A number counts a host's days on the air: a
    day's editions share it, and a rehearsal bears the one that the next broadcast will take.
    """
    wanted = {
        "edition": clean(edition.key),
        "air_date": edition.air_date.isoformat(),
        "host": clean(edition.host),
        "kind": kind.value,
        "fingerprint": clean(fingerprint),
        "now": stamp(now),
    }
    with write(db):
        drop_drafts(db, now - max_age)
        found = db.conn.execute(_FIND, wanted).fetchone()
        if found is not None and (draft := _resume(db, *found)):
            return draft
        begun = db.conn.execute(_BEGIN, wanted)
        return _read_draft(db, begun.lastrowid or 0)


def _resume(db: "Database", episode_id: int, finished: bool, same_fingerprint: bool) -> Draft | None:
    try:
        if finished or same_fingerprint:
            return _read_draft(db, episode_id)
    except StorageError as fault:
        if finished:
            raise
        log.warning("draft begun anew episode=%s reason=%s", episode_id, fault)
    db.conn.execute("DELETE FROM episodes WHERE id = ?", (episode_id,))
    return None


def _read_draft(db: "Database", episode_id: int) -> Draft:
    number, started_at, saved = read_row(db, episode_id, "number, started_at, rundown")
    rundown = decode(Rundown, saved) if saved else None
    return Draft(
        episode_id=episode_id,
        episode_number=number,
        started_at=read_stamp(started_at),
        rundown=rundown,
        segments=read_segments(db, episode_id, rundown) if rundown else (),
    )


def drop_drafts(db: "Database", before: datetime) -> None:
    """Remove what was begun at or before `before` and never finished, within a transaction of the caller."""
    db.conn.execute("DELETE FROM episodes WHERE finished_at IS NULL AND started_at <= ?", (stamp(before),))


def save_rundown(db: "Database", episode_id: int, rundown: Rundown) -> Rundown:
    """Keep a draft's rundown and return the one that counts: the first, where two processes plan at once."""
    with write(db):
        (saved,) = read_row(db, episode_id, "rundown")
        if saved is None:
            saved = encode(Rundown, rundown)
            db.conn.execute("UPDATE episodes SET rundown = ? WHERE id = ?", (saved, episode_id))
    return decode(Rundown, saved)


def save_segment(db: "Database", episode_id: int, segment: Segment) -> None:
    """Keep a draft's segment; the last one of a part counts. What is finished stays as it was laid out.

    A segment without copy keeps its facts, and takes the place of no other.
    """
    with write(db):
        (finished_at,) = read_row(db, episode_id, "finished_at")
        if finished_at is None:
            row = (episode_id, clean(segment.part), encode(Segment, segment))
            db.conn.execute(_SAVE_SEGMENT if segment.copy else _SAVE_FACTS, row)
