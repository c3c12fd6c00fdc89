from archive.storage import Storage
from radio.mail import MailMode, MailWishes
from tests.archive.builders import NOW
from tests.archive.mail_builders import LISTENER, ME, SERVER, add_letter, later, message


async def test_a_server_that_never_said_anything_has_the_defaults(storage: Storage):
    wishes = await storage.mail_wishes(SERVER)

    assert wishes == MailWishes(server_id=SERVER, replies=True, channel_id=None, mode=MailMode.AUTO)


async def test_the_last_wishes_count(storage: Storage):
    await storage.set_mail_wishes(MailWishes(server_id=SERVER, channel_id=5))
    wishes = MailWishes(server_id=SERVER, replies=False, channel_id=7, mode=MailMode.REVIEW)

    await storage.set_mail_wishes(wishes)

    assert await storage.mail_wishes(SERVER) == wishes
    assert await storage.list_mailbags() == (wishes,)


async def test_a_server_without_a_mailbag_is_not_listed(storage: Storage):
    await storage.set_mail_wishes(MailWishes(server_id=SERVER, channel_id=None))

    assert await storage.list_mailbags() == ()


async def fill(storage: Storage, server_id: int, number: int) -> None:
    await storage.add_message(message(number, server_id=server_id), ME)
    await add_letter(storage, server_id=server_id)
    await storage.remember(LISTENER, server_id, {"name": "こむぎ"}, NOW)
    await storage.set_mail_wishes(MailWishes(server_id=server_id, replies=False))
    await storage.block_listener(server_id, 77, NOW)


async def test_a_server_that_was_left_is_forgotten_after_thirty_days(storage: Storage):
    await fill(storage, SERVER, 100)
    await fill(storage, SERVER + 1, 200)
    await storage.note_server_left(SERVER, NOW)
    await storage.note_server_left(SERVER, later(days=20))

    await storage.prune_mail(later(days=29))
    still = await storage.show_listener(LISTENER)
    await storage.prune_mail(later(days=31))

    assert [row["server_id"] for row in still["letters"]] == [SERVER, SERVER + 1]
    shown = await storage.show_listener(LISTENER)
    for kept in ("messages", "letters", "memories"):
        assert [row["server_id"] for row in shown[kept]] == [SERVER + 1]
    assert (await storage.mail_wishes(SERVER)).replies
    assert (await storage.show_listener(77))["blocked_in_servers"] == [SERVER + 1]


async def test_a_server_that_took_her_back_keeps_its_mail(storage: Storage):
    await fill(storage, SERVER, 100)
    await storage.note_server_left(SERVER, NOW)

    await storage.note_server_joined(SERVER)
    await storage.prune_mail(later(days=31))

    assert len((await storage.show_listener(LISTENER))["letters"]) == 1


async def test_leaving_is_noted_of_a_server_that_never_said_anything(storage: Storage):
    await add_letter(storage)
    await storage.note_server_left(SERVER, NOW)

    await storage.prune_mail(later(days=31))

    assert (await storage.show_listener(LISTENER))["letters"] == []


async def test_direct_messages_outlive_every_server(storage: Storage):
    await add_letter(storage, server_id=None)
    await storage.note_server_left(SERVER, NOW)

    await storage.prune_mail(later(days=31))

    assert len((await storage.show_listener(LISTENER))["letters"]) == 1


async def test_every_server_of_which_something_is_kept_is_known_and_whether_it_was_left(storage: Storage):
    await storage.add_message(message(100, server_id=1), ME)
    await add_letter(storage, server_id=2)
    await storage.remember(LISTENER, 3, {"name": "こむぎ"}, NOW)
    await storage.block_listener(4, LISTENER, NOW)
    await storage.set_mail_wishes(MailWishes(server_id=5))
    await storage.add_message(message(200, server_id=None), ME)
    await storage.remember(LISTENER, None, {"name": "こむぎ"}, NOW)
    await storage.note_server_left(2, NOW)
    await storage.note_server_left(5, NOW)
    await storage.note_server_joined(5)

    assert await storage.known_servers() == {1: False, 2: True, 3: False, 4: False, 5: False}
