"""Channels and threads."""

from typing import Any

from .access import Call
from .component_rules import check_length
from .errors import (
    INVALID_FORM,
    MISSING_PERMISSIONS,
    THREAD_EXISTS,
    UNKNOWN_USER,
    WRONG_CHANNEL_TYPE,
    Broken,
    RefusedError,
    error_tree,
    refuse_broken,
)
from .message_routes import build_message, check_uploads, store_message
from .message_rules import check_new_message
from .payloads import channel_payload, message_payload
from .permissions import Permission
from .world import DM, FORUM, THREAD_TYPES, Channel

PRIVATE_THREAD = 12
ARCHIVE_MINUTES = (60, 1440, 4320, 10080)

Json = dict[str, Any]


def get_channel(call: Call) -> Json:
    """GET a channel."""
    return channel_payload(call.channel())


def edit_channel(call: Call) -> Json:
    """PATCH a channel's name or topic, or a thread's name, archive and lock."""
    channel = call.channel()
    body = call.form()
    _check_may_edit(call, channel, body)
    if "name" in body:
        refuse_broken(list(check_length(("name",), body["name"], 1, 100)))
        channel.name = body["name"]
    _check_archive(body)
    channel.topic = body.get("topic", channel.topic)
    channel.archived = body.get("archived", channel.archived)
    channel.locked = body.get("locked", channel.locked)
    channel.auto_archive_minutes = body.get("auto_archive_duration", channel.auto_archive_minutes)
    call.server.announce_channel("UPDATE", channel)
    return channel_payload(channel)


def _check_may_edit(call: Call, channel: Channel, body: Json) -> None:
    """Everything takes the manage bit, but an owner's own thread may be renamed and archived."""
    needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
    own = channel.owner_id == call.world.bot.id and not body.get("locked") and not channel.locked
    if not own and not call.bits(channel) & needed:
        raise RefusedError(MISSING_PERMISSIONS)


def _check_archive(body: Json) -> None:
    minutes = body.get("auto_archive_duration")
    if minutes is not None and minutes not in ARCHIVE_MINUTES:
        broken = Broken(("auto_archive_duration",), "BASE_TYPE_CHOICES", f"Value must be one of {ARCHIVE_MINUTES}.")
        raise RefusedError(INVALID_FORM, error_tree([broken]))


def delete_channel(call: Call) -> Json:
    """DELETE a channel or a thread."""
    channel = call.channel()
    needed = Permission.MANAGE_THREADS if channel.is_thread else Permission.MANAGE_CHANNELS
    if channel.kind != DM and not call.bits(channel) & needed:
        raise RefusedError(MISSING_PERMISSIONS)
    payload = channel_payload(channel)
    if channel.kind != DM:
        call.server.delete_channel(channel.id)
    return payload


def start_thread_at_message(call: Call) -> Json:
    """POST a thread on a message: one a message, and it takes the message's id."""
    channel = call.channel(Permission.CREATE_PUBLIC_THREADS)
    message = call.message(channel)
    if channel.kind not in THREAD_TYPES or channel.kind == FORUM:
        raise RefusedError(WRONG_CHANNEL_TYPE)
    _check_thread(call.form())
    if message.thread_id:
        raise RefusedError(THREAD_EXISTS)
    thread = _open_thread(call, channel, message.id, THREAD_TYPES[channel.kind])
    message.thread_id = thread.id
    message.flags |= 1 << 5
    call.server.announce_message("MESSAGE_UPDATE", message)
    return _thread_answer(call, thread)


def start_thread(call: Call) -> Json:
    """POST a thread that hangs on no message; in a forum it is a post with its first message."""
    channel = call.channel()
    if channel.kind not in THREAD_TYPES:
        raise RefusedError(WRONG_CHANNEL_TYPE)
    body = call.form()
    _check_thread(body)
    if channel.kind == FORUM:
        return _start_post(call, channel, body)
    kind = body.get("type", PRIVATE_THREAD)
    needed = Permission.CREATE_PRIVATE_THREADS if kind == PRIVATE_THREAD else Permission.CREATE_PUBLIC_THREADS
    call.channel(needed)
    return _thread_answer(call, _open_thread(call, channel, call.world.new_id(), kind))


def _start_post(call: Call, forum: Channel, body: Json) -> Json:
    call.channel(Permission.SEND_MESSAGES)
    first = body.get("message") or {}
    check_new_message(first, set(call.files))
    check_uploads(call)
    thread = _open_thread(call, forum, call.world.new_id(), THREAD_TYPES[FORUM])
    message = build_message(call, thread, first)
    message.id = thread.id
    store_message(call, thread, message)
    return _thread_answer(call, thread) | {"message": message_payload(message, call.world)}


def _check_thread(body: Json) -> None:
    refuse_broken(list(check_length(("name",), (body.get("name") or "").strip(), 1, 100)))
    _check_archive(body)


def _open_thread(call: Call, parent: Channel, thread_id: int, kind: int) -> Channel:
    body = call.form()
    name = body["name"].strip()
    thread = call.world.add_thread(parent, thread_id, name=name, kind=kind, owner_id=call.world.bot.id)
    thread.auto_archive_minutes = body.get("auto_archive_duration") or thread.auto_archive_minutes
    call.server.announce_channel("CREATE", thread, newly_created=True)
    return thread


def _thread_answer(call: Call, thread: Channel) -> Json:
    member = {"id": str(thread.id), "user_id": str(call.world.bot.id), "flags": 0}
    return channel_payload(thread) | {"member": member | {"join_timestamp": thread.made_at.isoformat()}}


def join_thread(call: Call) -> None:
    """PUT the bot into a thread."""
    if not call.channel().is_thread:
        raise RefusedError(WRONG_CHANNEL_TYPE)


def archived_threads(call: Call) -> Json:
    """GET the public threads of a channel that are archived."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    threads = call.world.guilds[channel.guild_id or 0].threads.values()
    found = [channel_payload(each) for each in threads if each.parent_id == channel.id and each.archived]
    return {"threads": found, "members": [], "has_more": False}


def open_dm(call: Call) -> Json:
    """POST a direct-message channel with a user."""
    user = call.world.users.get(int(call.form().get("recipient_id") or 0))
    if user is None or user is call.world.bot:
        raise RefusedError(UNKNOWN_USER)
    return channel_payload(call.world.open_dm(user))


ROUTES = {
    ("GET", "/channels/{channel_id}"): get_channel,
    ("PATCH", "/channels/{channel_id}"): edit_channel,
    ("DELETE", "/channels/{channel_id}"): delete_channel,
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads"): start_thread_at_message,
    ("POST", "/channels/{channel_id}/threads"): start_thread,
    ("PUT", "/channels/{channel_id}/thread-members/@me"): join_thread,
    ("GET", "/channels/{channel_id}/threads/archived/public"): archived_threads,
    ("POST", "/users/@me/channels"): open_dm,
}
