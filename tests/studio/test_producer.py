from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from newsroom.feed_list import FeedList
from radio.errors import FetchError, ModelUnavailableError, NoNewsError, StorageError
from radio.mail import Letter, LetterState
from radio.show import Edition, EpisodeKind, Rundown
from radio.writing import Completion, Finding, Prompt, Purpose
from studio.producer import Producer, Production
from studio.rundown import drop_mailbag
from tests.studio.newsday import EDITION, EMPTY_RSS, FEED, FEEDS, NOW, TSUMUGI, HonestModel, make_fetcher, open_day


class PowerCutError(Exception):
    """No fault of ours: nothing catches it."""


async def rehearse(producer: Producer) -> Production:
    return await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.REHEARSAL)


async def test_a_week_of_news_becomes_an_episode():
    model = HonestModel()

    async with open_day(model=model) as producer:
        made = await rehearse(producer)

    assert [post.part for post in made.posts] == ["opening", "story-1", "story-2", "story-3", "story-4", "closing"]
    assert [segment.part for segment in made.script.segments if segment.standby] == []
    assert len(model.prompts) == 10
    assert len({prompt.system for prompt in model.prompts}) == 1
    assert made.faults == ()


async def test_without_a_model_the_episode_airs_on_standby_copy():
    async with open_day() as producer:
        made = await rehearse(producer)

    assert all(segment.standby for segment in made.script.segments)
    assert len(made.posts) == 6
    assert made.faults == ()


async def test_a_dead_model_is_named_once_to_the_owner():
    dead = ModelUnavailableError("the model is down; check OPENAI_BASE_URL")
    model = HonestModel(judge=dead, facts=dead)

    async with open_day(model=model) as producer:
        made = await rehearse(producer)

    assert made.faults == (str(dead),)
    assert len(made.posts) == 6


async def test_a_draft_goes_on_after_its_last_finished_segment(tmp_path: Path):
    first, second = HonestModel(frames=PowerCutError()), HonestModel()
    async with open_day(model=first, database=tmp_path / "radio.db") as producer:
        with pytest.raises(PowerCutError):
            await rehearse(producer)

    async with open_day(model=second, database=tmp_path / "radio.db") as producer:
        made = await rehearse(producer)

    assert made.resumed
    assert [prompt.purpose for prompt in second.prompts] == [Purpose.FRAMES]
    assert len(made.posts) == 6


async def test_facts_that_were_taken_before_a_power_cut_are_not_asked_for_again(tmp_path: Path):
    first, second = HonestModel(segment=PowerCutError()), HonestModel()
    async with open_day(model=first, database=tmp_path / "radio.db") as producer:
        with pytest.raises(PowerCutError):
            await rehearse(producer)

    async with open_day(model=second, database=tmp_path / "radio.db") as producer:
        made = await rehearse(producer)

    assert [prompt.purpose for prompt in second.prompts] == [Purpose.SEGMENT] * 4 + [Purpose.FRAMES]
    assert [segment.part for segment in made.script.segments if segment.standby] == []
    assert all(segment.facts for segment in made.script.segments if segment.part.startswith("story"))


async def test_a_stop_after_the_last_segment_asks_the_model_for_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    async def fail(*_: object) -> None:
        raise PowerCutError

    second = HonestModel()
    async with open_day(model=HonestModel(), database=tmp_path / "radio.db") as producer:
        await send_letters(producer, 1)
        monkeypatch.setattr(producer.storage, "finish_episode", fail)
        with pytest.raises(PowerCutError):
            await rehearse(producer)

    async with open_day(model=second, database=tmp_path / "radio.db") as producer:
        made = await rehearse(producer)

    assert second.prompts == []
    assert [post.part for post in made.posts][-2:] == ["mailbag", "closing"]


async def test_what_the_copy_desk_finds_in_a_whole_script_is_told(monkeypatch: pytest.MonkeyPatch, caplog):
    finding = Finding(check="counts", message="記事は4つです。", excerpt="closing: 3")
    monkeypatch.setattr("studio.producer.check_script", lambda *_: (finding,))

    async with open_day() as producer:
        made = await rehearse(producer)

    assert made.findings == (finding,)
    assert "script has findings episode_id=1 checks=counts" in caplog.text


async def send_letters(producer: Producer, *listeners: int) -> None:
    for number, listener_id in enumerate(listeners):
        letter = Letter(
            listener_id=listener_id,
            server_id=1,
            pen_name=f"リスナー{listener_id}",
            text="いつも楽しく読んでいます。量子の話がすき。",
            sent_at=NOW - timedelta(days=9 - number),
            may_air=True,
            state=LetterState.APPROVED,
        )
        assert await producer.storage.add_letter(letter)


async def broadcast(producer: Producer, edition: Edition = EDITION) -> Production:
    return await producer.produce(edition, TSUMUGI, FEEDS, kind=EpisodeKind.BROADCAST)


def mailbag_of(made: Production) -> str:
    return next((post.text for post in made.posts if post.part == "mailbag"), "")


async def test_two_letters_are_read_between_the_stories_and_the_closing_for_one_call_more():
    model = HonestModel()

    async with open_day(model=model) as producer:
        await send_letters(producer, 1, 2, 3)
        made = await broadcast(producer)

    assert [post.part for post in made.posts][-3:] == ["story-4", "mailbag", "closing"]
    assert [prompt.purpose for prompt in model.prompts].count(Purpose.LETTER) == 1
    assert len(model.prompts) == 11
    assert [name in mailbag_of(made) for name in ("リスナー1", "リスナー2", "リスナー3")] == [True, True, False]
    assert made.findings == ()


async def test_no_letter_is_read_in_two_editions():
    async with open_day(model=HonestModel()) as producer:
        await send_letters(producer, 1, 2, 3)
        first = await broadcast(producer)
        second = await broadcast(producer, replace(EDITION, story_count=3))

    assert "リスナー3" in mailbag_of(second)
    assert "リスナー1" not in mailbag_of(second)
    assert "リスナー1" in mailbag_of(first)


async def test_a_rehearsal_shows_letters_and_takes_none():
    async with open_day(model=HonestModel()) as producer:
        await send_letters(producer, 1)
        rehearsed = await rehearse(producer)
        aired = await broadcast(producer)

    assert "リスナー1" in mailbag_of(rehearsed)
    assert "リスナー1" in mailbag_of(aired)


async def test_a_power_cut_in_the_mailbag_loses_no_letter_and_reads_none_twice(tmp_path: Path):
    first, second = HonestModel(letter=PowerCutError()), HonestModel()
    async with open_day(model=first, database=tmp_path / "radio.db") as producer:
        await send_letters(producer, 1, 2, 3)
        with pytest.raises(PowerCutError):
            await broadcast(producer)

    async with open_day(model=second, database=tmp_path / "radio.db") as producer:
        made = await broadcast(producer)
        left = await producer.storage.letters_to_choose(9, NOW)

    assert [prompt.purpose for prompt in second.prompts] == [Purpose.LETTER, Purpose.FRAMES]
    assert "リスナー1" in mailbag_of(made)
    assert "リスナー2" in mailbag_of(made)
    assert [letter.listener_id for letter in left] == [3]


async def test_letters_withdrawn_while_the_episode_is_planned_leave_a_show_without_a_mailbag(tmp_path: Path):
    async with open_day(model=HonestModel(facts=PowerCutError()), database=tmp_path / "radio.db") as producer:
        await send_letters(producer, 1)
        with pytest.raises(PowerCutError):
            await broadcast(producer)

    async with open_day(model=HonestModel(), database=tmp_path / "radio.db") as producer:
        await producer.storage.forget_listener(1)
        made = await broadcast(producer)

    assert [post.part for post in made.posts] == ["opening", "story-1", "story-2", "story-3", "story-4", "closing"]
    assert made.findings == ()


async def test_a_letter_withdrawn_while_it_is_answered_is_not_read():
    class Withdrawing(HonestModel):
        async def complete(self, prompt: Prompt) -> Completion:
            if prompt.purpose is Purpose.FRAMES:
                await producer.storage.forget_listener(1)
            return await super().complete(prompt)

    async with open_day(model=Withdrawing()) as producer:
        await send_letters(producer, 1, 2)
        made = await broadcast(producer)
        left = await producer.storage.letters_to_choose(9, NOW)

    assert mailbag_of(made) == ""
    assert "mailbag" not in [segment.part for segment in made.script.segments]
    assert [letter.listener_id for letter in left] == [2]
    assert made.findings == ()


async def test_letters_that_came_after_another_process_planned_wait_for_the_next_episode():
    async with open_day(model=HonestModel()) as producer:
        save, storage = producer.storage.save_rundown, producer.storage

        async def save_after_another(episode_id: int, rundown: Rundown) -> Rundown:
            await save(episode_id, drop_mailbag(rundown))
            return await save(episode_id, rundown)

        storage.save_rundown = save_after_another  # type: ignore[method-assign] – another process comes first
        await send_letters(producer, 1)
        made = await broadcast(producer)
        left = await storage.letters_to_choose(9, NOW)

    assert mailbag_of(made) == ""
    assert [letter.listener_id for letter in left] == [1]


async def test_a_finished_rehearsal_is_not_shown_again_but_made_anew():
    async with open_day() as producer:
        first = await rehearse(producer)
        second = await rehearse(producer)

    assert not second.resumed
    assert first.episode_id != second.episode_id


async def test_no_fitting_article_is_silence_with_its_reason():
    async with open_day(fetcher=make_fetcher(EMPTY_RSS)) as producer:
        with pytest.raises(NoNewsError, match="none of them fit") as silence:
            await rehearse(producer)

    assert len(silence.value.report.feeds) == 1


async def test_silence_tells_that_every_feed_failed():
    async with open_day(fetcher=make_fetcher(FetchError(FEED.url, "down"))) as producer:
        with pytest.raises(NoNewsError, match="every feed failed"):
            await rehearse(producer)


async def test_silence_tells_that_no_feed_is_switched_on():
    async with open_day() as producer:
        with pytest.raises(NoNewsError, match="names no feed"):
            await producer.produce(EDITION, TSUMUGI, FeedList(feeds=()), kind=EpisodeKind.REHEARSAL)


async def test_an_archive_that_fails_while_writing_stops_the_journey(monkeypatch: pytest.MonkeyPatch):
    async def fail(*_: object) -> None:
        raise StorageError("the disk is full; make room")

    async with open_day(model=HonestModel()) as producer:
        monkeypatch.setattr(producer.storage, "save_segment", fail)

        with pytest.raises(StorageError, match="disk is full"):
            await rehearse(producer)


async def test_what_was_aired_is_not_aired_again_a_week_later():
    later = replace(EDITION, air_date=EDITION.air_date.replace(day=30))

    async with open_day() as producer:
        made = await producer.produce(EDITION, TSUMUGI, FEEDS, kind=EpisodeKind.BROADCAST)
        await producer.storage.mark_aired(made.episode_id, producer.clock.now())
        next_week = await producer.produce(later, TSUMUGI, FEEDS, kind=EpisodeKind.REHEARSAL)

    aired = {ranked.story.lead.url for ranked in made.script.rundown.stories}
    assert aired.isdisjoint(ranked.story.lead.url for ranked in next_week.script.rundown.stories)
