"""An evening of listeners on the small Discord: they write to the host and send letters, whatever becomes of the bot.

Nobody writes more than the host answers: a listener 8 messages in five minutes, a channel 40, a server 120 in ten.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from bench.power_cut import Discord
from cogs.hosts import load_hosts
from tests.loopback.discord import Channel, Interaction, Message

MAILBAG, TALK, SHOWS = 0, 1, (2, 3)  # a server's channels, each of the shows another edition
FRIENDS = 8  # who write in direct messages
A_FRIEND, A_CHANNEL = 7, 36  # messages at most: just below the host's own limits
ACKNOWLEDGED_S, AGAIN_S = 4.0, 1.0
WORDS = (
    "今週の番組おもしろかった",
    "カレー作ったよ",
    "眠れないから話し相手になって",
    "あの話をもう少し教えて",
    "雨がやまないね",
    "宿題おわった",
)
_BEFORE = (
    "ねむい",
    "あかるい",
    "のんびり",
    "うたう",
    "まるい",
    "はしる",
    "しずかな",
    "あわてる",
    "やさしい",
    "ふしぎな",
)
_AFTER = ("カモメ", "みかん", "電車", "まくら", "こたつ", "ヤカン", "三日月", "なすび", "ふくろう", "くつした")
PEN_NAMES = tuple(before + after for after in _AFTER for before in _BEFORE)


@dataclass(slots=True, kw_only=True)
class SentLetter:
    """A letter as its sender knows it: `tries` times sent off, and whether she said that she has it."""

    sender: str
    pen_name: str
    text: str
    server_id: int
    may_air: bool = True
    tries: int = 0
    received: bool = False


class Evening:
    """The listeners of one trial. `night` tells its people from those of other trials.

    Every server has a channel for each of two programmes, one that is the mailbag, and one for talk.
    """

    def __init__(self, server: Discord, chance: random.Random, night: int) -> None:
        self.server = server
        self.chance = chance
        self.night = night
        self.messages: list[Message] = []
        self.letters: list[SentLetter] = []
        self.known_from: int | None = None  # the first message after the bot had noted that it hears
        self._written: Counter[int] = Counter()
        mails = [host.mail for host in load_hosts().values()]
        self._receipts = {line for mail in mails for line in (*mail.received, mail.received_private)}
        self._going_home = False

    def channels(self, number: int) -> tuple[Channel, ...]:
        """The n-th channels of all servers, by one of the names below."""
        return tuple(self.server.channel(guild, number) for guild in range(len(self.server.world.guilds)))

    def direct(self, name: str) -> Channel:
        """The direct channel with a listener."""
        return self.server.world.open_dm(self.server.user(name))

    async def talk(self) -> None:
        """Write, now and then in bursts, until the evening ends."""
        while not self._going_home:
            for _ in range(self.chance.choice((1, 1, 1, 3))):
                self.write()
            await asyncio.sleep(self.chance.uniform(0.1, 0.7))

    def write(self) -> None:
        """One message somewhere, if there is a place where she has not had enough."""
        kind = self.chance.choice(("mention", "mailbag", "reply", "direct"))
        number, words = len(self.messages), self.chance.choice(WORDS)
        name = f"friend {self.night}-{number % FRIENDS}" if kind == "direct" else f"listener {self.night}-{number}"
        places = (self.direct(name),) if kind == "direct" else self.channels(MAILBAG if kind == "mailbag" else TALK)
        place = self.chance.choice(places)
        if self._written[place.id] >= (A_FRIEND if kind == "direct" else A_CHANNEL):
            return
        self._written[place.id] += 1
        said = self.server.messages(place.id)
        answered = self.chance.choice(said) if kind == "reply" and said else None
        text = words if kind in ("mailbag", "direct") or answered else f"<@{self.server.world.bot.id}> {words}"
        message = self.server.post_message(place.id, name, text, reply_to=answered)
        self.messages.append(message)

    async def send_letters(self) -> None:
        """Send letters one after another until the evening ends, each until she says that she has it."""
        while not self._going_home:
            await asyncio.sleep(self.chance.uniform(0.2, 0.8))
            if len(self.letters) < len(PEN_NAMES):
                await self._send(self._write_letter())

    def expect(self, letter: SentLetter) -> None:
        """Count a letter that was there before the evening."""
        self.letters.append(letter)

    def _write_letter(self) -> SentLetter:
        number = len(self.letters)
        letter = SentLetter(
            sender=f"sender {self.night}-{number}",
            pen_name=PEN_NAMES[number],
            text=f"いつも聞いてるよ。{self.chance.choice(WORDS)}、という話でした。{PEN_NAMES[number]}より",
            server_id=self.chance.choice(self.channels(TALK)).guild_id or 0,
            may_air=self.chance.random() < 0.7,
        )
        self.letters.append(letter)
        return letter

    async def _send(self, letter: SentLetter) -> None:
        """Open the form, send it off, and again after each error: Discord keeps what was filled in."""
        place = next(each for each in self.channels(TALK) if each.guild_id == letter.server_id)
        opened: Interaction | None = None
        while not letter.received and not self._going_home:
            await asyncio.sleep(AGAIN_S if letter.tries else 0)
            with suppress(TimeoutError, ConnectionError, LookupError):
                if opened is None or opened.modal is None:
                    opened = await self.server.invoke_command(
                        letter.server_id, place.id, letter.sender, "letter", timeout_s=ACKNOWLEDGED_S
                    )
                letter.tries += 1
                sent = await self.server.submit_modal(opened, _fill_in(letter), timeout_s=ACKNOWLEDGED_S)
                letter.received = sent.text in self._receipts

    def go_home(self) -> None:
        """Write nothing more."""
        self._going_home = True


def _fill_in(letter: SentLetter) -> Mapping[str, str]:
    return {"pen_name": letter.pen_name, "text": letter.text, "may_air": "yes" if letter.may_air else "no"}
