from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from radio.errors import ModelUnavailableError
from radio.mail import LetterState
from radio.show import EpisodeKind
from radio.writing import Completion, Purpose
from studio.editor import Choice, Editor
from studio.producer import Producer
from tests.archive.mail_builders import add_letter
from tests.fakes import FakeChatModel, FakeClock
from tests.studio.newsday import EDITION, FEEDS, NAMES, NOW, TSUMUGI, HonestModel, make_fetcher, open_day

WORDS = {
    "transformer-en.example": "Transformer",
    "sqlite-en.example": "SQLite",
    "pagerank-en.example": "PageRank",
    "dns-ja.example": "DNS",
    "gps-ja.example": "GPS",
}


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


async def test_a_listeners_request_is_a_small_hint_with_its_reason():
    async with open_day() as producer:
        before = {ranked.story.lead.site: ranked.score for ranked in (await choose(producer)).stories}
        await add_letter(producer.storage, "こんにちは。SQLiteの話が聞きたいです！")
        after = {ranked.story.lead.site: ranked.score for ranked in (await choose(producer)).stories}

    asked = [part.detail for part in after["sqlite-en.example"].parts if part.name == "request"]
    assert asked == ["おたよりのリクエスト（SQLite）"]
    assert 0 < after["sqlite-en.example"].total - before["sqlite-en.example"].total <= 0.05
    assert all(after[site] == before[site] for site in after.keys() & before.keys() - {"sqlite-en.example"})


async def test_a_request_brings_a_story_in_that_was_just_left_out():
    async with open_day() as producer:
        chosen = {ranked.story.lead.site for ranked in (await choose(producer)).stories}
        (left_out,) = {f"{name}.example" for name in NAMES} - chosen
        for listener in range(9):
            await add_letter(producer.storage, f"{WORDS[left_out]}の話が聞きたい", listener_id=listener)
        again = {ranked.story.lead.site for ranked in (await choose(producer)).stories}

    assert left_out in again


@pytest.mark.parametrize(
    "given", [{"sent_at": NOW - timedelta(days=31)}, {"state": LetterState.REJECTED}, {"text": "番組の話が聞きたい"}]
)
async def test_old_rejected_and_vague_letters_are_no_hint(given: dict[str, Any]):
    async with open_day() as producer:
        before = await choose(producer)
        await add_letter(producer.storage, **({"text": "SQLiteの話が聞きたい"} | given))
        after = await choose(producer)

    assert after == before


async def test_no_word_of_a_letter_reaches_the_judge():
    model = HonestModel()
    async with open_day(model=model) as producer:
        await add_letter(producer.storage, "とっておきの合言葉。SQLiteの話が聞きたいです")
        choice = await choose(producer)

    said = "".join(prompt.system + prompt.user for prompt in model.prompts)
    assert "合言葉" not in said
    assert "リクエスト" not in said
    assert any(part.name == "request" for ranked in choice.stories for part in ranked.score.parts)


async def test_a_letter_that_comes_after_the_rundown_changes_no_edition():
    async with open_day() as producer:
        first = await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.BROADCAST)
        await add_letter(producer.storage, "SQLiteの話が聞きたい")
        again = await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.BROADCAST)

    planned = [[each.score for each in made.script.rundown.stories] for made in (first, again)]
    assert again.resumed
    assert planned[0] == planned[1]
