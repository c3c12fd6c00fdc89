"""The house of the evening: the small Discord, the model, the practice web, and `bot.py run` as a process."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.storage import Storage
from radio.transmission import BroadcastState
from terminal.practice import PracticeStand
from tests.conversation.model import EveningModel
from tests.loopback.discord import DiscordServer, Limits, Message
from tests.loopback.discord.gateway import CONTENT

ROOT = Path(__file__).resolve().parents[2]
GIVE_UP_S = 45.0  # as long as a slow machine may take
LATENCY_S = 0.02  # of every answer of the model


class Discord(DiscordServer):
    """The small Discord; `on_taken` hears of every message of the bot's as it is taken, before the bot does."""

    on_taken: Callable[[Message], None] | None = None

    def announce_message(self, event: str, message: Message) -> None:
        """Tell the evening first."""
        super().announce_message(event, message)
        if event == "MESSAGE_CREATE" and message.author is self.world.bot and self.on_taken:
            self.on_taken(message)


class Bot:
    """The process. All that it logs, at the level DEBUG, goes into `log`."""

    def __init__(self, server: Discord, model: EveningModel, stand: PracticeStand, folder: Path) -> None:
        self.database, self.log = folder / "radio.db", folder / "bot.log"
        self._server = server
        self._midwife: asyncio.subprocess.Process | None = None
        self._pid = 0
        # A variable wins over a developer's own .env, so that no evening ever talks to a real model.
        self._env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
            "DISCORD_TOKEN": server.token,
            "DISCORD_API_BASE": server.base_url,
            "DISCORD_GATEWAY_URL": server.gateway_url,
            "OPENAI_API_KEY": "",
            "OPENAI_BASE_URL": model.base_url,
            "MESSAGE_CONTENT": "1",
            "FETCH_ALLOW": stand.allow,
            "FETCH_PACE": "0",
            "LOG_LEVEL": "DEBUG",
            "PYTHONUTF8": "1",
        }
        module = ("-m", "tests.conversation.quick_bot")
        self._command = (*module, "run", "--feeds", str(stand.feeds), "--database", str(self.database))

    async def start(self) -> None:
        """Start it, and wait until Discord tells it everything."""
        before = self._server.gateway.identifies
        self._pid = await self._say()
        await until(lambda: self._server.gateway.identifies > before)

    def kill(self) -> None:
        """Kill it, with nothing finished."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end, and its exit status."""
        os.kill(self._pid, signal.SIGTERM)
        return await self.wait()

    async def wait(self) -> int:
        """Until it is dead; its exit status, 0 where it does not live."""
        status = await self._hear() if self._pid else 0
        self._pid = 0
        return status

    async def _say(self) -> int:
        if self._midwife is None:
            with self.log.open("ab") as log:
                self._midwife = await asyncio.create_subprocess_exec(
                    *(sys.executable, *self._command), cwd=ROOT, env=self._env, stderr=log, stdin=PIPE, stdout=PIPE
                )
        assert self._midwife.stdin
        self._midwife.stdin.write(b"\n")
        return await self._hear()

    async def _hear(self) -> int:
        assert self._midwife
        assert self._midwife.stdout
        async with asyncio.timeout(GIVE_UP_S):
            return int(await self._midwife.stdout.readline())

    async def close(self) -> None:
        """Let nothing live on."""
        self.kill()
        await self.wait()
        if self._midwife is not None and self._midwife.stdin:
            self._midwife.stdin.close()
            await self._midwife.wait()


class House:
    """All of it. With `killed` the bot is killed where `interrupt` says, and starts again."""

    def __init__(self, *, server: Discord, model: EveningModel, bot: Bot, storage: Storage, killed: bool) -> None:
        self.server, self.model, self.bot, self.storage, self.killed = server, model, bot, storage, killed
        self.kills = 0

    async def interrupt(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Kill the bot, let something happen meanwhile, and start it again. Not `killed`, that just happens."""
        if self.killed:
            self.bot.kill()
            await self.bot.wait()
        meanwhile()
        if self.killed:
            self.kills += 1
            await self.bot.start()

    async def rest(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        """Let the bot end, if it has not been killed, let something happen meanwhile, and start it again."""
        if not self.killed:
            assert await self.bot.stop() == 0
        await meanwhile()
        await self.bot.start()

    @asynccontextmanager
    async def lose_power(
        self, number: int, where: Callable[[Message], bool], *, stay_dead: bool = False
    ) -> AsyncIterator[None]:
        """Kill the bot as Discord takes its `number`-th message `where` this is true, and start it again."""
        if not self.killed:
            yield
            return
        taken, dead = 0, asyncio.Event()

        def on_taken(message: Message) -> None:
            nonlocal taken
            taken += where(message)
            if taken == number and not dead.is_set():
                self.bot.kill()
                dead.set()

        self.server.on_taken = on_taken
        yield
        async with asyncio.timeout(GIVE_UP_S):
            await dead.wait()
        self.server.on_taken = None
        await self.bot.wait()
        if not stay_dead:
            await self.interrupt()

    async def aired(self, count: int) -> None:
        """Wait until so many broadcasts have left whole."""
        since = (datetime.now(UTC) - timedelta(days=2)).date()
        async with asyncio.timeout(GIVE_UP_S):
            while [each.state for each in await self.storage.list_broadcasts(since)] != [BroadcastState.AIRED] * count:  # noqa: ASYNC110 – the archive rings no bell
                await asyncio.sleep(0.02)

    async def reads(self, message_id: int, words: str) -> None:
        """Wait until the archive has these words of a message that waits."""
        async with asyncio.timeout(GIVE_UP_S):
            while words not in getattr(await self.storage.find_waiting(message_id), "text", ""):  # noqa: ASYNC110 – as above
                await asyncio.sleep(0.01)


@asynccontextmanager
async def open_house(stand: PracticeStand, folder: Path, *, killed: bool) -> AsyncIterator[House]:
    """The house with nothing in it yet; the bot is not started."""
    async with AsyncExitStack() as rooms:
        server = await rooms.enter_async_context(Discord(guilds=0, limits=Limits(routes={})))
        server.gateway.allowed = CONTENT
        model = await rooms.enter_async_context(EveningModel(latency=LATENCY_S))
        bot = Bot(server, model, stand, folder)
        storage = await rooms.enter_async_context(Storage.open(bot.database))
        try:
            yield House(server=server, model=model, bot=bot, storage=storage, killed=killed)
        finally:
            await bot.close()


async def until(happened: Callable[[], bool], timeout_s: float = GIVE_UP_S) -> None:
    """Wait until something has become true."""
    async with asyncio.timeout(timeout_s):
        while not happened():  # noqa: ASYNC110 – what is waited for is another process's doing and sets no event
            await asyncio.sleep(0.01)
