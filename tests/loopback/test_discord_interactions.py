"""Interactions on the small Discord, answered by a real command tree: commands, autocomplete, buttons, modals."""

import asyncio

import discord
import pytest
from discord import app_commands

from tests.loopback.discord import MANAGER, MEMBER, DiscordServer, Permission
from tests.loopback.discord_bot import Bot, eventually, on_the_air

ZONES = ("Asia/Tokyo", "Asia/Seoul", "Europe/Paris")


class Question(discord.ui.Modal, title="おたより"):
    """A modal with one label."""

    letter = discord.ui.Label(text="本文", component=discord.ui.TextInput(default="もとの文"))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Read the letter back."""
        assert isinstance(self.letter.component, discord.ui.TextInput)
        await interaction.response.send_message(f"受け取ったよ：{self.letter.component.value}", ephemeral=True)


class Panel(discord.ui.View):
    """Three buttons: change the message, open a modal, think for a while."""

    @discord.ui.button(label="進む", custom_id="next")
    async def go_on(self, interaction: discord.Interaction, _: discord.ui.Button["Panel"]) -> None:
        """Change the message."""
        await interaction.response.edit_message(content="進んだ")

    @discord.ui.button(label="書く", custom_id="write")
    async def write(self, interaction: discord.Interaction, _: discord.ui.Button["Panel"]) -> None:
        """Open the modal."""
        await interaction.response.send_modal(Question())

    @discord.ui.select(custom_id="day", options=[discord.SelectOption(label="月"), discord.SelectOption(label="火")])
    async def choose(self, interaction: discord.Interaction, chosen: discord.ui.Select["Panel"]) -> None:
        """Take the day."""
        await interaction.response.defer()
        await interaction.edit_original_response(content="、".join(chosen.values))


class RadioBot(Bot):
    """A bot with commands of every kind."""

    async def setup_hook(self) -> None:
        """Register and sync."""
        managers = discord.Permissions(manage_guild=True)
        station = app_commands.Group(
            name="station", description="放送局", guild_only=True, default_permissions=managers
        )
        station.add_command(app_commands.Command(name="setup", description="設定", callback=set_up))
        self.tree.add_command(station)
        for name, callback in {"slow": be_slow, "late": be_late, "panel": show_panel, "twice": answer_twice}.items():
            self.tree.add_command(app_commands.Command(name=name, description="試し", callback=callback))
        self.tree.add_command(app_commands.Command(name="silent", description="黙る", callback=stay_silent))
        await self.tree.sync()


@app_commands.describe(channel="どこで", zone="時間帯", stories="記事の数")
async def set_up(
    interaction: discord.Interaction,
    channel: discord.TextChannel,
    zone: str = "Asia/Tokyo",
    stories: app_commands.Range[int, 1, 6] = 4,
) -> None:
    if not interaction.permissions.manage_guild:
        await interaction.response.send_message("管理者だけだよ", ephemeral=True)
        return
    rights = interaction.app_permissions.send_messages
    texts = (interaction.locale.value, channel.name, zone, stories, rights)
    await interaction.response.send_message(" ".join(map(str, texts)), ephemeral=True)


async def _offer_zones(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=zone, value=zone) for zone in ZONES if typed.lower() in zone.lower()]


set_up = app_commands.autocomplete(zone=_offer_zones)(set_up)


async def be_slow(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.followup.send("できた")
    await interaction.followup.send("おまけ")


async def be_late(interaction: discord.Interaction) -> None:
    await asyncio.sleep(0.2)
    await interaction.response.send_message("遅刻")


async def show_panel(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("どうする？", view=Panel())


async def answer_twice(interaction: discord.Interaction) -> None:
    await interaction.response.defer()
    again = discord.interactions.InteractionResponse(interaction)
    await again.send_message("二度目")


async def stay_silent(interaction: discord.Interaction) -> None:
    """Answer nothing."""


async def test_commands_are_synced_and_used_with_their_options():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()

        asked = await server.invoke_command(
            channel.guild_id,
            channel.id,
            "みどり",
            "station setup",
            {"channel": channel, "stories": 3},
            permissions=MANAGER,
        )

        assert asked.text == "ja channel-1 Asia/Tokyo 3 True"
        assert asked.is_ephemeral
        assert asked.ack_s is not None
        assert asked.ack_s < 1
        assert server.messages(channel.id) == []
        assert server.violations == []


async def test_a_members_permissions_reach_the_bot():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()

        asked = await server.invoke_command(
            channel.guild_id, channel.id, "あおい", "station setup", {"channel": channel}
        )

        assert asked.text == "管理者だけだよ"
        assert not asked.visible
        assert not server.may(asked, Permission.MANAGE_GUILD)


@pytest.mark.parametrize(
    ("name", "options", "error"),
    [
        ("station", {}, LookupError),
        ("nothing", {}, LookupError),
        ("station setup", {}, ValueError),
        ("station setup", {"channel": 0, "typo": 1}, ValueError),
        ("station setup", {"stories": 7}, ValueError),
        ("station setup", {"stories": "3"}, ValueError),
    ],
)
async def test_what_a_client_would_not_send_is_not_sent(name: str, options: dict[str, object], error: type[Exception]):
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()
        given = options if "channel" in options or not options else options | {"channel": channel}

        with pytest.raises(error):
            await server.invoke_command(channel.guild_id, channel.id, "みどり", name, given)


async def test_autocomplete_offers_choices():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()

        offered = await server.autocomplete(
            channel.guild_id, channel.id, "みどり", "station setup", "zone", "asia", {"channel": channel}
        )

        assert [choice["value"] for choice in offered] == ["Asia/Tokyo", "Asia/Seoul"]


async def test_the_first_follow_up_takes_the_place_of_the_deferral():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()

        asked = await server.invoke_command(channel.guild_id, channel.id, "みどり", "slow")
        await asked.followed_up(1)

        assert [message.text for message in asked.messages] == ["できた", "おまけ"]
        assert asked.original
        assert asked.original.is_ephemeral
        assert server.violations == []


async def test_an_answer_after_the_deadline_is_refused():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        server.interaction_deadline_s = 0.05
        channel = server.channel()

        with pytest.raises(TimeoutError):
            await server.invoke_command(channel.guild_id, channel.id, "みどり", "late", timeout_s=1)

        await eventually(lambda: bool(server.rejected))
        assert [request.code for request in server.rejected] == [10062]


async def test_a_second_acknowledgement_is_refused_and_a_violation():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()

        await server.invoke_command(channel.guild_id, channel.id, "みどり", "twice", timeout_s=0)

        await eventually(lambda: bool(server.rejected))
        assert [request.code for request in server.rejected] == [40060]
        assert [violation.reason[:5] for violation in server.violations] == ["40060"]


async def test_silence_is_a_timeout():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()

        with pytest.raises(TimeoutError, match="acknowledge"):
            await server.invoke_command(channel.guild_id, channel.id, "みどり", "silent", timeout_s=0.1)


async def test_an_expired_token_is_refused():
    async with DiscordServer() as server, on_the_air(server, RadioBot()) as bot:
        channel = server.channel()
        asked = await server.invoke_command(channel.guild_id, channel.id, "みどり", "panel")

        asked.expire()
        hook = discord.Webhook.partial(bot.application_id or 0, asked.token, client=bot)
        with pytest.raises(discord.HTTPException) as refused:
            await hook.send("まだいる？")

        assert (refused.value.status, refused.value.code) == (401, 50027)


async def test_a_button_changes_its_message():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()
        await server.invoke_command(channel.guild_id, channel.id, "みどり", "panel")
        (panel,) = server.messages(channel.id)

        pressed = await server.press_button(panel, "進む", "みどり")

        assert pressed.updated
        assert panel.text.startswith("進んだ")
        assert server.violations == []
        with pytest.raises(LookupError):
            await server.press_button(panel, "無いボタン", "みどり")


async def test_a_select_is_chosen_from():
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()
        await server.invoke_command(channel.guild_id, channel.id, "みどり", "panel")
        (panel,) = server.messages(channel.id)

        await server.press_button(panel, "day", "みどり", values=["火"])

        await eventually(lambda: panel.text.startswith("火"))
        assert server.violations == []


@pytest.mark.parametrize(("typed", "read"), [("", "もとの文"), ("こんにちは", "こんにちは")])
async def test_a_modal_is_filled_in_and_sent_off(typed: str, read: str):
    async with DiscordServer() as server, on_the_air(server, RadioBot()):
        channel = server.channel()
        await server.invoke_command(channel.guild_id, channel.id, "みどり", "panel")
        opened = await server.press_button(server.messages(channel.id)[0], "書く", "みどり", permissions=MEMBER)
        assert opened.modal
        custom_id = opened.modal["components"][0]["component"]["custom_id"]

        sent = await server.submit_modal(opened, {custom_id: typed} if typed else {})

        assert sent.text == f"受け取ったよ：{read}"
        with pytest.raises(LookupError):
            await server.submit_modal(opened, {"unknown": "?"})
        assert server.violations == []
