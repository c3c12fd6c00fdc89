import tomllib
from pathlib import Path

import pytest

from persona.sheets import load_persona
from studio.reply_checks import ReplyBasis, check_reply

TALKS = tomllib.loads((Path(__file__).parent / "replies.toml").read_text("utf-8"))["talk"]


@pytest.mark.parametrize("talk", TALKS, ids=[talk["message"] for talk in TALKS])
def test_an_ordinary_reply_passes(talk: dict[str, str]):
    persona = load_persona(talk.get("host", "tsumugi"))

    findings = check_reply(talk["reply"], persona, ReplyBasis(message=talk["message"]))

    assert findings == ()
