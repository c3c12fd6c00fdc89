"""The worker: one process that takes feeds and pages apart for the bot, and is killed when one is too much for it."""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from newsroom.worker_process import pack, unpack
from radio.errors import FeedParseError, NewsError, PageError

log = logging.getLogger(__name__)

TASK_ERRORS: Mapping[str, type[NewsError]] = {"feed": FeedParseError, "page": PageError}
START_S = 30.0  # to import a task's libraries on a slow machine; not counted as the task's own time
MAX_REPLY_BYTES = 64 << 20
_ROOT = Path(__file__).resolve().parent.parent
# The worker reads what strangers wrote: it gets what Python needs to run, and no token or key.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TMPDIR", "TEMP", "PYTHONDONTWRITEBYTECODE")


class Worker:
    """Runs one task at a time in a process of its own, which is started when first needed.

    Use it as an async context manager or `close()` it. `limit_s` is what one task may take; `program` is
    the module that the process runs.
    """

    def __init__(self, *, limit_s: float = 10.0, program: str = "newsroom.worker_process") -> None:
        self._limit_s = limit_s
        self._program = program
        self._lock = asyncio.Lock()
        self._process: Process | None = None
        self._prepared: set[str] = set()
        self._dying: set[Process] = set()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End the process; a later task starts a new one."""
        self._kill()
        # Reading to the end lets the pipes close even where a reply was left half read.
        await asyncio.gather(*(process.communicate() for process in self._dying))
        self._dying.clear()

    async def run(self, task: str, payload: Mapping[str, object]) -> Any:
        """What `task` ("feed" or "page") makes of `payload`; both are JSON, with bytes allowed as values.

        Raises the task's error (FeedParseError, PageError) when it turns its input down, takes too long,
        takes too much memory or kills its process. Tasks wait for each other in the order they came.
        """
        error = TASK_ERRORS[task]
        async with self._lock:
            try:
                return await self._run(task, payload, error)
            except TimeoutError as late:
                self._kill()
                raise error(f"took longer than {self._limit_s:g} s to be read") from late
            except (OSError, asyncio.IncompleteReadError) as gone:
                self._kill()
                raise error("was too much for the reading process, which died of it") from gone
            except asyncio.CancelledError:
                self._kill()  # its reply would be taken for the answer to the next request
                raise

    async def _run(self, task: str, payload: Mapping[str, object], error: type[NewsError]) -> Any:
        process = await self._start()
        if task not in self._prepared:
            async with asyncio.timeout(START_S):
                await _ask(process, {"task": task})
            self._prepared.add(task)
        async with asyncio.timeout(self._limit_s):
            reply = await _ask(process, {"task": task, "payload": payload})
        if "result" in reply:
            return reply["result"]
        if "bug" in reply:
            log.error("worker task broke task=%s\n%s", task, reply["bug"])
            raise error(f"could not be read ({reply['bug'].splitlines()[-1]})")
        if "spent" in reply:
            self._kill()
        raise error(reply["fault"])

    async def _start(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            self._kill()
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", self._program),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                cwd=_ROOT,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            )
        return self._process

    def _kill(self) -> None:
        """Send the process away; `close` waits for those that are still going."""
        self._dying = {process for process in self._dying if process.returncode is None}
        if self._process is not None:
            if self._process.returncode is None:
                self._process.kill()
                self._dying.add(self._process)
            self._process = None
        self._prepared.clear()


async def _ask(process: Process, request: Mapping[str, object]) -> dict[str, Any]:
    """One request and its reply. Raises OSError or IncompleteReadError when the process is gone."""
    # Both are pipes, as the process was started.
    inbox, outbox = cast(asyncio.StreamWriter, process.stdin), cast(asyncio.StreamReader, process.stdout)
    inbox.write(pack(request))
    await inbox.drain()
    length = int.from_bytes(await outbox.readexactly(4), "big")
    if length > MAX_REPLY_BYTES:
        raise BrokenPipeError
    return unpack(await outbox.readexactly(length))
