"""`/station status`: a card that says when a station airs, how it went, and what is in its way."""

from collections.abc import AsyncIterator, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
from discord import ui

from archive.storage import Storage
from cogs import wording
from cogs.command_tree import explain_reason
from cogs.hosts import load_hosts
from cogs.mailbag_desk import MailbagDesk
from cogs.managers import name_slot
from cogs.permissions import can_open_threads, can_send_cards, find_missing
from cogs.station_setup import list_permissions
from cogs.watch import join_words
from cogs.wording import LAYOUTS, day, moment
from radio.news import Language
from radio.show import Layout, Station
from radio.transmission import Broadcast, BroadcastState
from studio.schedule import find_next_slot

LOOKED_BACK = timedelta(days=60)
CARD_LIMIT, STATIONS_SHOWN = 4000, 6  # characters and stations of one card: each station takes about 600
_LAST = {
    BroadcastState.CLAIMED: wording.STATUS_ON_AIR,
    BroadcastState.ON_AIR: wording.STATUS_ON_AIR,
    BroadcastState.AIRED: wording.STATUS_AIRED,
    BroadcastState.SKIPPED: wording.STATUS_SKIPPED,
    BroadcastState.FAILED: wording.STATUS_FAILED,
}


class StatusDesk:
    """Puts the status of stations together. `tokens_per_day` is the model's budget, None where there is no model."""

    def __init__(self, storage: Storage, tokens_per_day: int | None, mailbag: MailbagDesk) -> None:
        self.storage = storage
        self.tokens_per_day = tokens_per_day
        self.mailbag = mailbag

    async def make_card(
        self, stations: tuple[Station, ...], guild: discord.Guild | None, now: datetime, language: Language
    ) -> ui.LayoutView:
        """The card of a server's stations: one block each, then its mail and today's model use."""
        shown = stations[:STATIONS_SHOWN]
        blocks = ["\n".join([line async for line in self._describe(each, guild, now, language)]) for each in shown]
        blocks = blocks or [wording.NO_STATION.say(language)]
        use = await self._tell_use(now, language)
        mail = "\n".join(await self.mailbag.tell_status(guild, language))
        room = (CARD_LIMIT - len(use) - 3 - len(mail)) // len(blocks)
        host = load_hosts().get(shown[0].host) if shown else None
        card: ui.Container[Any] = ui.Container(accent_colour=discord.Colour(host.colour) if host else None)
        for block in blocks:
            card.add_item(ui.TextDisplay(block[:room]))
            card.add_item(ui.Separator())
        if mail:
            card.add_item(ui.TextDisplay(mail))
        card.add_item(ui.TextDisplay(f"-# {use}"))
        return ui.LayoutView(timeout=None).add_item(card)

    async def _describe(
        self, station: Station, guild: discord.Guild | None, now: datetime, language: Language
    ) -> AsyncIterator[str]:
        host = load_hosts().get(station.host)
        yield f"### {host.programme if host else station.host}"
        yield wording.STATUS_PLACE.say(language, channel=station.channel_id, slot=name_slot(station, language))
        layout = LAYOUTS[station.layout].say(language)
        yield wording.STATUS_SHAPE.say(language, stories=station.story_count, layout=layout)
        if station.watch_words:
            yield wording.STATUS_WORDS.say(language, words=join_words(station.watch_words, language))
        if station.paused:
            yield wording.STATUS_PAUSED.say(language)
        else:
            yield wording.STATUS_NEXT.say(language, next=moment(find_next_slot(station, now).air_at, language))
        yield (last := await self._tell_last(station, now, language))
        for line in tell_permissions(station, guild, language):
            yield line
        problem = explain_reason(station.problem, language) if station.problem else ""
        if problem.rstrip("。") not in last:  # else it has just been said of the last episode
            yield wording.STATUS_PROBLEM.say(language, problem=problem)

    async def _tell_last(self, station: Station, now: datetime, language: Language) -> str:
        latest = await self.storage.list_broadcasts((now - LOOKED_BACK).date(), station.station_id)
        if not latest:
            return wording.STATUS_NEVER.say(language)
        last = latest[0]
        line = _LAST[last.state]
        if line is wording.STATUS_ON_AIR and last.error:
            line = wording.STATUS_WAITING
        return line.say(
            language,
            date=day(last.slot_date, language),
            link=await self._link(station, last, language) if last.state is BroadcastState.AIRED else "",
            reason=explain_reason(last.error, language).rstrip("。"),
        )

    async def _link(self, station: Station, broadcast: Broadcast, language: Language) -> str:
        """To the episode: its thread, or its first post in the channel where the station has been all along."""
        words = wording.READ_IT.say(language)
        if broadcast.thread_id is not None:
            return f"[{words}](https://discord.com/channels/{station.guild_id}/{broadcast.thread_id})"
        left = await self.storage.deliveries(broadcast.broadcast_id)
        place = f"{station.guild_id}/{station.channel_id}"
        return f"[{words}](https://discord.com/channels/{place}/{left[0].message_id})" if left else "-"

    async def _tell_use(self, now: datetime, language: Language) -> str:
        if self.tokens_per_day is None:
            return wording.STATUS_NO_MODEL.say(language)
        used = await self.storage.usage_of(now.astimezone(UTC).date())
        tokens = sum(each.input_tokens + each.output_tokens for each in used)
        return wording.STATUS_USE.say(
            language, tokens=f"{tokens:,}", limit=f"{self.tokens_per_day:,}", calls=sum(each.calls for each in used)
        )


def tell_permissions(station: Station, guild: discord.Guild | None, language: Language) -> Iterable[str]:
    """What the bot lacks in the station's channel, and what becomes of the show without it."""
    if guild is None or guild.unavailable:  # an outage: nothing is known of the server now
        return
    channel = guild.get_channel(station.channel_id)
    if channel is None:
        yield wording.STATUS_NO_CHANNEL.say(language)
        return
    missing = find_missing(channel, guild.me, station.layout)
    if not missing:
        yield wording.STATUS_ALLOWED.say(language)
        return
    yield wording.STATUS_MISSING.say(language, names=list_permissions(missing, language))
    if not can_send_cards(missing):
        yield wording.STATUS_PLAIN.say(language)
    if station.layout is Layout.THREAD and not can_open_threads(missing):
        yield wording.STATUS_NO_THREAD.say(language)
