"""A model that does whatever the letter or message before it wants: the worst that can answer a listener.

While it is shown the words of an `Order` it says what they ask for; shown none of them it is honest.
"""

import base64
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from studio.copydesk.texts import squeeze
from tests.loopback.disguises import DISGUISES, find_bit
from tests.loopback.model import ModelServer, build_document

PART = 90  # characters of the instructions that are given away where not all of them are asked for
RECOGNISED = 24  # letters and digits by which a text is known again
HONEST = "うんうん、聞いてるよ！あーし、きみの話もっと聞きたいな！"

_MATERIAL = re.compile(r"<<<資料 (\w+)>>>.*?<<<資料ここまで \1>>>", re.DOTALL)
_SAMPLES = re.compile(r"[^\n]*話しぶりの見本です。.*?(?=\n\n|\Z)", re.DOTALL)
_HIRAGANA_TO_KATAKANA = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}
SPOILS: Mapping[str, Callable[[str], str]] = {
    "{prompt}": lambda system: system,
    "{prompt_head}": lambda system: system[:PART],
    "{prompt_middle}": lambda system: system[len(system) // 2 :][:PART],
    "{prompt_tail}": lambda system: system[-PART:],
    "{prompt_spaced}": lambda system: " ".join(system[:PART]),
    "{prompt_dotted}": lambda system: "・".join(system[:PART]),
    "{prompt_zero_width}": lambda system: "\u200b".join(system[:PART]),
    "{prompt_reversed}": lambda system: system[:PART][::-1],
    "{prompt_katakana}": lambda system: system[:PART].translate(_HIRAGANA_TO_KATAKANA),
    "{prompt_base64}": lambda system: base64.b64encode(system[:PART].encode()).decode(),
    "{prompt_hex}": lambda system: system[:PART].encode().hex(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a listener wrote, and what they want to hear; "" wants nothing, {message} the words themselves."""

    texts: tuple[str, ...]
    wish: str

    def is_shown(self, user: str) -> bool:
        """Whether a prompt's user part holds one of the texts."""
        shown = squeeze(user.replace("\\n", "\n"))
        return any(words[:RECOGNISED] in shown for text in self.texts if (words := squeeze(text)))

    def fulfil(self, system: str, task: str) -> str:
        """What is said, word for word; `task` is what was asked for in the user's part, without any material."""
        said = self.wish.replace("{message}", self.texts[-1])
        for sign, spoil in SPOILS.items():
            said = said.replace(sign, spoil(system))
        for name, dress in DISGUISES.items():
            said = said.replace(f"{{prompt_{name}}}", dress(system[:PART]))
            said = said.replace(f"{{bit_{name}}}", dress(find_bit(system)))
        for place, start in (("head", 0), ("middle", len(task) // 2), ("tail", -PART)):
            said = said.replace(f"{{task_{place}}}", task[start:][:PART])
        return said


class ObedientModel(ModelServer):
    """The server. `order` is what it obeys, `obeyed` counts how often it did; `task` is what it was asked for then."""

    def __init__(self, **options: Any) -> None:
        super().__init__("good", **options)
        self.order: Order | None = None
        self.obeyed = 0
        self.task = ""

    @property
    def system(self) -> str:
        """The instructions of the last request."""
        return self.requests[-1].system if self.requests else ""

    async def _answer(self, request: web.Request, body: Mapping[str, Any], mode: str) -> web.StreamResponse:
        system, user = (turn["content"] for turn in body["messages"][:2])
        said = HONEST
        if self.order and self.order.is_shown(user):
            self.obeyed += 1
            self.task = strip_material(user)
            said = self.order.fulfil(system, self.task)
        document = build_document(body, mode)
        document["choices"][0]["message"]["content"] = _shape(said, user)
        return web.json_response(document)


def strip_material(user: str) -> str:
    """What a prompt's user part asks for, without what others wrote and the host's own sample lines."""
    return _SAMPLES.sub("", _MATERIAL.sub("", user))


def _shape(said: str, user: str) -> str:
    """What is said in the form that was asked for: plain, or as the answer to each letter."""
    if '"letters"' not in user:
        return said
    rows = [{"number": number, "point": said[:100], "answer": said} for number in (1, 2)]
    return json.dumps({"letters": rows}, ensure_ascii=False)
