"""Health: whether the show is on the air, told over HTTP to whoever looks after the machine.

The responder understands one question, GET (or HEAD) /healthz. It is our own because the one door for
aiohttp leads outwards, and because a few lines that read at most eight kilobytes are easy to trust.
"""

import asyncio
import json
import logging
import math
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

import discord

from archive.storage import Storage
from cogs.broadcast import KNOCK_S, Knock
from radio.errors import ConfigError, StorageError
from radio.ports import Clock
from studio.schedule import find_next_slot

log = logging.getLogger(__name__)

OVERDUE = timedelta(seconds=4 * KNOCK_S)  # three knocks may be late before somebody is woken
_ARCHIVE_S = 5.0
_REQUEST_S = 10.0
_HEAD_LIMIT = 8192
_MOST_CALLERS = 32
_REQUEST_LINE = re.compile(rb"([A-Z]{1,16}) (/[!-~]*) HTTP/1\.[01]\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the show is. `reasons` are the faults in plain words, none when all is well; `latency_s` None if unknown."""

    connected: bool
    latency_s: float | None
    last_knock_at: datetime | None
    archive_well: bool
    next_due_at: datetime | None
    reasons: tuple[str, ...]

    def describe(self) -> dict[str, Any]:
        """The same in plain JSON types; times are ISO 8601 in UTC."""
        return {
            "healthy": not self.reasons,
            "reasons": list(self.reasons),
            "gateway": {
                "connected": self.connected,
                "latency_ms": None if self.latency_s is None else round(self.latency_s * 1000),
            },
            "last_knock_at": _write_time(self.last_knock_at),
            "archive": {"ok": self.archive_well},
            "next_due_at": _write_time(self.next_due_at),
        }


def _write_time(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


class HealthDesk:
    """Looks at the gateway, the knock and the archive. Until it is given a client, nothing is on the air."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._client: discord.AutoShardedClient | None = None
        self._knock: Knock | None = None

    def watch(self, client: discord.AutoShardedClient, knock: Knock) -> None:
        """Look at this client and its knock from now on."""
        self._client, self._knock = client, knock

    async def examine(self) -> Health:
        """How the show is right now. Takes at most a few seconds, and asks Discord nothing."""
        archive_well, next_due_at = await self._ask_archive()
        connected, last_knock_at = self._is_connected(), self._knock.last_at if self._knock else None
        return Health(
            connected=connected,
            latency_s=self._measure_latency(),
            last_knock_at=last_knock_at,
            archive_well=archive_well,
            next_due_at=next_due_at,
            reasons=self._find_reasons(connected=connected, last_knock_at=last_knock_at, archive_well=archive_well),
        )

    async def _ask_archive(self) -> tuple[bool, datetime | None]:
        try:
            async with asyncio.timeout(_ARCHIVE_S):
                stations = await self._storage.list_stations()
        except (StorageError, TimeoutError) as fault:
            log.warning("archive ill reason=%s", fault or "no answer")
            return False, None
        # Thousands of stations share few air slots, and this runs where the show runs.
        slots = {(each.weekday, each.air_time, each.zone): each for each in stations if not each.paused}
        now = self._clock.now()
        return True, min((find_next_slot(each, now).air_at for each in slots.values()), default=None)

    def _is_connected(self) -> bool:
        client = self._client
        if client is None or client.is_closed() or not client.is_ready():
            return False
        return bool(client.shards) and not any(shard.is_closed() for shard in client.shards.values())

    def _measure_latency(self) -> float | None:
        latency = self._client.latency if self._client else math.nan
        return latency if math.isfinite(latency) else None

    def _find_reasons(self, *, connected: bool, last_knock_at: datetime | None, archive_well: bool) -> tuple[str, ...]:
        reasons: list[str] = []
        if not connected:
            reasons.append("gateway: not connected; it reconnects by itself, see discordstatus.com and the network")
        if last_knock_at is None:
            reasons.append("knock: none yet; the first comes when the gateway is ready")
        elif self._clock.now() - last_knock_at > OVERDUE:
            reasons.append("knock: overdue; the log says why, a restart is safe")
        if not archive_well:
            reasons.append("archive: cannot be read; the log says why")
        return tuple(reasons)


@asynccontextmanager
async def serve_health(host: str, port: int, examine: Callable[[], Awaitable[Health]]) -> AsyncGenerator[int]:
    """Answer /healthz until the block ends; gives the port. Raises ConfigError where it cannot listen."""
    reception = _Reception(examine)
    try:
        server = await asyncio.start_server(reception.receive, host, port, limit=_HEAD_LIMIT)
    except (OSError, UnicodeError) as error:
        raise ConfigError(
            f"HEALTH_PORT: {host}:{port} cannot be listened at ({error}); name a free port above 1023, and in "
            "HEALTH_HOST an address of this machine"
        ) from error
    bound = int(server.sockets[0].getsockname()[1])
    log.info("health served host=%s port=%s", host, bound)
    try:
        yield bound
    finally:
        server.close()


class _Reception:
    """Takes callers, a few at a time, each for a few seconds and one question."""

    def __init__(self, examine: Callable[[], Awaitable[Health]]) -> None:
        self._examine = examine
        self._callers = 0

    async def receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._callers >= _MOST_CALLERS:
            writer.transport.abort()
            return
        self._callers += 1
        try:
            with suppress(OSError, TimeoutError, asyncio.IncompleteReadError):  # the caller went away or is too slow
                async with asyncio.timeout(_REQUEST_S):
                    writer.write(await self._answer(reader))
                    await writer.drain()
        finally:
            self._callers -= 1
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader) -> bytes:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return _write_answer(HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
        request = _REQUEST_LINE.match(head)
        if request is None:
            return _write_answer(HTTPStatus.BAD_REQUEST)
        method, path = request[1], request[2].partition(b"?")[0]
        if path != b"/healthz":
            return _write_answer(HTTPStatus.NOT_FOUND)
        if method not in (b"GET", b"HEAD"):
            return _write_answer(HTTPStatus.METHOD_NOT_ALLOWED)
        health = await self._examine()
        status = HTTPStatus.SERVICE_UNAVAILABLE if health.reasons else HTTPStatus.OK
        return _write_answer(status, health.describe(), with_body=method == b"GET")


def _write_answer(status: HTTPStatus, content: dict[str, Any] | None = None, *, with_body: bool = True) -> bytes:
    body = json.dumps(content or {"error": status.phrase}, indent=1).encode() + b"\n"
    lines = [
        f"HTTP/1.1 {status.value} {status.phrase}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Cache-Control: no-store",
        "Connection: close",
        *(["Allow: GET, HEAD"] if status is HTTPStatus.METHOD_NOT_ALLOWED else []),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + (body if with_body else b"")
