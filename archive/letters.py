"""Letters: kept, judged by managers, chosen for an episode once, aired once."""

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from archive.corner import drop_corner, drop_corners
from archive.database import write
from archive.mail_marks import may_write
from archive.rows import clean, read_stamp, read_stamp_if, stamp
from archive.stations import list_elsewhere
from radio.mail import Letter, LetterState
from radio.show import Edition

if TYPE_CHECKING:
    from sqlite_utils import Database

MONTH = timedelta(days=30)  # between two letters of one sender on the air
NEVER_AIRED = timedelta(days=3)  # after which an episode that did not air gives its letters back
LOOKED_AT = 100  # letters looked at for a choice
SAME = timedelta(days=1)  # within which the same words are one letter, sent off again after an error

_COLUMNS = "id, server_id, listener_id, pen_name, text, may_air, may_remember, state, sent_at, episode_id, aired_at"
_READ = f"SELECT {_COLUMNS} FROM letters WHERE "  # noqa: S608 – a constant of ours
_ADD = """
    INSERT INTO letters (server_id, listener_id, pen_name, text, may_air, may_remember, state, sent_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_FIND_SAME = """
    SELECT id FROM letters
    WHERE listener_id = ? AND server_id IS ? AND pen_name = ? AND text = ? AND may_air = ?
        AND state <> 'rejected' AND sent_at > ?
    ORDER BY id LIMIT 1
"""
_FIT = """
    state = 'approved' AND may_air
    AND listener_id NOT IN (
        SELECT listener_id FROM letters
        WHERE state IN ('chosen', 'aired') AND coalesce(aired_at, chosen_at) > :month_ago
    )
    AND coalesce(server_id, 0) NOT IN (SELECT server_id FROM mail_servers WHERE left_at IS NOT NULL)
    AND coalesce(server_id, 0) NOT IN (SELECT value FROM json_each(:elsewhere))
    ORDER BY sent_at, id LIMIT :limit
"""
_STALE = """
    state = 'chosen' AND (chosen_at < :before OR episode_id NOT IN (SELECT id FROM episodes))
    AND episode_id NOT IN (SELECT id FROM episodes WHERE aired_at IS NOT NULL)
"""


def add_letter(db: "Database", letter: Letter) -> Letter | None:
    """Keep a letter and return it with its id; None if its sender opted out or is blocked in the server.

    The same words of the same sender within SAME are the letter that is there: whoever saw an error sends
    the form off again, and cannot know that the letter had been kept.
    """
    pen_name, text = clean(letter.pen_name), clean(letter.text)
    since = stamp(letter.sent_at - SAME)
    same = (letter.listener_id, letter.server_id, pen_name, text, int(letter.may_air), since)
    row = (
        letter.server_id,
        letter.listener_id,
        pen_name,
        text,
        int(letter.may_air),
        int(letter.may_remember),
        letter.state.value,
        stamp(letter.sent_at),
    )
    with write(db):
        if not may_write(db, letter.listener_id, letter.server_id):
            return None
        found = db.conn.execute(_FIND_SAME, same).fetchone()
        letter_id = found[0] if found else db.conn.execute(_ADD, row).lastrowid
    return find_letter(db, letter_id or 0)


def find_letter(db: "Database", letter_id: int) -> Letter | None:
    """One letter; None if it is gone."""
    return next(iter(_read(db, "id = ?", letter_id)), None)


def list_waiting(db: "Database", server_id: int, limit: int) -> tuple[Letter, ...]:
    """A server's letters that wait for a manager's word, oldest first."""
    return _read(db, "server_id = ? AND state = 'waiting' ORDER BY sent_at, id LIMIT ?", server_id, limit)


def count_waiting(db: "Database", server_id: int) -> int:
    """How many of a server's letters wait for a manager's word."""
    query = "SELECT count(*) FROM letters WHERE server_id = ? AND state = 'waiting'"
    return int(db.conn.execute(query, (server_id,)).fetchone()[0])


def count_letters(db: "Database", listener_id: int, since: datetime, other_than: str = "") -> int:
    """How many letters a listener sent since then, without those whose text is `other_than`."""
    query = "SELECT count(*) FROM letters WHERE listener_id = ? AND sent_at > ? AND text <> ?"
    return int(db.conn.execute(query, (listener_id, stamp(since), clean(other_than))).fetchone()[0])


def judge_letter(db: "Database", letter_id: int, server_id: int, *, approve: bool) -> bool:
    """A manager's word on a letter of their server; False if it does not wait there any more."""
    state = LetterState.APPROVED if approve else LetterState.REJECTED
    query = "UPDATE letters SET state = ? WHERE id = ? AND server_id = ? AND state = 'waiting'"
    with write(db):
        return db.conn.execute(query, (state.value, letter_id, server_id)).rowcount > 0


def reject_all(db: "Database", server_id: int, listener_id: int) -> None:
    """Reject what a listener has in a server and was not read yet, within a transaction of the caller."""
    drop_corners(db, "state = 'chosen' AND server_id = ? AND listener_id = ?", server_id, listener_id)
    query = """
        UPDATE letters SET state = 'rejected'
        WHERE server_id = ? AND listener_id = ? AND state IN ('waiting', 'approved')
    """
    db.conn.execute(query, (server_id, listener_id))


def preview_choice(db: "Database", limit: int, now: datetime, edition: Edition | None = None) -> tuple[Letter, ...]:
    """The letters that would be chosen now: oldest first, one a sender, none of whom one was read of late.

    With an edition only those whose senders can hear it: from servers that carry it, or that carry nothing.
    """
    elsewhere = json.dumps(list_elsewhere(db, edition) if edition else ())
    fit = _read(db, _FIT, month_ago=stamp(now - MONTH), elsewhere=elsewhere, limit=LOOKED_AT)
    first = {letter.listener_id: letter for letter in reversed(fit)}
    return tuple(letter for letter in fit if first[letter.listener_id] is letter)[:limit]


def choose_letters(
    db: "Database", episode_id: int, limit: int, now: datetime, edition: Edition | None = None
) -> tuple[Letter, ...]:
    """Take letters for an episode so that no other can; asked again, an episode has the same ones."""
    with write(db):
        drop_corners(db, _STALE, before=stamp(now - NEVER_AIRED))
        if not letters_of(db, episode_id):
            for letter in preview_choice(db, limit, now, edition):
                query = "UPDATE letters SET state = 'chosen', episode_id = ?, chosen_at = ? WHERE id = ?"
                db.conn.execute(query, (episode_id, stamp(now), letter.letter_id))
    return letters_of(db, episode_id)


def letters_of(db: "Database", episode_id: int) -> tuple[Letter, ...]:
    """An episode's letters, oldest first; one that was deleted is not among them."""
    return _read(db, "episode_id = ? ORDER BY sent_at, id", episode_id)


def air_letters(db: "Database", episode_id: int, now: datetime) -> None:
    """An episode's letters were read on the air, within a transaction of the caller."""
    query = "UPDATE letters SET state = 'aired', aired_at = ? WHERE episode_id = ? AND state = 'chosen'"
    db.conn.execute(query, (stamp(now), episode_id))


def release_letters(db: "Database", episode_id: int) -> None:
    """Give back the letters of an episode that will not air; it loses its corner."""
    with write(db):
        drop_corner(db, episode_id)


def forget_letters(db: "Database", before: datetime) -> None:
    """Remove what was sent before `before`, within a transaction of the caller."""
    drop_corners(db, "sent_at < ?", stamp(before))
    db.conn.execute("DELETE FROM letters WHERE sent_at < ?", (stamp(before),))


def _read(db: "Database", wanted: str, *values: Any, **named: Any) -> tuple[Letter, ...]:
    return tuple(map(_make_letter, db.conn.execute(_READ + wanted, named or values)))


def _make_letter(row: tuple[Any, ...]) -> Letter:
    """A row of _COLUMNS."""
    number, server_id, listener_id, pen_name, text, may_air, may_remember, state, sent_at, episode_id, aired_at = row
    return Letter(
        letter_id=number,
        server_id=server_id,
        listener_id=listener_id,
        pen_name=pen_name,
        text=text,
        may_air=bool(may_air),
        may_remember=bool(may_remember),
        state=LetterState(state),
        sent_at=read_stamp(sent_at),
        episode_id=episode_id,
        aired_at=read_stamp_if(aired_at),
    )
