"""What the host says between two episodes, filled in from the sheet's [news] table. Pure."""

from collections.abc import Sequence

from persona.character import Persona
from persona.frames import apology, take_turn
from persona.wording import nest_quotes, safe_line
from radio.errors import LimitError, PageRefusedError
from radio.news import Refusal

WORDS_LIMIT = 60  # characters of a listener's words that are said again
SOON = "あとで"  # where no moment is given


def bulletin_line(persona: Persona, *, count: int, words: str = "", number: int = 0) -> str:
    """The line before a bulletin of `count` stories; with `words` they are what was asked for."""
    if words:
        return take_turn(persona.news.topic, number).format(words=repeat_words(words), count=count)
    return take_turn(persona.news.now, number).format(count=count)


def nothing_line(persona: Persona, *, words: str = "", nearest: Sequence[str] = ()) -> str:
    """That there is nothing to tell, and the nearest topics if there are any."""
    news = persona.news
    if not words:
        return news.quiet
    topics = "、".join(f"「{repeat_words(topic)}」" for topic in nearest)
    return "\n".join(
        [news.nothing.format(words=repeat_words(words)), *([news.nearest.format(topics=topics)] * bool(topics))]
    )


def found_line(persona: Persona, *, words: str, count: int) -> str:
    """How many aired stories were found."""
    line = persona.news.found if count else persona.news.not_aired
    return line.format(words=repeat_words(words), count=f"{count:,}")


def progress_line(persona: Persona, number: int = 0) -> str:
    """Said while a listener waits; `number` takes the next in turn."""
    return take_turn(persona.news.progress, number)


def late_line(persona: Persona) -> str:
    """Said when an answer does not come in time."""
    return persona.news.late


def not_here_line(persona: Persona) -> str:
    """Said when an answer for all can only be shown to the one who asked."""
    return persona.news.not_here


def no_link_line(persona: Persona) -> str:
    """Said of a message that holds no link."""
    return persona.news.no_link


def say_fault(persona: Persona, fault: Exception, number: int = 0, *, when: str = SOON) -> str:
    """One line in character for a fault: a refusal's own, a limit's with `when` to come again, else an apology."""
    if isinstance(fault, PageRefusedError):
        return say_refusal(persona, fault.refusal)
    if isinstance(fault, LimitError):
        line = persona.news.busy_server if fault.whole_server else persona.news.busy
        return line.format(when=when)
    return apology(persona, number)


def say_refusal(persona: Persona, refusal: Refusal) -> str:
    """The host's line for a refusal."""
    return str(getattr(persona.news, refusal.name.lower()))


def repeat_words(words: str) -> str:
    """A listener's or an article's words as they may stand in 「」 in Discord."""
    return nest_quotes(safe_line(words, WORDS_LIMIT))
