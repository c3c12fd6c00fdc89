"""`/station`: what a server's managers set, see and start."""

import contextlib
from datetime import datetime
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from cogs import wording
from cogs.air_slots import suggest_zones
from cogs.command_tree import NOBODY, DeclinedError, answer
from cogs.confirmation import AIR, REMOVE
from cogs.deeds import DeedDesk
from cogs.hosts import suggest_hosts
from cogs.mailbag_command import make_mailbag_command
from cogs.mailbag_desk import MailbagDesk, offer_invite
from cogs.managers import ManagersGroup, make_choices, takes_station
from cogs.preview import PreviewDesk
from cogs.station_setup import Wishes, find_changed, fulfil, tell_setup
from cogs.station_status import StatusDesk
from cogs.watch import WatchGroup
from cogs.wording import moment, read_language
from radio.errors import StorageError
from radio.show import Layout, Station
from studio.control_room import ControlRoom
from studio.schedule import find_next_slot

WEEKDAY_CHOICES = [
    Choice(name=locale_str(day.en, ja=day.ja), value=number) for number, day in enumerate(wording.WEEKDAYS)
]
LAYOUT_CHOICES = [
    Choice(
        name=locale_str("One card in the channel, the rest in its thread", ja="カード1枚とスレッド"), value="thread"
    ),
    Choice(name=locale_str("Everything in the channel", ja="ぜんぶチャンネルに"), value="channel"),
]


@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class StationGroup(
    ManagersGroup,
    name=locale_str("station", ja="放送局"),
    description=locale_str("The weekly radio show in this server", ja="このサーバーの週1ラジオ番組"),
    guild_only=True,
    default_permissions=discord.Permissions(manage_guild=True),
):
    """The commands. `room` airs, `previews` and `statuses` show, `mailbag` has the mail, `deeds` asks first."""

    def __init__(self, room: ControlRoom, previews: PreviewDesk, statuses: StatusDesk, mailbag: MailbagDesk) -> None:
        super().__init__(room.storage, room.clock)
        self.room = room
        self.deeds = DeedDesk(room)
        self.previews = previews
        self.statuses = statuses
        self.mailbag = mailbag
        self.add_command(WatchGroup(room.storage, room.clock))
        self.add_command(make_mailbag_command(mailbag))

    @app_commands.command(
        name=locale_str("setup", ja="設定"),
        description=locale_str("Start the show here, or change how it airs", ja="番組をはじめる・放送のしかたを変える"),
    )
    @app_commands.rename(
        channel=locale_str("channel", ja="チャンネル"),
        weekday=locale_str("weekday", ja="曜日"),
        at=locale_str("time", ja="時刻"),
        zone=locale_str("zone", ja="タイムゾーン"),
        host=locale_str("host", ja="パーソナリティ"),
        stories=locale_str("stories", ja="記事の数"),
        layout=locale_str("layout", ja="レイアウト"),
        station=locale_str("station", ja="番組"),
    )
    @app_commands.describe(
        channel=locale_str("Where it airs (default: this channel)", ja="流すチャンネル（初期値：このチャンネル）"),
        weekday=locale_str("On which day (default: the host's own)", ja="曜日（初期値：パーソナリティの担当日）"),
        at=locale_str("At what time, e.g. 08:00 (the default)", ja="時刻。例：8:00（初期値）、20時半"),
        zone=locale_str("In which time zone (default: Tokyo)", ja="タイムゾーン（初期値：東京）"),
        host=locale_str("Who speaks (default: 春日部つむぎ)", ja="パーソナリティ（初期値：春日部つむぎ）"),
        stories=locale_str("How many stories, 3 to 6 (default: 4)", ja="記事の数。3〜6（初期値：4）"),
        layout=locale_str(
            "In a thread (default) or straight in the channel", ja="スレッド（初期値）か、チャンネルにそのままか"
        ),
        station=locale_str("Which programme to change, where there are several", ja="変えたい番組（いくつかあるとき）"),
    )
    @app_commands.choices(weekday=WEEKDAY_CHOICES)
    @app_commands.choices(layout=LAYOUT_CHOICES)
    async def setup(
        self,
        interaction: discord.Interaction[Any],
        channel: discord.TextChannel | None = None,
        weekday: int | None = None,
        at: str | None = None,
        zone: str | None = None,
        host: str | None = None,
        stories: Range[int, 3, 6] | None = None,
        layout: str | None = None,
        station: str | None = None,
    ) -> None:
        """Keep a new station, or new wishes of one that is there: the named one, else that weekday and host's."""
        wishes = Wishes(
            channel_id=channel.id if channel else None,
            weekday=weekday,
            at=at,
            zone=zone,
            host=host,
            stories=stories,
            layout=Layout(layout) if layout else None,
        )
        base = await self._find_base(interaction, wishes, station)
        place = _find_place(interaction, wishes.channel_id or (base.channel_id if base else None))
        now = self.clock.now()
        wished = fulfil(wishes, base, guild_id=interaction.guild_id or 0, here=place.id, now=now)
        kept = await self._keep(wished, now)
        language = read_language(interaction.locale)
        text = tell_setup(kept, is_new=base is None, channel=place, now=now, language=language)
        await answer(interaction, text, view=offer_invite(place.id, language))
        await self._begin_due()

    @app_commands.command(
        name=locale_str("status", ja="状態"),
        description=locale_str(
            "When it airs next, how the last episode went, what is missing",
            ja="次の放送、前回のようす、足りない権限を見る",
        ),
    )
    @takes_station
    async def status(self, interaction: discord.Interaction[Any], station: str | None = None) -> None:
        """All stations of the server, or the one that is named; the mail alone where there is no station."""
        language = read_language(interaction.locale)
        stations = await self.storage.list_stations(interaction.guild_id)
        has_mail = await self.statuses.mailbag.tell_status(interaction.guild, language)
        if station is not None or not (stations or has_mail):
            stations = (await self.find_station(interaction, station),)
        card = await self.statuses.make_card(stations, interaction.guild, self.clock.now(), language)
        await interaction.edit_original_response(view=card, allowed_mentions=NOBODY)

    @app_commands.command(
        name=locale_str("preview", ja="試聴"),
        description=locale_str("This week's episode now, for your eyes only", ja="今週の回を、自分だけ先に見る"),
    )
    @takes_station
    async def preview(self, interaction: discord.Interaction[Any], station: str | None = None) -> None:
        """Show the coming episode to whoever asks; nothing is aired."""
        await self.previews.show(interaction, await self.find_station(interaction, station))

    @app_commands.command(
        name=locale_str("air", ja="放送"), description=locale_str("Air the show right now", ja="番組をいますぐ放送する")
    )
    @takes_station
    async def air(self, interaction: discord.Interaction[Any], station: str | None = None) -> None:
        """Ask first: everyone in the channel will see it."""
        found = await self.find_station(interaction, station)
        await self.deeds.ask(interaction, found, AIR)

    @app_commands.command(
        name=locale_str("pause", ja="休止"),
        description=locale_str("Let the show pause until you resume it", ja="番組をしばらくお休みにする"),
    )
    @takes_station
    async def pause(self, interaction: discord.Interaction[Any], station: str | None = None) -> None:
        """Let slots pass."""
        found = await self.find_station(interaction, station)
        await self.storage.pause_station(found.station_id)
        await answer(interaction, wording.PAUSED.say(read_language(interaction.locale)))

    @app_commands.command(
        name=locale_str("resume", ja="再開"),
        description=locale_str("Put the show back on the air", ja="お休みしていた番組を再開する"),
    )
    @takes_station
    async def resume(self, interaction: discord.Interaction[Any], station: str | None = None) -> None:
        """Air again from the next slot on."""
        found = await self.find_station(interaction, station)
        now = self.clock.now()
        await self.storage.resume_station(found.station_id, now)
        language = read_language(interaction.locale)
        text = wording.RESUMED.say(language, next=moment(find_next_slot(found, now).air_at, language))
        await answer(interaction, text)
        await self._begin_due()

    @app_commands.command(
        name=locale_str("remove", ja="解除"),
        description=locale_str("End the show in this server", ja="このサーバーの番組を終わりにする"),
    )
    @takes_station
    async def remove(self, interaction: discord.Interaction[Any], station: str | None = None) -> None:
        """Ask first: the settings will be gone."""
        found = await self.find_station(interaction, station)
        await self.deeds.ask(interaction, found, REMOVE)

    @setup.autocomplete("station")
    @status.autocomplete("station")
    @preview.autocomplete("station")
    @air.autocomplete("station")
    @pause.autocomplete("station")
    @resume.autocomplete("station")
    @remove.autocomplete("station")
    async def suggest_stations(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        """This server's stations."""
        return await self.offer_stations(interaction, typed)

    @setup.autocomplete("zone")
    async def suggest_zone(self, _: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        """Time zones by city, in Japanese or English."""
        return make_choices([(zone, zone) for zone in suggest_zones(typed)])

    @setup.autocomplete("host")
    async def suggest_host(self, _: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        """Hosts by name."""
        return make_choices([(host.name, host.slug) for host in suggest_hosts(typed)])

    async def _find_base(
        self, interaction: discord.Interaction[Any], wishes: Wishes, named: str | None
    ) -> Station | None:
        if named is not None:
            return await self.find_station(interaction, named)
        return find_changed(wishes, await self.storage.list_stations(interaction.guild_id))

    async def _keep(self, station: Station, now: datetime) -> Station:
        keep = self.storage.update_station if station.station_id else self.storage.add_station
        kept = await keep(station, now)
        if kept is None:
            raise DeclinedError(wording.SLOT_TAKEN)
        await self.storage.set_problem(kept.station_id, None)  # of another channel or slot, or about to show again
        return kept

    async def _begin_due(self) -> None:
        """Begin a slot that is nearly there, or it would wait for the next knock and be late."""
        with contextlib.suppress(StorageError):  # that knock asks again, and tells the owner if the archive fails still
            await self.room.air_due()


def _find_place(interaction: discord.Interaction[Any], channel_id: int | None) -> discord.TextChannel:
    """The channel that is meant, by default where the command was used. Raises DeclinedError for any other kind."""
    guild = interaction.guild
    if guild is not None and guild.unavailable:
        raise DeclinedError(wording.SERVER_AWAY)
    place = guild.get_channel(channel_id or interaction.channel_id or 0) if guild else None
    if not isinstance(place, discord.TextChannel):
        raise DeclinedError(wording.BAD_CHANNEL)
    return place
