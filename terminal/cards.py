"""Cards: an episode in the terminal as Discord would show it."""

import functools
import re
from collections.abc import Iterator, Sequence

from budoux.parser import Parser, load_default_japanese_parser
from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from newsroom.requests import REQUEST_PART
from radio.news import RankedStory, Score
from radio.show import Rundown
from radio.transmission import Post

CARD_WIDTH = 78
BAR_WIDTH = 2  # the bar in the host's colour and the space beside it


def show_posts(console: Console, posts: Sequence[Post]) -> None:
    """Print every post as a card with a bar in the host's colour, one below the other.

    The bar is a coloured space: terminals do not agree on how wide the box-drawing signs are in Japanese.
    """
    width = min(CARD_WIDTH, console.width) - BAR_WIDTH
    for post in posts:
        bar = Text(" ", style=f"on #{post.colour:06x}") if console.color_system else Text("|")
        for line in _lay_out(post, width):
            console.print(Text.assemble(bar, " ", line), soft_wrap=True)
        console.print()


def _lay_out(post: Post, width: int) -> Iterator[Text]:
    yield from _lines(post.title, width, Style(bold=True))
    yield Text()
    yield from _lines(post.text, width, Style())
    yield Text()
    yield from _lines(post.note, width, Style(dim=True))
    for link in post.links:
        yield from _lines(f"▸ {link.label}", width, Style(underline=True, link=link.url))
    if len(post.links) == 1:
        yield Text(post.links[0].url, style="dim")


def _lines(text: str, width: int, style: Style) -> Iterator[Text]:
    for line in break_lines(text, width).split("\n"):
        yield Text(line, style=style)


def break_lines(text: str, width: int) -> str:
    """The text with lines of at most `width` cells, broken between Japanese phrases and Latin words.

    A phrase that is wider than a line is left to the terminal.
    """
    return "\n".join(line for paragraph in text.split("\n") for line in _break_paragraph(paragraph, width))


def _break_paragraph(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for phrase in _split_phrases(paragraph):
        if lines[-1] and cell_len(lines[-1] + phrase.rstrip()) > width:
            lines.append("")
        lines[-1] += phrase
    return [line.rstrip() for line in lines]


def _split_phrases(paragraph: str) -> Iterator[str]:
    for phrase in _parser().parse(paragraph) if paragraph else ():
        yield from re.findall(r"\S*\s+|\S+", phrase)


@functools.cache
def _parser() -> Parser:
    return load_default_japanese_parser()


def show_rundown(console: Console, rundown: Rundown) -> None:
    """Print the rundown as a table: each story with its score and the parts it is made of."""
    table = Table(box=box.SIMPLE_HEAD, title=f"Rundown  {rundown.edition.key}", title_justify="left")
    table.add_column("#", justify="right")
    table.add_column("story", ratio=3, overflow="fold")
    table.add_column("score", justify="right")
    table.add_column("parts (value × weight)", ratio=2, overflow="fold")
    for number, ranked in enumerate(rundown.stories, start=1):
        table.add_row(str(number), _story_cell(ranked), f"{ranked.score.total:.2f}", _parts_cell(ranked.score))
    console.print(table)


def _story_cell(ranked: RankedStory) -> Text:
    lead = ranked.story.lead
    cell = Text(lead.title, style=Style(link=lead.link))
    cell.append(f"\n{lead.site}  {ranked.role}  {len(ranked.story.articles)} article(s)", style="dim")
    if ranked.story.follow_up:
        cell.append(f"\nfollow-up to: {ranked.story.follow_up.title}", style="dim")
    for asked in (part for part in ranked.score.parts if part.name == REQUEST_PART):
        cell.append(f"\n{asked.detail}", style="dim")
    return cell


def _parts_cell(score: Score) -> Text:
    return Text("  ".join(_parts(score)), style="dim")


def _parts(score: Score) -> Iterator[str]:
    for part in score.parts:
        yield f"{part.name} {part.value:.2f}×{part.weight:.2f}"
    yield f"freshness ×{score.freshness:.2f}"
