"""Standby copy: an article read as it stands, in quotations between the host's own lines. Pure."""

import re

from persona.character import Persona
from persona.frames import standby_line, take_turn
from persona.wording import nest_quotes, safe_line
from radio.news import Article, Language
from studio.quotable import choose_quotes

TOPIC_LIMIT = {Language.JAPANESE: 26, Language.ENGLISH: 44, Language.OTHER: 44}  # characters
SHORTEST_TOPIC = 8  # a headline's first clause that is shorter says too little

_CLAUSE_END = re.compile(r"[！？。：｜|!?](?![」』)）])|[:;](?=\s)|\s[-–—―|]\s|——|――|、(?=.{12})")
_SITE_TAIL = re.compile(r"\s+[-–—|｜]\s+[^-–—|｜]{1,30}$")


def write_standby(persona: Persona, article: Article, *, number: int = 1) -> str:
    """The free text of a story that nobody could write anew: honest, quoted, never empty.

    `number` is the story's place in the episode, from 1: the host's lines change with it. Where no
    sentence may be quoted, she says that there is only the headline.
    """
    turn = number - 1
    quotes = choose_quotes(article)
    parting = take_turn(persona.reading.parting, turn)
    if not quotes:
        return _join(take_turn(persona.reading.headline, turn) or standby_line(persona, turn), parting)
    foreign = "" if article.language is Language.JAPANESE else take_turn(persona.reading.foreign, turn)
    lead = take_turn(persona.reading.lead, turn).format(quote=quotes[0])
    # Two quotations at most follow, so stepping by two gives every story lines of its own.
    more = [
        take_turn(persona.reading.more, 2 * turn + step).format(quote=quote) for step, quote in enumerate(quotes[1:])
    ]
    return _join(standby_line(persona, turn) + foreign, lead, *more, parting)


def standby_topic(article: Article) -> str:
    """A story's few words for the recap, where no model found better ones: its headline's first clause, in 「」."""
    limit = TOPIC_LIMIT[article.language]
    title = safe_line(_SITE_TAIL.sub("", article.title), 200)
    clause = next((title[: end.start()] for end in _CLAUSE_END.finditer(title) if end.start() >= SHORTEST_TOPIC), title)
    return f"「{nest_quotes(_shorten(clause.strip(), limit))}」"


def _shorten(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" 、,") + "…"


def _join(*lines: str) -> str:
    return "\n".join(line for line in lines if line)
