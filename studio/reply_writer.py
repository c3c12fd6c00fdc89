"""How a reply is written: asked for, checked, once more – without the message if that did it –, then deflected."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from persona.character import Persona
from persona.mail_lines import deflection_line, known_line, standby_reply, unknown_line, unseen_line
from persona.mail_prompts import CARE_SIGN, MESSAGE_SHOWN, TURN_SHOWN, reply_prompt
from persona.wording import nest_quotes, safe_line
from radio.mail import REPLY_LIMIT, Reply, ReplyKind, Turn, Unseen
from radio.ports import ChatModel
from radio.show import NO_FACTS, FactSheet
from radio.transmission import Link
from radio.writing import Finding, Prompt
from studio.recollection import Recollection
from studio.reply_checks import ReplyBasis, check_reply, is_slip
from studio.second_try import gates, tidy

log = logging.getLogger(__name__)

LABEL_LIMIT = 60  # characters of a link's label
NO_WORDS = "（呼びかけだけで、文はありません）"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """All that a reply may rest on. `unseen` came with the message; `turn` turns sample lines and the sheet's own."""

    persona: Persona
    message: str
    talk: tuple[Turn, ...] = ()
    memories: Mapping[str, str] = field(default_factory=dict[str, str])
    notes: tuple[str, ...] = ()
    recollection: Recollection = field(default_factory=Recollection)
    unseen: Unseen | None = None
    turn: int = 0

    @property
    def title(self) -> str:
        """The aired story's title, "" where the message is about none."""
        story = self.recollection.story
        return story.ranked.story.lead.title if story else ""

    @property
    def sheet(self) -> FactSheet | None:
        """The aired story's claims; empty where none were kept, None where the message is about no story."""
        story = self.recollection.story
        return story and (story.sheet or NO_FACTS)

    @property
    def links(self) -> tuple[Link, ...]:
        """The aired story's article."""
        story = self.recollection.story
        if story is None:
            return ()
        lead = story.ranked.story.lead
        return (Link(label=safe_line(lead.title, LABEL_LIMIT), url=lead.link),)


class ReplyWriter:
    """Writes replies with a model."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model

    async def write(self, occasion: Occasion) -> Reply:
        """A reply that passed the desk, else a kind deflection. Raises WritingError where the model fails.

        Where the model hears someone in distress it is CARE without words: what is said then is not the model's.
        """
        copy, findings = await self._try(occasion, _ask(occasion))
        if findings and CARE_SIGN not in copy:
            hidden = not is_slip(findings)
            again = _ask(occasion, hidden=True) if hidden else _ask(occasion, findings=findings, previous=copy)
            copy, findings = await self._try(occasion, again)
        if CARE_SIGN in copy:
            return Reply(text="", kind=ReplyKind.CARE)
        if findings:
            checks = ",".join(sorted({finding.check for finding in findings}))
            log.warning("reply deflected checks=%s", checks)
            return Reply(text=deflection_line(occasion.persona, occasion.turn), kind=ReplyKind.DEFLECTION)
        return Reply(text=copy, kind=ReplyKind.ANSWER, links=occasion.links)

    async def _try(self, occasion: Occasion, prompt: Prompt) -> tuple[str, tuple[Finding, ...]]:
        copy = tidy((await self._model.complete(prompt)).text)
        # In a thread: looking for codes within codes takes its time with hostile text.
        return copy, gates(await asyncio.to_thread(check_reply, copy, occasion.persona, _basis_of(occasion)))


def stand_by(occasion: Occasion) -> Reply:
    """A reply without a model: an aired story's claims as they stand, that it is not known, or a line of thanks."""
    persona, turn = occasion.persona, occasion.turn
    if occasion.recollection.story is None:
        return Reply(text=_choose_line(occasion), kind=ReplyKind.STANDBY)
    lines = [known_line(persona, occasion.title, turn)]
    for fact in (occasion.sheet or NO_FACTS).facts:
        line = f"「{nest_quotes(safe_line(fact.claim.removesuffix('。'), REPLY_LIMIT))}」"
        if sum(map(len, [*lines, line])) + len(lines) > REPLY_LIMIT:
            break
        lines.append(line)
    return Reply(text="\n".join(lines)[:REPLY_LIMIT], kind=ReplyKind.STANDBY, links=occasion.links)


def _choose_line(occasion: Occasion) -> str:
    persona, turn = occasion.persona, occasion.turn
    if not occasion.message and occasion.unseen not in {None, Unseen.ANOTHER}:
        return unseen_line(persona, turn)
    return unknown_line(persona, turn) if occasion.recollection.asked else standby_reply(persona, turn)


def _ask(occasion: Occasion, *, hidden: bool = False, findings: tuple[Finding, ...] = (), previous: str = "") -> Prompt:
    """The prompt for a try; with `hidden` the model sees nothing of what the listener wrote."""
    known = occasion.sheet and (occasion.title, occasion.sheet)
    return reply_prompt(
        occasion.persona,
        message="" if hidden else occasion.message or NO_WORDS,
        talk=() if hidden else occasion.talk,
        memories={} if hidden else occasion.memories,
        notes=occasion.notes,
        unseen=occasion.unseen,
        known=known or None,
        asked=occasion.recollection.asked,
        turn=occasion.turn,
        findings=findings,
        previous=previous,
    )


def _basis_of(occasion: Occasion) -> ReplyBasis:
    # As far as the model sees them: what it was not shown it cannot say.
    return ReplyBasis(
        message=occasion.message[:MESSAGE_SHOWN],
        talk=tuple(replace(turn, text=turn.text[:TURN_SHOWN]) for turn in occasion.talk),
        memories=tuple(occasion.memories.values()),
        notes=occasion.notes,
        title=occasion.title,
        sheet=occasion.sheet,
        strict=occasion.recollection.story is not None or occasion.recollection.asked,
    )
