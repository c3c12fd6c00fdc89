"""Posts as Discord shows them: a card in the host's colour, or plain messages where cards cannot be sent. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import discord
import yarl
from discord import ui

from cogs.news_buttons import make_story_buttons
from persona.wording import safe_line
from radio.news import Language
from radio.transmission import Link, Post

MESSAGE_LIMIT = 2000  # characters of a plain message
CARD_LIMIT = 4000  # characters of all texts of a card
BUTTON_URL, BUTTON_LABEL = 512, 80
_LINE = 4000  # no line is longer than a card
# What draws a pair of signs over several lines; within one line safe_line has replaced it.
_SPANNING = re.compile(r"\*|`|~~|\|\||__|>>>")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s)")
_BRACKETS = str.maketrans("[]", "［］")
_UNSAFE_IN_LINK = str.maketrans({"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", " ": "%20"})
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[」』）)]*|\n|$)")


def make_card(post: Post, language: Language = Language.JAPANESE) -> ui.LayoutView:
    """The post as a components-v2 message: heading, copy, a small line, its links, and a story's buttons."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[Any] = ui.Container(accent_colour=discord.Colour(post.colour))
    texts = [show_head(post.title), show_text(post.text)]
    buttons, lines = _split_links(post.links)
    room = CARD_LIMIT - sum(map(len, texts)) - len(small := show_note(post.note))
    if lines:
        texts.append("\n".join(_fit_links(lines, room)))
    for text in filter(None, texts):
        container.add_item(ui.TextDisplay(text))
    if small or buttons:
        container.add_item(ui.Separator(visible=True))
    if small:
        container.add_item(ui.TextDisplay(small))
    if buttons:
        container.add_item(ui.ActionRow[Any](*buttons))
    if retelling := make_story_buttons(post, language):
        container.add_item(ui.ActionRow[Any](*retelling))
    return view.add_item(container)


def make_row(post: Post) -> ui.View | None:
    """A story's buttons for a plain message, None for a post that has none."""
    retelling = make_story_buttons(post)
    view = ui.View(timeout=None)
    for button in retelling:
        view.add_item(button)
    return view if retelling else None


def make_messages(post: Post) -> tuple[str, ...]:
    """The post as plain messages of at most MESSAGE_LIMIT: one, unless links or escapes make it too long."""
    lines = [f"{_guard_line(link.label)} <{_address(link)}>" for link in post.links]
    blocks = [show_head(post.title), show_text(post.text), show_note(post.note), *lines]
    return tuple(_fill_messages(block for block in blocks if block))


def read_card(message: discord.Message) -> str:
    """All texts of a message that is there already, to compare it with what would be sent."""
    return _fold("\n".join([message.content, *_texts(message.components)]))


def read_view(view: ui.LayoutView) -> str:
    """All texts of a card that is not sent yet."""
    return _fold("\n".join(item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)))


def read_plain(content: str) -> str:
    """The text of a plain message that is not sent yet."""
    return _fold(content)


def guard_text(text: str, limit: int = MESSAGE_LIMIT) -> str:
    """Any text so that Discord finds no markup, mention or link in it, cut to `limit`."""
    guarded = show_text(text)
    return guarded if len(guarded) <= limit else guarded[: limit - 1].rstrip() + "…"


def _fold(text: str) -> str:
    return " ".join(text.split())


def _texts(components: Iterable[Any]) -> Iterator[str]:
    for component in components:
        if isinstance(component, discord.TextDisplay):
            yield component.content
        yield from _texts(getattr(component, "children", ()))


def show_head(title: str, *, level: int = 2) -> str:
    """A title as a heading, harmless; level 2 is the larger."""
    line = _guard_line(title)
    return f"{'#' * level} {line}" if line else ""


def show_text(text: str) -> str:
    """Copy, line by line harmless."""
    return "\n".join(_guard_line(line) for line in text.splitlines()).strip()


def show_note(note: str) -> str:
    """A post's small line or lines."""
    return "\n".join(f"-# {line}" for each in note.splitlines() if (line := _guard_line(each)))


def _guard_line(line: str) -> str:
    return _NUMBERED.sub(r"\1\\\2", _guard_signs(line))  # else Discord makes a list of it and counts anew


def _guard_signs(line: str) -> str:
    return _SPANNING.sub(lambda sign: "".join(f"\\{each}" for each in sign.group()), safe_line(line, _LINE))


def _label(link: Link) -> str:
    return _guard_signs(link.label).translate(_BRACKETS)


def _address(link: Link) -> str:
    """The address in ASCII and without what would end a link early; as it is where it is no address at all."""
    try:
        address = str(yarl.URL(link.url))
    except ValueError:
        address = link.url
    return address.translate(_UNSAFE_IN_LINK)


def _split_links(links: Sequence[Link]) -> tuple[list[ui.Button[Any]], list[Link]]:
    """Buttons, and links that become lines: a list of titles is easier to read than of buttons."""
    button = make_link_button(links[0]) if len(links) == 1 else None
    return ([button], []) if button else ([], list(links))


def make_link_button(link: Link) -> ui.Button[Any] | None:
    """A button that opens a link; None where Discord would not take its address or label."""
    address = _address(link)
    if len(address) > BUTTON_URL or not link.label.strip():
        return None
    return ui.Button(style=discord.ButtonStyle.link, label=link.label[:BUTTON_LABEL], url=address)


def _fit_links(links: Sequence[Link], room: int) -> Iterator[str]:
    """A line a link; one whose address has no room is named without it."""
    room -= sum(len(_guard_line(link.label)) + 1 for link in links)
    for link in links:
        label, address = _label(link), _address(link)
        if (needed := len(address) + len("[]()")) > room:
            yield _guard_line(link.label)
            continue
        room -= needed
        yield f"[{label}]({address})"


def _fill_messages(blocks: Iterable[str]) -> Iterator[str]:
    message = ""
    for glue, piece in (piece for block in blocks for piece in _cut(block)):
        joined = f"{message}{glue}{piece}" if message else piece
        if len(joined) > MESSAGE_LIMIT:
            if message.strip():
                yield message.strip()
            joined = piece
        message = joined
    if message.strip():
        yield message.strip()


def _cut(block: str) -> Iterator[tuple[str, str]]:
    """A block whole if it fits a message, else by sentences, each with what joins it to the one before."""
    glue = "\n"
    for sentence in [block] if len(block) <= MESSAGE_LIMIT else _SENTENCE.findall(block):
        for start in range(0, len(sentence), MESSAGE_LIMIT):
            yield glue, sentence[start : start + MESSAGE_LIMIT]
            glue = ""
