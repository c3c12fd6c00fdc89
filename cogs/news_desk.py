"""Where listeners are answered: acknowledged at once, told that it takes a while, and answered within the time."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import Any, Self, TypeVar

import discord
from discord import ui

from archive.storage import Storage
from cogs.cards import make_messages
from cogs.command_tree import NOBODY, SPEAKER, TELL, acknowledge
from cogs.faults import INVALID_FORM, UNKNOWN_MESSAGE, is_broken_line, name_faults
from cogs.hosts import load_hosts, own_host
from cogs.news_cards import make_cards, make_line, make_page
from cogs.news_wording import LateAnswerError, say_not_here, say_progress
from cogs.permissions import can_answer_openly
from cogs.transmitters import TRY_PAUSES_S
from cogs.turnstile import Turnstile
from cogs.wording import read_language
from persona.character import Persona
from radio.bulletin import Answer, Asker, SearchPage
from radio.errors import StorageError, TransmissionError
from radio.transmission import Post
from studio.news_counter import NewsCounter

log = logging.getLogger(__name__)
T = TypeVar("T")

PROGRESS_S = 4.0  # before the first line that tells of progress
PROGRESS_AGAIN_S = 60.0
LONGEST_WAIT_S = timedelta(minutes=13, seconds=30).total_seconds()  # an interaction lives for fifteen minutes
DEFAULT_COUNT = 3

Ask = Callable[[Persona, Asker], Awaitable[T]]


class NewsDesk:
    """Answers commands and buttons from the counter's answers."""

    def __init__(
        self,
        counter: NewsCounter,
        storage: Storage,
        *,
        progress_s: float = PROGRESS_S,
        longest_wait_s: float = LONGEST_WAIT_S,
    ) -> None:
        self.counter = counter
        self.storage = storage
        self.progress_s = progress_s
        self.longest_wait_s = longest_wait_s
        self._turnstile = Turnstile()

    async def answer(
        self, interaction: discord.Interaction[Any], ask: Ask[Answer], *, public: bool = False, host: str = ""
    ) -> None:
        """Acknowledge, ask, and show the answer: to all if `public` and in order, else to whoever asked.

        `host` is the slug of who speaks; without it the server's own programme decides. What cannot be
        answered is raised, and its line will stand in the answer's place.
        """
        reception = await Reception.open(interaction, public=public)
        answer = await self._wait(reception, ask, host)
        cards = make_cards(answer, reception.language, reception.remark)
        await reception.show(cards, answer.posts)

    async def search(self, interaction: discord.Interaction[Any], words: str, *, public: bool = False) -> None:
        """The first page of a search."""
        reception = await Reception.open(interaction, public=public)
        found = await self._wait(reception, self._search(words, 1), "")
        await reception.show([make_page(found, reception.language, reception.remark)], [found.post])

    async def retell(self, interaction: discord.Interaction[Any], deed: str, host: str, story: str) -> None:
        """Tell a story simpler, deeper, or why it was chosen, to whoever pressed the button."""

        async def ask(persona: Persona, asker: Asker) -> Answer:
            if deed == "why":
                return await self.counter.why(persona, story)
            tell = self.counter.simpler if deed == "simpler" else self.counter.deeper
            return await tell(persona, story, asker)

        await self.answer(interaction, ask, host=host)

    async def tell_topic(self, interaction: discord.Interaction[Any], words: str) -> None:
        """A topic's bulletin, for whoever pressed the button."""
        await self.answer(interaction, lambda persona, asker: self.counter.topic(persona, words, DEFAULT_COUNT, asker))

    async def turn_page(self, interaction: discord.Interaction[Any], words: str, page: int) -> None:
        """Another page in the place of the one that is shown, if it is the presser's own; else for them alone."""
        reception = await Reception.open(interaction, in_place=_is_own(interaction))
        found = await self._wait(reception, self._search(words, page), "")
        await reception.show([make_page(found, reception.language)], [found.post])

    def _search(self, words: str, page: int) -> Ask[SearchPage]:
        async def ask(persona: Persona, asker: Asker) -> SearchPage:
            del asker  # searching is free
            return await self.counter.search(persona, words, page)

        return ask

    async def _wait(self, reception: "Reception", ask: Ask[T], host: str) -> T:
        """What was asked for; while it is made, the listener hears that it is."""
        interaction = reception.interaction
        reception.speaker = interaction.extras[SPEAKER] = persona = await self._find_host(interaction, host)
        asker = Asker(listener_id=interaction.user.id, server_id=interaction.guild_id)
        try:
            async with asyncio.timeout(self.longest_wait_s):
                return await self._wait_patiently(reception, asyncio.ensure_future(ask(persona, asker)))
        except TimeoutError as error:
            raise LateAnswerError(f"no answer within {self.longest_wait_s:g} s") from error

    async def _wait_patiently(self, reception: "Reception", making: "asyncio.Future[T]") -> T:
        pause = self.progress_s
        number = 0
        try:
            while not (await asyncio.wait({making}, timeout=pause))[0]:
                await self._turnstile.pass_through()
                await reception.say_progress(number)
                pause = PROGRESS_AGAIN_S
                number += 1
            await self._turnstile.pass_through()  # all who waited for the same are here in the same moment
            return making.result()
        finally:
            making.cancel()

    async def _find_host(self, interaction: discord.Interaction[Any], slug: str) -> Persona:
        """The host of that name, else the one of the server's first programme, else our own."""
        hosts = load_hosts()
        if slug not in hosts and interaction.guild_id is not None:
            try:
                stations = await self.storage.list_stations(interaction.guild_id)
            except StorageError as fault:
                log.warning("host not known guild_id=%s reason=%s", interaction.guild_id, fault)
                stations = ()
            slug = next((station.host for station in stations), "")
        return hosts.get(slug) or own_host()


class Reception:
    """One interaction from its acknowledgement to its answer, or to the line that stands in the answer's place."""

    def __init__(self, interaction: discord.Interaction[Any], *, public: bool, in_place: bool) -> None:
        self.interaction = interaction
        self.language = read_language(interaction.locale)
        self.speaker = own_host()
        self._wanted_public = public
        self.public = public and can_answer_openly(interaction)
        self._in_place = in_place
        self._told_progress = False

    @classmethod
    async def open(cls, interaction: discord.Interaction[Any], *, public: bool = False, in_place: bool = False) -> Self:
        """Acknowledge. What goes wrong later is told in the answer's place."""
        reception = cls(interaction, public=public, in_place=in_place)
        await acknowledge(interaction, public=reception.public, in_place=in_place)
        if not in_place:
            interaction.extras[TELL] = reception.tell
        return reception

    @property
    def remark(self) -> str:
        """That the answer should have been for all but cannot be, else nothing."""
        refused = self._wanted_public and not self.public
        return say_not_here(self.speaker, self.language) if refused else ""

    async def tell(self, text: str) -> None:
        """Put one line in the answer's place. Raises TransmissionError."""
        await self._show_cards([make_line(text)])

    async def say_progress(self, number: int) -> None:
        """Show that it is being worked on; if that cannot be shown the answer comes all the same."""
        if self._in_place:
            return
        try:
            await self._edit(make_line(say_progress(self.speaker, self.language, number)))
            self._told_progress = True
        except TransmissionError as fault:
            log.warning("progress not shown reason=%s", fault)

    async def show(self, cards: Sequence[ui.LayoutView], posts: Sequence[Post]) -> None:
        """Show the answer. Where Discord does not take a card of it, all goes out as plain messages.

        Raises TransmissionError.
        """
        try:
            await self._show_cards(cards)
        except TransmissionError as fault:
            if _code(fault) != INVALID_FORM:
                raise
            log.warning("card refused reason=%s", fault.__cause__)
            await self._show_plain(posts)

    async def _show_cards(self, cards: Sequence[ui.LayoutView]) -> None:
        first, *others = cards
        try:
            await self._edit(first)
        except TransmissionError as fault:
            if _code(fault) != UNKNOWN_MESSAGE:
                raise
            self.public = False  # somebody has deleted the place: whoever asked gets it all the same
            others = list(cards)
        for card in others:
            await self._follow_up(view=card)

    async def _show_plain(self, posts: Sequence[Post]) -> None:
        if self._told_progress:
            with name_faults():
                await self.interaction.delete_original_response()
        for post in posts:
            for text in make_messages(post):
                await self._follow_up(content=text, suppress_embeds=True)

    async def _edit(self, card: ui.LayoutView) -> None:
        for pause_s in TRY_PAUSES_S:  # an edit may be repeated: the second changes nothing
            try:
                return await self._edit_once(card)
            except TransmissionError as fault:
                if not is_broken_line(fault):
                    raise
            await asyncio.sleep(pause_s)
        return await self._edit_once(card)

    async def _edit_once(self, card: ui.LayoutView) -> None:
        with name_faults():
            await self.interaction.edit_original_response(view=card, allowed_mentions=NOBODY)

    async def _follow_up(self, **message: Any) -> None:
        with name_faults():
            await self.interaction.followup.send(
                **message, ephemeral=not self.public, allowed_mentions=NOBODY, wait=True
            )


def _code(fault: TransmissionError) -> int | None:
    """Discord's own code of a fault."""
    return getattr(fault.__cause__, "code", None)


def _is_own(interaction: discord.Interaction[Any]) -> bool:
    """Whether the message under a button is the presser's to change: shown to them alone, or asked for by them."""
    message = interaction.message
    if message is None:
        return False
    asked = message.interaction_metadata
    return message.flags.ephemeral or (asked is not None and asked.user.id == interaction.user.id)
