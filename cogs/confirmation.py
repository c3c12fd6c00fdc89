"""Are you sure? Buttons that carry all they need in their id, so that they work after a restart too."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol, Self

import discord

from cogs import wording
from cogs.command_tree import NOBODY, DeclinedError, answer_error
from cogs.managers import check_manager
from cogs.wording import Line, read_language
from radio.news import Language

PRESSABLE = timedelta(seconds=60)
AIR, REMOVE = "air", "remove"
KEEP = "keep"  # the deed that changes nothing


class Deeds(Protocol):
    """What a confirmed button sets off."""

    async def carry_out(self, interaction: discord.Interaction[Any], deed: str, station_id: int) -> None:
        """Do what was confirmed and answer; the interaction is not acknowledged yet."""
        ...

    def now(self) -> datetime:
        """The present, aware UTC."""
        ...


class ConfirmButton(
    discord.ui.DynamicItem[discord.ui.Button[Any]],
    template=r"station:(?P<deed>air|remove|keep):(?P<station>\d{1,18}):(?P<asker>\d{1,20}):(?P<until>\d{1,12})",
):
    """One button under a question: its id says what, of which station, who may press it and until when."""

    def __init__(self, deed: str, station_id: int, asker_id: int, until: int, label: str = "") -> None:
        style = discord.ButtonStyle.secondary if deed == KEEP else discord.ButtonStyle.danger
        custom_id = f"station:{deed}:{station_id}:{asker_id}:{until}"
        super().__init__(discord.ui.Button(style=style, label=label or deed, custom_id=custom_id))
        self.deed = deed
        self.station_id = station_id
        self.asker_id = asker_id
        self.until = datetime.fromtimestamp(until, UTC)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del interaction, item
        return cls(match["deed"], int(match["station"]), int(match["asker"]), int(match["until"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do what was asked, if it is the asker who presses, in time, and still a manager."""
        try:
            await self._press(interaction)
        except Exception as error:  # discord.py would only log it: the member is told like after a command
            await answer_error(interaction, error)

    async def _press(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.user.id != self.asker_id:
            raise DeclinedError(wording.NOT_YOURS)
        check_manager(interaction)
        deeds: Deeds = interaction.client.tree.get_command("station").deeds
        if self.deed == KEEP:
            await replace_question(interaction, wording.KEPT)
        elif deeds.now() > self.until:
            await replace_question(interaction, wording.TOO_LATE)
        else:
            await deeds.carry_out(interaction, self.deed, self.station_id)


def make_question(
    text: str, yes: Line, deed: str, *, station_id: int, asker_id: int, now: datetime, language: Language
) -> tuple[str, discord.ui.View]:
    """The question's text and its two buttons."""
    until = int((now + PRESSABLE).timestamp())
    view = discord.ui.View(timeout=None)
    view.add_item(ConfirmButton(deed, station_id, asker_id, until, yes.say(language)))
    view.add_item(ConfirmButton(KEEP, station_id, asker_id, until, wording.DO_NOTHING.say(language)))
    note = wording.TIME_TO_PRESS.say(language, seconds=int(PRESSABLE.total_seconds()))
    return f"{text}\n-# {note}", view


async def replace_question(interaction: discord.Interaction[Any], line: Line, **values: object) -> None:
    """Acknowledge a pressed button with what stands in the place of question and buttons."""
    text = line.say(read_language(interaction.locale), **values)
    await interaction.response.edit_message(content=text, view=None, allowed_mentions=NOBODY)
