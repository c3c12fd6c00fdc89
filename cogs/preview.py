"""`/station preview`: this week's episode for one manager's eyes, at a pace that a server cannot abuse."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import discord

from cogs import wording
from cogs.command_tree import DeclinedError, answer
from cogs.transmitters import InteractionTransmitter
from cogs.wording import read_language
from radio.ports import Clock
from radio.show import Station
from studio.rehearsals import Rehearsals
from studio.schedule import find_next_slot

COOLDOWN = timedelta(minutes=10)
LONGEST_WAIT_S = 12 * 60.0  # the answer's token lives fifteen minutes, and the posts have to leave too


class PreviewDesk:
    """Shows previews: one at a time for each server, and then a pause."""

    def __init__(self, rehearsals: Rehearsals, clock: Clock, longest_wait_s: float = LONGEST_WAIT_S) -> None:
        self.rehearsals = rehearsals
        self.clock = clock
        self.longest_wait_s = longest_wait_s
        self._busy: set[int] = set()
        self._again_at: dict[int, datetime] = {}

    async def show(self, interaction: discord.Interaction[Any], station: Station) -> None:
        """Make the coming slot's episode, or take it where it is made, and send it to whoever asked."""
        self._check_turn(station.guild_id)
        self._busy.add(station.guild_id)
        try:
            await self._show(interaction, station)
        finally:
            self._busy.discard(station.guild_id)

    def _check_turn(self, guild_id: int) -> None:
        if guild_id in self._busy:
            raise DeclinedError(wording.PREVIEW_BUSY)
        now = self.clock.now()
        self._again_at = {guild: at for guild, at in self._again_at.items() if at > now}
        if (again_at := self._again_at.get(guild_id)) is not None:
            raise DeclinedError(wording.PREVIEW_COOLDOWN, again=discord.utils.format_dt(again_at, "R"))

    async def _show(self, interaction: discord.Interaction[Any], station: Station) -> None:
        language = read_language(interaction.locale)
        edition = find_next_slot(station, self.clock.now()).edition
        try:
            async with asyncio.timeout(self.longest_wait_s):
                posts = await self.rehearsals.rehearse(edition)
        except TimeoutError:
            raise DeclinedError(wording.PREVIEW_LATE) from None
        self._again_at[station.guild_id] = self.clock.now() + COOLDOWN
        await answer(interaction, wording.PREVIEW_HEAD.say(language))
        transmitter = InteractionTransmitter(interaction)
        for post in posts:
            await transmitter.send(post, nonce="")
