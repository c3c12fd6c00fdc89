"""The letters' corner of an episode, taken out again where a letter in it is withdrawn or will not air."""

import json
from typing import TYPE_CHECKING, Any

from archive.rows import clean
from radio.show import SlotKind

if TYPE_CHECKING:
    from sqlite_utils import Database

PART = SlotKind.MAILBAG.value
_REHEARSED = """
    SELECT episode_id FROM segments
    WHERE part = ? AND episode_id IN (SELECT id FROM episodes WHERE kind = 'rehearsal')
"""
_GIVE_BACK = "UPDATE letters SET state = 'approved', episode_id = NULL, chosen_at = NULL WHERE state = 'chosen' AND "


def drop_corners(db: "Database", wanted: str, *values: Any, **named: Any) -> None:
    """Drop the corner of every episode that holds letters for which `wanted` is true.

    A rehearsal only looks at letters and claims none. Therefore every rehearsal may have told them, and loses its.
    `wanted` is a condition of ours on the table of letters. To be asked within a transaction of the
    caller, before the letters themselves are removed.
    """
    query = f"SELECT DISTINCT episode_id FROM letters WHERE episode_id IS NOT NULL AND ({wanted})"  # noqa: S608 – a condition of ours
    episodes = db.conn.execute(query, named or values).fetchall()
    readable = f"SELECT 1 FROM letters WHERE may_air AND ({wanted}) LIMIT 1"  # noqa: S608 – the same condition
    if db.conn.execute(readable, named or values).fetchone():
        episodes += db.conn.execute(_REHEARSED, (PART,)).fetchall()
    for (episode_id,) in episodes:
        drop_corner(db, episode_id)


def drop_corner(db: "Database", episode_id: int) -> None:
    """Remove the whole mailbag of an episode, within a transaction of the caller.

    Its copy tells what the letters say, so that no single letter can be taken out of it: those that
    were not read yet wait for another episode. What has left for Discord is out of our hands.
    """
    db.conn.execute(_GIVE_BACK + "episode_id = ?", (episode_id,))
    db.conn.execute("DELETE FROM segments WHERE episode_id = ? AND part = ?", (episode_id, PART))
    row = db.conn.execute("SELECT posts FROM episodes WHERE id = ?", (episode_id,)).fetchone()
    if row is not None and row[0] is not None:
        # Read as plain JSON: a withdrawn letter goes whichever version wrote the posts.
        left = [post for post in json.loads(row[0]) if post["part"] != PART]
        kept = clean(json.dumps(left, ensure_ascii=False, separators=(",", ":")))
        db.conn.execute("UPDATE episodes SET posts = ? WHERE id = ?", (kept, episode_id))
