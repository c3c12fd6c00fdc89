from datetime import timedelta
from pathlib import Path

import pytest

from archive.storage import Storage
from radio.errors import StorageError
from radio.news import FeedState
from radio.show import EpisodeKind, Fact
from tests.archive.builders import (
    MONDAY,
    NOW,
    QUOTE,
    WEEK,
    air,
    edition,
    finish,
    open_draft,
    post,
    rundown,
    segment,
    sheet,
    story,
)
from tests.factories import article, sighting


async def test_a_finished_episode_is_loaded_in_the_order_of_its_rundown(storage: Storage):
    made = await finish(storage)

    episode = await storage.load_episode(made.episode_id)

    assert episode.finished_at == NOW
    assert episode.script.rundown.edition == edition()
    assert [each.part for each in episode.script.segments] == ["opening", "story-1", "closing"]


async def test_the_posts_come_back_as_they_were_laid_out(storage: Storage):
    made = await finish(storage)

    assert await storage.load_posts(made.episode_id) == (post("opening"), post("story-1"), post("closing"))


async def test_finishing_twice_keeps_the_first_posts(storage: Storage):
    made = await finish(storage)

    await storage.finish_episode(made.episode_id, [post("else")], NOW + WEEK)

    assert len(await storage.load_posts(made.episode_id)) == 3
    assert (await storage.load_episode(made.episode_id)).finished_at == NOW


async def test_the_authors_words_leave_the_episode_and_ours_stay(storage: Storage):
    made = await finish(storage)

    script = (await storage.load_episode(made.episode_id)).script

    (told,) = script.rundown.stories
    for each in told.story.articles:
        assert (each.text, each.description, each.summary) == (None, "", "")
    assert [each.url for each in told.story.articles] == ["https://site.example/a", "https://site.example/a-en"]
    facts = script.segments[1].facts
    assert facts is not None
    assert facts.facts[0] == facts.caveat == facts.number == Fact(claim=sheet().facts[0].claim, quote="")


async def test_a_sheet_without_caveat_or_number_stays_without(storage: Storage):
    draft = await open_draft(storage)
    await storage.save_rundown(draft.episode_id, rundown(draft))
    bare = segment(facts=type(sheet())(facts=()))
    await storage.save_segment(draft.episode_id, bare)

    await storage.finish_episode(draft.episode_id, [], NOW)

    assert (await storage.load_episode(draft.episode_id)).script.segments == (bare,)


async def test_working_texts_are_removed_and_summaries_wait_for_the_next_choice(storage: Storage):
    page = article(text="本文の原文", description="説明", sightings=(sighting(),))
    await storage.file_feed(FeedState(url=sighting().feed_url), [article(summary="要約", sightings=(sighting(),))])
    await storage.save_pages([page])

    await finish(storage)

    (found,) = await storage.articles_between(NOW - WEEK, NOW)
    assert (found.text, found.description, found.summary) == (None, "", "要約")


async def test_no_word_of_the_articles_is_left_in_any_file(tmp_path: Path):
    async with Storage.open(tmp_path / "radio.db") as storage:
        await storage.save_pages([story().story.lead])
        await finish(storage)

        files = b"".join(each.read_bytes() for each in tmp_path.iterdir())  # noqa: ASYNC240 – a small test file

    for words in ("本文の原文", "説明の原文", "source text", QUOTE):
        assert words.encode() not in files
    assert "あーしの言葉".encode() in files


@pytest.mark.parametrize("question", ["load_episode", "load_posts"])
async def test_an_unfinished_or_missing_episode_is_not_loaded(storage: Storage, question: str):
    draft = await open_draft(storage)

    with pytest.raises(StorageError, match="not finished yet"):
        await getattr(storage, question)(draft.episode_id)
    with pytest.raises(StorageError, match="episode 99 is not in the archive"):
        await getattr(storage, question)(99)


async def test_a_draft_without_a_rundown_cannot_be_finished(storage: Storage):
    draft = await open_draft(storage)

    with pytest.raises(StorageError, match="has no rundown yet"):
        await storage.finish_episode(draft.episode_id, [], NOW)


async def test_only_a_finished_broadcast_counts_as_an_editions_episode(storage: Storage):
    key = edition().key
    await finish(storage)
    draft = await open_draft(storage, kind=EpisodeKind.BROADCAST)
    assert await storage.find_finished(key) is None

    await storage.save_rundown(draft.episode_id, rundown(draft))
    await storage.finish_episode(draft.episode_id, [], NOW)

    found = await storage.find_finished(key)
    assert found is not None
    assert found.episode_id == draft.episode_id
    assert await storage.find_finished(edition(story_count=3).key) is None


async def test_recent_copy_is_of_the_hosts_last_air_dates_newest_first(storage: Storage):
    for week in range(4):
        await air(storage, edition(MONDAY + week * WEEK))
    await air(storage, edition(MONDAY, host="other"))
    await air(storage, edition(MONDAY + WEEK, story_count=3))
    await finish(storage, edition(MONDAY + timedelta(days=8)), kind=EpisodeKind.BROADCAST)

    recent = await storage.recent_copy("tsumugi", MONDAY + 3 * WEEK, limit=2)

    assert [len(segments) for segments in recent] == [3, 3]
    assert await storage.recent_copy("tsumugi", MONDAY) == ()


async def test_recent_copy_takes_one_episode_an_air_date(storage: Storage):
    await air(storage, edition(MONDAY))
    await air(storage, edition(MONDAY, story_count=3))
    await air(storage, edition(MONDAY + WEEK))

    assert len(await storage.recent_copy("tsumugi", MONDAY + 2 * WEEK)) == 2
