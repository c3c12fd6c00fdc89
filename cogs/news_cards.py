"""What `/news` shows: a bulletin in as few messages as it fits, a page of a search, one line. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import discord
from discord import ui

from cogs.cards import CARD_LIMIT, make_card, make_link_button, show_head, show_note, show_text
from cogs.news_buttons import make_page_buttons, make_story_buttons, make_topic_buttons
from radio.bulletin import Answer, SearchPage
from radio.news import Language
from radio.transmission import Post

COMPONENT_LIMIT = 40  # of one message, containers and rows counted too
LINE_LIMIT = 1_000  # characters of a line beside an answer

Block = list[ui.Item[Any]]


def make_cards(answer: Answer, language: Language, remark: str = "") -> list[ui.LayoutView]:
    """An answer's messages. `remark` is a line about the answer itself, above it.

    A bulletin (a head and stories) shares messages; of anything else each post has its own.
    """
    head, *others = answer.posts
    if not head.story and others and all(post.story for post in others):
        cards = list(_fill_cards(answer.posts, language, room=CARD_LIMIT - LINE_LIMIT * bool(remark)))
    else:
        cards = [make_card(post, language) for post in answer.posts]
    if near := make_topic_buttons(() if answer.found else answer.suggestions):
        cards[-1].add_item(ui.ActionRow[Any](*near))
    return [_say_first(cards[0], remark), *cards[1:]]


def make_page(found: SearchPage, language: Language, remark: str = "") -> ui.LayoutView:
    """A page of a search with the buttons for the pages beside it."""
    card = make_card(found.post, language)
    if beside := make_page_buttons(found, language):
        card.add_item(ui.ActionRow[Any](*beside))
    return _say_first(card, remark)


def make_line(text: str) -> ui.LayoutView:
    """One line of the host's."""
    return ui.LayoutView(timeout=None).add_item(ui.TextDisplay(text[:LINE_LIMIT]))


def _say_first(card: ui.LayoutView, remark: str) -> ui.LayoutView:
    if not remark:
        return card
    view = make_line(remark)
    for item in tuple(card.children):
        card.remove_item(item)
        view.add_item(item)
    return view


def _fill_cards(posts: Sequence[Post], language: Language, *, room: int) -> Iterator[ui.LayoutView]:
    """The blocks in order, a new message where the next block has no room: in characters or in components."""
    shown: list[Block] = []
    for block in (block for post in posts if (block := _make_block(post, language))):
        together = [item for each in (*shown, block) for item in each]
        if shown and (_count_text(together) > room or _count_components(together, len(shown)) > COMPONENT_LIMIT):
            yield _join(shown, posts[0].colour)
            shown, room = [], CARD_LIMIT
        shown.append(block)
    if shown:
        yield _join(shown, posts[0].colour)


def _make_block(post: Post, language: Language) -> Block:
    """One post of a bulletin: its texts in one piece, and a row of buttons, the link first."""
    texts = filter(
        None, (show_head(post.title, level=3 if post.story else 2), show_text(post.text), show_note(post.note))
    )
    text = "\n".join(texts)[:CARD_LIMIT]
    links = [button for link in post.links[:1] if (button := make_link_button(link))]
    buttons: list[ui.Item[Any]] = [*links, *make_story_buttons(post, language)]
    row: Block = [ui.ActionRow[Any](*buttons)] if buttons else []
    return ([ui.TextDisplay(text)] if text else []) + row


def _count_text(items: Iterable[ui.Item[Any]]) -> int:
    return sum(len(item.content) for item in items if isinstance(item, ui.TextDisplay))


def _count_components(items: Sequence[ui.Item[Any]], separators: int) -> int:
    """The items with what stands in their rows, the separators between blocks, the container and a remark."""
    inner = sum(len(item.children) for item in items if isinstance(item, ui.ActionRow))
    return len(items) + inner + separators + 2


def _join(blocks: Sequence[Block], colour: int) -> ui.LayoutView:
    container: ui.Container[Any] = ui.Container(accent_colour=discord.Colour(colour))
    for number, block in enumerate(blocks):
        if number:
            container.add_item(ui.Separator())
        for item in block:
            container.add_item(item)
    return ui.LayoutView(timeout=None).add_item(container)
