import pytest

from persona.sheets import load_persona
from radio.news import Article
from radio.writing import Severity
from studio.copydesk import check_line
from tests.studio.copydesk.talk import TALK

_SENTENCES = [(source, line) for source, talk in TALK for line in talk.strip().splitlines()]


@pytest.mark.parametrize(("source", "line"), _SENTENCES, ids=[line for _, line in _SENTENCES])
def test_clean_talk_is_let_through(source: Article, line: str):
    findings = check_line(line, persona=load_persona("tsumugi"), limit=200, sources=(source,))

    assert [finding for finding in findings if finding.severity is Severity.GATE] == []
