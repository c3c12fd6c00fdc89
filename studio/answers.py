"""What a model's text says, once everything that is not the answer is taken off. Pure."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from radio.errors import ModelRefusedError, ModelUnavailableError
from studio.answer_shape import ShapeFault, fit_shape, mend_text

TEXT_LIMIT = 20_000  # characters of a plain answer; more is not an answer to anything we ask
OBJECT_LIMIT = 400_000  # characters of an answer with a schema
REFUSAL_LIMIT = 300  # a refusal is short; a long text that begins with an apology is copy
CHATTER_LIMIT = 200  # characters round a fenced block that may be thrown away with the fence
WHOLE_SHARE = 0.6  # of a cut text must be whole sentences, else it is too little to use
OBJECT_STARTS = 20  # opening braces that are tried

_THOUGHT_MARK = re.compile(r"<(/?)(?:think|thinking|thoughts?|reasoning)>|\[(/?)THINK\]", re.IGNORECASE)
_CHANNELS = re.compile(r"\A.*<\|channel\|>\s*final\s*<\|message\|>", re.DOTALL)
_CONTROL_TOKEN = re.compile(r"<\|[a-z_]{1,30}\|>")
_FENCED = re.compile(r"^[ \t]*(`{3,}|~{3,})[^\n`]*\n(.*?)(?:\n[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
_CHATTER = re.compile(
    r"""\A\s*(?:
      (?:はい[、。！]\s*)?(?:承知|かしこまり|了解(?:し|いた|です)|わかりました|もちろんです)[^\n]{0,60}\n
    | (?:はい[、。！]\s*)?(?:以下|こちら|下記)[がはに][^\n]{0,40}(?:台本|原稿|回答|答え|結果|JSON)[^\n]{0,20}\n
    | (?:sure|certainly|of\ course|okay|ok|here(?:'s|\ is|\ are))\b[^\n]{0,120}[:.!]\s*\n
    )\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_REFUSAL = re.compile(
    r"""\A\W*(?:
      (?:i(?:'|’)m|i\ am|we(?:'|’)re)\ (?:really\ |very\ |so\ )?(?:sorry|unable|not\ able|afraid)
    | (?:sorry|unfortunately|apologies)\b.{0,40}\b(?:can(?:'|’)?t|cannot|unable|won(?:'|’)t|not\ able)
    | i\ (?:can(?:'|’)?t|cannot|can\ not|won(?:'|’)t|must\ decline)
    | as\ an?\ (?:ai|language\ model)
    | (?:大変|誠に)?(?:申し訳|もうしわけ|恐れ入り|すみません|ごめんなさい)
      .{0,80}(?:できません|できない|いたしかね|お応え|お答え|控え|お手伝い)
    | (?:その|この|ご|お)[^。]{0,40}
      (?:お手伝い|お応え|お答え)(?:することは|は)?(?:できません|できかねます|いたしかねます)
    )""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_WHOLE_SENTENCES = re.compile(r"\A.*(?:[。！？!?♪☆…][」』）)]*|\.(?=\s|\Z)|\n)", re.DOTALL)


def clean_text(raw: str) -> str:
    """The answer without broken signs, thinking, code fences and an assistant's small talk before it."""
    text = mend_text(raw)
    text = strip_thinking(text)
    text = _unfence(text)
    return _CHATTER.sub("", text, count=1).strip()


def strip_thinking(text: str) -> str:
    """The text without thinking, closed or not.

    A closing mark without its opening one ends thinking that the endpoint's own template began; an
    opening mark without a closing one means that the model never came to its answer.
    """
    kept: list[str] = []
    thinking = False
    start = 0
    text = _CHANNELS.sub("", text)
    for mark in _THOUGHT_MARK.finditer(text):
        if not thinking:
            kept.append(text[start : mark.start()])
        closes = bool(mark[1] or mark[2])
        if closes and not thinking:
            kept.clear()
        thinking = not closes
        start = mark.end()
    if not thinking:
        kept.append(text[start:])
    return _CONTROL_TOKEN.sub("", "".join(kept)).strip()


def _unfence(text: str) -> str:
    block = max(_FENCED.finditer(text), key=lambda found: len(found[2]), default=None)
    if block is None:
        return text
    outside = len(text) - len(block[0])
    if outside <= CHATTER_LIMIT or outside <= len(block[2]) // 2:
        return block[2].strip()
    return text


def is_refusal(text: str) -> bool:
    """Whether a cleaned answer is nothing but the model's declining, in English or Japanese."""
    return len(text) <= REFUSAL_LIMIT and _REFUSAL.search(text) is not None


def keep_whole_sentences(text: str) -> str:
    """A cut text up to its last whole sentence, "" where too little of it is whole."""
    found = _WHOLE_SENTENCES.search(text)
    whole = found[0].rstrip() if found else ""
    return whole if len(whole) >= WHOLE_SHARE * len(text) else ""


def read_copy(raw: str, *, cut: bool) -> str:
    """The plain text of an answer; of a `cut` one the whole sentences.

    Raises ModelRefusedError when it is a refusal, ModelUnavailableError when too much or too little is left.
    """
    text = clean_text(raw[:OBJECT_LIMIT])
    if len(text) > TEXT_LIMIT:
        # No exact count: four answers of this kind are one fault to the owner.
        raise ModelUnavailableError(f"the model answered over {TEXT_LIMIT:,} characters, a few hundred were asked for")
    if is_refusal(text):
        raise ModelRefusedError("the model declined to answer")
    text = keep_whole_sentences(text) if cut else text
    if not text:
        raise ModelUnavailableError("the model's answer was cut off, or nothing but thinking")
    return text


def read_object(raw: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """The object in an answer, fitted to `schema`.

    Raises ModelRefusedError when it is a refusal, and ShapeFault that names in one line what is wrong, for
    the model's second try.
    """
    if len(raw) > OBJECT_LIMIT:
        raise ShapeFault(f"the answer has {len(raw)} characters; be brief")
    text = clean_text(raw)
    if is_refusal(text):
        raise ModelRefusedError("the model declined to answer")
    fault = ShapeFault("there is no complete JSON object in the answer")
    for candidate in _find_objects(text):
        try:
            return fit_shape(candidate, schema)
        except ShapeFault as found:
            fault = found
    raise fault


def _find_objects(text: str) -> Iterator[Mapping[str, Any]]:
    first, last = text.find("{"), text.rfind("}")
    if first < 0:
        return
    whole = _parse_object(text[first : last + 1])
    if whole is not None:
        yield whole
        return
    start = first
    for _ in range(OBJECT_STARTS):
        part = _parse_start(text, start)
        if part is not None:
            yield part
        start = text.find("{", start + 1)
        if start < 0:
            return


# Small models put line breaks into strings as they are: strict=False lets them.
_DECODER = json.JSONDecoder(strict=False)


def _parse_object(text: str) -> Mapping[str, Any] | None:
    try:
        return _as_object(_DECODER.decode(text))
    except (ValueError, RecursionError):
        return None


def _parse_start(text: str, start: int) -> Mapping[str, Any] | None:
    try:
        return _as_object(_DECODER.raw_decode(text, start)[0])
    except (ValueError, RecursionError):
        return None


def _as_object(value: object) -> Mapping[str, Any] | None:
    return cast("Mapping[str, Any]", value) if isinstance(value, dict) else None
