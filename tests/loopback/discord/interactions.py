"""Interactions from the member's side: what was asked, and everything the bot answered."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .world import LOADING, Message, User

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
ANSWER, DEFER, DEFER_UPDATE, UPDATE, CHOICES, OPEN_MODAL = 4, 5, 6, 7, 8, 9
ALLOWED_ANSWERS = {
    COMMAND: {ANSWER, DEFER, OPEN_MODAL},
    COMPONENT: {ANSWER, DEFER, DEFER_UPDATE, UPDATE, OPEN_MODAL},
    AUTOCOMPLETE: {CHOICES},
    MODAL: {ANSWER, DEFER, DEFER_UPDATE, UPDATE},
}


@dataclass(slots=True, kw_only=True)
class Interaction:
    """One interaction and what became of it.

    `visible` says whether Discord would have shown the command to this member at all. `ack_s` is the seconds until
    the bot acknowledged, None as long as it has not; the deadline and the token's life are seconds too. `original`
    is the first answer or the deferred placeholder; `updated` the message that a button's answer changed.
    """

    id: int
    token: str
    kind: int
    payload: dict[str, Any]
    user: User
    channel_id: int
    guild_id: int | None
    visible: bool = True
    deadline_s: float = 3.0
    life_s: float = 900.0
    message: Message | None = None
    asked_at: float = field(default_factory=time.monotonic)
    ack_s: float | None = None
    answer_kind: int | None = None
    modal: dict[str, Any] | None = None
    choices: list[dict[str, Any]] | None = None
    original: Message | None = None
    followups: list[Message] = field(default_factory=list)
    updated: bool = False
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def age_s(self) -> float:
        """Seconds since the member asked."""
        return time.monotonic() - self.asked_at

    @property
    def is_acknowledged(self) -> bool:
        """Whether the callback came in time."""
        return self.ack_s is not None

    @property
    def messages(self) -> list[Message]:
        """What the member reads as answers, in order; a placeholder is none."""
        first = [self.original] if self.original and not self.original.flags & LOADING else []
        return [*first, *self.followups]

    @property
    def text(self) -> str:
        """The texts of all answers."""
        return "\n".join(message.text for message in self.messages)

    @property
    def is_ephemeral(self) -> bool:
        """Whether every answer is for the member alone."""
        return bool(self.messages) and all(message.is_ephemeral for message in self.messages)

    @property
    def is_answered(self) -> bool:
        """Whether the member has got something: a message, a change, a modal, choices; a placeholder is nothing."""
        silent = self.answer_kind == DEFER_UPDATE
        return self.is_acknowledged and bool(
            self.messages or self.updated or self.modal is not None or self.choices is not None or silent
        )

    def notify(self) -> None:
        """Something changed: look again, whoever waits."""
        self._changed.set()

    async def until(self, ready: Callable[[], bool], what: str, timeout_s: float) -> "Interaction":
        """Wait until `ready()`; a TimeoutError names `what` did not happen."""
        try:
            async with asyncio.timeout(timeout_s):
                while not ready():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError as error:
            raise TimeoutError(f"the application did not {what} within {timeout_s} s") from error
        return self

    async def acknowledged(self, timeout_s: float = 3.0) -> "Interaction":
        """Wait for the callback."""
        return await self.until(lambda: self.is_acknowledged, "acknowledge", timeout_s)

    async def answered(self, timeout_s: float = 15.0) -> "Interaction":
        """Wait until the member has got something."""
        return await self.until(lambda: self.is_answered, "answer", timeout_s)

    async def followed_up(self, count: int = 1, timeout_s: float = 15.0) -> "Interaction":
        """Wait for that many messages beyond the first."""
        return await self.until(lambda: len(self.followups) >= count, f"follow up {count} times", timeout_s)

    def expire(self) -> None:
        """Let the token be older than its life."""
        self.asked_at = float("-inf")
