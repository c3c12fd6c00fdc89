"""A real discord.py client on the small Discord: login, guilds, messages, threads, permissions."""

import io

import discord
import pytest

from tests.loopback.discord import (
    EVERYTHING,
    FORUM,
    MESSAGES,
    DiscordServer,
    Limits,
    Permission,
    redirect_discord,
)
from tests.loopback.discord_bot import Bot, on_the_air


async def test_a_wrong_token_is_turned_away_at_the_login():
    async with DiscordServer() as server:
        with redirect_discord(server):
            bot = Bot()

            with pytest.raises(discord.LoginFailure):
                await bot.login("wrong")

            await bot.close()

    assert [request.status for request in server.requests] == [401]


async def test_guilds_channels_and_the_bots_permissions_arrive():
    async with DiscordServer(guilds=3, channels=2) as server, on_the_air(server) as bot:
        assert bot.user is not None
        assert bot.user.id == server.world.bot.id
        assert bot.application_id == server.world.application_id
        assert {guild.id for guild in bot.guilds} == set(server.world.guilds)
        for guild in bot.guilds:
            assert len(guild.text_channels) == 2
            rights = guild.text_channels[0].permissions_for(guild.me)
            assert rights.send_messages
            assert not rights.manage_threads


async def test_a_message_is_kept_as_it_was_sent():
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = server.channel()

        sent = await bot.text_channel(channel.id).send(
            "やっほー！",
            embed=discord.Embed(title="題", description="本文"),
            file=discord.File(io.BytesIO(b"abc"), "a.txt"),
        )

        (kept,) = server.messages(channel.id)
        assert (kept.id, kept.parts) == (sent.id, ["やっほー！", "題", "本文"])
        assert sent.attachments[0].size == 3
        assert server.asked(*MESSAGES)[0].files == {"a.txt": 3}
        assert server.uploads == {sent.attachments[0].id: b"abc"}
        assert server.violations == []


async def test_a_card_of_components_v2_is_kept_and_its_text_read_in_order():
    view = discord.ui.LayoutView()
    row: discord.ui.ActionRow[discord.ui.LayoutView] = discord.ui.ActionRow(
        discord.ui.Button(label="読む", url="https://example.org/a")
    )
    view.add_item(
        discord.ui.Container(
            discord.ui.TextDisplay("## 見出し"),
            discord.ui.Separator(),
            discord.ui.TextDisplay("本文だよ！"),
            row,
            accent_colour=0xFF9914,
        )
    )
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = server.channel()

        await bot.text_channel(channel.id).send(view=view)

        assert server.messages(channel.id)[0].parts == ["## 見出し", "本文だよ！", "読む"]
        assert server.violations == []


async def test_messages_are_edited_listed_and_deleted():
    async with DiscordServer(limits=Limits(enabled=False)) as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        first, second = await channel.send("一"), await channel.send("二")

        await first.edit(content="一改")
        listed = [message.content async for message in channel.history(limit=10)]
        await second.delete()
        with pytest.raises(discord.NotFound) as gone:
            await channel.fetch_message(second.id)

        assert listed == ["二", "一改"]
        assert gone.value.code == 10008
        assert [message.text for message in server.messages(channel.id)] == ["一改"]


async def test_the_same_nonce_makes_one_message():
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)

        first = await channel.send("一回だけ", nonce="part-1")
        again = await channel.send("一回だけ", nonce="part-1")
        other = await channel.send("別の", nonce="part-2")

        assert first.id == again.id != other.id
        assert len(server.messages(channel.id)) == 2
        assert [message.id for message in server.repeats] == [first.id]


async def test_a_nonce_is_forgotten_after_its_window():
    async with DiscordServer(nonce_window_s=0) as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)

        await channel.send("一", nonce="n")
        await channel.send("一", nonce="n")

        assert len(server.messages(channel.id)) == 2


async def test_a_thread_hangs_on_a_message_and_takes_its_id():
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        card = await channel.send("今週の放送")

        thread = await card.create_thread(name="第1回", auto_archive_duration=1440)
        await thread.send("1つ目")
        with pytest.raises(discord.HTTPException) as twice:
            await card.create_thread(name="もう一度")

        assert thread.id == card.id
        assert twice.value.code == 160004
        assert [found.name for found in server.threads(channel.id)] == ["第1回"]
        assert [message.text for message in server.messages(thread.id)] == ["1つ目"]
        assert server.violations == []


async def test_an_archived_thread_wakes_when_the_bot_posts_but_not_when_it_is_locked():
    async with DiscordServer() as server, on_the_air(server) as bot:
        card = await bot.text_channel(server.channel().id).send("放送")
        thread = await card.create_thread(name="第1回")

        server.archive_thread(thread.id)
        await thread.send("起きて")
        woken = not server.threads(card.channel.id)[0].archived
        server.archive_thread(thread.id, locked=True)
        with pytest.raises(discord.HTTPException) as locked:
            await thread.send("起きない")

        assert woken
        assert locked.value.code == 50083


async def test_a_forum_takes_posts_but_no_messages():
    async with DiscordServer() as server:
        forum = server.add_channel(server.channel().guild_id or 0, "広場", kind=FORUM)
        async with on_the_air(server) as bot:
            found = bot.get_channel(forum.id)
            assert isinstance(found, discord.ForumChannel)

            made = await found.create_thread(name="第1回", content="はじまるよ！")
            with pytest.raises(discord.HTTPException) as refused:
                await bot.get_partial_messageable(forum.id).send("だめ")

            assert [message.text for message in server.messages(made.thread.id)] == ["はじまるよ！"]
            assert refused.value.code == 50008
            assert server.violations == []


@pytest.mark.parametrize(("permission", "code"), [(Permission.VIEW_CHANNEL, 50001), (Permission.SEND_MESSAGES, 50013)])
async def test_a_missing_permission_is_refused_and_seen_in_the_cache(permission: Permission, code: int):
    async with DiscordServer() as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        server.set_permissions(channel.id, deny=permission)

        with pytest.raises(discord.Forbidden) as refused:
            await channel.send("入れて")

        assert refused.value.code == code
        assert not channel.permissions_for(channel.guild.me).value & permission


async def test_a_deleted_channel_and_a_lost_server_answer_differently():
    async with DiscordServer(guilds=2) as server, on_the_air(server) as bot:
        gone, lost = server.channel(0), server.channel(1)
        server.delete_channel(gone.id)
        server.remove_guild(lost.guild_id or 0)

        with pytest.raises(discord.NotFound) as first:
            await bot.get_partial_messageable(gone.id).send("?")
        with pytest.raises(discord.Forbidden) as second:
            await bot.get_partial_messageable(lost.id).send("?")

        assert (first.value.code, second.value.code) == (10003, 50001)
        assert [guild.id for guild in bot.guilds] == [gone.guild_id]
        assert server.violations == []


async def test_a_user_may_keep_the_door_shut_to_direct_messages():
    async with DiscordServer() as server, on_the_air(server) as bot:
        open_one, shut_one = server.user("みどり"), server.user("あおい")
        shut_one.takes_dms = False

        await (await bot.fetch_user(open_one.id)).send("こんにちは")
        with pytest.raises(discord.Forbidden) as refused:
            await (await bot.fetch_user(shut_one.id)).send("こんにちは")

        assert refused.value.code == 50007
        assert [message.text for message in server.messages(server.world.open_dm(open_one).id)] == ["こんにちは"]


async def test_what_a_message_pings_depends_on_allowed_mentions():
    async with DiscordServer(bot_permissions=EVERYTHING) as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        member = server.user("みどり")
        text = f"@everyone <@{member.id}> 聞いて"

        await channel.send(text)
        await channel.send(text, allowed_mentions=discord.AllowedMentions.all())

        assert [message.pings for message in server.messages(channel.id)] == [[], ["everyone", str(member.id)]]


async def test_everything_a_bot_like_ours_asks_for_is_documented():
    async with DiscordServer(bot_permissions=EVERYTHING) as server, on_the_air(server) as bot:
        channel = bot.text_channel(server.channel().id)
        guild = await bot.fetch_guild(channel.guild.id)

        card = await channel.send("放送", file=discord.File(io.BytesIO(b"x"), "x.txt"), nonce="n", silent=True)
        await card.reply("返事", mention_author=False)
        await card.add_reaction("👍")
        thread = await card.create_thread(name="第1回")
        await thread.edit(archived=True)
        await channel.edit(topic="話題")
        loose = await channel.create_thread(name="別", type=discord.ChannelType.public_thread)
        await loose.delete()
        async with channel.typing():
            pass
        found = [
            (await guild.fetch_member(server.world.bot.id)).id,
            (await bot.fetch_channel(channel.id)).id,
            [role.name for role in await guild.fetch_roles()],
            [each.id async for each in bot.fetch_guilds()],
            [each.name async for each in channel.archived_threads()],
            len(await guild.active_threads()),
        ]

        assert found == [
            server.world.bot.id,
            channel.id,
            ["@everyone", "radio"],
            [guild.id],
            ["第1回"],
            0,
        ]
        assert server.messages(channel.id)[0].reactions == ["👍"]
        assert server.messages(channel.id)[1].reference == {
            "message_id": str(card.id),
            "channel_id": str(channel.id),
            "guild_id": str(guild.id),
        }
        assert server.violations == []
        assert server.rejected == []
