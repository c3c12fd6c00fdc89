from archive.letter_requests import LETTERS_EACH
from archive.storage import Storage
from radio.mail import LetterState
from tests.archive.builders import NOW
from tests.archive.mail_builders import LISTENER, OTHER, SERVER, add_letter, later


async def texts(storage: Storage, limit: int = 200) -> list[str]:
    return [letter.text for letter in await storage.recent_letters(NOW, limit)]


async def test_letters_of_any_state_but_the_rejected_are_listed_newest_first(storage: Storage):
    for place, state in enumerate(LetterState):
        await add_letter(storage, state.value, listener_id=place, state=state, sent_at=later(hours=place))

    listed = await texts(storage)

    assert listed == ["aired", "chosen", "approved", "waiting", "private"]


async def test_letters_of_before_are_not_listed(storage: Storage):
    await add_letter(storage, "前の手紙", sent_at=later(seconds=-1))
    await add_letter(storage, "ちょうどの手紙", sent_at=NOW)

    assert await texts(storage) == ["ちょうどの手紙"]


async def test_a_listener_of_many_letters_leaves_room_for_the_others(storage: Storage):
    await add_letter(storage, "ひとつだけ", listener_id=OTHER)
    for number in range(10):
        await add_letter(storage, f"たくさん{number}", sent_at=later(hours=1 + number))

    listed = await texts(storage, limit=LETTERS_EACH + 1)

    assert listed == ["たくさん9", "たくさん8", "たくさん7", "ひとつだけ"]


async def test_letters_of_a_server_that_was_left_and_of_who_is_blocked_there_are_not_listed(storage: Storage):
    await add_letter(storage, "前のサーバーから", server_id=SERVER + 1)
    await add_letter(storage, "ブロックされた人から", listener_id=OTHER, state=LetterState.PRIVATE)
    await add_letter(storage, "直接", server_id=None, listener_id=OTHER)

    await storage.note_server_left(SERVER + 1, NOW)
    await storage.block_listener(SERVER, OTHER, NOW)

    assert await texts(storage) == ["直接"]


async def test_what_a_listener_deleted_is_not_listed(storage: Storage):
    await add_letter(storage)

    await storage.forget_listener(LISTENER)

    assert await texts(storage) == []
