from dataclasses import replace

from archive.storage import Storage
from radio.mail import LetterNote
from radio.show import EpisodeKind
from radio.transmission import Delivery
from tests.archive.builders import NOW, edition, finish, open_draft, station
from tests.archive.mail_builders import LISTENER, SERVER, add_letter, later


async def choose(storage: Storage) -> int:
    """One letter in Monday's episode."""
    await add_letter(storage)
    episode_id = (await open_draft(storage, edition(), kind=EpisodeKind.BROADCAST)).episode_id
    await storage.choose_letters(episode_id, 2, NOW)
    return episode_id


async def air(storage: Storage, episode_id: int) -> None:
    await finish(storage, edition(), kind=EpisodeKind.BROADCAST)
    await storage.mark_aired(episode_id, later(hours=1))


async def due_notes(storage: Storage, **time: float) -> tuple[LetterNote, ...]:
    return await storage.letter_notes(later(**time))


async def test_a_letter_is_found_where_its_server_heard_it(storage: Storage):
    episode_id = await choose(storage)
    await finish(storage, edition(), kind=EpisodeKind.BROADCAST)
    for guild_id, message_id in ((SERVER + 5, "700"), (SERVER, "701")):
        there = await storage.add_station(station(guild_id=guild_id, channel_id=guild_id + 1), NOW)
        assert there is not None
        claimed = await storage.claim_slot(there.station_id, edition().air_date, NOW, "me")
        assert claimed is not None
        number = (await storage.start_broadcast(claimed.broadcast_id, episode_id, there.channel_id)).broadcast_id
        await storage.log_delivery(
            Delivery(broadcast_id=number, part="mailbag", message_id=message_id, sent_at=later(hours=1))
        )
    (note,) = await due_notes(storage, hours=2)

    in_channel = await storage.find_reading(note.letter)
    await storage.set_thread(number, 4242)
    in_thread = await storage.find_reading(note.letter)
    elsewhere = await storage.find_reading(replace(note.letter, server_id=None))

    assert (in_channel, in_thread, elsewhere) == ((SERVER + 1, 701), (4242, 701), None)


async def test_a_sender_hears_that_the_letter_was_read_once_their_own_server_heard_it(storage: Storage):
    episode_id = await choose(storage)
    there = await storage.add_station(station(guild_id=SERVER), NOW)
    assert there is not None
    await air(storage, episode_id)

    early = await due_notes(storage, hours=2)
    claimed = await storage.claim_slot(there.station_id, edition().air_date, NOW, "me")
    assert claimed is not None
    await storage.start_broadcast(claimed.broadcast_id, episode_id, there.channel_id)
    waiting = await due_notes(storage, hours=3)
    await storage.log_delivery(
        Delivery(broadcast_id=claimed.broadcast_id, part="mailbag", message_id="9", sent_at=later(hours=4))
    )
    (was,) = await due_notes(storage, hours=4)

    assert (early, waiting) == ((), ())
    assert (was.aired, was.host) == (True, "tsumugi")


async def test_a_server_that_never_hears_it_keeps_nobody_waiting_for_long(storage: Storage):
    episode_id = await choose(storage)
    assert await storage.add_station(station(guild_id=SERVER), NOW)
    await air(storage, episode_id)

    early = await due_notes(storage, hours=24)
    (was,) = await due_notes(storage, hours=26)

    assert early == ()
    assert was.aired


async def test_a_sender_is_told_before_and_after_each_once(storage: Storage):
    episode_id = await choose(storage)

    (will_be,) = await due_notes(storage, minutes=1)
    began = await storage.begin_note(will_be)
    await storage.mark_told(will_be)
    between = await due_notes(storage, minutes=2)
    await air(storage, episode_id)
    (was,) = await due_notes(storage, hours=2)
    began_again = await storage.begin_note(was)
    await storage.mark_told(was)

    assert (will_be.aired, will_be.due_at, will_be.begun) == (False, NOW, False)
    assert (was.aired, was.due_at, was.begun) == (True, later(hours=1), False)
    assert (began, between, began_again) == (True, (), True)
    assert await due_notes(storage, hours=2) == ()


async def test_a_note_that_may_have_left_is_listed_as_such(storage: Storage):
    await choose(storage)
    (note,) = await due_notes(storage, minutes=1)

    await storage.begin_note(note)

    assert await due_notes(storage, minutes=2) == (replace(note, begun=True),)


async def test_two_processes_do_not_begin_the_same_note(storage: Storage):
    await choose(storage)
    (mine,), (theirs,) = await due_notes(storage, minutes=1), await due_notes(storage, minutes=1)

    assert await storage.begin_note(mine)
    assert not await storage.begin_note(theirs)
    assert await storage.begin_note(replace(mine, begun=True))


async def test_once_a_letter_was_read_nobody_is_told_that_it_will_be(storage: Storage):
    episode_id = await choose(storage)
    (will_be,) = await due_notes(storage, minutes=1)

    await air(storage, episode_id)

    (was,) = await due_notes(storage, hours=2)
    assert was.aired
    assert not await storage.begin_note(will_be)
    assert await storage.begin_note(was)


async def test_a_note_in_doubt_before_the_reading_leaves_no_doubt_about_the_one_after(storage: Storage):
    episode_id = await choose(storage)
    (will_be,) = await due_notes(storage, minutes=1)
    await storage.begin_note(will_be)

    await air(storage, episode_id)

    (was,) = await due_notes(storage, hours=2)
    assert (was.aired, was.begun) == (True, False)


async def test_what_was_due_a_week_ago_is_let_go(storage: Storage):
    await choose(storage)

    assert len(await due_notes(storage, days=6.9)) == 1
    assert await due_notes(storage, days=7) == ()


async def test_who_is_forgotten_is_told_nothing(storage: Storage):
    await choose(storage)
    (note,) = await due_notes(storage, minutes=1)

    await storage.forget_listener(LISTENER)

    assert not await storage.begin_note(note)
    assert await due_notes(storage, minutes=1) == ()
