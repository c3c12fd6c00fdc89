"""/station mailbag: what managers set and decide, and what /station status says of it."""

import pytest

from cogs import mail_wording, wording
from radio.mail import MailMode, MailWishes
from tests.cogs.mail_bot import LISTENER, MANAGER_NAME, Mail, open_mail
from tests.cogs.on_air import add_station
from tests.cogs.test_letters import TEXT
from tests.loopback.discord import MANAGER, MEMBER, Interaction, Permission


async def press(mail: Mail, asked: Interaction, label: str, *, permissions: int = MANAGER, by: str = MANAGER_NAME):
    """Press a button of a card and wait until the answer stands there."""
    pressed = await mail.server.press_button(asked.messages[0], label, by, permissions=permissions)
    return await pressed.until(lambda: pressed.updated or bool(pressed.messages), "answer the press", 5)


async def wishes(mail: Mail) -> MailWishes:
    return await mail.storage.mail_wishes(mail.channel.guild_id or 0)


async def test_the_defaults_are_shown_to_the_manager_alone():
    async with open_mail() as mail:
        asked = await mail.manage()

        assert asked.is_ephemeral
        assert mail_wording.NOTHING_WAITS.ja in asked.text
        assert mail_wording.CHANNEL_NONE.ja in asked.text


async def test_what_is_given_is_kept_and_the_rest_stays():
    async with open_mail(channels=2) as mail:
        await mail.manage(mode="review")
        await mail.manage(replies=False)
        asked = await mail.manage(channel=mail.server.channel(channel=1), locale="en-US")

        assert await wishes(mail) == MailWishes(
            server_id=mail.channel.guild_id or 0,
            mode=MailMode.REVIEW,
            replies=False,
            channel_id=mail.server.channel(channel=1).id,
        )
        assert "Replies to messages: off" in asked.text


async def test_a_mailbag_channel_gets_the_button_once_and_can_be_given_up():
    async with open_mail(channels=2, reads_all=True) as mail:
        bag = mail.server.channel(channel=1)
        await mail.manage(channel=bag)
        asked = await mail.manage(channel=bag)

        await press(mail, asked, mail_wording.CLOSE_CHANNEL.ja)

        assert len(mail.replies(bag)) == 1
        assert (await wishes(mail)).channel_id is None
        mail.say("もう、つむぎあてじゃない", channel=bag)
        await mail.settled()
        assert len(mail.replies(bag)) == 1


@pytest.mark.parametrize("reads_all", [True, False])
async def test_who_enters_a_mailbag_channel_reads_whether_all_is_read_there(reads_all: bool):
    async with open_mail(channels=2, reads_all=reads_all) as mail:
        bag = mail.server.channel(channel=1)

        await mail.manage(channel=bag)

        (invitation,) = mail.replies(bag)
        assert ("ぜんぶあーしが読んで" in invitation.text) is reads_all


async def test_where_the_button_cannot_be_posted_the_manager_hears_why():
    async with open_mail(channels=2) as mail:
        bag = mail.server.channel(channel=1)
        mail.server.set_permissions(bag.id, deny=int(Permission.SEND_MESSAGES))

        asked = await mail.manage(channel=bag)

        assert "置けなかった" in asked.text
        assert "メッセージを送信" in asked.text


async def test_waiting_letters_are_approved_rejected_and_their_senders_blocked():
    async with open_mail() as mail:
        await mail.manage(mode="review")
        for number in range(3):
            await mail.write_letter(f"{number}通目。{TEXT}", by=f"listener-{number}", pen_name=f"ペン{number}")
        asked = await mail.manage()
        assert asked.text.index("ペン0") < asked.text.index("ペン1") < asked.text.index("ペン2")

        await press(mail, asked, mail_wording.APPROVE.ja)
        await press(mail, asked, mail_wording.REJECT.ja)
        await press(mail, asked, mail_wording.BLOCK.ja)

        assert await mail.storage.waiting_letters(mail.channel.guild_id or 0) == ()
        assert [each.pen_name for each in await mail.storage.letters_to_choose(9, mail.clock.now())] == ["ペン0"]
        mail.say(f"{mail.mention} いる？", by="listener-2")
        await mail.settled()
        assert mail.replies() == []

        await press(mail, asked, mail_wording.UNBLOCK.ja)
        mail.say(f"{mail.mention} いる？", by="listener-2")
        await mail.replied()


async def test_a_letter_is_decided_once():
    async with open_mail() as mail:
        await mail.manage(mode="review")
        await mail.write_letter(TEXT)
        first, second = await mail.manage(), await mail.manage()

        await press(mail, first, mail_wording.REJECT.ja)
        await press(mail, second, mail_wording.APPROVE.ja)

        assert mail_wording.DECIDED_ALREADY.ja in second.messages[0].text
        assert await mail.storage.letters_to_choose(9, mail.clock.now()) == ()


async def test_another_servers_letter_is_out_of_reach():
    async with open_mail(guilds=2) as mail:
        await mail.manage(mode="review")
        await mail.write_letter(TEXT)
        asked = await mail.manage()
        elsewhere = mail.server.channel(guild=1)
        asked.messages[0].guild_id, asked.messages[0].channel_id = elsewhere.guild_id, elsewhere.id

        await press(mail, asked, mail_wording.APPROVE.ja)
        asked.messages[0].channel_id = elsewhere.id

        assert len(await mail.storage.waiting_letters(mail.channel.guild_id or 0)) == 1


async def test_a_member_who_gets_hold_of_a_button_is_refused():
    async with open_mail() as mail:
        await mail.manage(mode="review")
        await mail.write_letter(TEXT)
        asked = await mail.manage()

        refused = await press(mail, asked, mail_wording.APPROVE.ja, permissions=MEMBER, by=LISTENER)

        assert "サーバー管理" in refused.text
        assert len(await mail.storage.waiting_letters(mail.channel.guild_id or 0)) == 1


async def test_many_long_letters_fit_one_card_and_signs_in_them_do_nothing():
    async with open_mail() as mail:
        await mail.manage(mode="review")
        for number in range(7):
            text = ("**わあ** `すごい` ||ひみつ||\n# 見出し\n" + "カレーはおいしいなあ。" * 60)[:490]
            await mail.write_letter(text, by=f"listener-{number}", pen_name="カレーのひと")

        asked = await mail.manage(locale="en-US")

        assert "There are more" in asked.text
        assert "**わあ**" not in asked.text
        assert "||ひみつ||" not in asked.text


async def status_of(mail: Mail, locale: str = "ja") -> str:
    asked = await mail.use("station status", by=MANAGER_NAME, permissions=MANAGER, locale=locale)
    return asked.text


@pytest.mark.parametrize(("locale", "line"), [("ja", "待っているおたより：2通"), ("en-US", "your word: 2.")])
async def test_the_status_counts_the_letters_that_wait(locale: str, line: str):
    async with open_mail() as mail:
        await add_station(mail.storage, mail.channel)
        await mail.manage(mode="review")
        before = await status_of(mail)
        for number in range(2):
            await mail.write_letter(f"{number}通目。{TEXT}", by=f"listener-{number}")

        assert mail_wording.NOTHING_WAITS.ja in before
        assert line in await status_of(mail, locale)


async def test_letters_that_waited_when_the_review_was_ended_are_still_counted():
    async with open_mail() as mail:
        await add_station(mail.storage, mail.channel)
        await mail.manage(mode="review")
        await mail.write_letter(TEXT)

        asked = await mail.manage(mode="auto")

        assert "待っているおたより：1通" in asked.text
        assert "待っているおたより：1通" in await status_of(mail)


async def test_managers_are_told_that_nobody_calls_them_where_they_review():
    async with open_mail() as mail:
        quiet = await mail.manage()
        asked = await mail.manage(mode="review")

        assert mail_wording.NOBODY_CALLED.ja not in quiet.text
        assert mail_wording.NOBODY_CALLED.ja in asked.text


async def test_a_server_without_a_programme_has_its_mail_in_the_status():
    async with open_mail() as mail:
        quiet = await status_of(mail)
        await mail.manage(channel=mail.channel)

        told = await status_of(mail)

        assert "Message Content Intent" not in quiet
        assert wording.NO_STATION.ja in told
        assert "Message Content Intent" in told


async def test_the_status_says_when_the_intent_for_the_mailbag_channel_is_missing():
    async with open_mail() as mail:
        await add_station(mail.storage, mail.channel)
        quiet = await mail.use("station status", by=MANAGER_NAME, permissions=MANAGER)
        await mail.manage(channel=mail.channel)
        mail.server.set_permissions(mail.channel.id, deny=int(Permission.READ_MESSAGE_HISTORY))

        told = await mail.use("station status", by=MANAGER_NAME, permissions=MANAGER)

        assert "Message Content Intent" not in quiet.text
        assert "Message Content Intent" in told.text
        assert "メッセージ履歴を読む" in told.text


async def test_with_the_intent_the_status_names_a_channel_that_is_gone():
    async with open_mail(channels=2, reads_all=True) as mail:
        await add_station(mail.storage, mail.channel)
        bag = mail.server.channel(channel=1)
        await mail.manage(channel=bag)
        before = await mail.use("station status", by=MANAGER_NAME, permissions=MANAGER)

        mail.server.delete_channel(bag.id)
        await mail.settled()
        after = await mail.use("station status", by=MANAGER_NAME, permissions=MANAGER)

        assert "⚠️" not in before.text
        assert mail_wording.MAILBAG_GONE.ja in after.text
