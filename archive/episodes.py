"""Finished episodes: script and posts, without the words that belong to the articles' authors."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from archive.articles import clear_pages
from archive.codec import decode, encode
from archive.database import forget_traces, write
from archive.rows import clean, read_stamp, stamp
from archive.told_stories import file_aired
from archive.wording_rights import strip_ranked, strip_sheet
from radio.errors import StorageError
from radio.show import Episode, EpisodeKind, Rundown, Script, Segment, Slot
from radio.transmission import Post

if TYPE_CHECKING:
    from sqlite_utils import Database

_RECENT = """
    SELECT max(id) FROM episodes
    WHERE aired_at IS NOT NULL AND host = ? AND air_date < ?
    GROUP BY air_date ORDER BY air_date DESC LIMIT ?
"""


def read_row(db: "Database", episode_id: int, columns: str) -> tuple[Any, ...]:
    """Some `columns` of an episode. Raises StorageError if it is gone."""
    row = db.conn.execute(f"SELECT {columns} FROM episodes WHERE id = ?", (episode_id,)).fetchone()  # noqa: S608 – column names of ours
    if row is None:
        raise StorageError(f"episode {episode_id} is not in the archive: it was begun anew or removed; run it again")
    return row


def read_segments(db: "Database", episode_id: int, rundown: Rundown) -> tuple[Segment, ...]:
    """What is written of an episode, in the order of its rundown."""
    rows = db.conn.execute("SELECT part, segment FROM segments WHERE episode_id = ?", (episode_id,))
    saved = dict(rows)
    return tuple(decode(Segment, saved[slot.part]) for slot in rundown.slots if slot.part in saved)


def finish_episode(db: "Database", episode_id: int, posts: Sequence[Post], now: datetime) -> None:
    """Keep the posts and remove the articles' working text everywhere; a second time changes nothing.

    A broadcast's stories are kept for the buttons under its posts. Raises StorageError for a draft without a rundown.
    """
    with write(db):
        saved, finished_at, kind = read_row(db, episode_id, "rundown, finished_at, kind")
        if finished_at is not None:
            return
        if saved is None:
            raise StorageError(f"episode {episode_id} has no rundown yet and cannot be finished")
        rundown = decode(Rundown, saved)
        db.conn.execute(
            "UPDATE episodes SET rundown = ?, posts = ?, finished_at = ? WHERE id = ?",
            (encode(Rundown, _strip_rundown(rundown)), encode(tuple[Post, ...], tuple(posts)), stamp(now), episode_id),
        )
        segments = read_segments(db, episode_id, rundown)
        if kind == EpisodeKind.BROADCAST:
            file_aired(db, rundown, segments, now)
        for segment in segments:
            db.conn.execute(
                "UPDATE segments SET segment = ? WHERE episode_id = ? AND part = ?",
                (encode(Segment, _strip_segment(segment)), episode_id, segment.part),
            )
        clear_pages(db)
    forget_traces(db)


def _strip_rundown(rundown: Rundown) -> Rundown:
    return replace(rundown, slots=tuple(_strip_slot(slot) for slot in rundown.slots))


def _strip_slot(slot: Slot) -> Slot:
    return slot if slot.ranked is None else replace(slot, ranked=strip_ranked(slot.ranked))


def _strip_segment(segment: Segment) -> Segment:
    return replace(segment, facts=strip_sheet(segment.facts)) if segment.facts else segment


def load_episode(db: "Database", episode_id: int) -> Episode:
    """A finished episode. Raises StorageError if it is not finished or gone."""
    saved, finished_at = read_row(db, episode_id, "rundown, finished_at")
    if finished_at is None:
        raise StorageError(f"episode {episode_id} is not finished yet")
    rundown = decode(Rundown, saved)
    return Episode(
        episode_id=episode_id,
        script=Script(rundown=rundown, segments=read_segments(db, episode_id, rundown)),
        finished_at=read_stamp(finished_at),
    )


def load_posts(db: "Database", episode_id: int) -> tuple[Post, ...]:
    """A finished episode's posts in their order. Raises StorageError if it is not finished or gone."""
    (saved,) = read_row(db, episode_id, "posts")
    if saved is None:
        raise StorageError(f"episode {episode_id} is not finished yet")
    return decode(tuple[Post, ...], saved)


def find_finished(db: "Database", edition_key: str) -> Episode | None:
    """The finished broadcast of an edition, None where it is still to be made. A rehearsal does not count."""
    row = db.conn.execute(
        "SELECT id FROM episodes WHERE edition = ? AND kind = 'broadcast' AND finished_at IS NOT NULL",
        (clean(edition_key),),
    ).fetchone()
    return None if row is None else load_episode(db, row[0])


def read_copy(db: "Database", host: str, before: date, limit: int) -> tuple[tuple[Segment, ...], ...]:
    """The segments of the host's last aired episodes before `before`, one an air date, newest first."""
    aired = db.conn.execute(_RECENT, (clean(host), before.isoformat(), limit)).fetchall()
    return tuple(load_episode(db, episode_id).script.segments for (episode_id,) in aired)


def refuse_rehearsal(db: "Database", episode_id: int) -> None:
    """Raise StorageError unless the episode is a broadcast."""
    (kind,) = read_row(db, episode_id, "kind")
    if kind != EpisodeKind.BROADCAST:
        raise StorageError(f"episode {episode_id} is a rehearsal and cannot be marked as aired")


def forget_rehearsals(db: "Database", before: datetime) -> None:
    """Remove rehearsals finished before `before`, within a transaction of the caller."""
    db.conn.execute("DELETE FROM episodes WHERE kind = 'rehearsal' AND finished_at < ?", (stamp(before),))
