"""Commands for a server's managers: who may use them, and which station they mean."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.app_commands import locale_str

from archive.storage import Storage
from cogs import wording
from cogs.command_tree import DeclinedError, acknowledge
from cogs.hosts import name_host
from cogs.wording import WEEKDAYS, clock_time, read_language
from radio.news import Language
from radio.ports import Clock
from radio.show import Station

CHOICE_NAME, CHOICES = 100, 25  # Discord's limits for suggestions
CallbackT = TypeVar("CallbackT", bound=Callable[..., Any])


class ManagersGroup(app_commands.Group):
    """A group whose commands are for managers only, and are acknowledged before anything else is done.

    Discord hides them from members by itself, but a server's owner can show them to anyone: whoever gets
    here without Manage Server is refused all the same, since a station spends the bot owner's money.
    """

    def __init__(self, storage: Storage, clock: Clock) -> None:
        super().__init__()
        self.storage = storage
        self.clock = clock

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Acknowledge, then let managers through; the tree answers the others."""
        await acknowledge(interaction)
        check_manager(interaction)
        return True

    async def offer_stations(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        """This server's stations whose name has what is typed."""
        if not is_manager(interaction):
            return []
        language = read_language(interaction.locale)
        stations = await self.storage.list_stations(interaction.guild_id)
        named = [(name_station(station, language), station) for station in stations]
        return make_choices(
            [(name, str(each.station_id)) for name, each in named if typed.casefold() in name.casefold()]
        )

    async def find_station(self, interaction: discord.Interaction[Any], wanted: str | None) -> Station:
        """The station that is meant: of several it must be named, the only one goes without saying."""
        stations = await self.storage.list_stations(interaction.guild_id)
        language = read_language(interaction.locale)
        if not stations:
            raise DeclinedError(wording.NO_STATION)
        if wanted is None and len(stations) > 1:
            names = "\n".join(f"・{name_station(station, language)}" for station in stations[:CHOICES])
            raise DeclinedError(wording.WHICH_STATION, stations=names)
        named = (each for each in stations if wanted in (None, str(each.station_id), name_station(each, language)))
        station = next(named, None)
        if station is None:
            raise DeclinedError(wording.NO_SUCH_STATION)
        return station


def takes_station(callback: CallbackT) -> CallbackT:
    """Give a command's `station` option its name and description."""
    name = app_commands.rename(station=locale_str("station", ja="番組"))
    help_text = locale_str("Which programme, where the server has several", ja="どの番組か（いくつかあるとき）")
    return name(app_commands.describe(station=help_text)(callback))


def is_manager(interaction: discord.Interaction[Any]) -> bool:
    """Whether who asks has Manage Server in the server where they ask."""
    return interaction.guild_id is not None and (
        interaction.permissions.manage_guild or interaction.permissions.administrator
    )


def check_manager(interaction: discord.Interaction[Any]) -> None:
    """Raise DeclinedError for everyone who does not manage this server."""
    if interaction.guild_id is None:
        raise DeclinedError(wording.GUILD_ONLY)
    if not is_manager(interaction):
        raise DeclinedError(wording.NOT_MANAGER)


def name_station(station: Station, language: Language) -> str:
    """月曜日 8:00 春日部つむぎ: what tells a server's stations apart."""
    weekday = WEEKDAYS[station.weekday].say(language)
    return wording.LINE_IN_LIST.say(
        language, weekday=weekday, time=clock_time(station.air_time), host=name_host(station.host)
    )


def name_slot(station: Station, language: Language) -> str:
    """毎週月曜日 8:00（Asia/Tokyo）: when a station airs."""
    weekday = WEEKDAYS[station.weekday].say(language)
    return wording.SLOT.say(language, weekday=weekday, time=clock_time(station.air_time), zone=station.zone)


def make_choices(named: Sequence[tuple[str, str]]) -> list[app_commands.Choice[str]]:
    """Suggestions of (name, value), within Discord's limits."""
    return [app_commands.Choice(name=name[:CHOICE_NAME], value=value[:CHOICE_NAME]) for name, value in named[:CHOICES]]
