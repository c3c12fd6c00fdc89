import tomllib
from pathlib import Path

import pytest

from persona.sheets import load_persona
from radio.mail import LetterFault
from studio.letter_checks import find_letter_fault

LETTERS = tomllib.loads((Path(__file__).parent / "letters.toml").read_text("utf-8"))
TSUMUGI = load_persona("tsumugi")
FAULTS = {
    "personal": {LetterFault.PERSONAL, LetterFault.LINK, LetterFault.MENTION},  # whichever: it stays off the air
    "slur": {LetterFault.SLUR},
    "link": {LetterFault.LINK, LetterFault.PERSONAL},
    "mention": {LetterFault.MENTION},
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind in FAULTS for text in LETTERS[kind]])
def test_what_may_not_air_is_kept_off(kind: str, text: str):
    fault = find_letter_fault("こむぎ", text, TSUMUGI)

    assert fault in FAULTS[kind]


@pytest.mark.parametrize("text", LETTERS["fine"])
def test_numbers_names_and_everyday_words_are_no_fault(text: str):
    fault = find_letter_fault("こむぎ", text, TSUMUGI)

    assert fault is None
