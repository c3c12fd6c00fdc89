"""Everything about one listener: what they let the host remember, what is kept of them, and how all of it goes."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.corner import drop_corners
from archive.database import forget_traces, write
from archive.letters import reject_all
from archive.mail_marks import is_marked, lift_mark, list_blocks, set_mark
from archive.rows import clean, stamp

if TYPE_CHECKING:
    from sqlite_utils import Database

DIRECT = 0  # stands for direct messages where a server's id would be

_REMEMBER = """
    INSERT INTO memories (listener_id, server_id, kind, text, told_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (listener_id, server_id, kind) DO UPDATE SET text = excluded.text, told_at = excluded.told_at
"""
_SHOWN = {
    "messages": "message_id, server_id, channel_id, sent_at, text, unseen, reply, replied_at",
    "letters": "id, server_id, sent_at, pen_name, text, may_air, may_remember, state, aired_at",
    "memories": "server_id, kind, text, told_at",
}


def remember(db: "Database", listener_id: int, server_id: int | None, told: dict[str, str], now: datetime) -> None:
    """Keep little things that a listener told in one place, by their kind; a new one of a kind replaces the old."""
    with write(db):
        if not is_marked(db, listener_id):
            rows = [
                (listener_id, server_id or DIRECT, clean(kind), clean(text), stamp(now)) for kind, text in told.items()
            ]
            db.conn.executemany(_REMEMBER, rows)


def recall(db: "Database", listener_id: int, server_id: int | None, since: datetime) -> dict[str, str]:
    """What a listener told in this very place since then, by its kind."""
    query = "SELECT kind, text FROM memories WHERE listener_id = ? AND server_id = ? AND told_at >= ? ORDER BY kind"
    return dict(db.conn.execute(query, (listener_id, server_id or DIRECT, stamp(since))).fetchall())


def forget_memories(db: "Database", before: datetime) -> None:
    """Remove what was told before `before`, within a transaction of the caller."""
    db.conn.execute("DELETE FROM memories WHERE told_at < ?", (stamp(before),))


def show_listener(db: "Database", listener_id: int) -> dict[str, Any]:
    """All that is kept about one listener, as plain values for a JSON file."""
    with write(db):  # the salt may be made here
        shown: dict[str, Any] = {"listener_id": listener_id, "opted_out": is_marked(db, listener_id)}
        shown["blocked_in_servers"] = list(list_blocks(db, listener_id))
        for table, columns in _SHOWN.items():
            rows = db.conn.execute(f"SELECT {columns} FROM {table} WHERE listener_id = ?", (listener_id,))  # noqa: S608 – names of ours
            shown[table] = [_name_values(columns.split(", "), row) for row in rows]
    return shown


def forget_listener(db: "Database", listener_id: int) -> int:
    """Remove all that is kept about one listener, at once; how many things that were."""
    with write(db):
        removed = _forget(db, listener_id)
    forget_traces(db)
    return removed


def opt_out(db: "Database", listener_id: int, now: datetime) -> None:
    """Never read a listener again; all that is kept goes."""
    with write(db):
        _forget(db, listener_id)
        set_mark(db, listener_id, None, now)
    forget_traces(db)


def opt_in(db: "Database", listener_id: int) -> bool:
    """Read a listener again; False if they had not opted out."""
    with write(db):
        return lift_mark(db, listener_id)


def is_opted_out(db: "Database", listener_id: int) -> bool:
    """Whether a listener opted out."""
    with write(db):
        return is_marked(db, listener_id)


def block_listener(db: "Database", server_id: int, listener_id: int, now: datetime) -> None:
    """Read nothing of a listener in one server any more; what they have waiting there is rejected."""
    with write(db):
        set_mark(db, listener_id, server_id, now)
        reject_all(db, server_id, listener_id)


def unblock_listener(db: "Database", server_id: int, listener_id: int) -> bool:
    """Read a listener in a server again; False if they were not blocked."""
    with write(db):
        return lift_mark(db, listener_id, server_id)


def _name_values(columns: list[str], row: tuple[Any, ...]) -> dict[str, Any]:
    named = dict(zip(columns, row, strict=True))
    return {name: bool(value) if name.startswith("may_") else value for name, value in named.items()}


def _forget(db: "Database", listener_id: int) -> int:
    drop_corners(db, "listener_id = ?", listener_id)
    return sum(
        db.conn.execute(f"DELETE FROM {table} WHERE listener_id = ?", (listener_id,)).rowcount  # noqa: S608 – names of ours
        for table in _SHOWN
    )
