from datetime import timedelta

from archive.storage import Storage
from radio.bulletin import Answer, KeptAnswer
from tests.archive.builders import NOW, post

ANSWER = Answer(posts=(post("bulletin", story="0123456789abcdef", host="tsumugi"),), suggestions=("量子",), found=False)


async def test_an_answer_is_kept_with_its_time(storage: Storage):
    await storage.keep_answer("now/tsumugi/3", ANSWER, NOW)

    assert await storage.find_answer("now/tsumugi/3") == KeptAnswer(answer=ANSWER, made_at=NOW)
    assert await storage.find_answer("now/tsumugi/4") is None


async def test_the_latest_answer_counts(storage: Storage):
    later = Answer(posts=(post("bulletin"),), standby=True)

    await storage.keep_answer("key", ANSWER, NOW)
    await storage.keep_answer("key", later, NOW + timedelta(hours=1))

    kept = await storage.find_answer("key")
    assert kept is not None
    assert kept.answer == later


async def test_the_upkeep_leaves_only_what_lasts(storage: Storage):
    await storage.keep_answer("old", ANSWER, NOW - timedelta(days=31))
    await storage.keep_answer("lasting", ANSWER, NOW - timedelta(days=400), lasting=True)
    await storage.keep_answer("new", ANSWER, NOW)

    await storage.prune(NOW - timedelta(days=30), listed=())

    kept = [await storage.find_answer(key) is not None for key in ("old", "lasting", "new")]
    assert kept == [False, True, True]
