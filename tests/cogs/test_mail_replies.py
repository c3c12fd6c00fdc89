"""How replies leave on the small Discord: as replies, once, with their links, and with her typing before them."""

import pytest

from radio.errors import StorageError
from radio.mail import Reply, ReplyKind
from radio.transmission import Link
from studio.mailroom import Mailroom
from tests.cogs.mail_bot import LISTENER, GatedModel, open_mail
from tests.cogs.on_air import eventually
from tests.loopback.discord import DiscordServer, Permission


async def test_typing_shows_while_she_thinks():
    model = GatedModel()
    async with open_mail(model=model) as mail:
        mail.say(f"{mail.mention} 考えて")

        await eventually(lambda: len(mail.server.asked("POST", "/channels/{channel_id}/typing")) == 1)
        shown_before = mail.replies() == []
        model.free.set()
        await mail.replied()

        assert shown_before


async def test_an_answer_comes_although_typing_cannot_be_shown():
    model = GatedModel()
    async with open_mail(model=model) as mail:
        mail.server.fail_next(1, status=403, path="typing")
        mail.say(f"{mail.mention} 考えて")
        await eventually(lambda: len(mail.server.asked("POST", "/channels/{channel_id}/typing")) == 1)
        model.free.set()

        assert len(await mail.replied()) == 1


async def test_without_the_history_a_reply_stands_alone():
    async with open_mail() as mail:
        mail.server.set_permissions(mail.channel.id, deny=int(Permission.READ_MESSAGE_HISTORY))

        mail.say(f"{mail.mention} いる？")

        (reply,) = await mail.replied()
        assert reply.reference is None


async def test_a_broken_line_is_tried_again_and_makes_no_second_reply(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cogs.mail_replies.TRY_PAUSES_S", (0.01, 0.01))
    async with open_mail() as mail:
        mail.server.drop_next(1, processed=True, path="/messages")

        mail.say(f"{mail.mention} いる？")
        await mail.replied()

        assert len(mail.replies()) == 1


async def test_what_discord_refuses_for_good_is_not_tried_again():
    async with open_mail() as mail:
        place = mail.direct()
        mail.server.user(LISTENER).takes_dms = False

        mail.say("おはよ", channel=place)
        await eventually(lambda: len(mail.model.prompts) == 1)
        await mail.settled()

        assert mail.replies(place) == []
        assert mail.client.mailbag.waiting == 0


async def test_a_reply_that_left_just_before_the_end_is_found_and_not_repeated(tmp_path):
    database = tmp_path / "radio.db"
    async with DiscordServer(nonce_window_s=0) as server:
        async with open_mail(server=server, database=database) as mail:

            async def die(*_: object) -> None:
                raise StorageError("the machine is gone")

            mail.client.mailbag._mailroom.note_sent = die  # type: ignore[method-assign] – as after a loss of power
            mail.say(f"{mail.mention} 聞こえる？")
            await mail.replied()

        async with open_mail(server=server, database=database) as mail:
            await mail.settled()

            assert len(mail.replies()) == 1
            assert await mail.storage.list_open("test", mail.clock.now()) == ()


async def test_a_reply_about_an_aired_story_has_its_link_as_a_button(monkeypatch: pytest.MonkeyPatch):
    linked = Reply(
        text="それ、先週しゃべったやつ！",
        kind=ReplyKind.ANSWER,
        links=(Link(label="記事", url="https://site.example/a"),),
    )

    async def answer(*_: object) -> Reply:
        return linked

    async with open_mail() as mail:
        monkeypatch.setattr(Mailroom, "answer", answer)
        mail.say(f"{mail.mention} Cerebrasってなんだっけ？")

        (reply,) = await mail.replied()
        (button,) = reply.components[0]["components"]
        assert (button["label"], button["url"]) == ("記事", "https://site.example/a")


async def test_whatever_the_reply_says_it_pings_nobody_and_draws_no_markup(monkeypatch: pytest.MonkeyPatch):
    async def answer(*_: object) -> Reply:
        return Reply(text="@everyone <@123> **太字** https://evil.example/x ねっ！", kind=ReplyKind.ANSWER)

    async with open_mail() as mail:
        monkeypatch.setattr(Mailroom, "answer", answer)
        mail.say(f"{mail.mention} 呼んで")

        (reply,) = await mail.replied()
        assert reply.pings == []
        assert "@everyone" not in reply.text
        assert "<@123>" not in reply.text
        assert "https://evil" not in reply.text


async def test_a_reply_in_doubt_is_looked_for_again_after_a_fault_that_passes(
    tmp_path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("cogs.mail_replies.TRY_PAUSES_S", (0.01, 0.01))
    database = tmp_path / "radio.db"
    async with DiscordServer(nonce_window_s=0) as server:
        async with open_mail(server=server, database=database) as mail:
            message = mail.say(f"{mail.mention} 聞こえる？")
            await mail.replied()
            await mail.storage._ask(_forget_that_it_left, message.id)

        server.drop_next(1, path="/messages$", method="GET")
        async with open_mail(server=server, database=database) as mail:
            await mail.settled()

            assert len(mail.replies()) == 1


async def test_where_the_history_may_not_be_read_a_reply_in_doubt_is_sent_by_its_nonce(tmp_path):
    database = tmp_path / "radio.db"
    async with DiscordServer() as server:
        async with open_mail(server=server, database=database) as mail:
            message = mail.say(f"{mail.mention} 聞こえる？")
            await mail.replied()
            await mail.storage._ask(_forget_that_it_left, message.id)

        server.fail_next(2, status=403, code=50001, path="/messages", method="GET")
        async with open_mail(server=server, database=database) as mail:
            await mail.settled()

            assert len(mail.replies()) == 1
            assert len(server.repeats) == 1


def _forget_that_it_left(db, message_id: int) -> None:
    """The archive as it was before the reply had left."""
    with db.conn:
        db.conn.execute("UPDATE messages SET state = 'written', reply_id = NULL WHERE message_id = ?", (message_id,))
