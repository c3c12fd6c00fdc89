"""`/station mailbag`: what a server's managers wish of the mail, and the letters that wait for their word."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

import discord
from discord import ui

from archive.storage import Storage
from cogs import mail_wording
from cogs.cards import guard_text
from cogs.command_tree import NOBODY, explain_reason
from cogs.letters import make_letter_button
from cogs.mailbag_buttons import APPROVE, BLOCK, REJECT, UNBLOCK, CloseButton, InviteButton, JudgeButton
from cogs.speakers import find_speaker
from cogs.station_setup import list_permissions
from cogs.wording import Line, read_language
from persona.mail_lines import invite_line
from persona.wording import safe_line
from radio.errors import TransmissionError
from radio.mail import LONGEST_LETTER, PEN_NAME_LIMIT, Letter, MailMode, MailWishes
from radio.news import Language
from radio.ports import Clock

LETTERS_SHOWN = 5  # each takes five of a card's forty components
_NEEDED = ("view_channel", "send_messages", "read_message_history")


class Ears(Protocol):
    """Where it is known which channels are mailbags."""

    reads_all: bool

    def learn(self, wishes: MailWishes) -> None:
        """Hear a server's mailbag channel from now on."""
        ...


class MailbagDesk:
    """Shows and keeps the wishes, and takes a manager's word on letters."""

    def __init__(self, storage: Storage, clock: Clock, ears: Ears) -> None:
        self._storage = storage
        self._clock = clock
        self._ears = ears

    async def keep(
        self,
        interaction: discord.Interaction[Any],
        *,
        mode: MailMode | None,
        replies: bool | None,
        channel_id: int | None,
    ) -> None:
        """Keep what is given, leave the rest as it is, and show all; a new channel gets the button for letters."""
        before = await self._storage.mail_wishes(interaction.guild_id or 0)
        wishes = replace(
            before,
            mode=mode or before.mode,
            replies=before.replies if replies is None else replies,
            channel_id=channel_id or before.channel_id,
        )
        if wishes != before:
            await self._keep(wishes)
        note = ""
        if wishes.channel_id is not None and wishes.channel_id != before.channel_id:
            note = await self._invite(interaction, wishes.channel_id)
        await self.show(interaction, note)

    async def show(self, interaction: discord.Interaction[Any], note: str = "", *, blocked: int | None = None) -> None:
        """The card in the answer's place. `note` is what has just been done, `blocked` who was just blocked."""
        server_id, language = interaction.guild_id or 0, read_language(interaction.locale)
        wishes = await self._storage.mail_wishes(server_id)
        letters = await self._storage.waiting_letters(server_id, LETTERS_SHOWN)
        count = await self._storage.count_waiting(server_id)
        card: ui.Container[Any] = ui.Container()
        head = [mail_wording.MAILBAG_HEAD.say(language), *self.describe(wishes, interaction.guild, language)]
        if wishes.mode is MailMode.REVIEW:
            head.append(mail_wording.NOBODY_CALLED.say(language))
        card.add_item(ui.TextDisplay("\n".join(head)))
        if wishes.channel_id is not None:
            card.add_item(ui.ActionRow[Any](CloseButton(mail_wording.CLOSE_CHANNEL.say(language))))
        for item in _show_letters(letters, count, language):
            card.add_item(item)
        view = ui.LayoutView(timeout=None)
        if note:
            view.add_item(ui.TextDisplay(note))
        if blocked is not None:
            label = mail_wording.UNBLOCK.say(language)
            view.add_item(ui.ActionRow[Any](JudgeButton(UNBLOCK, blocked, label)))
        await interaction.edit_original_response(view=view.add_item(card), allowed_mentions=NOBODY)

    def describe(self, wishes: MailWishes, guild: discord.Guild | None, language: Language) -> Iterator[str]:
        """A server's wishes, and what is in their way, a line each."""
        yield (mail_wording.REPLIES_ON if wishes.replies else mail_wording.REPLIES_OFF).say(language)
        yield mail_wording.MODE_IS.say(language, mode=mail_wording.MODES[wishes.mode].say(language))
        if wishes.channel_id is None:
            yield mail_wording.CHANNEL_NONE.say(language)
            return
        yield mail_wording.CHANNEL_IS.say(language, channel=wishes.channel_id)
        yield from self._warn(wishes.channel_id, guild, language)

    async def tell_status(self, guild: discord.Guild | None, language: Language) -> list[str]:
        """What `/station status` says of the mail: what differs from the defaults, what is missing, what waits."""
        if guild is None:
            return []
        wishes = await self._storage.mail_wishes(guild.id)
        count = await self._storage.count_waiting(guild.id)
        told = [] if wishes == MailWishes(server_id=guild.id) else list(self.describe(wishes, guild, language))
        if count:
            told.append(mail_wording.COUNT_WAITS.say(language, count=count))
        elif wishes.mode is MailMode.REVIEW:
            told.append(mail_wording.NOTHING_WAITS.say(language))
        return told

    async def judge(self, interaction: discord.Interaction[Any], deed: str, number: int) -> None:
        """Approve or reject the letter `number`, block its sender, or unblock the listener `number`."""
        server_id, language = interaction.guild_id or 0, read_language(interaction.locale)
        line, blocked = mail_wording.DECIDED_ALREADY, None
        if deed == UNBLOCK:
            await self._storage.unblock_listener(server_id, number)
            line = mail_wording.UNBLOCKED
        elif deed == BLOCK:
            letter = await self._storage.find_letter(number)
            if letter is not None and letter.server_id == server_id:
                await self._storage.block_listener(server_id, letter.listener_id, self._clock.now())
                line, blocked = mail_wording.BLOCKED, letter.listener_id
        elif await self._storage.judge_letter(number, server_id, approve=deed == APPROVE):
            line = mail_wording.APPROVED if deed == APPROVE else mail_wording.REJECTED
        await self.show(interaction, line.say(language), blocked=blocked)

    async def close_channel(self, interaction: discord.Interaction[Any]) -> None:
        """No channel is the mailbag any more."""
        wishes = await self._storage.mail_wishes(interaction.guild_id or 0)
        await self._keep(replace(wishes, channel_id=None))
        await self.show(interaction, mail_wording.CLOSED_CHANNEL.say(read_language(interaction.locale)))

    async def invite(self, interaction: discord.Interaction[Any], channel_id: int) -> None:
        """Post the button for letters into a channel and tell the manager who pressed."""
        note = await self._invite(interaction, channel_id)
        await interaction.followup.send(note, ephemeral=True, allowed_mentions=NOBODY)

    async def _keep(self, wishes: MailWishes) -> None:
        await self._storage.set_mail_wishes(wishes)
        self._ears.learn(wishes)

    async def _invite(self, interaction: discord.Interaction[Any], channel_id: int) -> str:
        language = read_language(interaction.locale)
        guild = interaction.guild
        place = guild.get_channel(channel_id) if guild else None
        if not isinstance(place, discord.TextChannel):
            return mail_wording.MAILBAG_GONE.say(language)
        persona = await find_speaker(self._storage, interaction.guild_id)
        wishes = await self._storage.mail_wishes(interaction.guild_id or 0)
        hears_all = self._ears.reads_all and wishes.replies and wishes.channel_id == channel_id
        text = guard_text(invite_line(persona, hears_all=hears_all))
        try:
            async with interaction.client.pace.take_turn():
                await place.send(text, view=make_letter_button(), allowed_mentions=NOBODY)
        except TransmissionError as fault:
            reason = explain_reason(fault.reason, language)
            return mail_wording.NOT_INVITED.say(language, channel=channel_id, reason=reason)
        return mail_wording.INVITED.say(language, channel=channel_id)

    def _warn(self, channel_id: int, guild: discord.Guild | None, language: Language) -> Iterator[str]:
        if not self._ears.reads_all:
            yield mail_wording.DEAF.say(language, channel=channel_id)
        if guild is None or guild.unavailable:
            return
        channel = guild.get_channel(channel_id)
        if channel is None:
            yield mail_wording.MAILBAG_GONE.say(language)
            return
        allowed = channel.permissions_for(guild.me)
        if missing := tuple(name for name in _NEEDED if not getattr(allowed, name)):
            names = list_permissions(missing, language)
            yield mail_wording.MAILBAG_MISSING.say(language, channel=channel_id, names=names)


def offer_invite(channel_id: int, language: Language) -> ui.View:
    """Under the answer to a setup: a button that posts the one for letters into the station's channel."""
    return ui.View(timeout=None).add_item(InviteButton(channel_id, mail_wording.PUT_INVITE.say(language)))


def _show_letters(letters: Sequence[Letter], count: int, language: Language) -> Iterator[ui.Item[Any]]:
    """The first of the `count` letters that wait."""
    yield ui.Separator()
    head: Line = mail_wording.SOME_WAIT if letters else mail_wording.NOTHING_WAITS
    yield ui.TextDisplay(head.say(language, count=count))
    for letter in letters:
        sent = discord.utils.format_dt(_seconds(letter.sent_at), "R")
        pen_name = safe_line(letter.pen_name, PEN_NAME_LIMIT)
        text = "\n".join(f"> {line}" for line in guard_text(letter.text, LONGEST_LETTER).splitlines())
        yield ui.TextDisplay(f"{mail_wording.LETTER_HEAD.say(language, pen_name=pen_name, sent=sent)}\n{text}")
        labels = ((APPROVE, mail_wording.APPROVE), (REJECT, mail_wording.REJECT), (BLOCK, mail_wording.BLOCK))
        yield ui.ActionRow[Any](*(JudgeButton(deed, letter.letter_id, line.say(language)) for deed, line in labels))
    if count > len(letters):
        yield ui.TextDisplay(mail_wording.MORE_WAIT.say(language))


def _seconds(at: datetime) -> datetime:
    return at.replace(microsecond=0)
