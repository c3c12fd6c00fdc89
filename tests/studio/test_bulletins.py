from typing import Any

import pytest

from radio.errors import ModelUnavailableError
from radio.news import Language
from radio.show import Fact, FactSheet
from radio.writing import Completion, Finding, Prompt
from studio import bulletins
from studio.bulletins import BriefSource, BulletinWriter, rest_on_claims
from tests.factories import article
from tests.fakes import FakeChatModel
from tests.studio.newsday import TSUMUGI

TEXT = "光の道は1本で、毎秒12回またたく。研究者は来年の春に本番を始める予定だ。"
SHEET = FactSheet(facts=(Fact(claim="光は毎秒12回またたく", quote="毎秒12回またたく"),))
GOOD = "光の道がね、毎秒12回またたいてるんだって！めっちゃ速くない？待ってる間に読みおわっちゃうかもね！"
WRONG = "光の道がね、毎秒99回またたいてるんだって！めっちゃ速くない？待ってる間に読みおわっちゃうかもね！"
SOURCE = BriefSource(article=article(title="光の道", text=TEXT), sheet=SHEET)


def copies(*given: Any) -> Completion:
    rows = [{"number": number, "copy": copy} for number, copy in enumerate(given, start=1)]
    return Completion(text="", data={"stories": rows})


async def test_all_stories_are_written_in_one_call():
    model = FakeChatModel(copies(GOOD, GOOD))

    briefs = await BulletinWriter(model, TSUMUGI).write([SOURCE, SOURCE])

    assert [brief.text for brief in briefs] == [GOOD, GOOD]
    assert not any(brief.standby for brief in briefs)
    assert len(model.prompts) == 1


async def test_only_what_was_turned_down_is_asked_for_once_more():
    answers = Completion(text="", data={"stories": [{"number": 2, "copy": GOOD}]})
    model = FakeChatModel(copies(GOOD, WRONG), answers)

    briefs = await BulletinWriter(model, TSUMUGI).write([SOURCE, SOURCE])

    assert [brief.text for brief in briefs] == [GOOD, GOOD]
    assert "99" in model.prompts[1].user
    assert "numberは 2。" in model.prompts[1].user


async def test_what_is_turned_down_twice_is_read_as_it_stands():
    model = FakeChatModel(copies(GOOD, WRONG), copies("", WRONG))

    briefs = await BulletinWriter(model, TSUMUGI).write([SOURCE, SOURCE])

    assert [brief.standby for brief in briefs] == [False, True]
    assert "99" not in briefs[1].text
    assert "またたく" in briefs[1].text


async def test_a_silent_model_costs_no_story():
    model = FakeChatModel(copies(GOOD, WRONG), ModelUnavailableError("down"))

    briefs = await BulletinWriter(model, TSUMUGI).write([SOURCE, SOURCE])

    assert [brief.standby for brief in briefs] == [False, True]


async def test_without_a_model_everything_is_read_as_it_stands():
    briefs = await BulletinWriter(None, TSUMUGI).write([SOURCE])

    assert briefs[0].standby
    assert "「光の道は1本で、毎秒12回またたく」" in briefs[0].text


async def test_a_story_without_facts_is_never_asked_of_the_model():
    model = FakeChatModel()

    briefs = await BulletinWriter(model, TSUMUGI).write([BriefSource(article=SOURCE.article)])

    assert briefs[0].standby
    assert model.prompts == []


async def test_an_english_article_is_read_in_english_and_said_to_be():
    text = "The light blinks twelve times in every second of the day. Researchers plan to start next spring."
    english = BriefSource(article=article(title="Light", text=text, language=Language.ENGLISH))

    brief = (await BulletinWriter(None, TSUMUGI).write([english]))[0]

    assert "英語" in brief.text
    assert "「The light blinks" in brief.text


async def test_where_nothing_may_be_quoted_only_the_headline_is_named():
    bare = BriefSource(article=article(title="光の道"))

    brief = (await BulletinWriter(None, TSUMUGI).write([bare]))[0]

    assert brief.text in TSUMUGI.reading.headline


async def test_a_sentence_that_the_desk_turns_down_is_not_read(monkeypatch: pytest.MonkeyPatch):
    refused = (Finding(check="quotations", message="原文とちがいます。"),)
    monkeypatch.setattr(bulletins, "check_story", lambda *_, **__: refused)

    brief = (await BulletinWriter(None, TSUMUGI).write([SOURCE]))[0]

    assert brief.text in TSUMUGI.reading.headline


async def test_answers_of_the_wrong_shape_are_as_if_none_were_given():
    rows = [
        {"number": "1", "copy": GOOD},
        "words",
        {"copy": GOOD},
        {"number": 1, "copy": 7},
        {"number": 9, "copy": GOOD},
    ]
    model = FakeChatModel(by=lambda _: Completion(text="", data={"stories": rows}))

    briefs = await BulletinWriter(model, TSUMUGI).write([SOURCE])

    assert briefs[0].standby
    assert len(model.prompts) == 2


async def test_a_copy_of_several_lines_becomes_one():
    model = FakeChatModel(copies(GOOD.replace("！", "！\n\n", 1)))

    briefs = await BulletinWriter(model, TSUMUGI).write([SOURCE])

    assert briefs[0].text.count("\n") == 0
    assert not briefs[0].standby


async def test_a_story_may_be_too_long_for_a_bulletin():
    model = FakeChatModel(by=lambda _: copies(GOOD * 12))

    briefs = await BulletinWriter(model, TSUMUGI).write([SOURCE])

    assert briefs[0].standby
    assert "40字から400字" in model.prompts[1].user


async def test_kept_claims_stand_in_for_a_text_that_is_gone():
    gone = BriefSource(article=article(title="光の道"), sheet=SHEET)
    prompts: list[Prompt] = []
    model = FakeChatModel(by=lambda prompt: prompts.append(prompt) or copies(GOOD))

    briefs = await BulletinWriter(model, TSUMUGI).write([gone])

    assert briefs[0].text == GOOD
    assert rest_on_claims(gone.article, SHEET).text == "光は毎秒12回またたく"
    assert rest_on_claims(SOURCE.article, SHEET) == SOURCE.article
