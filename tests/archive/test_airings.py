from datetime import timedelta

import pytest

from archive.storage import Storage
from radio.errors import StorageError
from radio.news import Airing
from radio.show import EpisodeKind
from tests.archive.builders import MONDAY, NOW, WEEK, air, edition, finish, open_draft, rundown, segment, story

A, B = "https://site.example/a", "https://site.example/b"


async def test_nothing_was_aired_at_first(storage: Storage):
    assert await storage.recent_airings(MONDAY) == ()


async def test_an_aired_episode_is_remembered_with_all_its_articles_and_our_words(storage: Storage):
    await air(storage)

    assert await storage.recent_airings(MONDAY + WEEK) == (
        Airing(url=A, title=f"題 {A}", summary="速さは2倍になった", episode_number=1, episode_date="2026-11-23"),
        Airing(
            url=f"{A}-en",
            title=f"題 {A}",
            summary="The same in English 速さは2倍になった",
            episode_number=1,
            episode_date="2026-11-23",
        ),
    )


async def test_a_story_told_without_facts_is_remembered_by_its_topic(storage: Storage):
    draft = await open_draft(storage, kind=EpisodeKind.BROADCAST)
    await storage.save_rundown(draft.episode_id, rundown(draft, None, story(A), story(B)))
    await storage.save_segment(draft.episode_id, segment("story-1", topic="カレーの話"))
    await storage.finish_episode(draft.episode_id, [], NOW)

    await storage.mark_aired(draft.episode_id, NOW)

    told = {each.url: each.summary for each in await storage.recent_airings(MONDAY + WEEK)}
    assert (told[A], told[B]) == ("カレーの話", "")


async def test_marking_twice_changes_nothing(storage: Storage):
    made = await air(storage)

    await storage.mark_aired(made.episode_id, NOW + WEEK)

    assert len(await storage.recent_airings(MONDAY + WEEK)) == 2
    aired_at = await storage._ask(lambda db: db.conn.execute("SELECT aired_at FROM episodes").fetchall())
    assert aired_at == [("2026-11-23T08:00:00.000000+00:00",)]


async def test_a_rehearsal_is_never_marked_as_aired(storage: Storage):
    made = await finish(storage)

    with pytest.raises(StorageError, match="is a rehearsal"):
        await storage.mark_aired(made.episode_id, NOW)

    assert await storage.recent_airings(MONDAY + WEEK) == ()


async def test_an_unfinished_broadcast_is_not_marked_as_aired(storage: Storage):
    draft = await open_draft(storage, kind=EpisodeKind.BROADCAST)

    with pytest.raises(StorageError, match="not finished yet"):
        await storage.mark_aired(draft.episode_id, NOW)


async def test_only_the_last_air_dates_before_the_given_one_are_recent(storage: Storage):
    for week in range(4):
        await air(storage, edition(MONDAY + week * WEEK), story(f"{A}{week}"))
    await air(storage, edition(MONDAY + 2 * WEEK, story_count=3), story(B))

    recent = await storage.recent_airings(MONDAY + 3 * WEEK, episodes=2)

    assert [each.url for each in recent if not each.url.endswith("-en")] == [B, f"{A}2", f"{A}1"]


async def test_one_hosts_memory_can_be_asked_for(storage: Storage):
    await air(storage, edition(MONDAY), story(A))
    await air(storage, edition(MONDAY + timedelta(days=3), host="other"), story(B))

    assert {each.url for each in await storage.recent_airings(MONDAY + WEEK, host="tsumugi")} == {A, f"{A}-en"}
    assert {B, A} < {each.url for each in await storage.recent_airings(MONDAY + WEEK)}
    assert {each.url for each in await storage.recent_airings(MONDAY + WEEK, episodes=1)} == {B, f"{B}-en"}
