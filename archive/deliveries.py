"""The as-run log: every part that left, written as it leaves."""

from typing import TYPE_CHECKING

from archive.corner import PART
from archive.database import write
from archive.letters import air_letters
from archive.rows import clean, read_stamp, stamp
from radio.transmission import Delivery

if TYPE_CHECKING:
    from sqlite_utils import Database

_LOG = "INSERT INTO deliveries (broadcast_id, part, message_id, sent_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_READ = "SELECT part, message_id, sent_at FROM deliveries WHERE broadcast_id = ? ORDER BY id"


def log_delivery(db: "Database", delivery: Delivery) -> None:
    """Enter that a part left; the first entry of a part stays. Raises StorageError for an unknown broadcast.

    With the mailbag its letters are read, whatever becomes of the rest of the broadcast.
    """
    row = (delivery.broadcast_id, clean(delivery.part), clean(delivery.message_id), stamp(delivery.sent_at))
    with write(db):
        db.conn.execute(_LOG, row)
        if delivery.part == PART:
            query = "SELECT episode_id FROM broadcasts WHERE id = ?"
            (episode_id,) = db.conn.execute(query, (delivery.broadcast_id,)).fetchone()
            air_letters(db, episode_id, delivery.sent_at)


def read_deliveries(db: "Database", broadcast_id: int) -> tuple[Delivery, ...]:
    """What has left of a broadcast, in the order in which it left."""
    return tuple(
        Delivery(broadcast_id=broadcast_id, part=part, message_id=message_id, sent_at=read_stamp(sent_at))
        for part, message_id, sent_at in db.conn.execute(_READ, (broadcast_id,))
    )
