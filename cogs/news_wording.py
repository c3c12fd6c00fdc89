"""What `/news` says beside the host's own answers, in Japanese and English.

To Japanese readers the host speaks, with the lines of the sheet; everyone else reads plain English.
"""

import discord

from cogs.wording import Line
from persona.character import Persona
from persona.news_lines import late_line, not_here_line, progress_line, say_fault
from radio.errors import LimitError, PageRefusedError, RadioError
from radio.news import Language, Refusal


class LateAnswerError(RadioError):
    """An answer did not come within the life of its interaction."""


SIMPLER = Line("もっとやさしく", "Simpler, please")
DEEPER = Line("もっとくわしく", "More detail")
WHY = Line("なんで選んだの？", "Why this story?")
READ = Line("読む", "Read it")
PREVIOUS_PAGE = Line("◀ まえ", "◀ Newer")
NEXT_PAGE = Line("つぎ ▶", "Older ▶")

_PROGRESS = "Reading up on it. One moment…"
_NOT_HERE = "Answers for everyone cannot be posted here, so only you can see this."
_LATE = "Sorry, this took too long and the time is up. Please ask again in a few minutes."
_BUSY = "You have asked for a lot of new answers. Please come back {when}."
_BUSY_SERVER = "This server has asked for a lot of new answers. Please come back {when}."
_REFUSALS = {
    Refusal.NO_LINK: "There is no link to an article in it. Paste one that begins with http.",
    Refusal.CREDENTIALS: "That link carries a user name or a password, so it is left alone.",
    Refusal.PRIVATE: "That address is not public. Only pages that anyone can open are read.",
    Refusal.NOT_ARTICLE: "That is not an article. Pages of text are read, not videos, images or files.",
    Refusal.THIN: "There is too little text on that page to explain it.",
    Refusal.PAY_WALL: "That article is for its site's members only.",
    Refusal.ROBOTS: "That site asks not to be read by machines (robots.txt), and that is respected.",
    Refusal.TOO_LARGE: "That page is too large to be read.",
    Refusal.UNREACHABLE: "That page could not be opened. Check the link, or try again later.",
    Refusal.LANGUAGE: "Only articles in Japanese or English can be explained.",
    Refusal.AVOIDED: "That is a subject this programme leaves to others.",
    Refusal.UNKNOWN_STORY: "The notes on that story are gone. Paste its link, and it will be read again.",
    Refusal.UNCLEAR: "There is nothing in that to look for. Try a word or two.",
    Refusal.TOO_LONG: "That is too long. A few words are enough.",
}


def explain_fault(fault: Exception, persona: Persona, language: Language) -> str | None:
    """The line for a fault that only news on demand knows, None for any other."""
    if not isinstance(fault, PageRefusedError | LimitError | LateAnswerError):
        return None
    if language is not Language.JAPANESE:
        return _explain_in_english(fault)
    if isinstance(fault, LateAnswerError):
        return late_line(persona)
    return say_fault(persona, fault, when=_when(fault)) if isinstance(fault, LimitError) else say_fault(persona, fault)


def _explain_in_english(fault: PageRefusedError | LimitError | LateAnswerError) -> str:
    if isinstance(fault, PageRefusedError):
        return _REFUSALS[fault.refusal]
    if isinstance(fault, LimitError):
        return (_BUSY_SERVER if fault.whole_server else _BUSY).format(when=_when(fault))
    return _LATE


def _when(fault: LimitError) -> str:
    return discord.utils.format_dt(fault.until, "R")


def say_progress(persona: Persona, language: Language, number: int) -> str:
    """Said while a listener waits; `number` takes the next in turn."""
    return progress_line(persona, number) if language is Language.JAPANESE else _PROGRESS


def say_not_here(persona: Persona, language: Language) -> str:
    """Said where an answer for everyone can be shown to nobody but the one who asked."""
    return not_here_line(persona) if language is Language.JAPANESE else _NOT_HERE
