import tomllib
from pathlib import Path

import pytest

from persona.sheets import load_persona
from studio.reply_desk import ReplyBasis, check_reply

TALKS = tomllib.loads((Path(__file__).parent / "replies.toml").read_text("utf-8"))["talk"]
TSUMUGI = load_persona("tsumugi")


@pytest.mark.parametrize("talk", TALKS, ids=[talk["message"] for talk in TALKS])
def test_an_ordinary_reply_passes(talk: dict[str, str]):
    findings = check_reply(talk["reply"], TSUMUGI, ReplyBasis(message=talk["message"]))

    assert findings == ()
