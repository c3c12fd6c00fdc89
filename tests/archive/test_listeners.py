import json
from pathlib import Path

from archive.storage import Storage
from tests.archive.builders import NOW
from tests.archive.mail_builders import LISTENER, ME, OTHER, SERVER, add_letter, later, message, talk

SNOWFLAKE = 123_456_789_012_345_678


def read_all(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def test_what_was_told_is_remembered_in_its_own_place(storage: Storage):
    await storage.remember(LISTENER, SERVER, {"name": "こむぎ", "likes": "カレー"}, NOW)
    await storage.remember(LISTENER, None, {"name": "おおむぎ"}, NOW)
    await storage.remember(LISTENER, SERVER, {"likes": "紅茶"}, NOW)

    assert await storage.recall(LISTENER, SERVER, NOW) == {"likes": "紅茶", "name": "こむぎ"}
    assert await storage.recall(LISTENER, None, NOW) == {"name": "おおむぎ"}
    assert await storage.recall(LISTENER, SERVER + 1, NOW) == {}
    assert await storage.recall(OTHER, SERVER, NOW) == {}


async def test_memories_fade_after_ninety_days(storage: Storage):
    await storage.remember(LISTENER, SERVER, {"name": "こむぎ"}, NOW)

    assert await storage.recall(LISTENER, SERVER, later(days=1)) == {}
    await storage.prune_mail(later(days=91))
    assert await storage.recall(LISTENER, SERVER, later(days=-1)) == {}


async def test_nothing_is_remembered_of_who_opted_out(storage: Storage):
    await storage.opt_out(LISTENER, NOW)

    await storage.remember(LISTENER, SERVER, {"name": "こむぎ"}, NOW)

    assert await storage.recall(LISTENER, SERVER, NOW) == {}


async def test_a_listener_sees_all_that_is_kept_and_nothing_of_others(storage: Storage):
    await talk(storage, 100, "わたしの文", "返事")
    await talk(storage, 110, "ほかの人の文", "よその返事", listener_id=OTHER)
    await add_letter(storage, "わたしの手紙")
    await storage.remember(LISTENER, SERVER, {"name": "こむぎ"}, NOW)
    await storage.block_listener(SERVER, LISTENER, NOW)

    shown = await storage.show_listener(LISTENER)

    text = json.dumps(shown, ensure_ascii=False)
    assert all(words in text for words in ("わたしの文", "返事", "わたしの手紙", "こむぎ"))
    assert "ほかの人" not in text
    assert shown["blocked_in_servers"] == [SERVER]
    assert shown["opted_out"] is False
    assert shown["letters"][0]["may_air"] is True


async def test_all_of_a_listener_goes_at_once(storage: Storage):
    await talk(storage, 100, "わたしの文", "返事")
    await storage.add_message(message(120, "待っている文"), ME)
    await add_letter(storage)
    await storage.remember(LISTENER, SERVER, {"name": "こむぎ"}, NOW)
    await talk(storage, 110, "ほかの人の文", "返事", listener_id=OTHER)

    removed = await storage.forget_listener(LISTENER)

    shown = await storage.show_listener(LISTENER)
    assert removed == 4
    assert [shown[kept] for kept in ("messages", "letters", "memories")] == [[], [], []]
    assert await storage.find_waiting(120) is None
    assert await storage.letters_to_choose(2, NOW) == ()
    assert len((await storage.show_listener(OTHER))["messages"]) == 1
    assert await storage.forget_listener(LISTENER) == 0


async def test_what_was_deleted_cannot_be_found_in_the_file(tmp_path: Path):
    path = tmp_path / "radio.db"
    async with Storage.open(path) as storage:
        await add_letter(storage, "だれにも見られたくない手紙")
        await storage.forget_listener(LISTENER)
        left = read_all(tmp_path)

    assert "だれにも見られたくない手紙".encode() not in left


async def test_opting_out_forgets_and_can_be_taken_back(storage: Storage):
    await talk(storage, 100, "わたしの文", "返事")

    await storage.opt_out(LISTENER, NOW)
    await storage.opt_out(LISTENER, NOW)

    assert await storage.is_opted_out(LISTENER)
    assert not await storage.is_opted_out(OTHER)
    assert (await storage.show_listener(LISTENER))["messages"] == []
    assert await storage.opt_in(LISTENER)
    assert not await storage.opt_in(LISTENER)
    assert await storage.add_message(message(), ME)


async def test_nobody_who_opted_out_or_is_blocked_can_be_read_from_the_file(tmp_path: Path):
    path = tmp_path / "radio.db"
    async with Storage.open(path) as storage:
        await add_letter(storage, listener_id=SNOWFLAKE, server_id=None)
        await storage.opt_out(SNOWFLAKE, NOW)
        await storage.block_listener(SERVER, SNOWFLAKE, NOW)
        left = read_all(tmp_path)
    async with Storage.open(path) as storage:
        still = await storage.is_opted_out(SNOWFLAKE)

    assert still
    assert str(SNOWFLAKE).encode() not in left
    assert SNOWFLAKE.to_bytes(8, "big") not in left


async def test_a_block_outlives_a_deletion_and_is_lifted_by_the_managers(storage: Storage):
    await storage.block_listener(SERVER, LISTENER, NOW)

    await storage.forget_listener(LISTENER)

    assert not await storage.add_message(message(), ME)
    assert await storage.unblock_listener(SERVER, LISTENER)
    assert not await storage.unblock_listener(SERVER, LISTENER)
    assert await storage.add_message(message(), ME)


async def test_messages_are_kept_for_ninety_days(storage: Storage):
    await talk(storage, 100, "わたしの文", "返事")

    await storage.prune_mail(later(days=89))
    kept = (await storage.show_listener(LISTENER))["messages"]
    await storage.prune_mail(later(days=91))

    assert len(kept) == 1
    assert (await storage.show_listener(LISTENER))["messages"] == []
