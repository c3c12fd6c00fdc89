"""The client: one gateway connection a shard, as little memory as possible, and nothing that starts twice."""

import asyncio
import gc
import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import discord
from discord import app_commands

from cogs.broadcast import Knock
from cogs.buckets import mend_buckets
from cogs.faults import CHANNEL_GONE, NO_THREADS, name_faults
from cogs.letter_notes import NoteDesk
from cogs.letters import LetterDesk
from cogs.mail_catch_up import CatchUp
from cogs.mail_events import MailClient, choose_intents
from cogs.mailbag import Mailbag
from cogs.owner import OwnerLine
from cogs.pace import SendPace
from cogs.permissions import can_open_threads, can_send_cards, find_missing
from cogs.transmitters import ChannelTransmitter, ThreadTransmitter
from newsroom.feed_list import FeedList
from radio.errors import RadioError, TransmissionError
from radio.ports import Transmitter
from radio.show import Layout, Station
from radio.transmission import Broadcast, Post
from studio.control_room import ControlRoom
from studio.mailroom import Mailroom, open_mailroom
from studio.news_counter import NewsCounter
from studio.producer import Producer
from studio.rehearsals import Rehearsals

log = logging.getLogger(__name__)

COMMANDS_NOTE = "commands known to Discord"
GUILD_GAP_S = 0.5  # without a further server for so long the bot is ready; nothing here needs the last one
LONGEST_PAUSE_S = 30.0  # a longer rate limit is a fault of this try, not a reason to stand still

TreeMaker = Callable[["RadioClient"], "app_commands.CommandTree[RadioClient]"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardRange:
    """The shards `first` to `last` of `count` that this process carries."""

    first: int
    last: int
    count: int

    @property
    def share(self) -> float:
        """This process's part of all shards, in (0, 1]."""
        return (self.last - self.first + 1) / self.count

    @property
    def options(self) -> dict[str, Any]:
        """The same as discord.py's client takes it."""
        return {"shard_ids": list(range(self.first, self.last + 1)), "shard_count": self.count}

    def __str__(self) -> str:
        """The same as on the command line: 0-3/16."""
        return f"{self.first}-{self.last}/{self.count}"


class RadioClient(MailClient):
    """The bot in Discord. `producer` makes the shows, `control_room` airs them, `knock` sets them off.

    Args:
        producer: the producer, whose archive and clock serve here too.
        feeds: the feed list.
        claimant: this process's name among those that share the archive.
        make_tree: makes the command tree; commands are on it already.
        owner_channel_id: where the owner hears of faults, None for the log alone.
        shards: the shards of this process, None for as many as Discord advises.
        mailroom: answers listeners; None for one with the defaults.
        reads_all: ask for the message content intent, so that a channel can be a mailbag.
        options: further ones of discord.py's client.
    """

    def __init__(
        self,
        *,
        producer: Producer,
        feeds: FeedList,
        claimant: str,
        make_tree: TreeMaker | None = None,
        owner_channel_id: int | None = None,
        shards: ShardRange | None = None,
        mailroom: Mailroom | None = None,
        reads_all: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(
            intents=choose_intents(reads_all=reads_all),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=LONGEST_PAUSE_S,
            **{"guild_ready_timeout": GUILD_GAP_S, **(shards.options if shards else {}), **options},
        )
        self.producer = producer
        self.storage = producer.storage
        self.clock = producer.clock
        self.feeds = feeds
        self.pace = SendPace(share=shards.share if shards else 1.0)
        self.owner_line = OwnerLine(self, owner_channel_id, clock=self.clock, pace=self.pace)
        self.control_room = ControlRoom(
            producer=producer,
            feeds=feeds,
            claimant=claimant,
            find_transmitter=self.find_transmitter,
            tell_owner=self.owner_line.tell,
            carries=self.carries,
        )
        self._open_mail(mailroom or open_mailroom(producer, claimant), reads_all=reads_all, shards=shards)
        self.knock = Knock(
            control_room=self.control_room,
            feeds=feeds,
            tell_owner=self.owner_line.tell,
            is_left=self.is_left,
            look_after_mail=self._look_after_mail,
        )
        self.rehearsals = Rehearsals(producer, feeds)
        self.counter = NewsCounter(producer=producer, feeds=feeds)
        self.tree = make_tree(self) if make_tree else app_commands.CommandTree(self)
        self._starting: asyncio.Task[None] | None = None
        self._frozen = False
        self._openings: dict[int, Post] = {}

    def _open_mail(self, mailroom: Mailroom, *, reads_all: bool, shards: ShardRange | None) -> None:
        share = str(shards) if shards else ""
        self.mailbag = Mailbag(self, mailroom, storage=self.storage, pace=self.pace, reads_all=reads_all)
        self.catch_up = CatchUp(self, self.mailbag, storage=self.storage, clock=self.clock, pace=self.pace, share=share)
        self.letters = LetterDesk(mailroom, self.storage)
        self.notes = NoteDesk(self, self.pace)

    async def setup_hook(self) -> None:
        """Once after login and before the first connection: reconnects do not come here."""
        mend_buckets()
        if self.shard_count is None:
            # Asked here, so that the first connection too goes to the gateway that the owner has set.
            self.shard_count, _, _ = await self.http.get_bot_gateway()
        await self.control_room.open()
        await self.mailbag.open()
        await self.catch_up.open()
        await self._sync_commands()
        await self.mailbag.go_on()  # before anything new can be heard, so that each channel keeps its order
        self._starting = asyncio.create_task(self._start_knocking(), name="start-knocking")

    async def _start_knocking(self) -> None:
        await self.wait_until_ready()
        self.knock.start()
        await self.note_servers()

    async def on_ready(self) -> None:
        """Comes again after reconnects: nothing may start here but what does no harm twice."""
        log.info("ready guilds=%s shards=%s", len(self.guilds), len(self.shards))
        self.catch_up.begin()
        if not self._frozen:
            self._frozen = True
            gc.collect()
            gc.freeze()  # guilds live as long as the bot: the collector need not walk them each time

    async def _look_after_mail(self) -> None:
        self.notes.knock()
        await self.catch_up.note()

    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Tell at once that a station has lost its channel; the station stays."""
        try:
            for station in await self.storage.list_stations(channel.guild.id):
                if station.channel_id == channel.id:
                    await self.storage.set_problem(station.station_id, CHANNEL_GONE)
                    await self.owner_line.tell(f"Station {station.station_id}: {CHANNEL_GONE}")
        except RadioError as fault:
            log.error("channel loss not kept channel_id=%s reason=%s", channel.id, fault)

    def carries(self, station: Station) -> bool:
        """Whether a station's server is one of this process's; in an outage it still is."""
        return self.get_guild(station.guild_id) is not None

    def is_left(self, station: Station) -> bool:
        """Whether a station's server would be this process's but has removed the bot."""
        return self.has_left(station.guild_id)

    async def find_transmitter(self, station: Station, broadcast: Broadcast) -> Transmitter:
        """The transmitter of a station's layout, set to go on where its broadcast stopped."""
        missing = self._find_missing(station)
        base = self._open_place(station, station.channel_id, missing)
        if station.layout is Layout.CHANNEL or broadcast.episode_id is None:
            return base
        if broadcast.thread_id is None and not can_open_threads(missing):
            base.problem = NO_THREADS
            return base
        deliveries = await self.storage.deliveries(broadcast.broadcast_id)
        opening = await self._find_opening(broadcast.episode_id)

        async def keep_thread(thread_id: int) -> int:
            return await self.storage.set_thread(broadcast.broadcast_id, thread_id)

        return ThreadTransmitter(
            base,
            name=f"{opening.note}　{opening.title}",
            open_place=lambda thread_id: self._open_place(station, thread_id, missing),
            keep_thread=keep_thread,
            first_id=next((int(each.message_id) for each in deliveries if each.part == opening.part), None),
            thread_id=broadcast.thread_id,
        )

    async def _find_opening(self, episode_id: int) -> Post:
        """An episode's first post, read once for the many stations that carry it."""
        if episode_id not in self._openings:
            self._openings = {episode_id: (await self.storage.load_posts(episode_id))[0]}
        return self._openings[episode_id]

    def _open_place(self, station: Station, channel_id: int, missing: tuple[str, ...]) -> ChannelTransmitter:
        if self.user is None:
            raise TransmissionError("the bot is not logged in")
        channel = self.get_partial_messageable(channel_id, guild_id=station.guild_id)
        return ChannelTransmitter(channel, me_id=self.user.id, pace=self.pace, cards=can_send_cards(missing))

    def _find_missing(self, station: Station) -> tuple[str, ...]:
        """The permissions known to be missing; what is not known, as in an outage, Discord will tell."""
        guild = self.get_guild(station.guild_id)
        channel = guild and guild.get_channel(station.channel_id)
        me: discord.Member | None = guild and guild.me  # None before the server's GUILD_CREATE
        return find_missing(channel, me, station.layout) if channel is not None and me is not None else ()

    async def _sync_commands(self) -> None:
        """Tell Discord the commands if they are not those that it was told last. A fault does not stop the show."""
        try:
            digest = await self._digest_commands()
            if await self.storage.read_note(COMMANDS_NOTE) == digest:
                return
            with name_faults():
                synced = await self.tree.sync()
            await self.storage.keep_note(COMMANDS_NOTE, digest)
            log.info("commands synced count=%s", len(synced))
        except RadioError as fault:
            await self.owner_line.tell(f"The commands could not be given to Discord: {fault}")

    async def _digest_commands(self) -> str:
        translator = self.tree.translator
        commands = [
            await command.get_translated_payload(self.tree, translator) if translator else command.to_dict(self.tree)
            for command in self.tree.get_commands()
        ]
        known = json.dumps([self.application_id, commands], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(known.encode()).hexdigest()

    async def close(self) -> None:
        """Stop in order: no more knocks, the post in flight finished and logged, then the connection."""
        if self._starting is not None:
            self._starting.cancel()
        self.knock.stop()
        try:
            await self.catch_up.close()
            await self.mailbag.close()
            await self.notes.close()
            await self.control_room.close()
            await self.rehearsals.close()
            await self.counter.close()
            await self.owner_line.close()
        except RadioError as fault:
            log.error("claims not released reason=%s", fault)
        await super().close()
