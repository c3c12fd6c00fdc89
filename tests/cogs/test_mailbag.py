"""Messages to the host on the small Discord: who is answered, in which order, once, and how it looks."""

import asyncio

import pytest

from archive.storage import Storage
from cogs.hosts import own_host
from radio.errors import ModelUnavailableError, StorageError
from radio.mail import MailWishes
from tests.cogs.mail_bot import HELLO, LISTENER, GatedModel, open_mail
from tests.cogs.on_air import add_station, eventually, make_client
from tests.fakes import FakeChatModel
from tests.loopback.discord import DiscordServer, Limits, Permission, redirect_discord


async def test_a_mention_is_answered_as_a_reply_that_pings_nobody():
    async with open_mail() as mail:
        asked = mail.say(f"{mail.mention} 元気？")

        (reply,) = await mail.replied()

        assert reply.text == HELLO
        assert reply.reference
        assert reply.reference["message_id"] == str(asked.id)
        assert reply.pings == []
        assert reply.nonce == str(asked.id)
        assert "元気？" in mail.model.prompts[0].user
        assert mail.mention not in mail.model.prompts[0].user


async def test_a_reply_to_her_goes_on_with_the_talk():
    async with open_mail() as mail:
        mail.say(f"{mail.mention} カレー作ったよ")
        (first,) = await mail.replied()

        mail.say("じゃがいも入れた！", reply_to=first)
        await mail.replied(2)

        assert "カレー作ったよ" in mail.model.prompts[1].user


async def test_a_direct_message_needs_no_mention():
    async with open_mail() as mail:
        place = mail.direct()
        asked = mail.say("おはよ", channel=place)

        (reply,) = await mail.replied(channel=place)

        assert reply.text == HELLO
        assert reply.reference
        assert reply.reference["message_id"] == str(asked.id)


async def test_what_others_write_to_one_another_is_not_answered():
    async with open_mail(reads_all=True) as mail:
        other = mail.say("ねえねえ")
        mail.say("なに？", by="みどり", reply_to=other)
        mail.say("@everyone つむぎちゃんって知ってる？")
        await mail.settled()

        assert mail.replies() == []
        assert mail.model.prompts == []


async def test_in_the_mailbag_channel_all_is_for_her():
    async with open_mail(channels=2, reads_all=True) as mail:
        bag = mail.server.channel(channel=1)
        await mail.manage(channel=bag)
        (invitation,) = mail.replies(bag)

        first = mail.say("はじめまして", channel=bag)
        mail.say("こっちは、みどりへの返事", channel=bag, reply_to=first, by="ほか")
        mail.say("ふつうの話")
        await mail.replied(2, bag)

        assert [each.text for each in mail.replies(bag)] == [invitation.text, HELLO]
        assert mail.replies() == []


async def test_the_mailbag_channel_is_known_after_a_restart():
    async with DiscordServer(channels=2) as server:
        bag = server.channel(channel=1)
        async with open_mail(server=server, reads_all=True) as mail:
            await mail.storage.set_mail_wishes(MailWishes(server_id=bag.guild_id or 0, channel_id=bag.id))
            await mail.client.mailbag.open()

            mail.say("はじめまして", channel=bag)
            (reply,) = await mail.replied(1, bag)

            assert reply.text == HELLO


async def test_who_had_enough_before_a_restart_has_enough_after_it(tmp_path):
    database = tmp_path / "radio.db"
    async with DiscordServer(limits=Limits(enabled=False)) as server:
        async with open_mail(server=server, database=database) as mail:
            for number in range(9):
                mail.say(f"{mail.mention} その{number}")
            said = await mail.replied(9)

        async with open_mail(server=server, database=database) as mail:
            mail.say(f"{mail.mention} まだいる？")
            await mail.settled()

            assert said[8].text == own_host().mail.busy
            assert len(mail.replies()) == 9


async def test_without_the_intent_a_mailbag_channel_answers_mentions_only():
    async with open_mail(channels=2) as mail:
        bag = mail.server.channel(channel=1)
        await mail.manage(channel=bag)

        mail.say("見えない", channel=bag)
        mail.say(f"見える {mail.mention}", channel=bag)
        await mail.replied(2, bag)

        assert len(mail.model.prompts) == 1
        assert "見える" in mail.model.prompts[0].user


async def test_bots_webhooks_and_she_herself_are_never_answered():
    async with open_mail() as mail:
        robot = mail.server.world.add_user("robot", bot=True)
        mail.server.post_message(mail.channel.id, robot, f"{mail.mention} 話そう")
        mail.server.post_message(mail.channel.id, mail.server.world.bot, f"{mail.mention} ひとりごと")
        mail.server.post_message(mail.channel.id, LISTENER, f"{mail.mention} 参加しました", kind=7)
        await mail.settled()

        assert [each.text for each in mail.replies()] == [f"{mail.mention} ひとりごと"]
        assert mail.model.prompts == []


async def test_a_burst_is_answered_in_its_order_each_once_and_two_channels_side_by_side():
    model = GatedModel()
    async with open_mail(model=model, channels=2) as mail:
        other = mail.server.channel(channel=1)
        asked = [mail.say(f"{mail.mention} その{number}") for number in range(5)]
        elsewhere = mail.say(f"{mail.mention} となり", by="みどり", channel=other)
        await eventually(lambda: len(model.prompts) == 2)

        model.free.set()
        await mail.replied(5)
        await mail.replied(1, other)

        answered = [int(each.reference["message_id"]) for each in mail.replies() if each.reference]
        assert answered == [each.id for each in asked]
        assert [each.reference["message_id"] for each in mail.replies(other) if each.reference] == [str(elsewhere.id)]


async def test_while_a_message_waits_its_latest_text_counts_and_a_deleted_one_is_dropped():
    model = GatedModel()
    async with open_mail(model=model) as mail:
        mail.say(f"{mail.mention} 最初")
        changed = mail.say(f"{mail.mention} まちがえた")
        gone = mail.say(f"{mail.mention} やっぱりなし")
        await eventually(lambda: len(model.prompts) == 1)

        mail.edit(changed, f"{mail.mention} なおした")
        mail.delete(gone)
        await mail.storage.mail_wishes(0)  # what was told before is in the archive after this
        await asyncio.sleep(0.05)
        model.free.set()
        await mail.replied(2)

        assert len(mail.replies()) == 2
        assert "なおした" in model.prompts[1].user
        assert "まちがえた" not in model.prompts[1].user


async def test_what_happens_to_a_message_in_the_breath_in_which_it_comes_is_heard():
    model = GatedModel()
    async with open_mail(model=model) as mail:
        mail.say(f"{mail.mention} 最初")
        await eventually(lambda: len(model.prompts) == 1)

        changed, gone = mail.say(f"{mail.mention} まちがえた"), mail.say(f"{mail.mention} やっぱりなし")
        mail.edit(changed, f"{mail.mention} なおした")
        mail.delete(gone)
        await eventually(lambda: mail.client.mailbag.waiting == 3)
        await asyncio.sleep(0.05)
        kept = [await mail.storage.find_waiting(each.id) for each in (changed, gone)]
        model.free.set()
        await mail.replied(2)

        assert [each and each.text for each in kept] == ["なおした", None]


async def test_a_message_deleted_while_its_reply_is_written_gets_none():
    model = GatedModel()
    async with open_mail(model=model) as mail:
        gone = mail.say(f"{mail.mention} やっぱりなし")
        await eventually(lambda: len(model.prompts) == 1)

        del mail.server.world.channels[gone.channel_id].messages[gone.id]  # before anybody was told
        model.free.set()
        await mail.settled()

        assert mail.replies() == []


async def test_editing_an_answered_message_changes_nothing():
    async with open_mail() as mail:
        asked = mail.say(f"{mail.mention} 元気？")
        await mail.replied()

        mail.edit(asked, f"{mail.mention} 元気じゃない？")
        await mail.settled()

        assert len(mail.replies()) == 1


async def test_other_ids_in_a_message_are_nobodys_business():
    async with open_mail() as mail:
        mail.say(f"{mail.mention} <@!4242> <@&77> <#99> <a:wave:123456> </news now:55> どう？")
        await mail.replied()

        prompt = mail.model.prompts[0].user
        assert not any(number in prompt for number in ("4242", "<@&77", "<#99", "123456"))


async def test_the_role_that_bears_her_name_is_she():
    async with open_mail(reads_all=True) as mail:
        roles = mail.server.world.guilds[mail.channel.guild_id or 0].roles.values()
        own = next(role for role in roles if role.bot_id == mail.server.world.bot.id)

        mail.say(f"<@&{own.id}> いる？")
        await mail.replied()

        assert str(own.id) not in mail.model.prompts[0].user


async def test_a_server_hears_the_host_of_its_own_programme():
    async with open_mail() as mail:
        await add_station(mail.storage, mail.channel, host="shirube", weekday=3)

        mail.say(f"{mail.mention} こんばんは")
        await eventually(lambda: len(mail.model.prompts) > 0)
        await mail.settled()

        assert "しるべ" in mail.model.prompts[0].system


async def test_a_manager_can_turn_replies_off():
    async with open_mail() as mail:
        await mail.manage(replies=False)

        mail.say(f"{mail.mention} いる？")
        await mail.settled()

        assert mail.replies() == []


async def test_where_she_may_not_write_nothing_is_thought():
    async with open_mail() as mail:
        mail.server.set_permissions(mail.channel.id, deny=int(Permission.SEND_MESSAGES))
        await asyncio.sleep(0.05)

        mail.say(f"{mail.mention} いる？")
        await mail.settled()

        assert mail.model.prompts == []


async def test_a_down_model_is_told_once_a_channel():
    model = FakeChatModel(by=lambda _: ModelUnavailableError("down"))  # type: ignore[arg-type, return-value] – it raises
    async with open_mail(model=model) as mail:
        mail.say(f"{mail.mention} いる？")
        mail.say(f"{mail.mention} ねえ")
        await mail.replied()

        assert len(mail.replies()) == 1


async def test_a_failing_archive_silences_but_breaks_nothing(monkeypatch: pytest.MonkeyPatch):
    async with open_mail() as mail:

        async def fail(*_: object) -> bool:
            raise StorageError("disk full")

        with monkeypatch.context() as patch:
            patch.setattr(mail.storage, "add_message", fail)
            mail.say(f"{mail.mention} いる？")
            await mail.settled()
        mail.say(f"{mail.mention} もう一回")

        assert len(await mail.replied()) == 1


async def test_a_flood_in_one_channel_is_bounded():
    model = GatedModel()
    async with open_mail(model=model, limits=Limits(enabled=False)) as mail:
        for number in range(70):
            mail.say(f"{mail.mention} その{number}")
        await eventually(lambda: len(model.prompts) == 1)
        await asyncio.sleep(0.2)

        assert mail.client.mailbag.waiting == 50
        model.free.set()
        await mail.settled()


async def test_what_was_not_answered_before_a_stop_is_answered_after_it_and_once(tmp_path):
    database = tmp_path / "radio.db"
    model = GatedModel()
    async with DiscordServer() as server:
        async with open_mail(server=server, database=database, model=model) as mail:
            mail.client.mailbag.closing_s = 0.05
            mail.say(f"{mail.mention} 聞こえる？")
            mail.say(f"{mail.mention} おーい")
            await eventually(lambda: len(model.prompts) == 1)
            await mail.client.mailbag.close()

        async with open_mail(server=server, database=database) as mail:
            await mail.replied(2)

        assert len(server.messages(server.channel().id)) == 2


async def test_what_was_left_before_a_stop_is_answered_before_anything_new_is_heard(tmp_path):
    database = tmp_path / "radio.db"
    model = GatedModel()
    async with DiscordServer() as server:
        async with open_mail(server=server, database=database, model=model) as mail:
            mail.client.mailbag.closing_s = 0.05
            asked = mail.say(f"{mail.mention} 聞こえる？")
            await eventually(lambda: len(model.prompts) == 1)
            clock = mail.clock

        async with Storage.open(database) as storage:
            client = make_client(storage, clock)
            with redirect_discord(server):
                await client.login(server.token)
                await eventually(lambda: len(server.messages(asked.channel_id)) == 1)
                await client.close()

        assert server.gateway.identifies == 1


async def test_what_was_changed_or_deleted_during_a_stop_is_seen_after_it(tmp_path):
    database = tmp_path / "radio.db"
    model = GatedModel()
    async with DiscordServer() as server:
        async with open_mail(server=server, database=database, model=model) as mail:
            mail.client.mailbag.closing_s = 0.05
            changed, gone = mail.say(f"{mail.mention} まちがえた"), mail.say(f"{mail.mention} やっぱりなし")
            await eventually(lambda: len(model.prompts) == 1)
            await mail.client.mailbag.close()
        changed.content = f"{mail.mention} なおした"
        del server.world.channels[gone.channel_id].messages[gone.id]

        async with open_mail(server=server, database=database) as mail:
            await mail.replied(1)
            kept = await mail.storage.show_listener(server.user(LISTENER).id)

        assert [prompt.user.count("なおした") for prompt in mail.model.prompts] == [1]
        assert [each["text"] for each in kept["messages"]] == ["なおした", None]


async def test_a_message_that_cannot_be_looked_at_again_is_answered_as_it_was(tmp_path):
    database = tmp_path / "radio.db"
    model = GatedModel()
    async with DiscordServer() as server:
        async with open_mail(server=server, database=database, model=model) as mail:
            mail.client.mailbag.closing_s = 0.05
            mail.say(f"{mail.mention} 聞こえる？")
            await eventually(lambda: len(model.prompts) == 1)
            await mail.client.mailbag.close()
        server.fail_next(1, status=403, path=r"/messages/\d+$", method="GET")

        async with open_mail(server=server, database=database) as mail:
            await mail.replied(1)

        assert "聞こえる？" in mail.model.prompts[0].user


async def test_a_listener_over_the_limit_hears_one_line_and_then_silence():
    async with open_mail(limits=Limits(enabled=False)) as mail:
        for number in range(12):
            mail.say(f"{mail.mention} その{number}")
        await mail.replied(9)

        assert len(mail.replies()) == 9
        assert mail.replies()[-1].text != HELLO


async def test_what_a_moderator_clears_away_is_dropped_too():
    model = GatedModel()
    async with open_mail(model=model) as mail:
        mail.say(f"{mail.mention} 最初")
        gone = [mail.say(f"{mail.mention} 荒らし{number}") for number in range(3)]
        await eventually(lambda: len(model.prompts) == 1)

        for message in gone:
            del mail.server.world.channels[message.channel_id].messages[message.id]
        data = {
            "ids": [str(each.id) for each in gone],
            "channel_id": str(mail.channel.id),
            "guild_id": str(mail.channel.guild_id),
        }
        mail.server.gateway.dispatch("MESSAGE_DELETE_BULK", data, guild_id=mail.channel.guild_id, intent=1 << 9)
        await asyncio.sleep(0.05)
        model.free.set()
        await mail.replied()

        assert len(model.prompts) == 1


@pytest.mark.parametrize("question", ["list_open", "revise_message", "withdraw_message"])
async def test_an_archive_that_fails_at_anything_leaves_the_rest_well(question: str, monkeypatch: pytest.MonkeyPatch):
    async def fail(*_: object) -> None:
        raise StorageError("disk full")

    model = GatedModel()
    async with open_mail(model=model) as mail:
        mail.say(f"{mail.mention} 最初")
        second = mail.say(f"{mail.mention} 二つめ")
        await eventually(lambda: len(model.prompts) == 1)

        with monkeypatch.context() as patch:
            patch.setattr(mail.storage, question, fail)
            mail.edit(second, f"{mail.mention} 二つめ、なおした")
            await mail.client.mailbag.withdraw([1])
            await mail.client.mailbag.go_on()
            await asyncio.sleep(0.05)
        model.free.set()

        assert len(await mail.replied(2)) == 2
