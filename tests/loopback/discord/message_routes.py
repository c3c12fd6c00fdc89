"""Messages: posted, read, changed, taken away."""

import time
from datetime import UTC, datetime
from typing import Any

from .access import Call
from .errors import (
    ARCHIVED_THREAD,
    CLOSED_DOOR,
    INVALID_FORM,
    MISSING_ACCESS,
    MISSING_PERMISSIONS,
    NOT_A_TEXT_CHANNEL,
    NOT_YOUR_MESSAGE,
    REPLY_WITHOUT_HISTORY,
    TOO_LARGE,
    RefusedError,
)
from .mentions import find_pings
from .message_rules import check_edited_message, check_new_message
from .payloads import LIMIT_BYTES, message_payload
from .permissions import Permission
from .world import CATEGORY, COMPONENTS_V2, EPHEMERAL, FORUM, Channel, Message, walk_components

REPLY = 19
SETTABLE_FLAGS = (1 << 2) | (1 << 12) | COMPONENTS_V2  # suppress embeds, suppress notifications, components v2

Json = dict[str, Any]


def create_message(call: Call) -> Json:
    """POST a message; a nonce seen before gives the message it made."""
    channel = call.channel()
    _check_may_post(call, channel)
    body = call.form()
    check_new_message(body, set(call.files))
    check_uploads(call)
    earlier = _message_of_nonce(call, channel, body)
    if earlier:
        return message_payload(earlier, call.world)
    message = build_message(call, channel, body)
    store_message(call, channel, message)
    return message_payload(message, call.world)


def _check_may_post(call: Call, channel: Channel) -> None:
    if channel.kind in (FORUM, CATEGORY):
        raise RefusedError(NOT_A_TEXT_CHANNEL)
    if channel.recipient and not channel.recipient.takes_dms:
        raise RefusedError(CLOSED_DOOR)
    needed = [Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES]
    if call.form().get("embeds"):
        needed.append(Permission.EMBED_LINKS)
    if call.files:
        needed.append(Permission.ATTACH_FILES)
    bits = call.bits(channel)
    if any(not bits & permission for permission in needed):
        raise RefusedError(MISSING_PERMISSIONS)
    if call.form().get("message_reference") and not bits & Permission.READ_MESSAGE_HISTORY:
        raise RefusedError(REPLY_WITHOUT_HISTORY)
    if channel.archived and channel.locked and not bits & Permission.MANAGE_THREADS:
        raise RefusedError(ARCHIVED_THREAD)


def check_uploads(call: Call) -> None:
    """Refuse files above what a server without boosts takes."""
    if any(size > LIMIT_BYTES for size in call.files.values()):
        raise RefusedError(TOO_LARGE)


def _message_of_nonce(call: Call, channel: Channel, body: Json) -> Message | None:
    """The message made with this nonce within the window, when the body asks for that."""
    server, nonce = call.server, body.get("nonce")
    if not body.get("enforce_nonce") or nonce is None:
        return None
    message = server.nonces.find(channel.id, nonce)
    if message and message.id in call.world.channels.get(message.channel_id, channel).messages:
        server.repeats.append(message)
        return message
    return None


def build_message(call: Call, channel: Channel, body: Json, **more: Any) -> Message:
    """A message of the bot from a request body, not yet anywhere."""
    world = call.world
    message = Message(
        id=world.new_id(),
        channel_id=channel.id,
        guild_id=channel.guild_id,
        author=world.bot,
        nonce=body.get("nonce"),
        flags=(body.get("flags") or 0) & (SETTABLE_FLAGS | EPHEMERAL),
        **more,
    )
    fill_message(call, message, body)
    reference = body.get("message_reference")
    if reference:
        message.reference = _find_reference(channel, reference)
        message.kind = REPLY if message.reference else 0
    return message


def _find_reference(channel: Channel, reference: Json) -> Json | None:
    message_id = int(reference.get("message_id") or 0)
    if message_id in channel.messages:
        keys = {"message_id": str(message_id), "channel_id": str(channel.id)}
        return keys | ({"guild_id": str(channel.guild_id)} if channel.guild_id else {})
    if reference.get("fail_if_not_exists", True):
        error = {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}
        raise RefusedError(INVALID_FORM, {"message_reference": error})
    return None


def fill_message(call: Call, message: Message, body: Json) -> None:
    """Put what a body says into a message; what it leaves out stays."""
    if "content" in body:
        message.content = (body["content"] or "").strip()
    for key in ("embeds", "components"):
        if key in body:
            setattr(message, key, body[key] or [])
    if "attachments" in body or call.files:
        kept = {str(each.get("id")) for each in body.get("attachments") or ()}
        message.attachments = [each for each in message.attachments if each["id"] in kept]
        message.attachments += [_attachment(call, name, size) for name, size in call.files.items()]
    _number_components(message.components)
    channel = call.world.channels.get(message.channel_id)
    everyone = bool(channel and call.bits(channel) & Permission.MENTION_EVERYONE)
    if channel:
        message.pings = find_pings(message.text, body.get("allowed_mentions"), may_ping_everyone=everyone)


def _attachment(call: Call, name: str, size: int) -> Json:
    address = f"{call.server.base_url}/attachments/{name}"
    number = call.world.new_id()
    call.server.uploads[number] = call.contents.get(name, b"")
    return {"id": str(number), "filename": name, "size": size, "url": address, "proxy_url": address}


def _number_components(components: list[Json]) -> None:
    """Discord gives every component an id where the bot gave none."""
    for number, (_, component) in enumerate(walk_components(components), start=1):
        component.setdefault("id", number)


def store_message(call: Call, channel: Channel, message: Message) -> None:
    """Put a message into its channel, wake the thread, remember the nonce, tell the gateway."""
    channel.messages[message.id] = message
    channel.archived = False
    if message.nonce is not None:
        call.server.nonces.keep(channel.id, message.nonce, message)
    call.server.announce_message("MESSAGE_CREATE", message)


def list_messages(call: Call) -> list[Json]:
    """GET the history, newest first; nothing without the permission to read it."""
    channel = call.channel()
    if not call.bits(channel) & Permission.READ_MESSAGE_HISTORY:
        return []
    before = int(call.query.get("before", 1 << 63))
    after = int(call.query.get("after", 0))
    limit = min(100, max(1, int(call.query.get("limit", 50))))
    found = [message for key, message in channel.messages.items() if after < key < before]
    newest_last = found[:limit] if "after" in call.query else found[-limit:]
    return [message_payload(message, call.world) for message in reversed(newest_last)]


def get_message(call: Call) -> Json:
    """GET one message."""
    channel = call.channel()
    if not call.bits(channel) & Permission.READ_MESSAGE_HISTORY:
        raise RefusedError(MISSING_ACCESS)
    return message_payload(call.message(channel), call.world)


def edit_message(call: Call) -> Json:
    """PATCH a message of the bot's own."""
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot:
        raise RefusedError(NOT_YOUR_MESSAGE)
    if channel.archived:
        raise RefusedError(ARCHIVED_THREAD)
    change_message(call, message)
    return message_payload(message, call.world)


def change_message(call: Call, message: Message) -> None:
    """Apply the request's body to a message, by the rules for edits."""
    body = call.form()
    kept = {key: getattr(message, key) for key in ("content", "embeds", "components", "attachments")}
    check_edited_message(body, set(call.files), flags=message.flags, kept=kept)
    check_uploads(call)
    message.flags |= (body.get("flags") or 0) & SETTABLE_FLAGS
    fill_message(call, message, body)
    message.edited_at = datetime.now(UTC)
    channel = call.world.channels.get(message.channel_id)
    if channel and message.id in channel.messages:
        call.server.announce_message("MESSAGE_UPDATE", message)


def delete_message(call: Call) -> None:
    """DELETE a message: the bot's own, or anybody's with Manage Messages."""
    channel = call.channel()
    message = call.message(channel)
    if message.author is not call.world.bot and not call.bits(channel) & Permission.MANAGE_MESSAGES:
        raise RefusedError(MISSING_PERMISSIONS)
    remove_message(call, channel, message)


def remove_message(call: Call, channel: Channel, message: Message) -> None:
    """Take a message out of its channel and tell the gateway."""
    channel.messages.pop(message.id, None)
    call.server.announce_removal(message)


def start_typing(call: Call) -> None:
    """POST typing."""
    call.channel(Permission.SEND_MESSAGES)


def add_reaction(call: Call) -> None:
    """PUT a reaction of the bot's."""
    channel = call.channel(Permission.ADD_REACTIONS, Permission.READ_MESSAGE_HISTORY)
    message = call.message(channel)
    if call.params["emoji"] not in message.reactions:
        message.reactions.append(call.params["emoji"])


def remove_reaction(call: Call) -> None:
    """DELETE a reaction of the bot's."""
    message = call.message(call.channel())
    if call.params["emoji"] in message.reactions:
        message.reactions.remove(call.params["emoji"])


class Nonces:
    """Which nonce made which message.

    `window` is how many seconds a nonce is remembered. Discord's words are that a nonce is checked against the
    same author, not the same channel: with `per_channel` False the same nonce in another channel is a repeat too.
    """

    def __init__(self, *, window: float = 180.0, per_channel: bool = False) -> None:
        self.window = window
        self.per_channel = per_channel
        self._kept: dict[tuple[int, str], tuple[float, Message]] = {}

    def _key(self, channel_id: int, nonce: str | int) -> tuple[int, str]:
        return (channel_id if self.per_channel else 0, str(nonce))

    def keep(self, channel_id: int, nonce: str | int, message: Message) -> None:
        """Remember the message a nonce made."""
        self._kept[self._key(channel_id, nonce)] = (time.monotonic(), message)

    def find(self, channel_id: int, nonce: str | int) -> Message | None:
        """The message a nonce made within the window."""
        made_at, message = self._kept.get(self._key(channel_id, nonce), (float("-inf"), None))
        return message if time.monotonic() - made_at < self.window else None


ONE = "/channels/{channel_id}/messages/{message_id}"
ROUTES = {
    ("POST", "/channels/{channel_id}/messages"): create_message,
    ("GET", "/channels/{channel_id}/messages"): list_messages,
    ("GET", ONE): get_message,
    ("PATCH", ONE): edit_message,
    ("DELETE", ONE): delete_message,
    ("POST", "/channels/{channel_id}/typing"): start_typing,
    ("PUT", ONE + "/reactions/{emoji}/@me"): add_reaction,
    ("DELETE", ONE + "/reactions/{emoji}/@me"): remove_reaction,
}
