from dataclasses import replace
from datetime import date, timedelta

import pytest

from archive.storage import Storage
from radio.news import RankedStory, story_key
from radio.show import EpisodeKind
from tests.archive.builders import MONDAY, NOW, WEEK, air, edition, finish, story
from tests.factories import article


def titled(number: int, title: str, **given: object) -> RankedStory:
    ranked = story(f"https://site.example/{number}", **given)
    return replace(ranked, story=replace(ranked.story, lead=replace(ranked.story.lead, title=title)))


async def test_aired_stories_are_found_newest_first(storage: Storage):
    await air(storage, edition(MONDAY - WEEK), titled(1, "量子コンピューターの話"), titled(2, "量子暗号の話"))
    await air(storage, edition(MONDAY), titled(3, "量子の新しい話"))

    found = await storage.search_aired("量子", limit=10)

    assert [hit.title for hit in found.hits] == ["量子の新しい話", "量子コンピューターの話", "量子暗号の話"]
    assert found.total == 3
    assert [(hit.episode_number, hit.number) for hit in found.hits] == [(2, 1), (1, 1), (1, 2)]
    assert found.hits[0].air_date == MONDAY
    assert found.hits[0].host == "tsumugi"
    assert found.hits[0].story == story_key("https://site.example/3")


@pytest.mark.parametrize(
    "words",
    [
        "セキュリティ",
        "ｾｷｭﾘﾃｨ",
        "キュリ",
        "ティ",
        "GPU",
        "ｇｐｕ",
        "gpu セキュリティ",
        "c++",
        "same",
        "site.example",
        "g",
    ],
)
async def test_words_of_any_length_width_and_case_are_found(storage: Storage, words: str):
    await air(storage, None, titled(1, "ＧＰＵとセキュリティをC++で"))

    found = await storage.search_aired(words, limit=10)

    assert found.total == 1


@pytest.mark.parametrize("words", ["", "量子", "gpu 量子", "セ キ 量", '"', "セキュリティー", "-"])
async def test_what_no_story_has_is_not_found(storage: Storage, words: str):
    await air(storage, None, titled(1, "GPUとセキュリティ"))

    found = await storage.search_aired(words, limit=10)

    assert found.hits == ()
    assert found.total == 0


async def test_claims_and_topics_are_looked_through_too(storage: Storage):
    await air(storage, None, titled(1, "見出し"))

    assert (await storage.search_aired("2倍になった", limit=10)).total == 1
    assert (await storage.search_aired("速さの話", limit=10)).total == 1


async def test_pages_follow_one_another(storage: Storage):
    await air(storage, None, *(titled(number, f"量子 その{number}") for number in range(1, 6)))

    first = await storage.search_aired("量子", limit=2)
    last = await storage.search_aired("量子", limit=2, offset=4)

    assert [hit.title for hit in first.hits] == ["量子 その1", "量子 その2"]
    assert [hit.title for hit in last.hits] == ["量子 その5"]
    assert last.total == 5


async def test_nothing_is_found_before_it_airs_and_nothing_twice(storage: Storage):
    draft = await finish(storage, None, titled(1, "量子"), kind=EpisodeKind.BROADCAST)
    before = await storage.search_aired("量子", limit=10)

    await storage.mark_aired(draft.episode_id, NOW)
    await storage.mark_aired(draft.episode_id, NOW)

    assert before.total == 0
    assert (await storage.search_aired("量子", limit=10)).total == 1


async def test_aired_episodes_are_listed_by_number_and_date(storage: Storage):
    first = await air(storage, edition(MONDAY - WEEK))
    second = await air(storage, edition(MONDAY))
    await finish(storage, edition(MONDAY + WEEK))

    assert [each.episode_id for each in await storage.list_aired(limit=9)] == [second.episode_id, first.episode_id]
    assert [each.episode_id for each in await storage.list_aired()] == [second.episode_id]
    assert [each.episode_id for each in await storage.list_aired(number=1)] == [first.episode_id]
    assert [each.number for each in await storage.list_aired(air_date=MONDAY - timedelta(days=7))] == [1]
    assert await storage.list_aired(air_date=date(2001, 1, 1)) == ()
    assert await storage.list_aired(number=99) == ()


async def test_a_hosts_own_episodes_come_first(storage: Storage):
    own = await air(storage, edition(MONDAY))
    other = await air(storage, edition(MONDAY + timedelta(days=3), host="shirube"))

    assert [each.episode_id for each in await storage.list_aired(host="tsumugi")] == [own.episode_id]
    assert [each.episode_id for each in await storage.list_aired(host="shirube", number=1)] == [other.episode_id]
    assert [each.episode_id for each in await storage.list_aired(host="new", number=1)] == [other.episode_id]


async def test_an_article_is_found_by_its_address(storage: Storage):
    await storage.save_pages([article(text="本文")])

    found = await storage.find_article("https://site.example/a")
    assert found == article(text="本文")
    assert await storage.find_article("https://site.example/b") is None
