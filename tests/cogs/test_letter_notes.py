"""The notes to letters' senders: each once, whatever goes wrong in between."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from radio.errors import StorageError
from radio.transmission import Delivery
from tests.cogs.mail_bot import LISTENER, Mail, open_mail
from tests.cogs.on_air import add_station, eventually, finish_episode
from tests.cogs.test_letters import TEXT
from tests.loopback.discord import DiscordServer, Limits, Message

SEND = {"method": "POST", "path": "/messages"}
CANNOT_SEND = 50007


async def choose(mail: Mail) -> int:
    """A listener's letter in an episode, at the time that the small Discord's ids tell."""
    mail.clock.pass_by(seconds=(datetime.now(UTC) - mail.clock.now()).total_seconds())
    await mail.write_letter(TEXT)
    station = await add_station(mail.storage, mail.channel)
    episode_id = await finish_episode(mail.storage, station)
    await mail.storage.choose_letters(episode_id, 2, mail.clock.now())
    return episode_id


async def air(mail: Mail, episode_id: int) -> None:
    """The episode airs in the listener's server five minutes from now."""
    now = mail.clock.now()
    (station,) = await mail.storage.list_stations(mail.channel.guild_id)
    claimed = await mail.storage.claim_slot(station.station_id, now.date(), now, "test")
    assert claimed is not None
    await mail.storage.start_broadcast(claimed.broadcast_id, episode_id, mail.channel.id)
    await mail.storage.log_delivery(
        Delivery(broadcast_id=claimed.broadcast_id, part="mailbag", message_id="9", sent_at=now + timedelta(minutes=5))
    )


def notes_in(mail: Mail) -> list[Message]:
    return mail.replies(mail.direct())


async def next_knock(mail: Mail, **time: float) -> None:
    mail.clock.pass_by(**time or {"seconds": 30})
    await mail.client.notes.tell()


async def test_a_sender_is_told_before_and_after_and_each_once():
    async with open_mail() as mail:
        episode_id = await choose(mail)

        await mail.client.notes.tell()
        await next_knock(mail)
        before = notes_in(mail)
        await air(mail, episode_id)
        mail.client.notes.knock()
        mail.client.notes.knock()
        await eventually(lambda: len(notes_in(mail)) == 2)

        assert len(before) == 1
        assert "カレー大王" in before[0].text
        assert all(each.pings == [] for each in notes_in(mail))
        assert len({each.nonce for each in notes_in(mail)}) == 2


async def test_a_sender_who_takes_no_messages_is_told_nothing_and_no_more_is_tried():
    async with open_mail() as mail:
        await choose(mail)
        mail.server.user(LISTENER).takes_dms = False

        await mail.client.notes.tell()
        mail.server.user(LISTENER).takes_dms = True
        await next_knock(mail)

        assert notes_in(mail) == []


async def test_while_discord_is_unwell_a_note_waits_for_a_later_knock():
    async with open_mail() as mail:
        await choose(mail)
        mail.server.fail_next(1, status=403, **SEND)  # without a code: something before Discord
        await mail.client.notes.tell()
        asked = len(mail.server.asked("POST", "/users/@me/channels"))
        await next_knock(mail, seconds=5)
        asked_too_soon = len(mail.server.asked("POST", "/users/@me/channels"))

        await next_knock(mail)

        assert asked_too_soon == asked
        assert len(notes_in(mail)) == 1


async def test_the_pauses_between_two_tries_grow_and_discords_own_wish_is_longer():
    async with open_mail() as mail:
        await choose(mail)
        tried: list[int] = []
        for status, more, seconds in ((403, {}, 0), (403, {}, 30), (403, {}, 60), (401, {}, 120), (403, {}, 599)):
            mail.server.faults.clear()
            mail.server.fail_next(1, status=status, **SEND, **more)
            await next_knock(mail, seconds=seconds)
            tried.append(len(mail.server.faults.waiting))
        mail.server.faults.clear()
        await next_knock(mail, seconds=1)

        assert tried == [0, 0, 0, 0, 1]
        assert len(notes_in(mail)) == 1


async def test_a_note_whose_answer_was_lost_is_found_and_not_sent_again():
    async with open_mail(nonce_window_s=0) as mail:
        await choose(mail)
        mail.server.fail_next(1, status=403, processed=True, **SEND)

        await mail.client.notes.tell()
        await next_knock(mail)
        await next_knock(mail)

        assert len(notes_in(mail)) == 1
        assert await mail.storage.letter_notes(mail.clock.now()) == ()


async def test_an_archive_that_fails_after_a_note_left_does_not_send_it_twice(monkeypatch: pytest.MonkeyPatch):
    async def fail(_: object) -> None:
        raise StorageError("disk full")

    async with open_mail(nonce_window_s=0) as mail:
        await choose(mail)
        with monkeypatch.context() as patch:
            patch.setattr(mail.storage, "mark_told", fail)
            await mail.client.notes.tell()

        await next_knock(mail)

        assert len(notes_in(mail)) == 1
        assert await mail.storage.letter_notes(mail.clock.now()) == ()


@pytest.mark.parametrize("left", [True, False])
async def test_after_a_kill_a_note_in_doubt_is_looked_for_first(left: bool, tmp_path):
    database = tmp_path / "radio.db"
    async with DiscordServer(nonce_window_s=0) as server:
        async with open_mail(server=server, database=database) as mail:
            await choose(mail)
            (note,) = await mail.storage.letter_notes(mail.clock.now())
            await mail.storage.begin_note(note)
            if left:
                await mail.client.notes._send(note)

        async with open_mail(server=server, database=database) as mail:
            mail.clock.pass_by(seconds=(datetime.now(UTC) - mail.clock.now()).total_seconds())
            await mail.client.notes.tell()

            assert len(notes_in(mail)) == 1
            assert await mail.storage.letter_notes(mail.clock.now()) == ()


async def test_a_note_is_known_by_its_text_where_discord_keeps_no_nonce():
    async with open_mail(nonce_window_s=0) as mail:
        await choose(mail)
        (note,) = await mail.storage.letter_notes(mail.clock.now())
        await mail.storage.begin_note(note)
        await mail.client.notes._send(note)
        notes_in(mail)[0].nonce = None

        await mail.client.notes.tell()

        assert len(notes_in(mail)) == 1


async def test_what_the_listener_says_in_between_is_no_note():
    async with open_mail() as mail:
        await choose(mail)
        (note,) = await mail.storage.letter_notes(mail.clock.now())
        await mail.storage.begin_note(note)
        mail.say("まだかな", channel=mail.direct())
        await mail.replied(1, mail.direct())

        await mail.client.notes.tell()

        assert len(notes_in(mail)) == 2


async def test_one_sender_who_cannot_be_told_keeps_no_other_waiting():
    async with open_mail() as mail:
        await mail.write_letter(TEXT, by="みどり")
        mail.server.user("みどり").takes_dms = False
        await choose(mail)

        await mail.client.notes.tell()

        assert len(notes_in(mail)) == 1
        assert mail.replies(mail.direct("みどり")) == []


async def test_a_sender_for_whom_no_direct_channel_may_be_opened_yet_is_told_after_the_pause():
    async with open_mail(limits=Limits(routes={("POST", "/users/@me/channels"): (1, 60.0)})) as mail:
        await mail.write_letter(TEXT, by="みどり")
        await choose(mail)

        await mail.client.notes.tell()
        first = [len(mail.replies(mail.direct(name))) for name in ("みどり", LISTENER)]
        mail.server.limits.enabled = False
        await next_knock(mail, seconds=30)
        too_soon = len(notes_in(mail))
        await next_knock(mail, seconds=31)

        assert (first, too_soon) == ([1, 0], 0)
        assert len(notes_in(mail)) == 1


async def test_stopping_waits_for_the_note_in_flight():
    async with open_mail() as mail:
        await choose(mail)
        mail.client.notes.knock()
        await asyncio.sleep(0)

        await mail.client.notes.close()

        assert len(notes_in(mail)) == 1


async def test_the_knock_tells_senders_too():
    async with open_mail() as mail:
        await choose(mail)

        await mail.client.knock.knock()
        await eventually(lambda: len(notes_in(mail)) > 0)

        assert "カレー大王" in notes_in(mail)[0].text
