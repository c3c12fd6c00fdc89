"""The small Discord of an evening with its listeners in it, a process of its own.

Both sides of a message are noted here, so its times are read from one clock.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.house import listen, say
from bench.talk.evening import EDITED_AFTER_S, MAILBAGS, MENTIONED, PLACES, Line, Way, find_server, plan_evening
from tests.loopback.discord import Channel, DiscordServer, Message, User
from tests.loopback.discord.gateway import CONTENT

PATIENCE_S = 30.0  # after the last message, until all is answered
LINGER_S = 2.0  # after that, for what should not come


@dataclass(slots=True, kw_only=True)
class Noted:
    """A message that was sent and perhaps changed or deleted, and what she replied: when, and what.

    Times are seconds since the epoch.
    """

    line: Line
    message: Message
    sent_at: float
    changed_at: float | None = None
    replies: list[tuple[float, str]] = field(default_factory=list[tuple[float, str]])

    def tell(self) -> dict[str, Any]:
        """As JSON for the bench."""
        return {
            "place": self.line.place,
            "numbers": [self.line.number, *([self.line.edited] if self.line.edited else [])],
            "way": self.line.way.value,
            "expected": self.line.expected,
            "sent_at": self.sent_at,
            "changed_at": self.changed_at,
            "replies": self.replies,
        }


class Stage(DiscordServer):
    """The small Discord, which notes to which message the host replies."""

    def __init__(self) -> None:
        super().__init__(guilds=(MENTIONED + MAILBAGS) // 2, channels=2)
        self.gateway.allowed = CONTENT
        self.notes: dict[int, Noted] = {}
        self.loose = 0
        self.places = [self._open_place(place) for place in range(PLACES)]
        self.robot = User(id=self.world.setup_id(), name="another-bot", bot=True)
        self.world.users[self.robot.id] = self.robot

    def announce_message(self, event: str, message: Message) -> None:
        """Note a reply as it is taken."""
        super().announce_message(event, message)
        if event == "MESSAGE_CREATE" and message.author is self.world.bot:
            noted = self.notes.get(int((message.reference or {}).get("message_id", 0)))
            if noted is None:
                self.loose += 1
            else:
                noted.replies.append((message.posted_at.timestamp(), message.text))

    def mailbags(self) -> list[tuple[int, int]]:
        """Server and channel of each mailbag."""
        found = self.places[MENTIONED : MENTIONED + MAILBAGS]
        return [(channel.guild_id or 0, channel.id) for channel in found]

    async def play(self, lines: Sequence[Line]) -> list[Noted]:
        """An evening from its first message to its last reply."""
        self.notes.clear()
        self.loose = 0
        began = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as group:
            for line in lines:
                group.create_task(self._say(line, began + line.at_s))
        await self._settle()
        return list(self.notes.values())

    async def _say(self, line: Line, at: float) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(at - loop.time())
        noted = self._post(line)
        if line.edited is not None:
            await asyncio.sleep(EDITED_AFTER_S)
            noted.changed_at = time.time()
            self.revise_message(noted.message, noted.message.content.replace(line.text, line.new_text))
        if line.deleted_after_s is not None:
            await asyncio.sleep(line.deleted_after_s)
            noted.changed_at = time.time()
            self.withdraw_message(noted.message)

    def _post(self, line: Line) -> Noted:
        channel = self.places[line.place]
        answered = self.messages(channel.id)[-1:] if line.way is Way.REPLY else []
        called = line.way in (Way.MENTION, Way.ROBOT) or (line.way is Way.REPLY and not answered)
        text = f"<@{self.world.bot.id}> {line.text}" if called else line.text
        author = self.robot if line.way is Way.ROBOT else _name(line)
        sent_at = time.time()
        message = self.post_message(channel.id, author, text, reply_to=next(iter(answered), None))
        noted = self.notes[message.id] = Noted(line=line, message=message, sent_at=sent_at)
        return noted

    async def _settle(self) -> None:
        waiting = [noted for noted in self.notes.values() if noted.line.expected is not None]
        for _ in range(round(PATIENCE_S / 0.1)):
            if all(noted.replies for noted in waiting):
                break
            await asyncio.sleep(0.1)
        await asyncio.sleep(LINGER_S)

    def _open_place(self, place: int) -> Channel:
        where = find_server(place)
        if where is None:
            return self.world.open_dm(self.user(f"listener-{place}-0"))
        return self.channel(*where)


def _name(line: Line) -> str:
    return f"listener-{line.place}-{line.talker}"


async def serve_stage(latency_s: float) -> None:
    """The role: says where it is, then plays the evening of each number it is told."""
    async with Stage() as stage:
        say(
            {"base_url": stage.base_url, "gateway_url": stage.gateway_url, "token": stage.token}
            | {"mailbags": stage.mailbags()}
        )
        while (evening := await listen()) is not None:
            before = len(stage.limited), len(stage.violations)
            noted = await stage.play(plan_evening(evening, latency_s))
            say(
                {
                    "messages": [each.tell() for each in noted],
                    "loose": stage.loose,
                    "limited": len(stage.limited) - before[0],
                    "violations": len(stage.violations) - before[1],
                }
            )
