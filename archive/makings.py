"""Which process makes an edition's episode just now, so that two that share the archive pay for it once.

A claim carries a lease that its holder renews. Where the holder died it runs out, and another goes on from the draft.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.database import write
from archive.rows import clean, stamp

if TYPE_CHECKING:
    from sqlite_utils import Database

LEASE = timedelta(seconds=30)  # short, for to lose it costs only a second writing of the same

_CLAIM = """
    INSERT INTO makings (edition, claimed_by, lease_until) VALUES (:edition, :claimant, :lease_until)
    ON CONFLICT (edition) DO UPDATE SET lease_until = excluded.lease_until WHERE claimed_by = excluded.claimed_by
"""


def claim_making(db: "Database", edition_key: str, claimant: str, now: datetime) -> bool:
    """Take an edition to make it alone, or hold it for another LEASE; False while a living claimant has it."""
    wanted = {"edition": clean(edition_key), "claimant": clean(claimant), "lease_until": stamp(now + LEASE)}
    with write(db):
        db.conn.execute("DELETE FROM makings WHERE lease_until <= ?", (stamp(now),))
        return db.conn.execute(_CLAIM, wanted).rowcount > 0


def release_making(db: "Database", edition_key: str, claimant: str) -> None:
    """Let go of an edition; what another has taken meanwhile stays."""
    query = "DELETE FROM makings WHERE edition = ? AND claimed_by = ?"
    with write(db):
        db.conn.execute(query, (clean(edition_key), clean(claimant)))
