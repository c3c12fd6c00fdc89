"""What each server's managers wish of the mail, and since when the bot is not there any more."""

from datetime import datetime
from typing import TYPE_CHECKING

from archive.corner import drop_corners
from archive.database import write
from archive.rows import stamp
from radio.mail import MailMode, MailWishes

if TYPE_CHECKING:
    from sqlite_utils import Database

_SET = """
    INSERT INTO mail_servers (server_id, replies, channel_id, mode) VALUES (?, ?, ?, ?)
    ON CONFLICT (server_id) DO UPDATE SET
        replies = excluded.replies, channel_id = excluded.channel_id, mode = excluded.mode
"""
_LEAVE = """
    INSERT INTO mail_servers (server_id, replies, mode, left_at) VALUES (:server, 1, :mode, :now)
    ON CONFLICT (server_id) DO UPDATE SET left_at = coalesce(left_at, excluded.left_at)
"""
_LEFT = "SELECT server_id FROM mail_servers WHERE left_at < ?"
_OF_SERVERS = ("messages", "letters", "memories", "mail_marks", "mail_servers")  # tables whose rows go with theirs


def read_wishes(db: "Database", server_id: int) -> MailWishes:
    """A server's wishes; the defaults where its managers never said anything."""
    query = "SELECT replies, channel_id, mode FROM mail_servers WHERE server_id = ?"
    row = db.conn.execute(query, (server_id,)).fetchone()
    if row is None:
        return MailWishes(server_id=server_id)
    return MailWishes(server_id=server_id, replies=bool(row[0]), channel_id=row[1], mode=MailMode(row[2]))


def set_wishes(db: "Database", wishes: MailWishes) -> None:
    """Keep a server's wishes."""
    row = (wishes.server_id, int(wishes.replies), wishes.channel_id, wishes.mode.value)
    with write(db):
        db.conn.execute(_SET, row)


def list_mailbags(db: "Database") -> tuple[MailWishes, ...]:
    """The wishes of every server that named a mailbag channel."""
    rows = db.conn.execute("SELECT server_id FROM mail_servers WHERE channel_id IS NOT NULL ORDER BY server_id")
    return tuple(read_wishes(db, server_id) for (server_id,) in rows.fetchall())


def list_known(db: "Database") -> dict[int, bool]:
    """Every server of which something is kept, and whether it is noted as left."""
    kept = " UNION ".join(f"SELECT server_id FROM {table} WHERE server_id > 0" for table in _OF_SERVERS)  # noqa: S608 – names of ours
    left = "SELECT server_id FROM mail_servers WHERE left_at IS NOT NULL"
    rows = db.conn.execute(f"SELECT server_id, server_id IN ({left}) FROM ({kept}) ORDER BY server_id")  # noqa: S608 – as above
    return {server_id: bool(is_left) for server_id, is_left in rows}


def note_left(db: "Database", server_id: int, now: datetime) -> None:
    """The bot is no longer in a server; the first time it is noted counts."""
    with write(db):
        db.conn.execute(_LEAVE, {"server": server_id, "mode": MailMode.AUTO.value, "now": stamp(now)})


def note_joined(db: "Database", server_id: int) -> None:
    """The bot is in a server (again)."""
    with write(db):
        db.conn.execute("UPDATE mail_servers SET left_at = NULL WHERE server_id = ?", (server_id,))


def forget_servers(db: "Database", before: datetime) -> None:
    """Remove all mail of the servers that were left before `before`, within a transaction of the caller."""
    drop_corners(db, f"server_id IN ({_LEFT})", stamp(before))
    for table in _OF_SERVERS:
        db.conn.execute(f"DELETE FROM {table} WHERE server_id IN ({_LEFT})", (stamp(before),))  # noqa: S608 – names of ours
