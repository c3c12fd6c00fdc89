"""How a chat endpoint wants to be asked, and what to leave out when it turns a request down. Pure.

"OpenAI-compatible" names a family, not a protocol: some know JSON schemas, some only JSON, some neither;
thinking models count their thinking into the answer and take no temperature.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from radio.writing import Prompt
from studio.answer_shape import mend_text

THINKING_ROOM = 6_000  # tokens a thinking model may think beside its answer
ECHO_LIMIT = 4_000  # characters of a misshapen answer that the second try is shown
_ODD_REQUEST = frozenset({400, 404, 405, 415, 422, 500, 501})
_BAD_REQUEST = frozenset({400, 422})
_FORM_WORDS = ("response_format", "json_schema", "json_object", "structured output", "json mode", "grammar")
_TOO_LONG_WORDS = ("context length", "context_length", "context window", "too many tokens", "prompt is too long")

Turn = Mapping[str, str]


class AnswerForm(IntEnum):
    """How a shape can be asked for, the strictest first."""

    JSON_SCHEMA = 0
    JSON_OBJECT = 1
    PLAIN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What one endpoint with one model understands. `thinks` when thinking counts as part of the answer."""

    form: AnswerForm = AnswerForm.JSON_SCHEMA
    completion_tokens: bool = False
    temperature: bool = True
    effort: bool = True
    thinks: bool = False

    def cap(self, prompt: Prompt) -> int:
        """The most tokens that an answer to `prompt` may take, thinking included."""
        return prompt.max_tokens + (THINKING_ROOM if self.thinks else 0)

    def request(self, prompt: Prompt, turns: Sequence[Turn], model: str) -> dict[str, Any]:
        """The body of a chat completion."""
        body: dict[str, Any] = {
            "model": model,
            "messages": list(turns),
            "max_completion_tokens" if self.completion_tokens else "max_tokens": self.cap(prompt),
        }
        if self.temperature:
            body["temperature"] = prompt.temperature
        if self.completion_tokens and self.effort:
            body["reasoning_effort"] = "low"  # the prompts leave little to think about, and listeners' time is short
        if prompt.schema is not None and self.form is not AnswerForm.PLAIN:
            body["response_format"] = self._name_form(prompt.schema, prompt.purpose.value)
        return body

    def _name_form(self, schema: Mapping[str, Any], name: str) -> dict[str, Any]:
        if self.form is AnswerForm.JSON_OBJECT:
            return {"type": "json_object"}
        return {"type": "json_schema", "json_schema": {"name": name, "strict": True, "schema": schema}}


def open_turns(prompt: Prompt) -> tuple[Turn, ...]:
    """The first two turns. The shape stands in the user part too: many endpoints ignore the other place."""
    user = mend_text(prompt.user)
    if prompt.schema is not None:
        user = f"{user}\n\nJSON Schema: {json.dumps(prompt.schema, ensure_ascii=False)}"
    return ({"role": "system", "content": prompt.system}, {"role": "user", "content": user})


def repair_turns(turns: Sequence[Turn], answer: str, fault: str) -> tuple[Turn, ...]:
    """The turns of a second try: what was asked, the answer, and what is wrong with it."""
    said = mend_text(answer)[:ECHO_LIMIT].strip()
    echo: tuple[Turn, ...] = ({"role": "assistant", "content": said},) if said else ()
    wish = (
        f"この答えは使えませんでした（{fault}）。"
        "同じ問いに、JSON Schemaどおりの短めのJSONひとつだけで、もう一度答えてください。"
    )
    return (*turns, *echo, {"role": "user", "content": wish})


def climb_down(dialect: Dialect, *, status: int, words: str, shaped: bool) -> Dialect | None:
    """The next simpler way to ask after a refused request; None when the refusal is about something else.

    Args:
        dialect: how it was asked.
        status: the HTTP status of the refusal.
        words: the endpoint's own words, its name for the faulty parameter included.
        shaped: whether the request had a response format.
    """
    said = words.lower()
    if status not in _ODD_REQUEST or any(word in said for word in _TOO_LONG_WORDS):
        return None
    if "max_tokens" in said or "max_completion_tokens" in said:
        newer = "max_completion_tokens" in said and not dialect.completion_tokens
        return replace(dialect, completion_tokens=True, thinks=True) if newer else None
    if "reasoning_effort" in said and dialect.completion_tokens and dialect.effort:
        return replace(dialect, effort=False)
    if "temperature" in said and dialect.temperature:
        return replace(dialect, temperature=False)
    hinted = any(word in said for word in _FORM_WORDS)
    if shaped and dialect.form is not AnswerForm.PLAIN and (hinted or status in _BAD_REQUEST):
        return replace(dialect, form=AnswerForm(dialect.form + 1))
    return None


def estimate_tokens(text: str) -> int:
    """About how many tokens a text takes: four Latin signs make one, a Japanese sign is one by itself."""
    latin = sum(map(str.isascii, text))
    return latin // 4 + len(text) - latin + 1
