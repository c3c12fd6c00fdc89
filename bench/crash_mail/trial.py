"""One evening with kills: the moments at which the bot is killed, what waits for them, and how the evening goes."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from aiohttp import web

from archive.storage import Storage
from bench.crash_mail.evening import MAILBAG, PEN_NAMES, SHOWS, Evening, SentLetter
from bench.crash_mail.ledger import Ledger
from bench.power_cut import GIVE_UP_S, Bot, Discord, wait_until
from radio.mail import Letter, LetterState, MailWishes
from radio.show import Station
from radio.transmission import BroadcastState
from studio.mailbag import LETTERS_READ
from tests.loopback.discord import Channel, Interaction, Message
from tests.loopback.model import ModelServer
from tests.loopback.writer import find_purpose

STARTING_S, MODEL_S = 1.6, 0.15
ON_AIR = "corner or note"  # whichever comes first: a step is not waited for that has passed already
STAGES = {
    "starting": "while the bot starts",
    "heard": "a message told, not filed",
    "thinking": "the model thinks",
    "replied": "a reply taken, not noted",
    "form": "a letter sent off, not acknowledged",
    "choosing": "letters are chosen",
    "answering": "letters are answered",
    "corner": "the corner is posted",
    "note": "a sender is told",
}
SERVERS, HOSTS = 4, ("tsumugi", "shirube")  # each server carries both programmes
WAITING_LETTERS = 6  # when the air time comes
PATIENCE_S = 10.0  # with which a stage's moment is waited for
SHOW = ("choosing", "answering", *(ON_AIR,) * 7)
MAIL = ("starting", "heard", "heard", "thinking", "thinking", "replied", "replied", "form", "form")


class Model(ModelServer):
    """The honest model; `on_asked` hears what each request is for as it comes."""

    on_asked: Callable[[str], None] = staticmethod(lambda _: None)

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        self.on_asked(find_purpose((await request.json())["messages"][1]["content"]))
        return await super()._complete(request)


class Trap:
    """Kills the bot once, in a stage's moment."""

    def __init__(self, trial: "Trial", stage: str) -> None:
        self.trial, self.chance, self.stage = trial, trial.chance, stage
        self.sprung = False
        self._set(stage)

    def _set(self, stage: str) -> None:
        server, uniform = self.trial.server, self.chance.uniform
        if stage == "starting":
            self.spring(uniform(0.1, STARTING_S))
        elif stage == "heard":
            server.on_written = lambda _: self.trial.is_ready and self.spring(uniform(0.0, 0.02))
        elif stage == "form":
            server.on_form = self._watch
        elif stage in ("replied", ON_AIR):
            server.on_taken = self._catch
        else:
            self._listen(stage)

    def _watch(self, form: Interaction) -> None:
        if not self.trial.is_ready:
            return
        if self.chance.random() < 0.3:
            self.spring(self.chance.uniform(0.0, 0.12))
        else:
            self._watching = asyncio.create_task(self._wait_for_acknowledgement(form))

    async def _wait_for_acknowledgement(self, form: Interaction) -> None:
        """The letter is kept after Discord has its acknowledgement, and before its sender reads that it is."""
        with suppress(TimeoutError):
            await form.acknowledged()
            self.spring(self.chance.uniform(0.0, 0.03))

    def _catch(self, message: Message) -> None:
        stage = self.trial.find_stage(message)
        if stage in self.stage.split(" or "):
            self.spring(self.chance.choice((0.0, self.chance.uniform(0.0, 0.03))), stage)

    def _listen(self, stage: str) -> None:
        purpose = {"thinking": "reply", "choosing": "judge", "answering": "letter"}[stage]
        first = MODEL_S if stage == "choosing" else 0.0  # they are chosen as soon as the stories are
        delay = first + self.chance.uniform(0.0, 0.08 if stage == "choosing" else MODEL_S * 1.2)
        self.trial.model.on_asked = lambda asked: asked == purpose and self.spring(delay)

    def spring(self, delay: float, stage: str | None = None) -> None:
        """Kill after so many seconds, the first time that this is asked for; `stage` tells whose moment it was."""
        if self.sprung:
            return
        self.sprung, self.stage = True, stage or self.stage
        if delay:
            asyncio.get_running_loop().call_later(delay, self.trial.bot.kill)
        else:
            self.trial.bot.kill()


class Trial:
    """An evening with kills: four servers that carry two programmes, letters that wait, and listeners."""

    def __init__(self, server: Discord, model: Model, bot: Bot, database: Path, evening: Evening) -> None:
        self.server, self.model, self.bot, self.database, self.evening = server, model, bot, database, evening
        self.chance = evening.chance
        self.stages: Counter[str] = Counter()
        self.shows = {channel.id for show in SHOWS for channel in evening.channels(show)}

    @property
    def is_ready(self) -> bool:
        """Whether the bot lives and is connected."""
        return self.bot.is_alive and bool(self.server.gateway.connections)

    def find_stage(self, message: Message) -> str:
        """The stage that a message of the bot's belongs to; "show" for all of the show but the corner."""
        place = self.server.world.channels[message.channel_id]
        if {place.id, place.parent_id} & self.shows:
            return "corner" if any(letter.pen_name in message.text for letter in self.evening.letters) else "show"
        return "note" if place.recipient and place.recipient.name.startswith("sender") else "replied"

    async def run(self, kills: int) -> Ledger:
        """Kill at most so often and start again, then let everything come to its end."""
        await self._set_up()
        listeners = [asyncio.create_task(self.evening.talk()), asyncio.create_task(self.evening.send_letters())]
        for stage in self._plan()[:kills]:
            if stage != ON_AIR or not self._is_over():
                await self._live_until(stage)
        self.evening.go_home()
        await asyncio.gather(*listeners)
        await self._finish()
        return Ledger(self.evening, self.database)

    def _plan(self) -> list[str]:
        """The show's stages in their order, the mail's anywhere between them."""
        plan = [("show", number, stage) for number, stage in enumerate(SHOW)]
        places = sorted(self.chance.uniform(0, len(SHOW)) for _ in MAIL)
        mail = [
            ("mail", place, stage) for place, stage in zip(places, self.chance.sample(MAIL, len(MAIL)), strict=True)
        ]
        return [stage for _, _, stage in sorted([*plan, *mail], key=lambda each: each[1])]

    def _is_over(self) -> bool:
        """Whether the show is aired and its senders are told."""
        ledger = Ledger(self.evening, self.database)
        return len(ledger.aired) == len(HOSTS) * LETTERS_READ and not ledger.untold

    async def _live_until(self, stage: str) -> None:
        await self.bot.start()
        trap = Trap(self, stage)
        try:
            await wait_until(lambda: trap.sprung and not self.bot.is_alive, PATIENCE_S)
            self.stages[trap.stage] += 1
        except TimeoutError:
            self.stages["any other time"] += 1
        finally:
            self._let_go()
            self.bot.kill()
            await self.bot.wait()
        if self.evening.known_from is None and Ledger(self.evening, self.database).has_heard:
            self.evening.known_from = self.server.world.new_id()

    def _let_go(self) -> None:
        self.server.heed_nobody()
        self.model.__dict__.pop("on_asked", None)

    async def _set_up(self) -> None:
        self.server.reset()
        now = datetime.now(UTC)
        async with Storage.open(self.database) as storage:
            for host, show in zip(HOSTS, SHOWS, strict=True):
                for channel in self.evening.channels(show):
                    await storage.add_station(make_station(host, channel, now), now - timedelta(days=1))
            for channel in self.evening.channels(MAILBAG):
                await storage.set_mail_wishes(MailWishes(server_id=channel.guild_id or 0, channel_id=channel.id))
            for number in range(WAITING_LETTERS):
                await self._put_letter(storage, number, now - timedelta(days=WAITING_LETTERS - number))

    async def _put_letter(self, storage: Storage, number: int, sent_at: datetime) -> None:
        letter = SentLetter(
            sender=f"sender {self.evening.night}-{number}",
            pen_name=PEN_NAMES[number],
            text=f"番組が毎週楽しみです。{PEN_NAMES[number]}より",
            server_id=self.evening.channels(MAILBAG)[number % SERVERS].guild_id or 0,
            received=True,
        )
        self.evening.expect(letter)
        await storage.add_letter(
            Letter(
                listener_id=self.server.user(letter.sender).id,
                server_id=letter.server_id,
                pen_name=letter.pen_name,
                text=letter.text,
                may_air=True,
                state=LetterState.APPROVED,
                sent_at=sent_at,
            )
        )

    async def _finish(self) -> None:
        """Let the bot live until all is aired and answered, and once more for the notes that its start brings."""
        await self.bot.start()
        try:
            async with Storage.open(self.database) as storage, asyncio.timeout(GIVE_UP_S):
                while not await self._is_aired(storage):  # noqa: ASYNC110 – the archive rings no bell
                    await asyncio.sleep(0.1)
            with suppress(TimeoutError):  # what does not settle is found in the ledger
                await wait_until(lambda: Ledger(self.evening, self.database).is_settled, GIVE_UP_S, pause_s=0.2)
        finally:
            self.bot.kill()
            await self.bot.wait()
        await self.bot.start()
        try:
            with suppress(TimeoutError):
                await wait_until(lambda: not Ledger(self.evening, self.database).untold, PATIENCE_S, pause_s=0.2)
            await asyncio.sleep(1)
        finally:
            self.bot.kill()
            await self.bot.wait()

    async def _is_aired(self, storage: Storage) -> bool:
        broadcasts = await storage.list_broadcasts(datetime.now(UTC).date() - timedelta(days=2))
        return [each.state for each in broadcasts] == [BroadcastState.AIRED] * SERVERS * len(HOSTS)


def make_station(host: str, channel: Channel, now: datetime) -> Station:
    """A station whose air time came two minutes ago."""
    at = now - timedelta(minutes=2)
    return Station(
        guild_id=channel.guild_id or 0,
        channel_id=channel.id,
        host=host,
        weekday=at.weekday(),
        air_time=time(at.hour, at.minute),
        zone="UTC",
        set_at=now - timedelta(days=1),
        story_count=3,
    )
