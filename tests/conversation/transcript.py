"""What people see, written down as Discord shows it: who says what where, to whom alone, with which buttons."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.loopback.discord import Channel, Message
from tests.loopback.discord.world import World

TEXT, ROW, CARD, LINK = 10, 1, 17, 5  # types of components, and the style of a button that opens a link
HOME = ZoneInfo("Asia/Tokyo")
WIDTH = 100  # columns of a line between two scenes
_WEEKDAYS = "月火水木金土日"
_ESCAPE = re.compile(r"\\(.)")
_LINKED = re.compile(r"(?<!\\)\[(?P<label>[^\]]+)\]\((?P<url>https?://[^)]+)\)")
_MESSAGE = re.compile(r"https://discord\.com/channels/\d+/(?P<place>\d+)/\d+")
_MENTION = re.compile(r"<(?P<kind>@!?|#)(?P<id>\d+)>")
_TIME = re.compile(r"<t:(?P<at>\d+)(?::(?P<style>[tTdDfFR]))?>")
# What differs from one evening to the next: ids, moments, and how often the model was asked once more.
_PASSING = re.compile(r"\b\d{17,20}\b|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|\+00:00)?|(?<=今日のモデル利用：)[\d,]+|\d+(?=回）)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing on the screen.

    `name` is who says it, "" for what is told of the scene; `lines` the texts and rows of buttons as they stand;
    `answers` the beginning of what it replies to, `alone` who alone sees it; `card` whether it has a frame; `files`
    name → what is in them.
    """

    place: str
    name: str
    lines: tuple[str, ...]
    answers: str = ""
    alone: str = ""
    card: bool = False
    files: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    def print(self) -> Iterator[str]:
        """Its lines."""
        if not self.name:
            yield f"      （{self.text}）"
            return
        to = f" ↩ 「{self.answers}」への返信" if self.answers else ""
        yield f"{self.place}  {self.name}{to}{f'  〔{self.alone}だけに見える〕' if self.alone else ''}"
        yield from (f"    {'┃ ' if self.card else ''}{line}" for line in self.lines)
        for name, content in self.files.items():
            yield f"    📎 {name}"
            yield from (f"      {line}" for line in content.splitlines())


class Transcript:
    """The evening so far. `world` knows the names behind ids, `read_file` what is in an attachment."""

    def __init__(self, world: World, read_file: Callable[[int], bytes]) -> None:
        self.entries: list[Entry] = []
        self._world = world
        self._read_file = read_file
        self._seen: set[int] = set()

    def tell(self, text: str) -> None:
        """Something of the scene that no message says."""
        self.entries.append(Entry(place="", name="", lines=(text,)))

    def head(self, text: str) -> None:
        """A new scene."""
        self.entries.append(Entry(place="head", name="", lines=(text,)))

    def use(self, place: str, name: str, what: str) -> None:
        """Somebody uses a command or presses a button."""
        self.entries.append(Entry(place=place, name=name, lines=(what,)))

    def add(self, message: Message, *, alone: str = "") -> None:
        """A message, unless it stands here already and is for all."""
        if message.id in self._seen and not alone:
            return
        self._seen.add(message.id)
        files = {each["filename"]: self._read_file(int(each["id"])).decode() for each in message.attachments}
        drawn = [message.content, *_draw(message.components)]
        self.entries.append(
            Entry(
                place=self.name_place(message.channel_id),
                name=message.author.name,
                lines=tuple(line for text in drawn for line in self.show(text).splitlines()),
                answers=self._quote(message),
                alone=alone,
                card=any(each["type"] == CARD for each in message.components),
                files=files,
            )
        )

    def count(self, place: Channel) -> int:
        """How many of the host's messages stand here of a place."""
        name = self.name_place(place.id)
        return sum((entry.place, entry.name) == (name, self._world.bot.name) for entry in self.entries)

    def add_form(self, place: str, name: str, modal: Mapping[str, Any], filled: Mapping[str, str]) -> None:
        """A form as it opens, with what was filled in."""
        lines = [f"【{modal['title']}】"]
        for each in modal["components"]:
            inner = each["component"]
            lines += [each["label"], f"-# {each['description']}"]
            options = {option["value"]: option["label"] for option in inner.get("options", ())}
            chosen = filled.get(inner["custom_id"], next(_chosen(inner), ""))
            shown = " ・ ".join(f"{'◉' if value == chosen else '○'} {label}" for value, label in options.items())
            lines.append(f"  {shown or '▏' + chosen}")
        shown = tuple(self.show(line) for line in lines)
        self.entries.append(Entry(place=place, name=name, lines=shown, alone=name, card=True))

    def name_place(self, channel_id: int) -> str:
        """#channel, a thread under it, or DM."""
        channel = self._world.channels[channel_id]
        if channel.recipient is not None:
            return f"DM（{channel.recipient.name}）"
        if channel.parent_id is not None:
            return f"{self.name_place(channel.parent_id)} › スレッド"
        return f"#{channel.name}"

    def show(self, text: str) -> str:
        """A text as it is drawn, without the marks that draw it."""
        text = _MESSAGE.sub(lambda found: f"{self.name_place(int(found['place']))} › 💬", text)
        text = _LINKED.sub(r"\g<label> ↗", text)
        text = _TIME.sub(_show_time, _MENTION.sub(self._name, text))
        lines = (line.removeprefix("## ").removeprefix("### ").removeprefix("-# ") for line in text.splitlines())
        return "\n".join(_ESCAPE.sub(r"\1", re.sub(r"(?<!\\)\*\*", "", line)) for line in lines)

    def _name(self, found: re.Match[str]) -> str:
        number = int(found["id"])
        return f"#{self._world.channels[number].name}" if found["kind"] == "#" else f"@{self._world.users[number].name}"

    def _quote(self, message: Message) -> str:
        if message.reference is None:
            return ""
        asked = self._world.channels[message.channel_id].messages.get(int(message.reference["message_id"]))
        text = self.show(asked.text).replace(f"@{self._world.bot.name} ", "") if asked else "消えたメッセージ"
        first = text.splitlines()[0]
        return first if len(first) <= 20 else f"{first[:20]}…"

    def print(self) -> str:
        """All of it."""
        return _PASSING.sub("…", "\n".join(line for entry in self.entries for line in _print(entry)))


def _print(entry: Entry) -> Iterator[str]:
    if entry.place == "head":
        yield from ("", f"━━ {entry.text} ".ljust(WIDTH, "━"), "")
        return
    yield from entry.print()


def _show_time(found: re.Match[str]) -> str:
    at = datetime.fromtimestamp(int(found["at"]), HOME)
    if found["style"] == "R":
        days = (at - datetime.now(HOME)).days
        return f"{days}日後" if days > 0 else "さっき"
    return f"{at.year}年{at.month}月{at.day}日（{_WEEKDAYS[at.weekday()]}）{at.hour}:{at.minute:02}"


def _draw(components: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The texts of components and their rows of buttons, in order."""
    for each in components:
        if each["type"] == TEXT:
            yield each["content"]
        elif each["type"] == ROW:
            yield " ".join(f"［{_name_button(button)}］" for button in each["components"])
        else:
            yield from _draw(each.get("components", ()))


def _name_button(button: Mapping[str, Any]) -> str:
    emoji = (button.get("emoji") or {}).get("name", "")
    return f"{emoji} {button['label']}{' ↗' if button['style'] == LINK else ''}".strip()


def _chosen(field: Mapping[str, Any]) -> Iterator[str]:
    """What is chosen in a select before anybody touches it."""
    yield from (each["value"] for each in field.get("options", ()) if each.get("default"))
