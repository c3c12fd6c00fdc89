"""What a manager wishes of a station, and the station that comes of it."""

from dataclasses import dataclass, replace
from datetime import datetime, time

import discord

from cogs import wording
from cogs.air_slots import read_air_time, read_zone
from cogs.command_tree import DeclinedError
from cogs.hosts import find_host, load_hosts, name_host, own_host
from cogs.managers import name_slot
from cogs.permissions import find_missing
from cogs.wording import LAYOUTS, PERMISSIONS, moment
from persona.character import Persona
from radio.news import Language
from radio.show import Layout, Station
from studio.schedule import HOME_ZONE, find_next_slot

DEFAULT_TIME = time(8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The options of `/station setup`; None where nothing was given. `at`, `zone` and `host` are as typed."""

    channel_id: int | None = None
    weekday: int | None = None
    at: str | None = None
    zone: str | None = None
    host: str | None = None
    stories: int | None = None
    layout: Layout | None = None


def find_changed(wishes: Wishes, stations: tuple[Station, ...]) -> Station | None:
    """The station that the wishes mean without naming it: the one with their weekday and host."""
    host = _read_host(wishes.host) or own_host()
    weekday = host.weekday if wishes.weekday is None else wishes.weekday
    return next((each for each in stations if (each.weekday, each.host) == (weekday, host.slug)), None)


def fulfil(wishes: Wishes, base: Station | None, *, guild_id: int, here: int, now: datetime) -> Station:
    """The station as wished; what was left open stays as it is, or is the default where it is new.

    Raises DeclinedError where a time, a zone or a host cannot be read.
    """
    host = _read_host(wishes.host)
    at = _read_time(wishes.at)
    zone = _read_zone(wishes.zone)
    if base is None:
        persona = host or own_host()
        base = Station(
            guild_id=guild_id,
            channel_id=here,
            host=persona.slug,
            weekday=persona.weekday,
            air_time=DEFAULT_TIME,
            zone=HOME_ZONE.key,
            set_at=now,
        )
    return replace(
        base,
        channel_id=wishes.channel_id or base.channel_id,
        host=host.slug if host else base.host,
        weekday=base.weekday if wishes.weekday is None else wishes.weekday,
        air_time=base.air_time if at is None else at,
        zone=zone or base.zone,
        story_count=wishes.stories or base.story_count,
        layout=wishes.layout or base.layout,
    )


def tell_setup(
    station: Station, *, is_new: bool, channel: discord.abc.GuildChannel | None, now: datetime, language: Language
) -> str:
    """What the manager reads after a setup: when it airs, and what is still in its way."""
    line = wording.SET_UP if is_new else wording.CHANGED
    text = line.say(
        language,
        channel=station.channel_id,
        slot=name_slot(station, language),
        host=name_host(station.host),
        next=moment(find_next_slot(station, now).air_at, language),
        stories=station.story_count,
        layout=LAYOUTS[station.layout].say(language),
    )
    hint = wording.STILL_PAUSED if station.paused else wording.WAIT_OR_NOT
    return "\n".join(filter(None, (text, hint.say(language), _tell_missing(station, channel, language))))


def list_permissions(missing: tuple[str, ...], language: Language) -> str:
    """Permissions by the names that Discord's settings show."""
    return ("、" if language is Language.JAPANESE else ", ").join(PERMISSIONS[name].say(language) for name in missing)


def _tell_missing(station: Station, channel: discord.abc.GuildChannel | None, language: Language) -> str:
    if channel is None or not (missing := find_missing(channel, channel.guild.me, station.layout)):
        return ""
    names = "\n".join(f"- {PERMISSIONS[name].say(language)}" for name in missing)
    return wording.MISSING.say(language, channel=station.channel_id, bot=channel.guild.me.id, names=names)


def _read_host(typed: str | None) -> Persona | None:
    if typed is None:
        return None
    host = find_host(typed)
    if host is None:
        raise DeclinedError(wording.BAD_HOST, hosts=" / ".join(each.name for each in load_hosts().values()))
    return host


def _read_time(typed: str | None) -> time | None:
    if typed is None:
        return None
    at = read_air_time(typed)
    if at is None:
        raise DeclinedError(wording.BAD_TIME)
    return at


def _read_zone(typed: str | None) -> str | None:
    if typed is None:
        return None
    zone = read_zone(typed)
    if zone is None:
        raise DeclinedError(wording.BAD_ZONE)
    return zone
