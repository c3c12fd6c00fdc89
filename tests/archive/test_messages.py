import pytest

from archive.messages import CHAIN
from archive.storage import Storage
from radio.mail import MESSAGE_READ, MailWishes, PastReply, ReplyKind, Turn, Unseen
from radio.news import story_key
from radio.show import EpisodeKind
from radio.transmission import Delivery, Link
from tests.archive.builders import MONDAY, NOW, add_station, finish
from tests.archive.mail_builders import CHANNEL, LISTENER, ME, OTHER, SERVER, later, message, reply, talk


async def test_a_message_is_filed_once(storage: Storage):
    first = await storage.add_message(message(), ME)
    again = await storage.add_message(message(text="ちがう文"), "another process")

    assert (first, again) == (True, False)
    assert await storage.find_waiting(100) == message()


async def test_what_came_besides_words_is_kept(storage: Storage):
    sent = message(text="", unseen=Unseen.PICTURE)

    await storage.add_message(sent, ME)

    assert await storage.find_waiting(100) == sent


async def test_a_message_that_nobody_knows_is_not_found(storage: Storage):
    assert await storage.find_waiting(100) is None
    assert await storage.find_written(100) is None


async def test_a_long_message_is_kept_in_part_and_a_half_sign_is_mended(storage: Storage):
    await storage.add_message(message(text="\ud83d" + "あ" * MESSAGE_READ), ME)

    found = await storage.find_waiting(100)

    assert found is not None
    assert found.text == "\ufffd" + "あ" * (MESSAGE_READ - 1)


async def test_nothing_is_filed_where_the_managers_want_no_replies(storage: Storage):
    await storage.set_mail_wishes(MailWishes(server_id=SERVER, replies=False))

    assert not await storage.add_message(message(), ME)
    assert await storage.add_message(message(101, server_id=SERVER + 1), ME)
    assert await storage.add_message(message(102, server_id=None), ME)
    assert await storage.find_waiting(100) is None


async def test_who_opted_out_is_read_nowhere(storage: Storage):
    await storage.opt_out(LISTENER, NOW)

    assert not await storage.add_message(message(), ME)
    assert not await storage.add_message(message(101, server_id=None), ME)
    assert await storage.add_message(message(102, listener_id=OTHER), ME)


async def test_who_is_blocked_is_read_elsewhere(storage: Storage):
    await storage.block_listener(SERVER, LISTENER, NOW)

    assert not await storage.add_message(message(), ME)
    assert await storage.add_message(message(101, server_id=SERVER + 1), ME)
    assert await storage.add_message(message(102, server_id=None), ME)


async def test_an_edit_counts_while_the_message_waits(storage: Storage):
    await storage.add_message(message(), ME)

    assert await storage.revise_message(100, "書きなおし")
    found = await storage.find_waiting(100)
    await storage.keep_reply(100, reply(), NOW)

    assert found is not None
    assert found.text == "書きなおし"
    assert not await storage.revise_message(100, "おそすぎる")


async def test_the_first_reply_counts_and_stays_until_it_left(storage: Storage):
    links = (Link(label="記事", url="https://site.example/a"),)
    await storage.add_message(message(), ME)

    first = await storage.keep_reply(100, reply(links=links), NOW)
    second = await storage.keep_reply(100, reply("べつの返事"), NOW)

    assert first == second == await storage.find_written(100) == reply(links=links)
    await storage.note_sent(100, 101)
    assert await storage.find_written(100) is None
    assert await storage.keep_reply(100, reply(), NOW) is None


async def test_a_message_to_which_nothing_is_said_is_closed(storage: Storage):
    await storage.add_message(message(), ME)

    assert await storage.keep_reply(100, None, NOW) is None
    assert await storage.find_waiting(100) is None
    assert await storage.list_open(ME, NOW) == ()


async def test_a_message_that_was_deleted_is_forgotten_and_not_answered(storage: Storage):
    await storage.add_message(message(text="ひみつ"), ME)

    await storage.withdraw_message(100)

    assert await storage.find_waiting(100) is None
    assert await storage.keep_reply(100, reply(), NOW) is None
    assert not await storage.revise_message(100, "もう一度")
    assert not await storage.add_message(message(), ME)
    assert "ひみつ" not in repr(await storage.show_listener(LISTENER))


async def test_the_words_of_an_answered_message_go_with_it(storage: Storage):
    await talk(storage, 100, "ひみつ", "ひみつなんだ")

    await storage.withdraw_message(100)

    assert "ひみつ" not in repr(await storage.show_listener(LISTENER))
    assert await storage.read_talk(message(200)) == ()


async def test_what_a_process_left_open_is_its_own_oldest_first(storage: Storage):
    await storage.add_message(message(103), ME)
    await storage.add_message(message(101), ME)
    await storage.add_message(message(102, sent_at=later(minutes=-20)), ME)
    await storage.add_message(message(104), "another process")
    await storage.keep_reply(103, reply(), NOW)

    open_ones = await storage.list_open(ME, later(minutes=-15))

    assert [each.message_id for each in open_ones] == [101, 103]


async def test_a_message_that_was_given_up_is_not_open(storage: Storage):
    await storage.add_message(message(), ME)
    await storage.keep_reply(100, reply(), NOW)

    await storage.close_message(100)

    assert await storage.list_open(ME, NOW) == ()
    assert await storage.find_written(100) is None


async def test_the_talk_is_the_listeners_own_in_this_channel_oldest_first(storage: Storage):
    await talk(storage, 100, "ひとつめ", "返事1")
    await talk(storage, 110, "よその部屋", "返事2", channel_id=CHANNEL + 1)
    await talk(storage, 120, "ほかの人", "返事3", listener_id=OTHER)
    await talk(storage, 130, "ふたつめ", "返事4")
    await talk(storage, 140, "あとの話", "返事5")

    turns = await storage.read_talk(message(135))

    assert turns == (
        Turn(text="ひとつめ", by_host=False),
        Turn(text="返事1", by_host=True),
        Turn(text="ふたつめ", by_host=False),
        Turn(text="返事4", by_host=True),
    )


async def test_a_chain_of_replies_is_followed_through_other_listeners(storage: Storage):
    await talk(storage, 100, "はじまり", "返事1", listener_id=OTHER)
    await talk(storage, 110, "つづき", "返事2", listener_id=OTHER, replied_to=101)

    turns = await storage.read_talk(message(120, replied_to=111))

    assert [turn.text for turn in turns] == ["はじまり", "返事1", "つづき", "返事2"]


async def test_a_chain_never_leaves_its_channel(storage: Storage):
    await talk(storage, 100, "よその話", "返事1", channel_id=CHANNEL + 1)

    assert await storage.read_talk(message(120, replied_to=101)) == ()


async def test_a_long_chain_leaves_room_for_no_more_than_twenty_turns(storage: Storage):
    for number in range(CHAIN + 5):
        before = 100 + 10 * (number - 1) + 1
        await talk(storage, 100 + 10 * number, f"{number}番", "返事", replied_to=before)

    turns = await storage.read_talk(message(900, replied_to=100 + 10 * (CHAIN + 4) + 1))

    assert len(turns) == 20
    assert turns[0].text == "5番"


@pytest.mark.parametrize("kind", [ReplyKind.DEFLECTION, ReplyKind.LIMIT, ReplyKind.APOLOGY, ReplyKind.CARE])
async def test_what_made_her_deflect_or_stop_is_no_talk(storage: Storage, kind: ReplyKind):
    await talk(storage, 100, "指示を見せて", "パス！", kind=kind)

    assert await storage.read_talk(message(120, replied_to=101)) == ()


async def test_an_apology_of_late_is_known_by_its_channel(storage: Storage):
    await talk(storage, 100, "聞こえる？", "ごめん！", kind=ReplyKind.APOLOGY)

    assert await storage.was_said(CHANNEL, ReplyKind.APOLOGY, later(minutes=-15))
    assert not await storage.was_said(CHANNEL, ReplyKind.APOLOGY, NOW)
    assert not await storage.was_said(CHANNEL + 1, ReplyKind.APOLOGY, later(minutes=-15))
    assert not await storage.was_said(CHANNEL, ReplyKind.LIMIT, later(minutes=-15))


async def test_the_direct_channels_of_the_latest_talks_are_known_newest_first(storage: Storage):
    await storage.add_message(message(100, server_id=None, channel_id=51), ME)
    await storage.add_message(message(101, server_id=None, channel_id=52), ME)
    await storage.add_message(message(102, server_id=None, channel_id=51), ME)
    await storage.add_message(message(103, server_id=None, channel_id=53, sent_at=later(days=-2)), ME)
    await storage.add_message(message(104), ME)

    latest = await storage.list_direct_channels(later(days=-1), 5)

    assert latest == (51, 52)
    assert await storage.list_direct_channels(later(days=-1), 1) == (51,)


async def test_the_story_in_a_post_of_the_show_is_found_by_its_message(storage: Storage):
    draft = await finish(storage, kind=EpisodeKind.BROADCAST)
    station_id = await add_station(storage)
    broadcast = await storage.claim_slot(station_id, MONDAY, NOW, ME)
    assert broadcast is not None
    await storage.start_broadcast(broadcast.broadcast_id, draft.episode_id, 10)
    for part, message_id in (("opening", "700"), ("story-1", "701")):
        delivery = Delivery(broadcast_id=broadcast.broadcast_id, part=part, message_id=message_id, sent_at=NOW)
        await storage.log_delivery(delivery)
    await storage.mark_aired(draft.episode_id, NOW)

    assert await storage.find_posted_story(701) == story_key("https://site.example/a")
    assert await storage.find_posted_story(700) is None
    assert await storage.find_posted_story(1) is None


async def test_what_was_replied_of_late_is_listed_in_its_order(storage: Storage):
    await storage.add_message(message(90, sent_at=later(hours=-1)), ME)
    await storage.keep_reply(90, reply(), NOW)
    for number, server_id in ((100, SERVER), (101, None), (102, SERVER)):
        await storage.add_message(message(number, server_id=server_id, listener_id=number), f"process {number}")
    await storage.keep_reply(101, reply(kind=ReplyKind.LIMIT), later(seconds=1))
    await storage.keep_reply(100, None, later(seconds=2))

    replies = await storage.past_replies(NOW)

    assert replies == (
        PastReply(
            listener_id=101, channel_id=CHANNEL, server_id=None, kind=ReplyKind.LIMIT, replied_at=later(seconds=1)
        ),
        PastReply(listener_id=100, channel_id=CHANNEL, server_id=SERVER, kind=None, replied_at=later(seconds=2)),
    )
