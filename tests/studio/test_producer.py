from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.feed_list import FeedList
from radio.errors import FetchError, ModelUnavailableError, NoNewsError, StorageError
from radio.show import EpisodeKind
from radio.writing import Purpose
from studio.producer import Producer, Production
from tests.studio.newsday import EDITION, EMPTY_RSS, FEED, FEEDS, TSUMUGI, HonestModel, make_fetcher, open_day


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
    class PowerCut(Exception):
        pass

    first, second = HonestModel(frames=PowerCut()), HonestModel()
    async with open_day(model=first, database=tmp_path / "radio.db") as producer:
        with pytest.raises(PowerCut):
            await rehearse(producer)

    async with open_day(model=second, database=tmp_path / "radio.db") as producer:
        made = await rehearse(producer)

    assert made.resumed
    assert [prompt.purpose for prompt in second.prompts] == [Purpose.FRAMES]
    assert len(made.posts) == 6


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
