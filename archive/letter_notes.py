"""The notes to letters' senders: which are due, which may be on their way, and which are done with."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.corner import PART
from archive.database import write
from archive.letters import find_letter
from archive.rows import read_stamp, stamp
from radio.mail import Letter, LetterNote, LetterState

if TYPE_CHECKING:
    from sqlite_utils import Database

WEEK = timedelta(days=7)  # an older note is news to nobody

LATER_ELSEWHERE = timedelta(days=1)  # after the first server the last one has heard an episode, or never will

# A letter that was aired asks for one note only: that it will be read is no news any more. And it was read when its
# own server heard it: the same episode may air there some hours after it did elsewhere.
_DUE = """
    SELECT letters.id, coalesce(letters.aired_at, chosen_at) AS due_at, episodes.host, telling IS state
    FROM letters JOIN episodes ON episodes.id = episode_id
    WHERE due_at > :since AND (
        (state = 'chosen' AND NOT told_chosen) OR (state = 'aired' AND NOT told_aired AND (
            letters.aired_at <= :surely
            OR NOT EXISTS (
                SELECT 1 FROM stations WHERE guild_id = server_id AND stations.host = episodes.host AND NOT paused
            )
            OR EXISTS (
                SELECT 1 FROM deliveries
                JOIN broadcasts ON broadcasts.id = broadcast_id
                JOIN stations ON stations.id = station_id
                WHERE broadcasts.episode_id = episodes.id AND guild_id = server_id AND part = :part
            )
        ))
    )
    ORDER BY sent_at, letters.id LIMIT :limit
"""

_READ_AT = """
    SELECT coalesce(thread_id, broadcasts.channel_id), message_id FROM deliveries
    JOIN broadcasts ON broadcasts.id = broadcast_id
    JOIN stations ON stations.id = station_id
    WHERE broadcasts.episode_id = ? AND guild_id = ? AND part = ?
    ORDER BY deliveries.id LIMIT 1
"""


def list_notes(db: "Database", limit: int, now: datetime) -> tuple[LetterNote, ...]:
    """Whose senders are still to be told, oldest letter first; what was due a week ago is let go."""
    wanted = {"since": stamp(now - WEEK), "surely": stamp(now - LATER_ELSEWHERE), "part": PART, "limit": limit}
    return tuple(
        LetterNote(
            letter=letter,
            aired=letter.state is LetterState.AIRED,
            due_at=read_stamp(due_at),
            host=host,
            begun=bool(begun),
        )
        for letter_id, due_at, host, begun in db.conn.execute(_DUE, wanted).fetchall()
        if (letter := find_letter(db, letter_id)) is not None
    )


def begin_note(db: "Database", note: LetterNote) -> bool:
    """A note leaves now; False if there is no reason for it any more, or another process has begun it meanwhile."""
    state = LetterState.AIRED if note.aired else LetterState.CHOSEN
    query = f"""
        UPDATE letters SET telling = :state
        WHERE id = :letter AND state = :state AND NOT {_flag_of(note)} AND (:begun OR telling IS NOT :state)
    """  # noqa: S608 – one of two names of ours
    with write(db):
        wanted = {"state": state.value, "letter": note.letter.letter_id, "begun": note.begun}
        return db.conn.execute(query, wanted).rowcount > 0


def mark_told(db: "Database", note: LetterNote) -> None:
    """A sender was told, or cannot be: this note is done with."""
    with write(db):
        query = f"UPDATE letters SET {_flag_of(note)} = 1 WHERE id = ?"  # noqa: S608 – one of two names of ours
        db.conn.execute(query, (note.letter.letter_id,))


def find_reading(db: "Database", letter: Letter) -> tuple[int, int] | None:
    """The channel or thread, and the message in it, in which a letter was read in its own server; None elsewhere."""
    row = db.conn.execute(_READ_AT, (letter.episode_id, letter.server_id, PART)).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def _flag_of(note: LetterNote) -> str:
    return "told_aired" if note.aired else "told_chosen"
