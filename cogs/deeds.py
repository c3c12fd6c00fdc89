"""What managers do only after they were asked twice: air the show now, remove a station."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import discord

from cogs import wording
from cogs.command_tree import DeclinedError, answer
from cogs.confirmation import AIR, REMOVE, make_question, replace_question
from cogs.hosts import name_host
from cogs.managers import name_slot
from cogs.wording import Line, read_language
from radio.show import Station
from radio.transmission import BroadcastState
from studio.control_room import ControlRoom

_QUESTIONS = {AIR: (wording.ASK_AIR, wording.DO_AIR), REMOVE: (wording.ASK_REMOVE, wording.DO_REMOVE)}


class DeedDesk:
    """Asks, and does what was confirmed."""

    def __init__(self, room: ControlRoom) -> None:
        self.room = room
        self.storage = room.storage

    def now(self) -> datetime:
        """The present, aware UTC."""
        return self.room.clock.now()

    async def ask(self, interaction: discord.Interaction[Any], station: Station, deed: str) -> None:
        """Put the question with its buttons; to air is refused at once where today's episode has been aired."""
        if deed == AIR and await self._explain_silence(station) is wording.AIRED_ALREADY:
            raise DeclinedError(wording.AIRED_ALREADY)
        language = read_language(interaction.locale)
        question, yes = _QUESTIONS[deed]
        text = question.say(
            language, host=name_host(station.host), channel=station.channel_id, slot=name_slot(station, language)
        )
        text, view = make_question(
            text,
            yes,
            deed,
            station_id=station.station_id,
            asker_id=interaction.user.id,
            now=self.now(),
            language=language,
        )
        await answer(interaction, text, view=view)

    async def carry_out(self, interaction: discord.Interaction[Any], deed: str, station_id: int) -> None:
        """Do it and answer in the question's place; the pressed button is not acknowledged yet."""
        station = await self.storage.find_station(station_id)
        if station is None or station.guild_id != interaction.guild_id:
            await replace_question(interaction, wording.NO_SUCH_STATION)
        elif deed == REMOVE:
            await interaction.response.defer()
            await self.storage.remove_station(station_id)
            await answer(interaction, wording.REMOVED.say(read_language(interaction.locale)))
        else:
            await self._air(interaction, station)

    async def _air(self, interaction: discord.Interaction[Any], station: Station) -> None:
        await replace_question(interaction, wording.AIRING, channel=station.channel_id)
        aired = await self.room.air_now(station)
        line = wording.AIRED if aired else await self._explain_silence(station)
        await answer(interaction, line.say(read_language(interaction.locale), channel=station.channel_id))

    async def _explain_silence(self, station: Station) -> Line:
        """Why nothing more airs today: it has been aired, or it is just going out."""
        today = self.now().astimezone(ZoneInfo(station.zone)).date()
        since_today = await self.storage.list_broadcasts(today, station.station_id)
        aired = any(each.slot_date == today and each.state is BroadcastState.AIRED for each in since_today)
        return wording.AIRED_ALREADY if aired else wording.ON_AIR_ALREADY
