import tomllib
from pathlib import Path

import pytest

from studio.distress import is_in_distress

LINES = tomllib.loads((Path(__file__).parent / "distress.toml").read_text("utf-8"))


@pytest.mark.parametrize("text", LINES["distress"])
def test_distress_is_heard_in_every_wording(text: str):
    heard = is_in_distress(text)

    assert heard


@pytest.mark.parametrize("text", LINES["ordinary"])
def test_ordinary_talk_gets_an_ordinary_answer(text: str):
    heard = is_in_distress(text)

    assert not heard


@pytest.mark.parametrize("text", LINES["either"])
def test_what_could_be_either_is_taken_seriously(text: str):
    heard = is_in_distress(text)

    assert heard


@pytest.mark.parametrize("text", LINES["unheard"])
def test_what_the_list_cannot_hear_is_known(text: str):
    heard = is_in_distress(text)

    assert not heard, "it is heard now: move it to the lines in distress"
