"""Who is not to be read: listeners who opted out, and those whom a server's managers blocked.

A mark is a keyed digest, so that the archive holds no list of the people who wanted to be in none.
"""

import hashlib
import hmac
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from archive.rows import stamp

if TYPE_CHECKING:
    from sqlite_utils import Database

_SALT_KEY = "mail salt"
_SET = "INSERT OR IGNORE INTO mail_marks (mark, server_id, made_at) VALUES (?, ?, ?)"


def is_marked(db: "Database", listener_id: int, server_id: int | None = None) -> bool:
    """Whether a listener opted out, or with a `server_id` is blocked there; within the caller's transaction."""
    row = db.conn.execute("SELECT 1 FROM mail_marks WHERE mark = ?", (_digest(db, listener_id, server_id),)).fetchone()
    return row is not None


def may_write(db: "Database", listener_id: int, server_id: int | None) -> bool:
    """Whether a listener is read: neither opted out nor blocked in the server; within the caller's transaction."""
    if is_marked(db, listener_id):
        return False
    return server_id is None or not is_marked(db, listener_id, server_id)


def set_mark(db: "Database", listener_id: int, server_id: int | None, now: datetime) -> None:
    """Mark an opt-out, or with a `server_id` a block there; within the caller's transaction."""
    db.conn.execute(_SET, (_digest(db, listener_id, server_id), server_id, stamp(now)))


def lift_mark(db: "Database", listener_id: int, server_id: int | None = None) -> bool:
    """Take a mark back; False where there was none; within the caller's transaction."""
    mark = _digest(db, listener_id, server_id)
    return db.conn.execute("DELETE FROM mail_marks WHERE mark = ?", (mark,)).rowcount > 0


def list_blocks(db: "Database", listener_id: int) -> tuple[int, ...]:
    """The servers in which a listener is blocked; within the caller's transaction."""
    servers = db.conn.execute("SELECT DISTINCT server_id FROM mail_marks WHERE server_id IS NOT NULL").fetchall()
    return tuple(server_id for (server_id,) in servers if is_marked(db, listener_id, server_id))


def _digest(db: "Database", listener_id: int, server_id: int | None) -> str:
    words = f"{listener_id}/{'' if server_id is None else server_id}".encode()
    return hmac.new(_take_salt(db), words, hashlib.sha256).hexdigest()


def _take_salt(db: "Database") -> bytes:
    query = "SELECT text FROM notes WHERE key = ?"
    row = db.conn.execute(query, (_SALT_KEY,)).fetchone()
    if row is None:
        db.conn.execute("INSERT INTO notes (key, text) VALUES (?, ?)", (_SALT_KEY, secrets.token_hex(32)))
        row = db.conn.execute(query, (_SALT_KEY,)).fetchone()
    return bytes.fromhex(row[0])
