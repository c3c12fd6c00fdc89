from typing import Any

import pytest

from archive.storage import Storage
from radio.mail import LetterState
from radio.show import EpisodeKind
from tests.archive.builders import NOW, WEEK, edition, finish, open_draft, station
from tests.archive.mail_builders import LISTENER, OTHER, SERVER, add_letter, later, letter


async def draft_id(storage: Storage, days: int = 0) -> int:
    wanted = edition(edition().air_date + days * WEEK / 7)
    return (await open_draft(storage, wanted, kind=EpisodeKind.BROADCAST)).episode_id


async def test_a_letter_comes_back_with_its_id(storage: Storage):
    added = await add_letter(storage, may_remember=True)

    assert added.letter_id > 0
    assert await storage.find_letter(added.letter_id) == added
    assert await storage.find_letter(added.letter_id + 1) is None


async def test_no_letter_is_taken_from_who_opted_out_or_is_blocked(storage: Storage):
    await storage.opt_out(LISTENER, NOW)
    await storage.block_listener(SERVER, OTHER, NOW)

    assert await storage.add_letter(letter()) is None
    assert await storage.add_letter(letter(listener_id=OTHER)) is None
    assert await storage.add_letter(letter(listener_id=OTHER, server_id=SERVER + 1)) is not None


async def test_managers_see_what_waits_in_their_server_oldest_first(storage: Storage):
    new = await add_letter(storage, "新しい手紙", state=LetterState.WAITING, sent_at=later(hours=1))
    old = await add_letter(storage, "古い手紙", state=LetterState.WAITING)
    await add_letter(storage, "よその手紙", state=LetterState.WAITING, server_id=SERVER + 1)
    await add_letter(storage, "もう決まった手紙")

    assert await storage.waiting_letters(SERVER) == (old, new)
    assert await storage.waiting_letters(SERVER, limit=1) == (old,)
    assert await storage.count_waiting(SERVER) == 2


async def test_a_managers_word_counts_once_and_in_their_server_only(storage: Storage):
    waiting = await add_letter(storage, state=LetterState.WAITING)

    assert not await storage.judge_letter(waiting.letter_id, SERVER + 1, approve=True)
    assert await storage.judge_letter(waiting.letter_id, SERVER, approve=True)
    assert not await storage.judge_letter(waiting.letter_id, SERVER, approve=False)
    found = await storage.find_letter(waiting.letter_id)
    assert found is not None
    assert found.state is LetterState.APPROVED


async def test_a_rejected_letter_is_never_chosen(storage: Storage):
    waiting = await add_letter(storage, state=LetterState.WAITING)

    await storage.judge_letter(waiting.letter_id, SERVER, approve=False)

    assert await storage.letters_to_choose(2, NOW) == ()


async def test_blocking_a_sender_rejects_what_they_have_in_that_server(storage: Storage):
    here = await add_letter(storage)
    there = await add_letter(storage, server_id=SERVER + 1)

    await storage.block_listener(SERVER, LISTENER, NOW)

    states = [found.state for each in (here, there) if (found := await storage.find_letter(each.letter_id))]
    assert states == [LetterState.REJECTED, LetterState.APPROVED]


async def test_letters_are_counted_by_sender(storage: Storage):
    await add_letter(storage)
    await add_letter(storage, sent_at=later(days=-2))
    await add_letter(storage, listener_id=OTHER)

    assert await storage.count_letters(LISTENER, later(days=-1)) == 1
    assert await storage.count_letters(LISTENER, later(days=-1), letter().text) == 0


async def test_a_letter_sent_off_again_after_an_error_is_the_one_that_is_there(storage: Storage):
    first = await add_letter(storage)

    again = await add_letter(storage, sent_at=later(minutes=3))

    assert again == first
    assert await storage.letters_to_choose(9, later(days=1)) == (first,)


@pytest.mark.parametrize(
    "change",
    [
        {"text": "また聞いています"},
        {"pen_name": "おこめ"},
        {"may_air": False},
        {"server_id": None},
        {"listener_id": OTHER},
        {"sent_at": later(days=2)},
    ],
)
async def test_a_letter_that_differs_is_another_letter(change: dict[str, Any], storage: Storage):
    first = await add_letter(storage)

    other = await add_letter(storage, **change)

    assert other.letter_id != first.letter_id


async def test_the_words_of_a_rejected_letter_may_be_sent_again(storage: Storage):
    first = await add_letter(storage, state=LetterState.REJECTED)

    again = await add_letter(storage)

    assert again.letter_id != first.letter_id


async def test_the_oldest_letters_are_chosen_one_a_sender(storage: Storage):
    await add_letter(storage, "だめ", may_air=False)
    await add_letter(storage, "待って", state=LetterState.WAITING, listener_id=3)
    second = await add_letter(storage, "三番", listener_id=OTHER, sent_at=later(hours=2))
    first = await add_letter(storage, "一番")
    await add_letter(storage, "二番", sent_at=later(hours=1))
    await add_letter(storage, "四番", listener_id=4, sent_at=later(hours=3))

    assert await storage.letters_to_choose(2, NOW) == (first, second)
    chosen = await storage.choose_letters(await draft_id(storage), 2, NOW)
    assert [each.letter_id for each in chosen] == [first.letter_id, second.letter_id]
    assert {each.state for each in chosen} == {LetterState.CHOSEN}


async def test_a_letter_is_read_where_its_sender_can_hear_it(storage: Storage):
    await storage.add_station(station(guild_id=SERVER, host="tsumugi"), NOW)
    await storage.add_station(station(guild_id=91, host="shirube"), NOW)
    mine = await add_letter(storage, "つむぎの番組があるサーバーから")
    theirs = await add_letter(storage, "しるべの番組だけのサーバーから", listener_id=2, server_id=91)
    homeless = await add_letter(storage, "番組のないサーバーから", listener_id=3, server_id=92)
    direct = await add_letter(storage, "DMから", listener_id=4, server_id=None)

    monday = await storage.letters_to_choose(9, NOW, edition())
    thursday = await storage.letters_to_choose(9, NOW, edition(host="shirube"))
    other_wishes = await storage.letters_to_choose(9, NOW, edition(story_count=6))
    chosen = await storage.choose_letters(await draft_id(storage), 9, NOW, edition())

    assert monday == (mine, homeless, direct)
    assert thursday == (theirs, homeless, direct)
    assert other_wishes == (homeless, direct)
    assert [each.letter_id for each in chosen] == [each.letter_id for each in monday]


async def test_a_letter_belongs_to_one_episode_however_often_it_is_asked(storage: Storage):
    mine = await add_letter(storage)
    monday, tuesday = await draft_id(storage), await draft_id(storage, days=1)

    first = await storage.choose_letters(monday, 2, NOW)
    other = await storage.choose_letters(tuesday, 2, NOW)
    again = await storage.choose_letters(monday, 2, later(minutes=5))

    assert first == again == await storage.letters_of(monday)
    assert [each.letter_id for each in first] == [mine.letter_id]
    assert other == ()


async def test_a_sender_is_read_once_a_month(storage: Storage):
    await add_letter(storage, "前の手紙")
    episode = await draft_id(storage)
    await storage.choose_letters(episode, 2, NOW)
    new = await add_letter(storage, "次の手紙")

    assert await storage.letters_to_choose(2, later(days=29)) == ()
    await finish(storage, edition(), kind=EpisodeKind.BROADCAST)
    await storage.mark_aired(episode, NOW)
    assert await storage.letters_to_choose(2, later(days=29)) == ()
    assert await storage.letters_to_choose(2, later(days=31)) == (new,)


async def test_a_letter_is_aired_with_its_episode_once(storage: Storage):
    mine = await add_letter(storage)
    episode = await draft_id(storage)
    await storage.choose_letters(episode, 2, NOW)
    await finish(storage, edition(), kind=EpisodeKind.BROADCAST)

    await storage.mark_aired(episode, later(hours=1))
    await storage.mark_aired(episode, later(hours=2))

    found = await storage.find_letter(mine.letter_id)
    assert found is not None
    assert (found.state, found.aired_at) == (LetterState.AIRED, later(hours=1))


async def test_letters_of_an_episode_that_never_aired_come_back(storage: Storage):
    mine = await add_letter(storage)
    monday = await draft_id(storage)
    await storage.choose_letters(monday, 2, NOW)

    later_episode = await draft_id(storage, days=7)
    chosen = await storage.choose_letters(later_episode, 2, later(days=7))

    assert [each.letter_id for each in chosen] == [mine.letter_id]
    assert await storage.letters_of(monday) == ()


async def test_letters_can_be_given_back_at_once(storage: Storage):
    mine = await add_letter(storage)
    monday = await draft_id(storage)
    await storage.choose_letters(monday, 2, NOW)

    await storage.release_letters(monday)

    assert await storage.letters_to_choose(2, NOW) == (mine,)


async def test_a_server_that_was_left_is_not_read_on_the_air(storage: Storage):
    await add_letter(storage)
    direct = await add_letter(storage, server_id=None, listener_id=OTHER)

    await storage.note_server_left(SERVER, NOW)

    assert await storage.letters_to_choose(2, NOW) == (direct,)


async def test_letters_are_kept_for_ninety_days(storage: Storage):
    mine = await add_letter(storage)

    await storage.prune_mail(later(days=89))
    kept = await storage.find_letter(mine.letter_id)
    await storage.prune_mail(later(days=91))

    assert kept == mine
    assert await storage.find_letter(mine.letter_id) is None
