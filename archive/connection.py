"""The one thread that owns the one connection: questions go in, answers come out, nobody else touches it."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Self, TypeVar

from archive.database import open_database
from archive.faults import name_faults
from radio.errors import StorageError

if TYPE_CHECKING:
    from sqlite_utils import Database

P = ParamSpec("P")
T = TypeVar("T")


class Connection:
    """The archive's file while it is open."""

    def __init__(self, path: Path | str, thread: ThreadPoolExecutor, db: "Database") -> None:
        self.path = path
        self._thread = thread
        self._db = db
        self._closed = False

    @classmethod
    @asynccontextmanager
    async def open(cls, path: Path | str) -> AsyncGenerator[Self]:
        """The archive at `path` (":memory:" for none on disk), made or brought up to date, closed at the end."""
        thread = ThreadPoolExecutor(1, thread_name_prefix="archive")
        try:
            opening = asyncio.get_running_loop().run_in_executor(thread, open_database, path)
            storage = cls(path, thread, await asyncio.shield(opening))
            try:
                yield storage
            finally:
                await storage._close()
        finally:
            thread.shutdown(wait=False)

    async def _close(self) -> None:
        self._closed = True
        await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, self._db.close))

    async def _ask(self, question: "Callable[Concatenate[Database, P], T]", /, *args: P.args, **kwargs: P.kwargs) -> T:
        if self._closed:
            raise StorageError(f"{self.path}: the archive is closed")

        def answer() -> T:
            with name_faults(str(self.path)):
                return question(self._db, *args, **kwargs)

        # Shielded: what was sent must be logged, though the one who waits for it is cancelled.
        return await asyncio.shield(asyncio.get_running_loop().run_in_executor(self._thread, answer))
