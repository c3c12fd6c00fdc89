"""An ordinary day in the mailroom: an archive with one aired episode, a host, messages one after the other."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from archive.storage import Storage
from persona.sheets import load_persona
from radio.mail import Letter, Message, Reply
from radio.ports import ChatModel, Moderator
from radio.show import EpisodeKind, Fact, FactSheet
from studio.mail_limits import MailLimits
from studio.mailroom import Mailroom
from tests.archive.builders import open_draft, rundown, segment, story
from tests.factories import article
from tests.fakes import FakeClock

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
TSUMUGI = load_persona("tsumugi")
SERVER, CHANNEL, LISTENER = 90, 50, 1
LINK = "https://chips.example/wafer"
TITLE = "Cerebrasのウェハースケールチップ、推論で20倍"
CLAIMS = ("CerebrasのチップWSE-3は一枚のウェハーをそのまま使う", "推論は従来の20倍速いと会社は発表した")


@dataclass
class MailDay:
    """What a test needs of the mailroom."""

    storage: Storage
    clock: FakeClock
    model: Any
    room: Mailroom
    numbers: Any = field(default_factory=lambda: count(1000))

    def message(self, text: str, **given: Any) -> Message:
        wanted = {
            "message_id": next(self.numbers),
            "channel_id": CHANNEL,
            "listener_id": LISTENER,
            "server_id": SERVER,
            "sent_at": self.clock.now(),
        } | given
        return Message(text=text, **wanted)

    async def ask(self, text: str, **given: Any) -> Reply | None:
        """One message from its arrival to its reply, which leaves."""
        message = self.message(text, **given)
        assert await self.room.receive(message)
        reply = await self.room.answer(message, TSUMUGI)
        if reply is not None:
            await self.room.note_sent(message.message_id, message.message_id + 1_000_000)
        return reply

    async def post(self, text: str = "いつも楽しく聞いています！", **given: Any) -> Any:
        wanted = {
            "listener_id": LISTENER,
            "server_id": SERVER,
            "pen_name": "こむぎ",
            "sent_at": self.clock.now(),
            "may_air": True,
        } | given
        return await self.room.post_letter(Letter(text=text, **wanted), TSUMUGI)


@asynccontextmanager
async def open_mail(
    model: ChatModel | None = None, *, limits: MailLimits | None = None, moderator: Moderator | None = None
) -> AsyncIterator[MailDay]:
    """A mailroom after an episode about one story aired."""
    clock = FakeClock(NOW)
    async with Storage.open(":memory:") as storage:
        await air_episode(storage)
        room = Mailroom(
            storage=storage,
            model=model,
            clock=clock,
            claimant="this process",
            help_lines="相談の窓口 0120-000-000",
            limits=limits,
            moderator=moderator,
        )
        yield MailDay(storage=storage, clock=clock, model=model, room=room)


async def air_episode(storage: Storage) -> None:
    """One episode with the story about the chip."""
    ranked = story(LINK)
    ranked = replace(ranked, story=replace(ranked.story, lead=article(LINK, title=TITLE), others=()))
    sheet = FactSheet(facts=tuple(Fact(claim=claim, quote="") for claim in CLAIMS))
    draft = await open_draft(storage, kind=EpisodeKind.BROADCAST)
    planned = await storage.save_rundown(draft.episode_id, rundown(draft, None, ranked))
    for slot in planned.slots:
        facts = sheet if slot.ranked else None
        await storage.save_segment(draft.episode_id, segment(slot.part, topic="大きなチップ", facts=facts))
    await storage.finish_episode(draft.episode_id, [], NOW)
    await storage.mark_aired(draft.episode_id, NOW)
