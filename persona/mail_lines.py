"""What the host says to listeners who write, filled in from the sheet's [mail] table. Pure."""

from persona.character import Persona
from persona.frames import take_turn
from persona.wording import nest_quotes, safe_line, safe_title
from radio.mail import PEN_NAME_LIMIT, Letter, LetterFault


def standby_reply(persona: Persona, number: int = 0) -> str:
    """A reply where no model can write one; `number` takes the next in turn."""
    return take_turn(persona.mail.standby, number)


def unseen_line(persona: Persona, number: int = 0) -> str:
    """That she reads words only; to a picture or the like that came without any."""
    return take_turn(persona.mail.unseen, number)


def known_line(persona: Persona, title: str, number: int = 0) -> str:
    """The line before the claims of an aired story that are read as they stand."""
    return take_turn(persona.mail.known, number).format(title=nest_quotes(safe_title(title)))


def unknown_line(persona: Persona, number: int = 0) -> str:
    """That she has no note of what was asked."""
    return take_turn(persona.mail.unknown, number)


def deflection_line(persona: Persona, number: int = 0) -> str:
    """A kind line that goes into nothing."""
    return take_turn(persona.mail.deflection, number)


def busy_line(persona: Persona, *, whole_place: bool) -> str:
    """The last line before silence, to one listener or to a whole channel or server."""
    return persona.mail.busy_place if whole_place else persona.mail.busy


def spent_line(persona: Persona) -> str:
    """That she has no reply left for today."""
    return persona.mail.spent


def care_line(persona: Persona, help_lines: str) -> str:
    """A serious answer to someone in distress, with where help is to be had."""
    return persona.mail.care.format(lines=help_lines.strip())


def receipt_line(persona: Persona, letter: Letter) -> str:
    """That a letter was taken."""
    if not letter.may_air:
        return persona.mail.received_private
    return take_turn(persona.mail.received, letter.letter_id)


def refusal_line(persona: Persona, fault: LetterFault) -> str:
    """Why a letter is not taken. Not for LetterFault.CARE, which `care_line` answers."""
    return str(getattr(persona.mail, fault.name.lower()))


def chosen_note(persona: Persona, letter: Letter) -> str:
    """Tells a letter's sender that it will be read."""
    return persona.mail.chosen.format(pen_name=safe_line(letter.pen_name, PEN_NAME_LIMIT))


def aired_note(persona: Persona, letter: Letter) -> str:
    """Tells a letter's sender that it was read."""
    return persona.mail.aired.format(pen_name=safe_line(letter.pen_name, PEN_NAME_LIMIT))


def invite_line(persona: Persona, *, hears_all: bool = False) -> str:
    """Asks for letters; stands over the button. `hears_all` where all that is written in the channel is read."""
    return persona.mail.welcome if hears_all else persona.mail.invite
