from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from archive.corner import drop_corner
from archive.storage import Storage
from radio.mail import Letter, LetterState
from radio.show import Draft, EpisodeKind, Rundown, Slot, SlotKind
from radio.transmission import Delivery
from tests.archive.builders import MONDAY, NOW, add_station, open_draft, post, rundown, segment

PARTS = ["opening", "story-1", "mailbag", "closing"]
WITHOUT = ["opening", "story-1", "closing"]
KEI, MIO = 11, 12


def with_mailbag(draft: Draft) -> Rundown:
    planned = rundown(draft)
    return replace(planned, slots=(*planned.slots[:-1], Slot(kind=SlotKind.MAILBAG), planned.slots[-1]))


async def write_letters(storage: Storage) -> None:
    for listener_id in (KEI, MIO):
        letter = Letter(
            listener_id=listener_id,
            server_id=1,
            pen_name=f"リスナー{listener_id}",
            text="光回線の話がおもしろかったです。",
            sent_at=NOW + timedelta(minutes=listener_id),
            may_air=True,
            state=LetterState.APPROVED,
        )
        assert await storage.add_letter(letter)


async def rehearse(storage: Storage) -> int:
    """A finished rehearsal that read the two letters and claims neither."""
    await write_letters(storage)
    draft = await open_draft(storage, kind=EpisodeKind.REHEARSAL)
    await storage.save_rundown(draft.episode_id, with_mailbag(draft))
    for part in PARTS:
        await storage.save_segment(draft.episode_id, segment(part))
    await storage.finish_episode(draft.episode_id, [post(part) for part in PARTS], NOW)
    return draft.episode_id


async def write_episode(storage: Storage) -> int:
    """A draft with two letters in its mailbag, everything written."""
    await write_letters(storage)
    draft = await open_draft(storage, kind=EpisodeKind.BROADCAST)
    await storage.choose_letters(draft.episode_id, 2, NOW)
    await storage.save_rundown(draft.episode_id, with_mailbag(draft))
    for part in PARTS:
        await storage.save_segment(draft.episode_id, segment(part))
    return draft.episode_id


async def finish(storage: Storage) -> int:
    episode_id = await write_episode(storage)
    await storage.finish_episode(episode_id, [post(part) for part in PARTS], NOW)
    return episode_id


async def parts_of(storage: Storage, episode_id: int) -> tuple[list[str], list[str]]:
    script = (await storage.load_episode(episode_id)).script
    return [each.part for each in script.segments], [each.part for each in await storage.load_posts(episode_id)]


async def states_of(storage: Storage) -> dict[int, Any]:
    letters = [await storage.find_letter(letter_id) for letter_id in (1, 2)]
    return {letter.listener_id: letter.state for letter in letters if letter}


async def test_a_finished_episode_keeps_its_mailbag_while_nobody_withdraws(storage: Storage):
    episode_id = await finish(storage)

    assert await parts_of(storage, episode_id) == (PARTS, PARTS)


async def test_a_rehearsal_does_not_keep_what_a_deleted_letter_said(storage: Storage):
    episode_id = await rehearse(storage)
    await storage.forget_listener(99)
    before = await parts_of(storage, episode_id)

    await storage.forget_listener(KEI)

    assert before == (PARTS, PARTS)
    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)
    assert await states_of(storage) == {MIO: LetterState.APPROVED}


async def test_who_deletes_a_letter_is_not_read_and_the_other_letter_waits_for_another_episode(storage: Storage):
    episode_id = await finish(storage)

    await storage.forget_listener(KEI)

    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)
    assert await states_of(storage) == {MIO: LetterState.APPROVED}
    assert await storage.letters_of(episode_id) == ()


async def test_a_draft_loses_its_mailbag_segment(storage: Storage):
    await write_episode(storage)

    await storage.opt_out(KEI, NOW)

    draft = await open_draft(storage, kind=EpisodeKind.BROADCAST)
    assert [each.part for each in draft.segments] == WITHOUT


async def test_a_letter_that_was_read_goes_from_the_archive_and_the_other_one_stays_read(storage: Storage):
    episode_id = await finish(storage)
    await storage.mark_aired(episode_id, NOW)

    await storage.forget_listener(KEI)

    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)
    assert await states_of(storage) == {MIO: LetterState.AIRED}


async def test_a_sender_who_is_blocked_is_taken_out_of_the_episode(storage: Storage):
    episode_id = await finish(storage)

    await storage.block_listener(1, KEI, NOW)

    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)
    assert await states_of(storage) == {KEI: LetterState.REJECTED, MIO: LetterState.APPROVED}


async def test_a_sender_who_is_blocked_elsewhere_stays_in_the_episode(storage: Storage):
    episode_id = await finish(storage)

    await storage.block_listener(2, KEI, NOW)

    assert await parts_of(storage, episode_id) == (PARTS, PARTS)


async def test_the_mailbag_of_old_episodes_goes_with_its_letters(storage: Storage):
    episode_id = await finish(storage)
    await storage.mark_aired(episode_id, NOW)

    await storage.prune_mail(NOW + timedelta(days=91))

    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)
    assert await states_of(storage) == {}


async def test_the_mailbag_goes_with_the_letters_of_a_server_that_was_left(storage: Storage):
    episode_id = await finish(storage)
    await storage.note_server_left(1, NOW)

    await storage.prune_mail(NOW + timedelta(days=31))

    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)


async def test_letters_are_read_as_the_mailbag_leaves_whatever_becomes_of_the_rest(storage: Storage):
    episode_id = await finish(storage)
    await storage.claim_slot(await add_station(storage), MONDAY, NOW, "one")
    await storage.start_broadcast(1, episode_id, 10)

    await storage.log_delivery(Delivery(broadcast_id=1, part="story-1", message_id="1", sent_at=NOW))
    before = await states_of(storage)
    await storage.log_delivery(Delivery(broadcast_id=1, part="mailbag", message_id="2", sent_at=NOW))

    assert set(before.values()) == {LetterState.CHOSEN}
    assert set((await states_of(storage)).values()) == {LetterState.AIRED}
    assert await storage.choose_letters(99, 2, NOW + timedelta(days=60)) == ()


async def test_an_episode_that_never_aired_gives_its_letters_back_and_can_read_them_no_more(storage: Storage):
    episode_id = await finish(storage)
    later = NOW + timedelta(days=7)
    draft = await open_draft(storage, kind=EpisodeKind.BROADCAST, fingerprint="later", now=later)

    chosen = await storage.choose_letters(draft.episode_id + 1, 2, later)

    assert [letter.listener_id for letter in chosen] == [KEI, MIO]
    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)


async def test_letters_of_an_episode_that_will_not_air_are_given_back(storage: Storage):
    episode_id = await finish(storage)

    await storage.release_letters(episode_id)

    assert set((await states_of(storage)).values()) == {LetterState.APPROVED}
    assert await parts_of(storage, episode_id) == (WITHOUT, WITHOUT)


@pytest.mark.parametrize("episode_id", [1, 99])
async def test_an_episode_without_a_mailbag_or_that_is_gone_has_none_to_lose(storage: Storage, episode_id: int):
    await open_draft(storage, kind=EpisodeKind.BROADCAST)

    await storage._ask(drop_corner, episode_id)

    assert (await open_draft(storage, kind=EpisodeKind.BROADCAST)).segments == ()
