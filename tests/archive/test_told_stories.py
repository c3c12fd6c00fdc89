from dataclasses import replace
from datetime import timedelta

from archive.storage import Storage
from radio.bulletin import KeptStory
from radio.news import story_key
from radio.show import EpisodeKind, FactSheet
from tests.archive.builders import NOW, QUOTE, edition, finish, sheet, story

URL = "https://site.example/a"
KEY = story_key(URL)


def kept(**given: object) -> KeptStory:
    made = KeptStory(key=KEY, ranked=story(URL), sheet=sheet(), facts_at=NOW)
    return replace(made, **given)  # type: ignore[arg-type] – fields of KeptStory


async def find(storage: Storage, key: str = KEY) -> KeptStory:
    found = await storage.find_story(key)
    assert found is not None
    return found


async def test_a_story_is_kept_without_its_authors_wording(storage: Storage):
    await storage.file_story(kept(), NOW)

    found = await find(storage)
    assert found.ranked.score == story(URL).score
    assert found.ranked.story.lead.text is None
    assert found.ranked.story.lead.summary == ""
    assert [fact.claim for fact in found.sheet.facts] == [fact.claim for fact in sheet().facts]  # type: ignore[union-attr] – has one
    assert QUOTE not in repr(found)
    assert "source text" not in repr(found)
    assert not found.aired


async def test_an_unknown_key_finds_nothing(storage: Storage):
    assert await storage.find_story(KEY) is None


async def test_new_facts_replace_old_ones_and_none_replace_nothing(storage: Storage):
    newer = FactSheet(facts=sheet().facts[:1])
    await storage.file_story(kept(), NOW)

    await storage.file_story(kept(sheet=None, facts_at=None), NOW + timedelta(hours=1))
    before = await find(storage)
    await storage.file_story(kept(sheet=newer, facts_at=NOW + timedelta(hours=2)), NOW + timedelta(hours=2))
    after = await find(storage)

    assert before.facts_at == NOW
    assert after.facts_at == NOW + timedelta(hours=2)
    assert after.sheet is not None
    assert after.sheet.caveat is None


async def test_a_broadcasts_stories_are_kept_as_they_were_aired(storage: Storage):
    await finish(storage, None, story(URL), kind=EpisodeKind.BROADCAST)

    await storage.file_story(kept(sheet=None, ranked=story(URL, maker="ほかの会社")), NOW)

    found = await find(storage)
    assert found.aired
    assert found.ranked.maker == "例社"
    assert found.sheet is not None


async def test_a_rehearsal_keeps_no_story(storage: Storage):
    await finish(storage, None, story(URL))

    assert await storage.find_story(KEY) is None


async def test_the_latest_told_stories_are_listed_first(storage: Storage):
    await storage.file_story(kept(), NOW)
    other = "https://site.example/b"
    await storage.file_story(kept(key=story_key(other), ranked=story(other)), NOW + timedelta(hours=1))

    told = await storage.list_told(10)

    assert [each.value for each in told] == [story_key(other), KEY]
    assert told[0].label == f"題 {other}"
    assert len(await storage.list_told(1)) == 1


async def test_the_upkeep_forgets_what_was_never_aired(storage: Storage):
    aired = "https://site.example/aired"
    await finish(storage, edition(), story(aired), kind=EpisodeKind.BROADCAST)
    await storage.file_story(kept(), NOW)

    await storage.prune(NOW + timedelta(days=30), listed=())
    after_a_month = await storage.find_story(KEY)
    await storage.prune(NOW + timedelta(days=366), listed=())

    assert after_a_month is not None
    assert await storage.find_story(KEY) is None
    assert await storage.find_story(story_key(aired)) is not None
