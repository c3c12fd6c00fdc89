"""The book of model use, by day and purpose."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from archive.database import write
from archive.rows import stamp
from radio.writing import Purpose, Usage

if TYPE_CHECKING:
    from sqlite_utils import Database

_MOST = 10**12  # what an endpoint may claim for one call; more would overflow the sum
_ADD = """
    INSERT INTO usage (day, purpose, calls, input_tokens, output_tokens, logged_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (day, purpose) DO UPDATE SET
        calls = calls + excluded.calls,
        input_tokens = input_tokens + excluded.input_tokens,
        output_tokens = output_tokens + excluded.output_tokens,
        logged_at = excluded.logged_at
"""


def log_usage(db: "Database", day: date, usage: Usage, now: datetime) -> None:
    """Add `usage` to the book of `day`."""
    counts = (min(max(0, count), _MOST) for count in (usage.calls, usage.input_tokens, usage.output_tokens))
    with write(db):
        db.conn.execute(_ADD, (day.isoformat(), usage.purpose.value, *counts, stamp(now)))


def count_tokens(db: "Database", day: date) -> int:
    """All tokens of `day`, in and out."""
    query = "SELECT coalesce(sum(input_tokens + output_tokens), 0) FROM usage WHERE day = ?"
    return int(db.conn.execute(query, (day.isoformat(),)).fetchone()[0])


def read_usage(db: "Database", day: date) -> tuple[Usage, ...]:
    """The book of `day`, one line a purpose."""
    query = "SELECT purpose, calls, input_tokens, output_tokens FROM usage WHERE day = ? ORDER BY purpose"
    return tuple(
        Usage(purpose=Purpose(purpose), calls=calls, input_tokens=input_tokens, output_tokens=output_tokens)
        for purpose, calls, input_tokens, output_tokens in db.conn.execute(query, (day.isoformat(),))
    )
