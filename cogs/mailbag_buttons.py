"""The managers' buttons of the mailbag. Each carries all it needs in its id, so that it works after a restart too."""

import re
from typing import Any, Protocol, Self

import discord
from discord import ui

from cogs import mail_wording
from cogs.command_tree import acknowledge, answer_error
from cogs.managers import check_manager

APPROVE, REJECT, BLOCK, UNBLOCK = "approve", "reject", "block", "unblock"
_STYLES = {APPROVE: discord.ButtonStyle.success, BLOCK: discord.ButtonStyle.danger}


class Desk(Protocol):
    """What a pressed button sets off; the press is acknowledged already."""

    async def judge(self, interaction: discord.Interaction[Any], deed: str, number: int) -> None:
        """Take a manager's word on a letter, or on a listener to unblock."""
        ...

    async def close_channel(self, interaction: discord.Interaction[Any]) -> None:
        """Have no mailbag channel any more."""
        ...

    async def invite(self, interaction: discord.Interaction[Any], channel_id: int) -> None:
        """Post the button for letters."""
        ...


class MailbagButton(ui.DynamicItem[ui.Button[Any]], template=r"mailbag:none"):
    """What the buttons share: only managers get further, and what goes wrong is told to whoever pressed."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Acknowledge, and do what the button is for."""
        try:
            await acknowledge(interaction, in_place=True)
            check_manager(interaction)
            await self.press(interaction, interaction.client.tree.get_command("station").mailbag)
        except Exception as error:  # discord.py would only log it: the manager is told like after a command
            await answer_error(interaction, error)

    async def press(self, interaction: discord.Interaction[Any], desk: Desk) -> None:
        """Do what the button is for."""
        raise NotImplementedError


class JudgeButton(
    MailbagButton, template=rf"mailbag:(?P<deed>{APPROVE}|{REJECT}|{BLOCK}|{UNBLOCK}):(?P<number>\d{{1,20}})"
):
    """A word on a letter; UNBLOCK is about a listener."""

    def __init__(self, deed: str, number: int, label: str = "") -> None:
        style = _STYLES.get(deed, discord.ButtonStyle.secondary)
        super().__init__(ui.Button(style=style, label=label or deed, custom_id=f"mailbag:{deed}:{number}"))
        self.deed, self.number = deed, number

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del interaction, item
        return cls(match["deed"], int(match["number"]))

    async def press(self, interaction: discord.Interaction[Any], desk: Desk) -> None:
        """Give the word."""
        await desk.judge(interaction, self.deed, self.number)


class CloseButton(MailbagButton, template=r"mailbag:close"):
    """Takes the mailbag channel back."""

    def __init__(self, label: str = "") -> None:
        super().__init__(ui.Button(label=label or mail_wording.CLOSE_CHANNEL.ja, custom_id="mailbag:close"))

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed; there is only one."""
        del interaction, item, match
        return cls()

    async def press(self, interaction: discord.Interaction[Any], desk: Desk) -> None:
        """Take it back."""
        await desk.close_channel(interaction)


class InviteButton(MailbagButton, template=r"mailbag:invite:(?P<channel>\d{1,20})"):
    """Posts the button for letters into a channel."""

    def __init__(self, channel_id: int, label: str = "") -> None:
        custom_id = f"mailbag:invite:{channel_id}"
        super().__init__(ui.Button(label=label or mail_wording.PUT_INVITE.ja, custom_id=custom_id))
        self.channel_id = channel_id

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del interaction, item
        return cls(int(match["channel"]))

    async def press(self, interaction: discord.Interaction[Any], desk: Desk) -> None:
        """Post it."""
        await desk.invite(interaction, self.channel_id)


BUTTONS = (JudgeButton, CloseButton, InviteButton)
