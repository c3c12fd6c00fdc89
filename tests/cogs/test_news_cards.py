from typing import Any

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.news_cards import make_cards, make_line, make_page
from cogs.news_wording import LateAnswerError, explain_fault
from persona.sheets import load_persona
from radio.bulletin import Answer, SearchPage
from radio.errors import PageRefusedError, StorageError
from radio.news import Language, Refusal
from radio.transmission import Link, Post
from tests.loopback.discord.component_rules import check_components

JA, EN = Language.JAPANESE, Language.ENGLISH
LINK = Link(label="site.example で読む", url="https://site.example/a")


def post(number: int = 0, **given: Any) -> Post:
    story = f"{number:016x}" if number else ""
    return Post(
        **{
            "part": f"story-{number}" if number else "bulletin",
            "title": f"題{number}",
            "text": f"本文{number}",
            "note": "site.example ・ 2026年11月20日",
            "links": (LINK,) if number else (),
            "host": "tsumugi",
            "story": story,
        }
        | given
    )


def bulletin(count: int, **given: Any) -> Answer:
    return Answer(posts=(post(), *(post(number, **given) for number in range(1, count + 1))))


def texts(card: discord.ui.LayoutView) -> str:
    return "\n".join(item.content for item in card.walk_children() if isinstance(item, discord.ui.TextDisplay))


def faults(card: discord.ui.LayoutView) -> list[object]:
    return list(check_components(card.to_components(), layout=True, files=set()))


def test_a_bulletin_of_five_is_one_message():
    (card,) = make_cards(bulletin(5), JA, "ここでは話せないから、きみにだけ！")

    assert faults(card) == []
    assert texts(card).startswith("ここでは話せないから")
    assert [f"本文{number}" in texts(card) for number in range(6)] == [True] * 6


def test_a_bulletin_that_is_too_long_for_one_message_takes_several():
    cards = make_cards(bulletin(5, text="長い話。" * 400), JA)

    assert len(cards) == 3
    assert all(faults(card) == [] for card in cards)


def test_a_bulletin_of_more_components_than_fit_takes_several():
    cards = make_cards(bulletin(9), JA, "ひとこと")

    assert len(cards) == 2
    assert all(faults(card) == [] for card in cards)


def test_posts_that_are_no_bulletin_have_a_message_each():
    episode = Answer(posts=(post(part="opening"), post(1), post(2), post(part="closing")))

    assert len(make_cards(episode, JA)) == 4
    assert len(make_cards(Answer(posts=(post(1),)), JA)) == 1


def test_a_story_without_link_or_buttons_has_no_row():
    (card,) = make_cards(Answer(posts=(post(), post(1, links=(), host=""), post(2, title="", text="", note="x"))), EN)

    assert faults(card) == []


def test_a_remark_stands_above_a_page_and_before_its_buttons():
    found = SearchPage(words="量子", hits=(), page=2, pages=3, total=30, post=post())

    card = make_page(found, EN, "Only you can see this.")

    assert faults(card) == []
    assert texts(card).startswith("Only you")
    (row,) = [each for each in card.to_components() if each["type"] == 1]
    assert [button["label"] for button in row["components"]] == ["◀ Newer", "Older ▶"]
    assert len(make_line("x" * 5000).children) == 1


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.text(max_size=250), st.text(max_size=1200), st.text(max_size=120)), min_size=1, max_size=6),
    st.text(max_size=1500),
)
def test_no_words_make_a_message_that_discord_refuses(stories: list[tuple[str, str, str]], remark: str):
    told = tuple(
        post(number, title=title, text=text, note=note) for number, (title, text, note) in enumerate(stories, 1)
    )

    for card in make_cards(Answer(posts=(post(), *told)), JA, remark):
        assert [fault for fault in faults(card) if "DISPLAYABLE" in str(fault) or "EXCEEDED" in str(fault)] == []


@pytest.mark.parametrize("refusal", Refusal)
def test_every_refusal_has_a_line_in_both_languages(refusal: Refusal):
    tsumugi = load_persona("tsumugi")
    fault = PageRefusedError(refusal)

    ja, en = explain_fault(fault, tsumugi, JA), explain_fault(fault, tsumugi, EN)

    assert ja
    assert en
    assert en.isascii()
    assert ja != en


def test_faults_that_others_know_are_left_to_them():
    tsumugi = load_persona("tsumugi")

    assert explain_fault(StorageError("x"), tsumugi, JA) is None
    assert explain_fault(LateAnswerError("x"), tsumugi, JA) == tsumugi.news.late
