"""What the crash benches share: a bot that can be killed at any moment, and a Discord that knows the moments."""

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from terminal.practice import PracticeStand
from tests.loopback.discord import DiscordServer, Interaction, Message
from tests.loopback.discord.interactions import MODAL

ROOT = Path(__file__).resolve().parent.parent
GIVE_UP_S = 120.0


class Discord(DiscordServer):
    """The small Discord.

    `on_taken` hears of every message of the bot's as it is taken, before the bot does; `on_written` of everybody
    else's and `on_form` of every form as the bot is told of it.
    """

    on_taken: Callable[[Message], None] = staticmethod(lambda _: None)
    on_written: Callable[[Message], None] = staticmethod(lambda _: None)
    on_form: Callable[[Interaction], None] = staticmethod(lambda _: None)

    def announce_message(self, event: str, message: Message) -> None:
        """Tell the bench, too."""
        super().announce_message(event, message)
        if event == "MESSAGE_CREATE":
            tell = self.on_taken if message.author is self.world.bot else self.on_written
            tell(message)

    def _push(self, interaction: Interaction) -> Interaction:
        pushed = super()._push(interaction)
        if interaction.kind == MODAL:
            self.on_form(interaction)
        return pushed

    def count(self) -> int:
        """How many posts stand there."""
        return sum(len(self.messages(channel_id)) for channel_id in list(self.world.channels))

    def heed_nobody(self) -> None:
        """Take all hooks off."""
        for hook in ("on_taken", "on_written", "on_form"):
            self.__dict__.pop(hook, None)


class Bot:
    """`bot.py run` as a process; `more` are settings of its own."""

    def __init__(
        self, server: Discord, stand: PracticeStand, database: Path, more: Mapping[str, str] | None = None
    ) -> None:
        self.command = [sys.executable, "bot.py", "run", "--feeds", str(stand.feeds), "--database", str(database)]
        self.env = {key: value for key, value in os.environ.items() if not key.startswith("OPENAI")} | {
            "DISCORD_TOKEN": server.token,
            "DISCORD_API_BASE": server.base_url,
            "DISCORD_GATEWAY_URL": server.gateway_url,
            "FETCH_ALLOW": stand.allow,
            "FETCH_PACE": "0",
            "LOG_LEVEL": "WARNING",
            **(more or {}),
        }
        self.process: asyncio.subprocess.Process | None = None

    @property
    def is_alive(self) -> bool:
        """Whether it lives."""
        return self.process is not None and self.process.returncode is None

    async def start(self) -> None:
        """Start it."""
        self.process = await asyncio.create_subprocess_exec(*self.command, cwd=ROOT, env=self.env)

    def kill(self) -> None:
        """Kill it, with nothing finished."""
        assert self.process
        with suppress(ProcessLookupError):
            self.process.kill()

    async def wait(self) -> None:
        """Until it is dead."""
        assert self.process
        await self.process.wait()


def read_options(prog: str, description: str | None) -> argparse.Namespace:
    """The command line of a crash bench: how many `kills`, and the `seed` that chooses their moments."""
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


async def wait_until(condition: Callable[[], bool], within_s: float = GIVE_UP_S, *, pause_s: float = 0.002) -> None:
    """Wait for what rings no bell, and look again after each pause. Raises TimeoutError."""
    async with asyncio.timeout(within_s):
        while not condition():  # noqa: ASYNC110 – the small Discord rings none
            await asyncio.sleep(pause_s)
