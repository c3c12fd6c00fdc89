"""How a letter is taken in: checked, read by a moderator if there is one, kept in the state that its way asks for."""

import logging
import re
from dataclasses import replace
from datetime import timedelta

from archive.storage import Storage
from persona.character import Persona
from persona.mail_lines import care_line, receipt_line, refusal_line
from persona.wording import fold_line, strip_hidden
from radio.errors import WritingError
from radio.mail import Letter, LetterFault, LetterState, MailMode, Receipt
from radio.ports import Clock, Moderator
from studio.distress import is_in_distress
from studio.letter_checks import find_letter_fault

log = logging.getLogger(__name__)

DAY = timedelta(days=1)
LETTERS_A_DAY = 5
PEN_NAME, FAVOURITE = "ラジオネーム", "すきなもの"  # kinds of what she remembers

_FAVOURITE = re.compile(
    r"([^\s、。!?！？「」『』()（）はがをにもで]{2,15}?)(?:の話|のこと|の記事)?が(?:一番|いちばん|大|だい)?(?:好き|すき)"
    r"|\bi\s(?:really\s)?(?:like|love)\s([\w.+#-]{2,20})",
    re.IGNORECASE,
)


class LetterIntake:
    """Takes letters in."""

    def __init__(self, *, storage: Storage, clock: Clock, help_lines: str, moderator: Moderator | None) -> None:
        self._storage = storage
        self._clock = clock
        self._help_lines = help_lines
        self._moderator = moderator

    async def take(self, letter: Letter, persona: Persona) -> Receipt:
        """Keep a letter, or say why not. Raises StorageError."""
        letter = replace(letter, pen_name=fold_line(letter.pen_name), text=strip_hidden(letter.text).strip())
        if is_in_distress(letter.text):
            return Receipt(line=care_line(persona, self._help_lines), fault=LetterFault.CARE)
        fault = find_letter_fault(letter.pen_name, letter.text, persona) or await self._find_later_fault(letter)
        if fault is not None:
            return _refuse(persona, fault)
        state = await self._find_state(letter)
        kept = None if state is None else await self._storage.add_letter(replace(letter, state=state))
        if kept is None:
            return _refuse(persona, LetterFault.CLOSED if state else LetterFault.MODERATION)
        if kept.may_remember:
            told = remember_of(kept)
            await self._storage.remember(kept.listener_id, kept.server_id, told, self._clock.now())
        log.info("letter kept letter_id=%s state=%s", kept.letter_id, kept.state.value)
        return Receipt(line=receipt_line(persona, kept), letter=kept)

    async def _find_later_fault(self, letter: Letter) -> LetterFault | None:
        if await self._storage.is_opted_out(letter.listener_id):
            return LetterFault.CLOSED
        # The letter itself is not counted: it may be there already, from before an error.
        sent = await self._storage.count_letters(letter.listener_id, self._clock.now() - DAY, letter.text)
        return LetterFault.OFTEN if sent >= LETTERS_A_DAY else None

    async def _find_state(self, letter: Letter) -> LetterState | None:
        """Where the letter goes; None where the moderator turns it down."""
        is_fit = await self._ask_moderator(letter)
        if is_fit is False:
            return None
        if not letter.may_air:
            return LetterState.PRIVATE
        if letter.server_id is None:
            return LetterState.APPROVED if is_fit else LetterState.PRIVATE  # nobody could read it first
        wishes = await self._storage.mail_wishes(letter.server_id)
        by_itself = wishes.mode is MailMode.AUTO and is_fit
        return LetterState.APPROVED if by_itself else LetterState.WAITING

    async def _ask_moderator(self, letter: Letter) -> bool | None:
        """Whether the moderator lets it pass, None where the moderator cannot be asked."""
        if self._moderator is None:
            return True
        try:
            return await self._moderator.is_fit(f"{letter.pen_name}\n{letter.text}")
        except WritingError as fault:
            log.warning("letter not moderated reason=%s", type(fault).__name__)
            return None


def remember_of(letter: Letter) -> dict[str, str]:
    """The little things that a letter tells of its sender, by their kind."""
    told = {PEN_NAME: letter.pen_name}
    if found := _FAVOURITE.search(letter.text):
        told[FAVOURITE] = found[1] or found[2]
    return told


def _refuse(persona: Persona, fault: LetterFault) -> Receipt:
    log.info("letter refused reason=%s", fault.value)
    return Receipt(line=refusal_line(persona, fault), fault=fault)
