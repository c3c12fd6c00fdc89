"""The letters that may ask for a topic: each listener's last ones, as long as they count."""

from datetime import datetime
from typing import TYPE_CHECKING

from archive.database import write
from archive.letters import find_letter
from archive.mail_marks import may_write
from archive.rows import stamp
from radio.mail import Letter

if TYPE_CHECKING:
    from sqlite_utils import Database

LETTERS_EACH = 3  # of one listener are read: whoever writes many pushes nobody else out
_RECENT = """
    SELECT id FROM (
        SELECT id, sent_at, row_number() OVER (PARTITION BY listener_id ORDER BY sent_at DESC, id DESC) AS place
        FROM letters
        WHERE state <> 'rejected' AND sent_at >= :since
        AND coalesce(server_id, 0) NOT IN (SELECT server_id FROM mail_servers WHERE left_at IS NOT NULL)
    )
    WHERE place <= :each ORDER BY sent_at DESC, id DESC LIMIT :limit
"""


def list_recent(db: "Database", since: datetime, limit: int) -> tuple[Letter, ...]:
    """Letters sent from `since` on, newest first, LETTERS_EACH of a listener at most.

    None that was rejected, whose server was left, or whose sender is not to be read any more.
    """
    wanted = {"since": stamp(since), "each": LETTERS_EACH, "limit": limit}
    with write(db):  # who may write is told within a transaction
        recent = [find_letter(db, letter_id) for (letter_id,) in db.conn.execute(_RECENT, wanted).fetchall()]
        return tuple(each for each in recent if each and may_write(db, each.listener_id, each.server_id))
