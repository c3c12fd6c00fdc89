"""Small things that the bot remembers about itself, one text a key."""

from typing import TYPE_CHECKING

from archive.database import write
from archive.rows import clean

if TYPE_CHECKING:
    from sqlite_utils import Database

_KEEP = "INSERT INTO notes (key, text) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text"


def keep_note(db: "Database", key: str, text: str) -> None:
    """Keep `text` under `key`, in place of what stood there."""
    with write(db):
        db.conn.execute(_KEEP, (clean(key), clean(text)))


def read_note(db: "Database", key: str) -> str | None:
    """What stands under `key`, None where nothing was kept."""
    row = db.conn.execute("SELECT text FROM notes WHERE key = ?", (clean(key),)).fetchone()
    return None if row is None else str(row[0])
