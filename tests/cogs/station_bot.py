"""The bot as a server's managers meet it: the client and its commands on the small Discord."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from cogs.commands import make_tree
from radio.show import Edition, EpisodeKind
from tests.cogs.on_air import AIR_TIME, Evening, make_posts, open_evening
from tests.loopback.discord import MANAGER, Interaction

A_MINUTE_LATE = AIR_TIME + timedelta(minutes=1)  # what is set up now airs next week, and no slot begins by itself
TOKENS_PER_DAY = 500_000
MANAGER_NAME = "みどり"


@dataclass
class Managers:
    """A manager in front of the bot. `produced` are the editions that were made, `failure` what making one raises."""

    evening: Evening
    produced: list[tuple[Edition, EpisodeKind]] = field(default_factory=list)
    failure: Exception | None = None

    async def ask(
        self, command: str, *, locale: str = "ja", by: str = MANAGER_NAME, permissions: int = MANAGER, **options: Any
    ) -> Interaction:
        """Use a subcommand of /station in the first channel of the first server."""
        channel = self.evening.server.channel()
        return await self.evening.server.invoke_command(
            channel.guild_id, channel.id, by, f"station {command}", options, locale=locale, permissions=permissions
        )

    async def type(self, command: str, option: str, typed: str, *, permissions: int = MANAGER) -> list[Any]:
        """What is suggested while a manager types into an option."""
        channel = self.evening.server.channel()
        offered = await self.evening.server.autocomplete(
            channel.guild_id, channel.id, MANAGER_NAME, f"station {command}", option, typed, permissions=permissions
        )
        return [(choice["name"], choice["value"]) for choice in offered]

    async def press(
        self, asked: Interaction, button: str, *, by: str = MANAGER_NAME, permissions: int = MANAGER, locale: str = "ja"
    ) -> Interaction:
        """Press a button under an answer."""
        return await self.evening.server.press_button(
            asked.messages[-1], button, by, permissions=permissions, locale=locale
        )

    async def produce(self, edition: Edition, *_: object, kind: EpisodeKind) -> Any:
        """Stands in for the producer's journey."""
        self.produced.append((edition, kind))
        if self.failure:
            raise self.failure
        return SimpleNamespace(episode_id=0, posts=make_posts(), faults=())


@contextlib.asynccontextmanager
async def open_managers(
    *,
    at: datetime = A_MINUTE_LATE,
    source_url: str | None = None,
    tokens_per_day: int | None = TOKENS_PER_DAY,
    **given: Any,
) -> AsyncIterator[Managers]:
    """A server with a manager, and the bot with all its commands."""

    def make(client: Any) -> Any:
        return make_tree(client, tokens_per_day=tokens_per_day, source_url=source_url)

    async with open_evening(at=at, client={"make_tree": make}, **given) as evening:
        managers = Managers(evening)
        evening.client.producer.produce = managers.produce  # type: ignore[method-assign] – the journey has its own tests
        yield managers
