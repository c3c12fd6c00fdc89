from datetime import UTC, datetime

import pytest

from persona.news_lines import (
    bulletin_line,
    found_line,
    late_line,
    no_link_line,
    not_here_line,
    nothing_line,
    progress_line,
    repeat_words,
    say_fault,
    say_refusal,
)
from persona.sheets import list_hosts, load_persona
from radio.errors import LimitError, PageRefusedError, StorageError
from radio.news import Refusal

TSUMUGI = load_persona("tsumugi")
AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize("slug", list_hosts())
@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_host_has_a_kind_line_for_every_refusal(slug: str, refusal: Refusal):
    line = say_refusal(load_persona(slug), refusal)

    assert len(line) >= 10
    assert "{" not in line


@pytest.mark.parametrize("slug", list_hosts())
def test_no_host_speaks_as_another(slug: str):
    persona = load_persona(slug)
    said = " ".join(str(getattr(persona.news, name)) for name in persona.news.__slots__)

    for wrong in ("わたし", "あたし", "俺", "あーし"):
        assert wrong == persona.first_person or wrong not in said


def test_refusals_are_told_apart():
    lines = {say_refusal(TSUMUGI, refusal) for refusal in Refusal}

    assert len(lines) == len(Refusal)


def test_a_fault_becomes_one_line_in_character():
    private = say_fault(TSUMUGI, PageRefusedError(Refusal.PRIVATE, "10.0.0.1"))
    mine = say_fault(TSUMUGI, LimitError(AT, whole_server=False), when="<t:1:R>")
    ours = say_fault(TSUMUGI, LimitError(AT, whole_server=True), when="<t:1:R>")
    other = say_fault(TSUMUGI, StorageError("the disk is full"), 1)

    assert private == TSUMUGI.news.private
    assert "<t:1:R>" in mine
    assert "<t:1:R>" in ours
    assert mine != ours
    assert other == TSUMUGI.apologies[1]
    assert "あとで" in say_fault(TSUMUGI, LimitError(AT, whole_server=False))


def test_a_bulletin_is_announced_with_its_count():
    assert "3つ" in bulletin_line(TSUMUGI, count=3)
    assert bulletin_line(TSUMUGI, count=3) != bulletin_line(TSUMUGI, count=3, number=1)
    assert "「量子」" in bulletin_line(TSUMUGI, count=1, words="量子")


def test_nothing_found_names_the_nearest_topics():
    line = nothing_line(TSUMUGI, words="りょうし", nearest=["量子", "GPU"])

    assert "「りょうし」" in line
    assert "「量子」、「GPU」" in line
    assert "「" not in nothing_line(TSUMUGI)
    assert "\n" not in nothing_line(TSUMUGI, words="りょうし")


def test_a_search_tells_how_many():
    assert "1,234件" in found_line(TSUMUGI, words="量子", count=1234)
    assert found_line(TSUMUGI, words="量子", count=0) == TSUMUGI.news.not_aired.format(words="量子")


def test_words_of_others_do_nothing_in_discord():
    said = repeat_words("@everyone 「**https://evil.example**」 " + "あ" * 100)

    assert "@everyone" not in said
    assert "https://" not in said
    assert "「" not in said
    assert len(said) <= 60


def test_waiting_listeners_hear_something():
    assert "記事読んでるとこ" in progress_line(TSUMUGI)
    assert progress_line(TSUMUGI, 1) != progress_line(TSUMUGI)
    assert late_line(TSUMUGI) == TSUMUGI.news.late
    assert not_here_line(TSUMUGI) == TSUMUGI.news.not_here
    assert no_link_line(TSUMUGI) == TSUMUGI.news.no_link
