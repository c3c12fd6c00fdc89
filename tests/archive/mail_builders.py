"""Messages and letters, as short as a test wants them."""

from datetime import timedelta
from typing import Any

from archive.storage import Storage
from radio.mail import Letter, LetterState, Message, Reply, ReplyKind
from tests.archive.builders import NOW

SERVER, CHANNEL, LISTENER, OTHER = 90, 50, 1, 2
ME = "this process"


def message(message_id: int = 100, text: str = "こんばんは", **given: Any) -> Message:
    wanted = {"channel_id": CHANNEL, "listener_id": LISTENER, "server_id": SERVER, "sent_at": NOW} | given
    return Message(message_id=message_id, text=text, **wanted)


def reply(text: str = "こんばんは〜！", kind: ReplyKind = ReplyKind.ANSWER, **given: Any) -> Reply:
    return Reply(text=text, kind=kind, **given)


def letter(text: str = "いつも聞いています", **given: Any) -> Letter:
    wanted = {
        "listener_id": LISTENER,
        "server_id": SERVER,
        "pen_name": "こむぎ",
        "sent_at": NOW,
        "may_air": True,
        "state": LetterState.APPROVED,
    } | given
    return Letter(text=text, **wanted)


async def add_letter(storage: Storage, text: str = "いつも聞いています", **given: Any) -> Letter:
    added = await storage.add_letter(letter(text, **given))
    assert added is not None
    return added


async def talk(storage: Storage, message_id: int, text: str, answer: str, **given: Any) -> None:
    """One message and its reply, sent as message_id + 1."""
    kind = given.pop("kind", ReplyKind.ANSWER)
    assert await storage.add_message(message(message_id, text, **given), ME)
    await storage.keep_reply(message_id, reply(answer, kind), NOW)
    await storage.note_sent(message_id, message_id + 1)


def later(**time: float) -> Any:
    return NOW + timedelta(**time)
