"""What a bot answers an interaction with: the callback, the original answer, follow-ups."""

from typing import Any

from .access import Call
from .command_rules import check_choices
from .component_rules import check_modal
from .errors import (
    ALREADY_ACKNOWLEDGED,
    DEAD_TOKEN,
    INVALID_FORM,
    UNKNOWN_CHANNEL,
    UNKNOWN_INTERACTION,
    UNKNOWN_MESSAGE,
    UNKNOWN_WEBHOOK,
    Broken,
    RefusedError,
    error_tree,
    refuse_broken,
)
from .interactions import (
    ALLOWED_ANSWERS,
    ANSWER,
    CHOICES,
    DEFER,
    OPEN_MODAL,
    UPDATE,
    Interaction,
)
from .message_routes import build_message, change_message, check_uploads
from .message_rules import check_new_message
from .payloads import message_payload
from .world import EPHEMERAL, LOADING, Message

Json = dict[str, Any]


def answer_interaction(call: Call) -> Json | None:
    """POST the callback: within the deadline, once, and of a kind that fits."""
    interaction = call.server.interactions.get(call.id("interaction_id"))
    if interaction is None or interaction.token != call.params["token"]:
        raise RefusedError(UNKNOWN_INTERACTION)
    if interaction.is_acknowledged:
        raise RefusedError(ALREADY_ACKNOWLEDGED)
    if interaction.age_s > interaction.deadline_s:
        raise RefusedError(UNKNOWN_INTERACTION)
    body = call.form()
    kind = body.get("type")
    if kind not in ALLOWED_ANSWERS[interaction.kind] or (kind == UPDATE and interaction.message is None):
        raise RefusedError(INVALID_FORM, error_tree([Broken(("type",), "BASE_TYPE_CHOICES", "Not for this kind")]))
    _take_answer(call, interaction, kind, body.get("data") or {})
    interaction.ack_s, interaction.answer_kind = interaction.age_s, kind
    interaction.notify()
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return None
    return _callback_answer(call, interaction, kind)


def _take_answer(call: Call, interaction: Interaction, kind: int, data: Json) -> None:
    call.body = data
    if kind == ANSWER:
        interaction.original = _make_message(call, interaction, data)
        _show(call, interaction.original)
    elif kind == DEFER:
        flags = LOADING | ((data.get("flags") or 0) & EPHEMERAL)
        interaction.original = _make_message(call, interaction, {}, empty=True)
        interaction.original.flags = flags
    elif kind == UPDATE and interaction.message:
        change_message(call, interaction.message)
        interaction.updated = True
    elif kind == CHOICES:
        choices = data.get("choices") or []
        refuse_broken(list(check_choices(choices)))
        interaction.choices = choices
    elif kind == OPEN_MODAL:
        refuse_broken(list(check_modal(data)))
        interaction.modal = data


def _callback_answer(call: Call, interaction: Interaction, kind: int) -> Json:
    head: Json = {"id": str(interaction.id), "type": interaction.kind}
    message = interaction.original if kind in (ANSWER, DEFER) else interaction.message
    if kind in (CHOICES, OPEN_MODAL) or message is None:
        return {"interaction": head}
    head["response_message_id"] = str(message.id)
    head["response_message_loading"] = bool(message.flags & LOADING)
    head["response_message_ephemeral"] = message.is_ephemeral
    return {"interaction": head, "resource": {"type": kind, "message": message_payload(message, call.world)}}


def _make_message(call: Call, interaction: Interaction, body: Json, *, empty: bool = False) -> Message:
    if not empty:
        check_new_message(body, set(call.files))
        check_uploads(call)
    channel = call.world.channels.get(interaction.channel_id)
    if channel is None:
        raise RefusedError(UNKNOWN_CHANNEL)
    metadata = {
        "id": str(interaction.id),
        "type": interaction.kind,
        "user": interaction.payload["user"] if "user" in interaction.payload else interaction.payload["member"]["user"],
        "authorizing_integration_owners": interaction.payload["authorizing_integration_owners"],
    }
    kept = {key: value for key, value in body.items() if key not in ("nonce", "message_reference")}
    return build_message(call, channel, kept, interaction=metadata)


def _show(call: Call, message: Message) -> None:
    """Put an answer where everybody sees it, unless it is for one member alone."""
    channel = call.world.channels.get(message.channel_id)
    if channel and not message.is_ephemeral:
        channel.messages[message.id] = message
        call.server.announce_message("MESSAGE_CREATE", message)


def _interaction(call: Call) -> Interaction:
    """The interaction whose token this is, acknowledged and alive."""
    found = call.server.tokens.get(call.params["webhook_token"])
    known = call.id("webhook_id") == call.world.application_id and found and found.is_acknowledged
    if found is None or not known:
        raise RefusedError(UNKNOWN_WEBHOOK)
    if found.age_s > found.life_s:
        raise RefusedError(DEAD_TOKEN)
    return found


def follow_up(call: Call) -> Json:
    """POST a further answer; the first one after a deferral takes the placeholder's place."""
    interaction = _interaction(call)
    original = interaction.original
    if original and original.flags & LOADING:
        return _fill_placeholder(call, interaction, original)
    message = _make_message(call, interaction, call.form())
    interaction.followups.append(message)
    _show(call, message)
    interaction.notify()
    return message_payload(message, call.world)


def _fill_placeholder(call: Call, interaction: Interaction, original: Message) -> Json:
    """The placeholder's own flags decide who sees it, not those of the message that fills it."""
    check_new_message(call.form(), set(call.files))
    change_placeholder(call, original)
    interaction.notify()
    return message_payload(original, call.world)


def change_placeholder(call: Call, original: Message) -> None:
    """Turn "is thinking" into the answer, and show it."""
    change_message(call, original)
    original.flags &= ~LOADING
    original.edited_at = None
    _show(call, original)


def _answer(call: Call, interaction: Interaction) -> Message:
    """The message of the path: the original (also that a button hangs on), or one of the follow-ups."""
    name = call.params.get("message_id", "@original")
    original = interaction.original or interaction.message
    if name == "@original" or (original and name == str(original.id)):
        found = original
    else:
        found = next((message for message in interaction.followups if str(message.id) == name), None)
    if found is None:
        raise RefusedError(UNKNOWN_MESSAGE)
    return found


def get_answer(call: Call) -> Json:
    """GET an answer."""
    return message_payload(_answer(call, _interaction(call)), call.world)


def edit_answer(call: Call) -> Json:
    """PATCH an answer; an edit of the placeholder is the answer."""
    interaction = _interaction(call)
    message = _answer(call, interaction)
    if message.flags & LOADING:
        change_placeholder(call, message)
    else:
        change_message(call, message)
    interaction.updated |= message is interaction.message
    interaction.notify()
    return message_payload(message, call.world)


def delete_answer(call: Call) -> None:
    """DELETE an answer."""
    interaction = _interaction(call)
    message = _answer(call, interaction)
    if message in interaction.followups:
        interaction.followups.remove(message)
    elif message is interaction.original:
        interaction.original = None
    channel = call.world.channels.get(message.channel_id)
    if channel and channel.messages.pop(message.id, None):
        call.server.announce_removal(message)


HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: dict[tuple[str, str], Any] = {
    ("POST", "/interactions/{interaction_id}/{token}/callback"): answer_interaction,
    ("POST", HOOK): follow_up,
}
for _name in ("@original", "{message_id}"):
    ROUTES |= {
        ("GET", f"{HOOK}/messages/{_name}"): get_answer,
        ("PATCH", f"{HOOK}/messages/{_name}"): edit_answer,
        ("DELETE", f"{HOOK}/messages/{_name}"): delete_answer,
    }
