"""The notes to letters' senders: which are due, which may be on their way, and which are done with."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.database import write
from archive.letters import find_letter
from archive.rows import read_stamp, stamp
from radio.mail import Letter, LetterNote, LetterState
from radio.show import SlotKind

if TYPE_CHECKING:
    from sqlite_utils import Database

WEEK = timedelta(days=7)  # an older note is news to nobody

# A letter that was aired asks for one note only: that it will be read is no news any more.
_DUE = """
    SELECT id, coalesce(aired_at, chosen_at) AS due_at, telling IS state FROM letters
    WHERE due_at > :since AND ((state = 'chosen' AND NOT told_chosen) OR (state = 'aired' AND NOT told_aired))
    ORDER BY sent_at, id LIMIT :limit
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
    due = db.conn.execute(_DUE, {"since": stamp(now - WEEK), "limit": limit}).fetchall()
    return tuple(
        LetterNote(letter=letter, aired=letter.state is LetterState.AIRED, due_at=read_stamp(due_at), begun=bool(begun))
        for letter_id, due_at, begun in due
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
    row = db.conn.execute(_READ_AT, (letter.episode_id, letter.server_id, SlotKind.MAILBAG.value)).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def _flag_of(note: LetterNote) -> str:
    return "told_aired" if note.aired else "told_chosen"
