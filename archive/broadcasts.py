"""One broadcast for each station and slot date: who plays it out now, and how far it is.

A claim carries a lease, so that a process that died does not hold the slot for ever, and one that
lives is alone. Even the same claimant cannot claim twice: its knock and a manager's `air` may meet.
"""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive.database import write
from archive.rows import clean, read_stamp_if, stamp
from radio.errors import StorageError
from radio.transmission import Broadcast, BroadcastState

if TYPE_CHECKING:
    from sqlite_utils import Database

LEASE = timedelta(seconds=90)

_COLUMNS = "id, station_id, slot_date, state, claimed_at, aired_at, episode_id, thread_id, take, error"
_ACTIVE = "state IN ('claimed', 'on air')"
_FREE = "(lease_until IS NULL OR lease_until <= :now)"
_CLAIM = f"""
    INSERT INTO broadcasts (station_id, slot_date, state, claimed_at, claimed_by, lease_until)
    SELECT :station, :slot_date, 'claimed', :now, :claimant, :lease_until
    WHERE EXISTS (SELECT 1 FROM stations WHERE id = :station)
    ON CONFLICT (station_id, slot_date) DO UPDATE SET
        state = CASE WHEN {_ACTIVE} THEN state ELSE 'claimed' END,
        claimed_at = excluded.claimed_at,
        claimed_by = excluded.claimed_by,
        lease_until = excluded.lease_until,
        not_before = NULL,
        error = NULL
    WHERE {_FREE} AND (
        ({_ACTIVE} AND (:reopen OR not_before IS NULL OR not_before <= :now))
        OR (:reopen AND state IN ('failed', 'skipped'))
    )
"""  # noqa: S608 – constants of ours, values are bound
_MOVE = f"""
    UPDATE broadcasts SET channel_id = :channel, thread_id = NULL, take = take + 1
    WHERE id = :id AND channel_id IS NOT :channel AND {_ACTIVE}
"""  # noqa: S608 – constants of ours, values are bound
_START = f"""
    UPDATE broadcasts SET state = 'on air', episode_id = coalesce(episode_id, :episode) WHERE id = :id AND {_ACTIVE}
"""  # noqa: S608 – constants of ours, values are bound
_SKIP = f"""
    INSERT INTO broadcasts (station_id, slot_date, state, error)
    SELECT :station, :slot_date, 'skipped', :error WHERE EXISTS (SELECT 1 FROM stations WHERE id = :station)
    ON CONFLICT (station_id, slot_date) DO UPDATE SET state = 'skipped', lease_until = NULL, error = excluded.error
    WHERE {_FREE} AND {_ACTIVE}
"""  # noqa: S608 – constants of ours, values are bound


def claim_slot(
    db: "Database", station_id: int, slot_date: date, now: datetime, claimant: str, *, reopen: bool = False
) -> Broadcast | None:
    """Take a station's slot date to play it out, alone, for LEASE from `now`; go on where another stopped.

    None if it is aired, held by a living claimant, waiting after a fault, failed or skipped, or if the
    station is gone. With `reopen` (a manager asks) what waits, failed or was skipped is taken too.
    """
    wanted = _make_row(station_id, slot_date, now) | {"claimant": clean(claimant), "reopen": reopen}
    with write(db):
        if db.conn.execute(_CLAIM, wanted).rowcount == 0:
            return None
        (claimed,) = _read(db, "station_id = :station AND slot_date = :slot_date", wanted)
        return claimed


def _make_row(station_id: int, slot_date: date, now: datetime) -> dict[str, Any]:
    return {
        "station": station_id,
        "slot_date": slot_date.isoformat(),
        "now": stamp(now),
        "lease_until": stamp(now + LEASE),
    }


def renew_claim(db: "Database", broadcast_id: int, claimant: str, now: datetime) -> bool:
    """Hold a claim for another LEASE; False if it is lost, and then nothing more may be sent."""
    query = f"UPDATE broadcasts SET lease_until = ? WHERE id = ? AND claimed_by = ? AND {_ACTIVE}"  # noqa: S608 – a constant of ours
    return _change(db, query, stamp(now + LEASE), broadcast_id, clean(claimant))


def release_claims(db: "Database", claimant: str) -> int:
    """Let go of everything a claimant held before it died, and return how many. To be asked once, as it starts."""
    query = f"UPDATE broadcasts SET lease_until = NULL WHERE claimed_by = ? AND lease_until IS NOT NULL AND {_ACTIVE}"  # noqa: S608 – a constant of ours
    with write(db):
        return db.conn.execute(query, (clean(claimant),)).rowcount


def release_claim(db: "Database", broadcast_id: int, claimant: str, *, error: str, retry_at: datetime) -> bool:
    """Stop for a passing fault and wait until `retry_at`; False if the claim was lost."""
    query = f"""UPDATE broadcasts SET lease_until = NULL, not_before = ?, error = ?
        WHERE id = ? AND claimed_by = ? AND {_ACTIVE}"""  # noqa: S608 – a constant of ours
    return _change(db, query, stamp(retry_at), clean(error), broadcast_id, clean(claimant))


def start_broadcast(db: "Database", broadcast_id: int, episode_id: int, channel_id: int) -> Broadcast:
    """Go on the air with an episode in a channel and return what counts: the episode is the first that was named.

    What had left into another channel, or into a place that is gone, is forgotten: here it begins anew.
    """
    wanted = {"id": broadcast_id, "episode": episode_id, "channel": channel_id}
    with write(db):
        if db.conn.execute(_MOVE, wanted).rowcount > 0:
            db.conn.execute("DELETE FROM deliveries WHERE broadcast_id = :id", wanted)
        db.conn.execute(_START, wanted)
        started = _read(db, "id = :id AND episode_id IS NOT NULL", wanted)
    if not started:
        raise StorageError(f"broadcast {broadcast_id} is not on the air")
    return started[0]


def set_thread(db: "Database", broadcast_id: int, thread_id: int) -> int:
    """Keep the thread a broadcast goes out in and return the one that counts: the first that was named."""
    _change(db, "UPDATE broadcasts SET thread_id = coalesce(thread_id, ?) WHERE id = ?", thread_id, broadcast_id)
    return _read_column(db, broadcast_id, "thread_id")


def finish_broadcast(db: "Database", broadcast_id: int, claimant: str, now: datetime) -> bool:
    """Every part has left; False if the claim was lost, and then another finishes."""
    query = f"""UPDATE broadcasts SET state = 'aired', aired_at = ?, lease_until = NULL, error = NULL
        WHERE id = ? AND claimed_by = ? AND {_ACTIVE}"""  # noqa: S608 – a constant of ours
    return _change(db, query, stamp(now), broadcast_id, clean(claimant))


def fail_broadcast(db: "Database", broadcast_id: int, claimant: str, error: str, *, gone: bool = False) -> bool:
    """Give up for a fault that a manager has to mend; False if the claim was lost.

    With `gone` what had left went with its place: should it be aired after all, it begins anew.
    """
    query = f"""UPDATE broadcasts SET state = 'failed', lease_until = NULL, error = ?,
        channel_id = CASE WHEN ? THEN NULL ELSE channel_id END
        WHERE id = ? AND claimed_by = ? AND {_ACTIVE}"""  # noqa: S608 – a constant of ours
    return _change(db, query, clean(error), gone, broadcast_id, clean(claimant))


def skip_slot(db: "Database", station_id: int, slot_date: date, reason: str, now: datetime) -> bool:
    """Let a slot date pass for good; False if it is already aired, failed or skipped, or being played out."""
    wanted = _make_row(station_id, slot_date, now) | {"error": clean(reason)}
    with write(db):
        return db.conn.execute(_SKIP, wanted).rowcount > 0


def list_broadcasts(db: "Database", since: date, station_id: int | None = None) -> tuple[Broadcast, ...]:
    """Broadcasts with a slot date from `since` on, of all stations or one, newest first."""
    where = "slot_date >= :since AND (:station IS NULL OR station_id = :station)"
    return _read(db, where, {"since": since.isoformat(), "station": station_id})


def _read(db: "Database", where: str, values: dict[str, Any]) -> tuple[Broadcast, ...]:
    query = f"SELECT {_COLUMNS} FROM broadcasts WHERE {where} ORDER BY slot_date DESC, id"  # noqa: S608 – texts of ours, values are bound
    return tuple(
        Broadcast(
            broadcast_id=broadcast_id,
            station_id=station_id,
            slot_date=date.fromisoformat(slot_date),
            state=BroadcastState(state),
            claimed_at=read_stamp_if(claimed_at),
            aired_at=read_stamp_if(aired_at),
            episode_id=episode_id,
            thread_id=thread_id,
            take=take,
            error=error,
        )
        for (
            broadcast_id,
            station_id,
            slot_date,
            state,
            claimed_at,
            aired_at,
            episode_id,
            thread_id,
            take,
            error,
        ) in db.conn.execute(query, values)
    )  # fmt: skip – one row on one line


def _change(db: "Database", query: str, *values: Any) -> bool:
    with write(db):
        return db.conn.execute(query, values).rowcount > 0


def _read_column(db: "Database", broadcast_id: int, column: str) -> int:
    row = db.conn.execute(f"SELECT {column} FROM broadcasts WHERE id = ?", (broadcast_id,)).fetchone()  # noqa: S608 – a column name of ours
    if row is None or row[0] is None:
        raise StorageError(f"broadcast {broadcast_id} is not on the air")
    return int(row[0])
