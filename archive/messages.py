"""Messages of listeners and what the host replied: each filed once, answered once, forgotten after a while."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from archive.codec import decode, encode
from archive.database import write
from archive.mail_marks import may_write
from archive.mail_servers import read_wishes
from archive.rows import clean, read_stamp, stamp
from radio.mail import MESSAGE_READ, Message, PastReply, Reply, ReplyKind, Turn, Unseen
from radio.transmission import Link

if TYPE_CHECKING:
    from sqlite_utils import Database

CHAIN = 10  # messages that a chain of replies is followed back

_ADD = """
    INSERT OR IGNORE INTO messages
        (message_id, channel_id, server_id, listener_id, text, replied_to, unseen, sent_at, state, claimant)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?)
"""
_READ = """
    SELECT message_id, channel_id, listener_id, text, sent_at, server_id, replied_to, unseen FROM messages
    WHERE text IS NOT NULL AND
"""
_KEEP = """
    UPDATE messages SET state = ?, kind = ?, reply = ?, links = ?, replied_at = ?
    WHERE message_id = ? AND state = 'waiting' AND text IS NOT NULL
"""
# What she said of limits and faults is no talk, and what made her deflect is not to be read again.
_TALKED = "text IS NOT NULL AND reply IS NOT NULL AND kind IN ('answer', 'standby')"
_LATEST = f"""
    SELECT message_id, text, reply FROM messages
    WHERE channel_id = :channel AND listener_id = :listener AND message_id < :message AND {_TALKED}
    ORDER BY message_id DESC LIMIT :limit
"""  # noqa: S608 – the part put in is a constant of ours
_CHAINED = f"SELECT message_id, text, reply, replied_to, {_TALKED} FROM messages WHERE reply_id = ? AND channel_id = ?"  # noqa: S608 – as above
_POSTED = """
    SELECT story FROM deliveries
    JOIN broadcasts ON broadcasts.id = broadcast_id
    JOIN aired_stories ON aired_stories.episode_id = broadcasts.episode_id AND part = 'story-' || number
    WHERE message_id = ?
"""


def add_message(db: "Database", message: Message, claimant: str) -> bool:
    """File a message that waits for its reply.

    False, and nothing is kept, if it was seen before, its writer opted out or is blocked, or the server
    wants no replies.
    """
    row = (
        message.message_id,
        message.channel_id,
        message.server_id,
        message.listener_id,
        clean(message.text[:MESSAGE_READ]),
        message.replied_to,
        message.unseen,
        stamp(message.sent_at),
        clean(claimant),
    )
    with write(db):
        if message.server_id is not None and not read_wishes(db, message.server_id).replies:
            return False
        if not may_write(db, message.listener_id, message.server_id):
            return False
        return db.conn.execute(_ADD, row).rowcount > 0


def revise_message(db: "Database", message_id: int, text: str) -> bool:
    """Keep the new wording of a message that still waits; False where it does not."""
    query = "UPDATE messages SET text = ? WHERE message_id = ? AND state = 'waiting' AND text IS NOT NULL"
    with write(db):
        return db.conn.execute(query, (clean(text[:MESSAGE_READ]), message_id)).rowcount > 0


def withdraw_message(db: "Database", message_id: int) -> None:
    """Forget a message's words and the reply's; one that waits is closed."""
    query = """
        UPDATE messages SET text = NULL, reply = NULL, links = NULL,
            state = CASE state WHEN 'sent' THEN 'sent' ELSE 'closed' END
        WHERE message_id = ?
    """
    with write(db):
        db.conn.execute(query, (message_id,))


def find_waiting(db: "Database", message_id: int) -> Message | None:
    """The message as it reads now; None where it is answered, closed, withdrawn or was never filed."""
    return next(iter(_read(db, "state = 'waiting' AND message_id = ?", message_id)), None)


def list_open(db: "Database", claimant: str, since: datetime) -> tuple[Message, ...]:
    """A claimant's messages sent from `since` on whose reply has not left, oldest first."""
    wanted = "state IN ('waiting', 'written') AND claimant = ? AND sent_at >= ? ORDER BY message_id"
    return _read(db, wanted, clean(claimant), stamp(since))


def keep_reply(db: "Database", message_id: int, reply: Reply | None, now: datetime) -> Reply | None:
    """Keep the reply before it leaves and return the one that counts, the first. With None the message is closed.

    None also where the message was withdrawn in the meantime or is answered.
    """
    if reply is None:
        row = ("closed", None, None, None, stamp(now), message_id)
    else:
        links = encode(tuple[Link, ...], reply.links)
        row = ("written", reply.kind.value, clean(reply.text), links, stamp(now), message_id)
    with write(db):
        db.conn.execute(_KEEP, row)
    return find_written(db, message_id)


def find_written(db: "Database", message_id: int) -> Reply | None:
    """A reply that was written and has not left; None where there is none."""
    query = "SELECT reply, kind, links FROM messages WHERE message_id = ? AND state = 'written'"
    row = db.conn.execute(query, (message_id,)).fetchone()
    if row is None:
        return None
    return Reply(text=row[0], kind=ReplyKind(row[1]), links=decode(tuple[Link, ...], row[2]))


def note_sent(db: "Database", message_id: int, reply_id: int) -> None:
    """The reply left as `reply_id`."""
    with write(db):
        query = "UPDATE messages SET state = 'sent', reply_id = ? WHERE message_id = ? AND state <> 'sent'"
        db.conn.execute(query, (reply_id, message_id))


def close_message(db: "Database", message_id: int) -> None:
    """Nothing will be said to a message any more."""
    query = "UPDATE messages SET state = 'closed' WHERE message_id = ? AND state IN ('waiting', 'written')"
    with write(db):
        db.conn.execute(query, (message_id,))


def read_talk(db: "Database", message: Message, turns: int) -> tuple[Turn, ...]:
    """The talk before a message: the chain it replies to and its writer's last turns in the channel, oldest first."""
    wanted = {
        "channel": message.channel_id,
        "listener": message.listener_id,
        "message": message.message_id,
        "limit": turns // 2,
    }
    latest = db.conn.execute(_LATEST, wanted).fetchall()
    chain = _follow_chain(db, message)
    # The chain is what the message is about: where there is room for less than all, it stays.
    chosen = dict(list({**chain, **{row[0]: row[1:] for row in latest}}.items())[: turns // 2])
    pairs = [chosen[message_id] for message_id in sorted(chosen)]
    return tuple(
        Turn(text=words, by_host=by_host) for text, reply in pairs for words, by_host in ((text, False), (reply, True))
    )


def _follow_chain(db: "Database", message: Message) -> dict[int, tuple[str, str]]:
    chain: dict[int, tuple[str, str]] = {}
    replied_to = message.replied_to
    for _ in range(CHAIN):
        row = db.conn.execute(_CHAINED, (replied_to, message.channel_id)).fetchone()
        if row is None:
            break
        message_id, text, reply, replied_to, talked = row
        if talked:
            chain[message_id] = (text, reply)
    return chain


def find_posted_story(db: "Database", message_id: int) -> str | None:
    """The key of the aired story that stands in a message of the show; None where it is no such message."""
    row = db.conn.execute(_POSTED, (str(message_id),)).fetchone()
    return None if row is None else str(row[0])


def list_direct_channels(db: "Database", since: datetime, limit: int) -> tuple[int, ...]:
    """The direct channels in which a listener wrote since then, the latest first."""
    query = """
        SELECT channel_id FROM messages WHERE server_id IS NULL AND sent_at > ?
        GROUP BY channel_id ORDER BY max(message_id) DESC LIMIT ?
    """
    return tuple(channel_id for (channel_id,) in db.conn.execute(query, (stamp(since), limit)))


def was_said(db: "Database", channel_id: int, kind: ReplyKind, since: datetime) -> bool:
    """Whether a reply of that kind was given in a channel since then."""
    query = "SELECT 1 FROM messages WHERE channel_id = ? AND kind = ? AND replied_at > ? LIMIT 1"
    return db.conn.execute(query, (channel_id, kind.value, stamp(since))).fetchone() is not None


def list_replies(db: "Database", since: datetime) -> tuple[PastReply, ...]:
    """What was dealt with of the messages sent from `since` on, by all processes, in the order in which it was."""
    query = """
        SELECT listener_id, channel_id, server_id, kind, replied_at FROM messages
        WHERE sent_at >= ? AND replied_at IS NOT NULL ORDER BY replied_at, message_id
    """
    return tuple(
        PastReply(
            listener_id=listener_id,
            channel_id=channel_id,
            server_id=server_id,
            kind=ReplyKind(kind) if kind else None,
            replied_at=read_stamp(replied_at),
        )
        for listener_id, channel_id, server_id, kind, replied_at in db.conn.execute(query, (stamp(since),))
    )


def forget_messages(db: "Database", before: datetime) -> None:
    """Remove what was sent before `before`, within a transaction of the caller."""
    db.conn.execute("DELETE FROM messages WHERE sent_at < ?", (stamp(before),))


def _read(db: "Database", wanted: str, *values: Any) -> tuple[Message, ...]:
    return tuple(
        Message(
            message_id=message_id,
            channel_id=channel_id,
            listener_id=listener_id,
            text=text,
            sent_at=read_stamp(sent_at),
            server_id=server_id,
            replied_to=replied_to,
            unseen=Unseen(unseen) if unseen else None,
        )
        for message_id, channel_id, listener_id, text, sent_at, server_id, replied_to, unseen in db.conn.execute(
            _READ + wanted, values
        )
    )
