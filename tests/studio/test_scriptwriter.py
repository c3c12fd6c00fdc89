from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from radio.errors import ModelRefusedError, ModelUnavailableError
from radio.news import Airing, Article, FeedRole, Language, RankedStory, Score, Story
from radio.show import Rundown, Segment, Slot
from radio.writing import Completion, Finding, Prompt, Purpose
from studio import scriptwriter
from studio.rundown import plan_rundown
from studio.scriptwriter import Scriptwriter
from tests.factories import article
from tests.studio.newsday import EDITION, TSUMUGI, HonestModel

TEXT = (
    "Webサーバーは、ページの中身からETagという短い印を作って返す。\n"
    "ブラウザーは次に訪れたとき、その印をIf-None-Matchというヘッダーに入れて送る。\n"
    "中身が変わっていなければ、サーバーは304という番号だけを返し、本文を送らない。\n"
    "この決まりは、2022年6月のRFC 9110にまとめられている。\n"
    "ただし、印の作り方はサーバーにまかされている。"
)
LEAD = article(title="ETagが通信を節約する仕組み", text=TEXT, summary="中身が変わっていなければ本文を送らない。")
FACTS = [
    {
        "claim": "サーバーはページの中身からETagという印を作って返す",
        "quote": "ページの中身からETagという短い印を作って返す",
    },
    {"claim": "中身が変わっていなければサーバーは304だけを返す", "quote": "サーバーは304という番号だけを返し"},
    {"claim": "この決まりは2022年6月のRFC 9110にある", "quote": "2022年6月のRFC 9110にまとめられている"},
]
GOOD_COPY = (
    "これはね、ページをもう一回見にいく時に、通信を節約する仕組みの話だよ！\n"
    "「ETag」っていうのは、ページの中身から作る短い印のことなんだって。\n"
    "サーバーがその印をわたしておいて、次に来た時に見くらべるらしいの。\n"
    "中身が変わってなければ、サーバーは304っていう番号だけを返すんだって！\n"
    "これ、前と同じプリントなら配りなおさない先生みたいじゃん？\n"
    "あーしも、同じことを何度も言わなくていいのは助かるなって思うよ！"
)
BAD_COPY = GOOD_COPY.replace("304", "8731")


class Model:
    """Says what a test gives it, purpose by purpose; the last saying repeats."""

    def __init__(self, **sayings: object) -> None:
        self.sayings = {name: list(said) if isinstance(said, list) else [said] for name, said in sayings.items()}
        self.prompts: list[Prompt] = []

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        queue = self.sayings[prompt.purpose.value]
        said = queue.pop(0) if len(queue) > 1 else queue[0]
        if isinstance(said, Exception):
            raise said
        return Completion(text=said) if isinstance(said, str) else Completion(text="", data=said)

    def asked(self, purpose: Purpose) -> list[Prompt]:
        return [prompt for prompt in self.prompts if prompt.purpose is purpose]


def facts(**given: object) -> Mapping[str, Any]:
    return {"facts": FACTS, "caveat": {"claim": "", "quote": ""}, "number": {"claim": "", "quote": ""}} | given


def plan(*leads: Article, follow_up: Airing | None = None) -> Rundown:
    stories = [
        RankedStory(
            story=Story(lead=lead, follow_up=follow_up),
            score=Score(total=0.5, freshness=1, parts=()),
            role=FeedRole.ENGINEERING,
        )
        for lead in leads
    ]
    return plan_rundown(EDITION, 1, stories)


def story_slot(rundown: Rundown) -> Slot:
    return rundown.slots[1]


async def write(model: Any, lead: Article = LEAD) -> Segment:
    rundown = plan(lead)
    return await Scriptwriter(model, TSUMUGI).write_story(story_slot(rundown), rundown)


async def test_proven_facts_become_a_segment_in_the_hosts_frames():
    model = Model(facts=facts(), segment=GOOD_COPY)

    segment = await write(model)

    assert not segment.standby
    assert segment.copy == f"タイトルは「ETagが通信を節約する仕組み」だって。\n{GOOD_COPY}"
    assert segment.facts is not None
    assert len(segment.facts.facts) == 3
    assert len(model.prompts) == 2


async def test_the_voice_step_sees_claims_but_no_word_of_the_article():
    model = Model(facts=facts(), segment=GOOD_COPY)

    await write(model)

    (prompt,) = model.asked(Purpose.SEGMENT)
    assert FACTS[1]["claim"] in prompt.user
    assert "印の作り方はサーバーにまかされている" not in prompt.user


async def test_copy_that_is_turned_down_is_written_once_more_with_the_findings():
    model = Model(facts=facts(), segment=[BAD_COPY, GOOD_COPY])

    segment = await write(model)

    assert not segment.standby
    assert "8731" in model.asked(Purpose.SEGMENT)[1].user


async def test_copy_that_is_turned_down_twice_is_replaced_by_standby_copy():
    model = Model(facts=facts(), segment=BAD_COPY)

    segment = await write(model)

    assert segment.standby
    assert "8731" not in segment.copy
    assert segment.reason is not None
    assert "turned it down twice" in segment.reason
    assert len(model.asked(Purpose.SEGMENT)) == 2


@pytest.mark.parametrize(
    "given",
    [
        facts(facts=[{"claim": "速さは8731倍", "quote": "速さは8731倍になった"}] * 5),
        facts(facts="none"),
        facts(facts=["a", {"claim": 3, "quote": None}]),
        {},
    ],
)
async def test_without_enough_proven_facts_no_copy_is_written(given: Mapping[str, Any]):
    model = Model(facts=given)

    segment = await write(model)

    assert segment.standby
    assert model.asked(Purpose.SEGMENT) == []


@pytest.mark.parametrize("fault", [ModelUnavailableError("down"), ModelRefusedError("no")])
async def test_a_model_that_fails_leaves_its_reason_for_the_owner(fault: Exception):
    segment = await write(Model(facts=fault))

    assert segment.standby
    assert segment.reason == str(fault)


async def test_without_a_model_standby_copy_airs_without_a_fault():
    segment = await write(None)

    assert segment.standby
    assert segment.reason is None
    assert "「" in segment.free


@pytest.mark.parametrize(
    ("named", "kept"), [("ブラウザー", "ブラウザー"), ("Evil Corp", None), ("x" * 99, None), ("", None)]
)
async def test_a_maker_is_named_only_as_the_article_names_it(named: str, kept: str | None):
    segment = await write(Model(facts=facts(maker=named), segment=GOOD_COPY))

    assert segment.facts is not None
    assert segment.facts.maker == kept


async def test_a_follow_up_says_what_it_follows():
    earlier = Airing(url="https://e.example/", title="前の話", summary="", episode_number=1, episode_date="2026-11-16")
    rundown = plan(LEAD, follow_up=earlier)

    segment = await Scriptwriter(None, TSUMUGI).write_story(story_slot(rundown), rundown)

    assert "前の話" in segment.copy


async def test_standby_copy_that_the_desk_turns_down_shrinks_to_the_headline(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scriptwriter, "check_story", lambda *_, **__: (Finding(check="any", message="no"),))

    segment = await write(None)

    assert "304" not in segment.free
    assert segment.free


async def test_a_slot_without_a_story_is_a_bug():
    rundown = plan(LEAD)

    with pytest.raises(ValueError, match="opening has no story"):
        await Scriptwriter(None, TSUMUGI).write_story(rundown.slots[0], rundown)


def written(*parts: str, standby: bool = False) -> tuple[Segment, ...]:
    return tuple(Segment(part=part, copy="原稿", standby=standby) for part in parts)


async def frames(model: Any, *, standby: bool = False) -> tuple[Segment, Segment]:
    rundown = plan(LEAD, replace(LEAD, url="https://b.example/", title="GPSの時計と相対性理論"))
    return await Scriptwriter(model, TSUMUGI).write_frames(rundown, written("story-1", "story-2", standby=standby))


GOOD_LINES = {
    "day_line": "今週もはじまったね〜！",
    "teaser": "どれも聞きのがせないよ！",
    "topics": ["通信の節約", "GPSの時計"],
}


async def test_free_lines_stand_in_the_frames():
    first, last = await frames(Model(frames=GOOD_LINES))

    assert "今週もはじまったね〜！" in first.copy
    assert "どれも聞きのがせないよ！" in first.copy
    assert "2026年11月23日月曜日" in first.copy
    assert "通信の節約" in last.copy
    assert "GPSの時計" in last.copy
    assert not first.standby
    assert not last.standby


@pytest.mark.parametrize(
    "bad",
    [
        "くわしくは https://evil.example へ！",
        "@everyone あつまれ！",
        "わたしは春日部つむぎです。",
        "なんと8731倍のニュースがあるよ！",
        "As an AI, I can't help with that.",
    ],
)
async def test_a_line_that_is_turned_down_is_replaced_by_the_sheets_own(bad: str):
    first, last = await frames(Model(frames={"day_line": bad, "teaser": bad, "topics": [bad, bad]}))

    for part in (bad, "evil", "@everyone", "8731", "As an AI"):
        assert part not in first.copy + last.copy
    assert "GPS" in last.copy
    assert first.findings


@pytest.mark.parametrize("data", [{}, {"day_line": 1, "teaser": None, "topics": "all"}, {"topics": [1, None, {}]}])
async def test_lines_of_the_wrong_shape_are_as_if_none_were_given(data: Mapping[str, Any]):
    first, last = await frames(Model(frames=data))

    assert "2つ" in first.copy
    assert "ETag" in last.copy


async def test_frames_need_no_model():
    first, last = await frames(None)

    assert first.standby
    assert last.standby


async def test_a_show_of_standby_copy_asks_for_no_frames():
    model = HonestModel()

    await frames(model, standby=True)

    assert model.prompts == []


async def test_frames_that_fail_are_the_sheets_own_and_the_reason_is_kept():
    first, _ = await frames(Model(frames=ModelUnavailableError("the model is down")))

    assert first.standby
    assert first.reason == "the model is down"


async def test_an_english_article_keeps_its_title():
    lead = replace(LEAD, title="How ETags save bandwidth", language=Language.ENGLISH)

    segment = await write(None, lead)

    assert "「How ETags save bandwidth」" in segment.copy
