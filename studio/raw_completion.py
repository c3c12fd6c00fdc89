"""What came back from a chat endpoint, read without trusting any of it. Pure.

Endpoints that call themselves compatible differ in everything: parts for text, errors with status 200,
no choices, no counts, a web page.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from studio.answer_shape import mend_text

TOKEN_CEILING = 10_000_000  # a count above this is a slip of the endpoint's, not a count
WORDS_LIMIT = 160  # characters of an endpoint's own words that are quoted to the owner


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCompletion:
    """One answer of an endpoint as it came.

    `text` is raw, "" where there is none. `cut` when the endpoint stopped at the token limit, `refused`
    when it says that it declined, `fault` why there is no text although it did not. Tokens are None
    where the endpoint does not count.
    """

    text: str = ""
    cut: bool = False
    refused: bool = False
    fault: str = ""
    input_tokens: int | None = None
    output_tokens: int | None = None


def read_completion(body: bytes) -> RawCompletion:
    """Read the body of a 200. Never raises: what is wrong stands in its `fault`."""
    try:
        document: object = json.loads(body)
    except (ValueError, RecursionError):
        return RawCompletion(fault=f"answered {_name_kind(body)} where JSON was asked for")
    fields = _mapping(document)
    if not fields:
        return RawCompletion(fault="answered JSON that is not a chat completion")
    usage = _mapping(fields.get("usage"))
    raw = _read_choices(fields)
    return replace(
        raw,
        input_tokens=_count(usage.get("prompt_tokens")),
        output_tokens=_count(usage.get("completion_tokens")),
    )


def read_flag(body: bytes) -> bool | None:
    """Whether a moderation answer flags the text, None where it does not say."""
    try:
        document: object = json.loads(body)
    except (ValueError, RecursionError):
        return None
    results = _sequence(_mapping(document).get("results"))
    flags = [_mapping(result).get("flagged") for result in results]
    return any(flags) if flags and all(isinstance(flag, bool) for flag in flags) else None


def _read_choices(fields: Mapping[str, Any]) -> RawCompletion:
    choices = _sequence(fields.get("choices"))
    if not choices:
        return RawCompletion(fault=_name_emptiness(fields))
    choice = _mapping(choices[0])
    message = _mapping(choice.get("message"))
    reason = choice.get("finish_reason")
    text, declined = _join_parts(message.get("content"))
    return RawCompletion(
        text=text,
        cut=reason == "length",
        refused=reason == "content_filter" or declined or bool(message.get("refusal")),
        fault="" if text.strip() else "answered without any text",
    )


def _join_parts(content: object) -> tuple[str, bool]:
    # Some endpoints give the text in parts; a part can be a refusal.
    if isinstance(content, str):
        return content, False
    parts = _sequence(content)
    texts = [part if isinstance(part, str) else _mapping(part).get("text") for part in parts]
    declined = any(_mapping(part).get("type") == "refusal" for part in parts)
    return "".join(text for text in texts if isinstance(text, str)), declined


def _name_kind(body: bytes) -> str:
    start = body[:500].lstrip().lower()
    if not start:
        return "nothing"
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<")):
        return "a web page"
    return "a stream of events" if start.startswith(b"data:") else "something"


def _name_emptiness(fields: Mapping[str, Any]) -> str:
    if error := fields.get("error") or fields.get("detail"):
        return f"answered an error with status 200: {quote_words(error)}"
    return "answered without any choice"


def quote_words(error: object) -> str:
    """An endpoint's own words about a fault, short and on one line, for the owner; "" for a web page or none."""
    fields = _mapping(error)
    words = fields.get("message") or fields.get("detail") or fields.get("error") or error
    if words is not error and (inside := _mapping(words)):
        return quote_words(inside.get("message"))
    line = " ".join(mend_text(words).split()) if isinstance(words, str) else ""
    if line.startswith("<"):
        return ""
    return line if len(line) <= WORDS_LIMIT else line[: WORDS_LIMIT - 1] + "…"


def _mapping(value: object) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else {}


def _sequence(value: object) -> Sequence[object]:
    return cast("Sequence[object]", value) if isinstance(value, list) else ()


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= TOKEN_CEILING:
        return None
    return value
