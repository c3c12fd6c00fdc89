"""The doctor's look at Discord: token, application and each station's permissions, by questions alone.

No gateway connection is made, so the bot that is on the air does not notice.
"""

import asyncio
from collections.abc import Iterable, Sequence
from itertools import groupby

import discord

from cogs.faults import name_faults
from cogs.permissions import find_missing
from radio.checkup import Check
from radio.errors import TransmissionError
from radio.show import Station

# View Channel, Send Messages, Embed Links, Read Message History, Create Public Threads, Send Messages in Threads.
INVITED_WITH = discord.Permissions(
    view_channel=True,
    send_messages=True,
    embed_links=True,
    read_message_history=True,
    create_public_threads=True,
    send_messages_in_threads=True,
)
MOST_SERVERS = 100  # asked one after the other, so that a doctor does not use up the bot's rate limit
_PATIENCE_S = 180.0
_NO_TOKEN = "no DISCORD_TOKEN: rehearsals do without it; to go on the air set it as docs/operating.md tells"  # noqa: S105 – words
_WRONG_TOKEN = "Discord does not know DISCORD_TOKEN: copy it anew from the application's page, under Bot"  # noqa: S105 – words
_NO_ANSWER = "Discord cannot be reached or refuses: see the network, DISCORD_API_BASE and discordstatus.com"


def write_invite(application_id: int) -> str:
    """The link by which a manager invites the bot: its commands, and the permissions that a station needs."""
    return discord.utils.oauth_url(application_id, permissions=INVITED_WITH, scopes=("bot", "applications.commands"))


async def examine_discord(token: str | None, stations: Sequence[Station]) -> tuple[Check, ...]:
    """Check what `run` needs of Discord. A fault is a line with its remedy, never an error.

    Of more than MOST_SERVERS servers those with a problem come first, and the rest is said to be left out.
    """
    if token is None:
        return (Check(name="token", well=True, seen=_NO_TOKEN),)
    checks: list[Check] = []
    async with discord.Client(intents=discord.Intents.none(), max_ratelimit_timeout=30) as client:
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await _examine_all(client, token, stations, checks)
        except TimeoutError:
            checks.append(Check(name="Discord", well=False, seen="slow", remedy=f"{_NO_ANSWER}; the rest was left out"))
    return tuple(checks)


async def _examine_all(client: discord.Client, token: str, stations: Sequence[Station], checks: list[Check]) -> None:
    try:
        with name_faults():
            await _log_in(client, token, checks)
    except TransmissionError as fault:
        checks.append(Check(name="token", well=False, seen="not checked", remedy=f"{_NO_ANSWER} ({fault.__cause__})"))
    if client.application is None:
        return
    checks.append(_check_application(client.application))
    servers = _group_by_server(stations)
    for group in servers[:MOST_SERVERS]:
        checks.extend(await _check_server(client, group))
    if len(servers) > MOST_SERVERS:
        left_out = f"{len(servers) - MOST_SERVERS} more servers were left out"
        checks.append(Check(name="stations", well=True, seen=left_out))


async def _log_in(client: discord.Client, token: str, checks: list[Check]) -> None:
    try:
        await client.login(token)
    except discord.LoginFailure:
        checks.append(Check(name="token", well=False, seen="wrong", remedy=_WRONG_TOKEN))
    else:
        checks.append(Check(name="token", well=True, seen=f"Discord knows the bot as {_tame(str(client.user))}"))


def _check_application(application: discord.AppInfo) -> Check:
    name = f"application {_tame(application.name)}"
    if application.interactions_endpoint_url:
        remedy = "its Interactions Endpoint URL takes the commands away from the bot: empty that field on its page"
        return Check(name=name, well=False, seen="an endpoint URL is set", remedy=remedy)
    if application.bot_require_code_grant:
        remedy = "the invite link fails with it: switch Requires OAuth2 Code Grant off on its page, under Bot"
        return Check(name=name, well=False, seen="a code grant is required", remedy=remedy)
    flags = application.flags
    reads = flags.gateway_message_content or flags.gateway_message_content_limited
    content = "message content intent on" if reads else "message content intent off (not needed)"
    return Check(name=name, well=True, seen=f"{content}; invite: {write_invite(application.id)}")


def _group_by_server(stations: Iterable[Station]) -> list[list[Station]]:
    ordered = sorted(stations, key=lambda each: each.guild_id)
    groups = [list(group) for _, group in groupby(ordered, key=lambda each: each.guild_id)]
    return sorted(groups, key=lambda group: all(each.problem is None for each in group))


async def _check_server(client: discord.Client, stations: Sequence[Station]) -> Iterable[Check]:
    guild_id = stations[0].guild_id
    me = client.user
    try:
        with name_faults():
            guild = await client.fetch_guild(guild_id, with_counts=False)
            member = await guild.fetch_member(me.id if me else 0)
    except TransmissionError as fault:
        return [_tell_fault(f"station {each.station_id}", fault, f"server {guild_id}") for each in stations]
    return [await _check_station(guild, member, each) for each in stations]


async def _check_station(guild: discord.Guild, me: discord.Member, station: Station) -> Check:
    name = f"station {station.station_id}, {_tame(guild.name)}"
    try:
        with name_faults():
            channel = await guild.fetch_channel(station.channel_id)
    except TransmissionError as fault:
        return _tell_fault(name, fault, f"channel {station.channel_id}")
    place = f"#{_tame(channel.name)}{', paused' if station.paused else ''}"
    if not isinstance(channel, discord.TextChannel):
        return Check(name=name, well=False, seen=place, remedy="no text channel: /station setup in another one")
    if missing := find_missing(channel, me, station.layout):
        names = ", ".join(each.replace("_", " ").title() for each in missing)
        remedy = f"in the channel's settings, under Permissions, give the bot: {names}"
        return Check(name=name, well=False, seen=f"{place}, {len(missing)} missing", remedy=remedy)
    if station.problem:
        return Check(name=name, well=False, seen=f"{place}, all permissions", remedy=station.problem)
    return Check(name=name, well=True, seen=f"{place}, all permissions")


def _tell_fault(name: str, fault: TransmissionError, place: str) -> Check:
    answer = fault.__cause__
    if isinstance(answer, discord.NotFound):
        return Check(name=name, well=False, seen=f"{place} is gone", remedy="/station setup anew, or /station remove")
    if isinstance(answer, discord.Forbidden):
        remedy = "the bot is not there, or may not see the channel: invite it again, or give it View Channel"
        return Check(name=name, well=False, seen=f"{place} is closed to the bot", remedy=remedy)
    return Check(name=name, well=False, seen=f"{place} was not checked", remedy=f"{_NO_ANSWER} ({answer})")


def _tame(name: str) -> str:
    """A name that strangers chose, fit for one line of a terminal."""
    return "".join(character if character.isprintable() else "�" for character in name)[:60]
