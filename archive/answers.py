"""Answers of /news, kept for whoever asks the same."""

from datetime import datetime
from typing import TYPE_CHECKING

from archive.codec import decode, encode
from archive.database import write
from archive.rows import clean, read_stamp, stamp
from radio.bulletin import Answer, KeptAnswer

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEEP = """
    INSERT INTO answers (key, answer, made_at, lasting) VALUES (?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET
        answer = excluded.answer, made_at = excluded.made_at, lasting = excluded.lasting
"""


def keep_answer(db: "Database", key: str, answer: Answer, now: datetime, *, lasting: bool) -> None:
    """Keep what was answered to `key`, in place of what stood there. A `lasting` one outlives the upkeep."""
    with write(db):
        db.conn.execute(_KEEP, (clean(key), encode(Answer, answer), stamp(now), int(lasting)))


def find_answer(db: "Database", key: str) -> KeptAnswer | None:
    """What was answered to `key` and when; None where nothing is kept."""
    row = db.conn.execute("SELECT answer, made_at FROM answers WHERE key = ?", (clean(key),)).fetchone()
    return row and KeptAnswer(answer=decode(Answer, row[0]), made_at=read_stamp(row[1]))


def forget_answers(db: "Database", before: datetime) -> None:
    """Remove what was answered before `before` and does not last, within a transaction of the caller."""
    db.conn.execute("DELETE FROM answers WHERE NOT lasting AND made_at < ?", (stamp(before),))
