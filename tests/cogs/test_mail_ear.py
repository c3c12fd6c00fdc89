"""What comes with a message besides words: it is named, and never read."""

from typing import Any

import pytest

from cogs.hosts import own_host
from radio.mail import Unseen
from tests.cogs.mail_bot import HELLO, Mail, open_mail
from tests.loopback.discord import DiscordServer

HIDDEN = "よその人のひみつ"
FORWARD = {
    "message_reference": {"type": 1, "message_id": "1", "channel_id": "2"},
    "message_snapshots": [
        {
            "message": {
                "type": 0,
                "content": HIDDEN,
                "embeds": [],
                "attachments": [],
                "timestamp": "2026-11-23T00:00:00+00:00",
                "edited_timestamp": None,
                "flags": 0,
                "mentions": [],
                "mention_roles": [],
            }
        }
    ],
}
STICKER = {"sticker_items": [{"id": "7", "name": "wave", "format_type": 1}]}
POLL = {
    "poll": {
        "question": {"text": HIDDEN},
        "answers": [{"answer_id": 1, "poll_media": {"text": "はい"}}],
        "expiry": "2026-11-24T00:00:00+00:00",
        "allow_multiselect": False,
        "layout_type": 1,
    }
}


def file(content_type: str | None, **more: Any) -> dict[str, Any]:
    """What a listener attached."""
    url = "https://cdn.example/f"
    named = {"content_type": content_type} if content_type else {}
    return {
        "attachments": [{"id": "9", "filename": f"{HIDDEN}.x", "size": 9, "url": url, "proxy_url": url} | named | more]
    }


THINGS = [
    (file("image/png"), Unseen.PICTURE),
    (file("video/mp4"), Unseen.VIDEO),
    (file("audio/ogg", duration_secs=2.5, waveform="AAAA"), Unseen.VOICE),
    (file("audio/ogg"), Unseen.FILE),
    (file(None), Unseen.FILE),
    ({"besides": STICKER}, Unseen.STICKER),
    ({"besides": POLL}, Unseen.POLL),
    ({"besides": FORWARD}, Unseen.FORWARD),
]


async def read_unseen(mail: Mail) -> list[str | None]:
    """What was noted of each message that was heard."""
    query = "SELECT unseen FROM messages ORDER BY message_id"
    return await mail.storage._ask(lambda db: [unseen for (unseen,) in db.conn.execute(query)])


@pytest.mark.parametrize(("thing", "unseen"), THINGS)
async def test_what_comes_without_a_word_is_answered_and_named_but_not_read(thing: dict[str, Any], unseen: Unseen):
    async with open_mail() as mail:
        mail.say("", channel=mail.direct(), **thing)

        (reply,) = await mail.replied(channel=mail.direct())

        assert reply.text == HELLO
        assert await read_unseen(mail) == [unseen.value]
        assert "届くのは文字だけ" in mail.model.prompts[0].user
        assert HIDDEN not in mail.model.prompts[0].user


async def test_a_picture_is_noticed_beside_words_too():
    async with open_mail() as mail:
        mail.say(f"{mail.mention} これ見て", **file("image/png"))
        await mail.replied()

        assert "これ見て" in mail.model.prompts[0].user
        assert "画像がついています" in mail.model.prompts[0].user


async def test_pictures_are_heard_in_the_mailbag_channel_and_in_a_reply_to_her():
    async with open_mail(reads_all=True, channels=2) as mail:
        bag = mail.server.channel(channel=1)
        await mail.manage(channel=bag)
        (invitation,) = mail.replies(bag)
        mail.say("", channel=bag, **file("image/png"))
        mail.say("", **file("image/png"))
        answer = mail.say("", channel=bag, reply_to=invitation, **file("image/png"))

        answered = await mail.replied(3, bag)

        assert answered[-1].reference
        assert answered[-1].reference["message_id"] == str(answer.id)
        assert await read_unseen(mail) == ["picture", "picture"]


async def test_without_the_intent_what_is_hidden_stays_unheard():
    async with open_mail() as mail:
        mail.say("", **file("image/png"))
        mail.say("", besides=POLL)
        await mail.settled()

        assert mail.replies() == []


async def test_what_a_listener_answers_of_someone_else_is_not_read():
    async with open_mail() as mail:
        other = mail.say(HIDDEN, by="みどり")
        mail.say(f"{mail.mention} これどう思う？", reply_to=other)
        await mail.replied()

        prompt = mail.model.prompts[0].user
        assert HIDDEN not in prompt
        assert "ほかの人のメッセージへの返信" in prompt
        assert await read_unseen(mail) == ["another"]


async def test_ones_own_earlier_message_and_hers_are_no_one_elses():
    async with open_mail() as mail:
        mine = mail.say("ひとりごと")
        mail.say(f"{mail.mention} これのこと", reply_to=mine)
        (hers,) = await mail.replied()
        mail.say(f"{mail.mention} ありがと", reply_to=hers)
        await mail.replied(2)

        assert await read_unseen(mail) == [None, None]


async def test_what_was_noted_outlives_a_restart(tmp_path):
    database = tmp_path / "radio.db"
    async with DiscordServer() as server:
        async with open_mail(server=server, database=database) as mail:
            mail.say("", channel=mail.direct(), **file("image/png"))
            await mail.replied(channel=mail.direct())
            kept = await mail.storage.show_listener(mail.server.user("あおい").id)

        async with open_mail(server=server, database=database) as mail:
            again = await mail.storage.show_listener(mail.server.user("あおい").id)

    assert kept == again
    assert kept["messages"][0]["unseen"] == "picture"


def test_the_host_can_say_it_without_a_model():
    assert all("文字だけ" in line for line in own_host().mail.unseen)
