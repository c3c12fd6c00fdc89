"""One hand-written fake for each port but the archive, which is never faked: tests use it on `:memory:`."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from radio.errors import FetchError, TransmissionError
from radio.ports import Response
from radio.transmission import Post
from radio.writing import Completion, Prompt


class FakeClock:
    """Stands still until told."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def pass_by(self, **time: float) -> None:
        """Let time pass, in the units of timedelta."""
        self.time += timedelta(**time)


class FakeFetcher:
    """Answers from a table of address → Response, bytes or error; anything else is a 404. Keeps every request."""

    def __init__(self, answers: Mapping[str, Response | bytes | Exception] | None = None) -> None:
        self.answers = dict(answers or {})
        self.requests: list[tuple[str, str | None, str | None]] = []

    async def fetch(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        self.requests.append((url, etag, last_modified))
        answer = self.answers.get(url, FetchError(url, "not found", permanent=True, status=404))
        if isinstance(answer, Exception):
            raise answer
        return Response(url=url, body=answer) if isinstance(answer, bytes) else answer


class FakeChatModel:
    """Answers each prompt with the next of a queue, or by a function of the prompt. Keeps every prompt."""

    def __init__(self, *answers: Completion | Exception, by: Callable[[Prompt], Completion] | None = None) -> None:
        self.answers = deque(answers)
        self.by = by
        self.prompts: list[Prompt] = []

    async def complete(self, prompt: Prompt) -> Completion:
        self.prompts.append(prompt)
        answer = self.by(prompt) if self.by else self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer


class FakeTransmitter:
    """Keeps what was sent, drops repeats of a nonce, and fails where told to."""

    def __init__(self, failures: Mapping[str, TransmissionError] | None = None) -> None:
        self.failures = dict(failures or {})
        self.sent: dict[str, Post] = {}
        self.problem: str | None = None

    async def prepare(self) -> None:
        await asyncio.sleep(0)

    async def send(self, post: Post, *, nonce: str) -> str:
        if post.part in self.failures:
            raise self.failures[post.part]
        self.sent.setdefault(nonce, post)
        return str(list(self.sent).index(nonce) + 1)

    async def find(self, post: Post) -> str | None:
        return next((str(index) for index, sent in enumerate(self.sent.values(), 1) if sent == post), None)


class InlineWorker:
    """Takes feeds and pages apart in this process: no worker to start and none to kill."""

    async def run(self, task: str, payload: Mapping[str, object]) -> Any:
        from newsroom.extract import extract_task
        from newsroom.feeds import parse_task

        return {"feed": parse_task, "page": extract_task}[task](dict(payload))


class SilentProgress:
    """Hears everything and says nothing."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, int, int, str]] = []

    def advance(self, stage: str, done: int, total: int, detail: str = "") -> None:
        self.heard.append((stage, done, total, detail))
