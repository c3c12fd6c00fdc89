"""/privacy: what a listener sees and removes, wherever they are."""

import re

import pytest

from tests.cogs.mail_bot import LISTENER, Mail, open_mail
from tests.cogs.test_letters import TEXT
from tests.loopback.discord import Interaction


async def write(mail: Mail) -> int:
    """A message, its reply and a letter of the listener's; the listener's id."""
    mail.say(f"{mail.mention} カレーが好き")
    await mail.replied()
    await mail.write_letter(TEXT)
    return mail.server.user(LISTENER).id


async def ask(mail: Mail, command: str, *, locale: str = "ja") -> Interaction:
    return await mail.use(f"privacy {command}", locale=locale)


async def test_show_gives_a_file_to_the_listener_alone():
    async with open_mail() as mail:
        listener_id = await write(mail)

        asked = await ask(mail, "show")

        assert asked.is_ephemeral
        (file,) = asked.messages[0].attachments
        assert re.fullmatch(r"privacy-\d{8}\.json", file["filename"])
        kept = await mail.storage.show_listener(listener_id)
        assert file["size"] > len(str(kept["letters"]))


async def test_show_says_when_there_is_nothing_in_the_file():
    async with open_mail() as mail:
        nothing = await ask(mail, "show")
        await ask(mail, "optout")
        wish_alone = await ask(mail, "show")

        assert "ひとつもない" in nothing.text
        assert "「読まないで」と言ったことだけ" in wish_alone.text
        assert [len(asked.messages[0].attachments) for asked in (nothing, wish_alone)] == [1, 1]


async def test_delete_removes_all_at_once_and_says_how_much():
    async with open_mail() as mail:
        listener_id = await write(mail)

        first = await ask(mail, "delete")
        second = await ask(mail, "delete", locale="en-US")

        assert "件" in first.text
        assert "Nothing is kept" in second.text
        assert await mail.storage.letters_to_choose(9, mail.clock.now()) == ()
        assert (await mail.storage.show_listener(listener_id))["letters"] == []


async def test_who_opted_out_is_never_read_again_until_they_come_back():
    async with open_mail() as mail:
        await write(mail)

        await ask(mail, "optout")
        mail.say(f"{mail.mention} まだいる？")
        await mail.settled()
        letter = await mail.write_letter(TEXT)

        assert len(mail.replies()) == 1
        assert letter.is_ephemeral
        assert await mail.storage.letters_to_choose(9, mail.clock.now()) == ()

        back = await ask(mail, "optin")
        again = await ask(mail, "optin")
        mail.say(f"{mail.mention} ただいま")
        await mail.replied(2)

        assert back.text != again.text


async def test_opting_out_reaches_what_still_waits():
    async with open_mail() as mail:
        listener_id = await write(mail)

        await mail.storage.opt_out(listener_id, mail.clock.now())

        assert await mail.storage.is_opted_out(listener_id)
        assert await mail.storage.list_open("test", mail.clock.now()) == ()


@pytest.mark.parametrize("command", ["show", "delete", "optout", "optin"])
async def test_they_work_in_direct_messages_too(command: str):
    async with open_mail() as mail:
        place = mail.direct()

        asked = await mail.server.invoke_command(None, place.id, LISTENER, f"privacy {command}", {})

        assert asked.messages


async def test_the_bot_notes_the_servers_it_leaves_and_comes_back_to():
    async with open_mail(guilds=2) as mail:
        guild_id = mail.server.channel(guild=1).guild_id
        await write(mail)

        mail.server.remove_guild(mail.channel.guild_id)
        mail.server.return_guild(mail.channel.guild_id)
        mail.server.remove_guild(guild_id)
        await mail.settled()
        mail.clock.pass_by(days=31)
        await mail.storage.prune_mail(mail.clock.now())

        assert (await mail.storage.show_listener(mail.server.user(LISTENER).id))["letters"] != []
