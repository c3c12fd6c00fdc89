"""What Discord demands of a message, beyond what its API description says."""

from collections.abc import Iterator
from typing import Any

from .component_rules import check_components, check_length, check_url
from .errors import EMPTY_MESSAGE, Broken, RefusedError, refuse_broken
from .world import COMPONENTS_V2

MAX_CONTENT = 2_000
MAX_EMBEDS_TOTAL = 6_000
MAX_NONCE = 25
EMBED_LIMITS = {"title": 256, "description": 4_096}
LEGACY_FIELDS = ("content", "embeds", "poll", "sticker_ids")
FILLED_BY = ("content", "embeds", "components", "poll", "sticker_ids", "attachments", "shared_client_theme")

Body = dict[str, Any]


def check_new_message(body: Body, files: set[str]) -> None:
    """Refuse a message that Discord would: 50035 with every rule broken, 50006 when it is empty."""
    layout = bool((body.get("flags") or 0) & COMPONENTS_V2)
    refuse_broken(list(_check_message(body, files, layout=layout)))
    forwarded = (body.get("message_reference") or {}).get("type") == 1
    if not files and not forwarded and not any(_is_filled(body.get(key)) for key in FILLED_BY):
        raise RefusedError(EMPTY_MESSAGE)


def check_edited_message(body: Body, files: set[str], *, flags: int, kept: Body) -> None:
    """Refuse an edit; what it leaves out stays as `kept`, and components v2 can be switched on but never off."""
    layout = bool((flags | (body.get("flags") or 0)) & COMPONENTS_V2)
    refuse_broken(list(_check_message(body, files, layout=layout)))
    after = kept | body
    if not files and not any(_is_filled(after.get(key)) for key in FILLED_BY):
        raise RefusedError(EMPTY_MESSAGE)


def _is_filled(value: Any) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        return any(item not in ({}, None) for item in value)
    return bool(value)


def _check_message(body: Body, files: set[str], *, layout: bool) -> Iterator[Broken]:
    yield from check_length(("content",), body.get("content"), 0, MAX_CONTENT)
    yield from _check_nonce(body.get("nonce"))
    yield from _check_embeds(body.get("embeds") or [])
    yield from check_components(body.get("components") or [], layout=layout, files=files)
    yield from _check_mentions(body.get("allowed_mentions") or {})
    if len(files) > 10:
        yield Broken(("attachments",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    for key in LEGACY_FIELDS if layout else ():
        if _is_filled(body.get(key)):
            yield Broken(
                (key,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _check_nonce(nonce: Any) -> Iterator[Broken]:
    if nonce is None:
        return
    if isinstance(nonce, bool) or not isinstance(nonce, str | int):
        yield Broken(("nonce",), "NONCE_TYPE_INVALID", "A nonce is a string or an integer.")
    elif isinstance(nonce, str) and len(nonce) > MAX_NONCE:
        yield Broken(("nonce",), "NONCE_TYPE_TOO_LONG", f"Must be {MAX_NONCE} or fewer in length.")


def _check_mentions(allowed: Body) -> Iterator[Broken]:
    for kind in ("users", "roles"):
        if kind in (allowed.get("parse") or []) and allowed.get(kind):
            message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            yield Broken(("allowed_mentions",), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)
        if len(allowed.get(kind) or []) > 100:
            yield Broken(("allowed_mentions", kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")


def _check_embeds(embeds: list[Body]) -> Iterator[Broken]:
    if len(embeds) > 10:
        yield Broken(("embeds",), "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
    if sum(_embed_size(embed) for embed in embeds) > MAX_EMBEDS_TOTAL:
        message = f"Embed size exceeds maximum size of {MAX_EMBEDS_TOTAL}"
        yield Broken(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)
    for index, embed in enumerate(embeds):
        yield from _check_embed(("embeds", index), embed)


def _embed_size(embed: Body) -> int:
    texts = [embed.get("title"), embed.get("description")]
    texts += [(embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")]
    for item in embed.get("fields") or ():
        texts += [item.get("name"), item.get("value")]
    return sum(len(text or "") for text in texts)


def _check_embed(path: tuple[str | int, ...], embed: Body) -> Iterator[Broken]:
    for key, limit in EMBED_LIMITS.items():
        yield from check_length((*path, key), embed.get(key), 0, limit)
    yield from check_length((*path, "footer", "text"), (embed.get("footer") or {}).get("text"), 0, 2_048)
    yield from check_length((*path, "author", "name"), (embed.get("author") or {}).get("name"), 0, 256)
    fields = embed.get("fields") or []
    if len(fields) > 25:
        yield Broken((*path, "fields"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
    for index, item in enumerate(fields):
        yield from check_length((*path, "fields", index, "name"), item.get("name"), 1, 256)
        yield from check_length((*path, "fields", index, "value"), item.get("value"), 1, 1_024)
    if embed.get("url"):
        yield from check_url((*path, "url"), embed["url"], "http", "https")
