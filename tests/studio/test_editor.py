from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from radio.errors import ModelUnavailableError
from radio.writing import Completion, Purpose
from studio.editor import Choice, Editor
from studio.producer import Producer
from tests.fakes import FakeChatModel, FakeClock
from tests.studio.newsday import EDITION, FEEDS, NOW, TSUMUGI, HonestModel, make_fetcher, open_day


async def choose(producer: Producer) -> Choice:
    await producer.desk.gather(FEEDS.feeds)
    editor = Editor(storage=producer.storage, desk=producer.desk, model=producer.model, clock=producer.clock)
    return await editor.choose_stories(EDITION, TSUMUGI, FEEDS)


def judge_by(data: Mapping[str, Any]) -> FakeChatModel:
    return FakeChatModel(Completion(text="", data=data))


async def test_the_chosen_stories_have_their_pages_text():
    async with open_day() as producer:
        choice = await choose(producer)

    assert len(choice.stories) == EDITION.story_count
    assert all(ranked.story.lead.text for ranked in choice.stories)
    assert choice.faults == ()


async def test_a_page_that_cannot_be_read_is_named_and_another_story_is_chosen():
    fetcher = make_fetcher()
    del fetcher.answers["https://transformer-en.example/story"]

    async with open_day(fetcher=fetcher) as producer:
        choice = await choose(producer)

    assert ["transformer-en" in fault for fault in choice.faults] == [True]
    assert len(choice.stories) == EDITION.story_count
    assert "transformer-en.example" not in {ranked.story.lead.site for ranked in choice.stories}


async def test_the_judges_marks_count():
    model = HonestModel()

    async with open_day(model=model) as producer:
        choice = await choose(producer)

    assert [prompt.purpose for prompt in model.prompts] == [Purpose.JUDGE]
    assert all("judge" in {part.name for part in ranked.score.parts} for ranked in choice.stories)


async def test_a_silent_judge_costs_nothing_but_a_line_to_the_owner():
    down = ModelUnavailableError("the model is down; check OPENAI_BASE_URL")

    async with open_day(model=FakeChatModel(down)) as producer:
        choice = await choose(producer)

    assert choice.faults == (str(down),)
    assert len(choice.stories) == EDITION.story_count


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"scores": "all ten"},
        {"scores": ["10", None, 3]},
        {"scores": [{"number": 99, "score": 5}, {"number": 1, "score": 11}, {"number": "1", "score": 5}]},
        {"scores": [{"number": 1, "score": "high"}, {"number": 0, "score": 1}, {"number": 1, "score": -1}]},
    ],
)
async def test_marks_that_are_none_are_as_if_nobody_had_judged(data: Mapping[str, Any]):
    async with open_day(model=judge_by(data)) as producer:
        choice = await choose(producer)

    assert len(choice.stories) == EDITION.story_count
    assert "judge" not in {part.name for ranked in choice.stories for part in ranked.score.parts}


async def test_an_edition_with_fewer_stories_has_fewer():
    async with open_day() as producer:
        await producer.desk.gather(FEEDS.feeds)
        editor = Editor(storage=producer.storage, desk=producer.desk, model=None, clock=producer.clock)
        choice = await editor.choose_stories(replace(EDITION, story_count=3), TSUMUGI, FEEDS)

    assert len(choice.stories) == 3


async def test_an_old_edition_finds_its_weeks_stories_as_fresh_as_they_were():
    async with open_day() as producer:
        then = await choose(producer)
        producer.clock = FakeClock(NOW + timedelta(days=60))
        later = await choose(producer)

    assert [ranked.story.lead.url for ranked in later.stories] == [ranked.story.lead.url for ranked in then.stories]
    assert min(ranked.score.freshness for ranked in later.stories) > 0.8
