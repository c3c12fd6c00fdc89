"""A small web on the loopback: pages with latency, validators and faults, and a record of who asked for what.

    async with WebServer(hosts=("127.0.0.1", "127.0.0.2")) as server:
        server.page("/feed", body=b"<rss/>", content_type="application/xml", etag='"1"', latency=0.2)
        server.fault("/bad", "hang")
        fetcher = HttpFetcher(user_agent="…", allow=server.allow, allowed_pace_s=0)
        await fetcher.fetch(server.url("/feed"))
        assert server.asked("/feed")

Written on bare sockets, because half of what it has to show is not proper HTTP. robots.txt is a 404 until a
page is put there; whatever nobody put on the server is a 404 too.
"""

import asyncio
import contextlib
import errno
import gzip
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Self

REFUSE_STATUS = {"500": 500, "503": 503, "404": 404, "403": 403, "410": 410, "401": 401, "451": 451}
FAULTS = (
    *REFUSE_STATUS,
    "429",  # Retry-After: 2
    "empty",  # 200 without a body
    "hang",  # takes the request and never answers
    "drip",  # one byte every 0.05 s without end
    "endless",  # a body that never ends
    "bomb",  # 2 GB of zeros in 2 MB of gzip
    "truncated",  # announces twice what it sends
    "reset",  # closes the connection without a word
    "nonsense",  # something that is not HTTP
    "loop",  # redirects to itself
    "inward",  # redirects to a private address
    "file",  # redirects to file:///etc/passwd
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it came: header names in lower case, `at` is monotonic seconds, `host` the address asked."""

    path: str
    host: str
    headers: Mapping[str, str]
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to answer. `latency` is seconds before the first byte; `cut` bytes are promised but not sent."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    latency: float = 0.0
    cut: int = 0


Answering = Callable[[Request], Reply]
Route = Callable[[Request, asyncio.StreamWriter], Awaitable[None]]


class WebServer:
    """Serves on one or several loopback addresses, each a host of its own, all on one port."""

    def __init__(self, hosts: Sequence[str] = ("127.0.0.1",), *, port: int = 0) -> None:
        self.hosts = tuple(hosts)
        self.port = port
        self.requests: list[Request] = []
        self._routes: dict[tuple[str | None, str], Route] = {}
        self._servers: list[asyncio.Server] = []
        self._visits: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        for _ in range(20):
            with contextlib.suppress(_PortTakenError):
                await self._bind()
                return self
        raise RuntimeError("no port is free on all addresses")

    async def __aexit__(self, *_: object) -> None:
        self._stop_listening()
        for visit in tuple(self._visits):
            visit.cancel()
        await asyncio.gather(*self._visits, return_exceptions=True)

    @property
    def allow(self) -> frozenset[tuple[str, int]]:
        """All its addresses as HttpFetcher wants them."""
        return frozenset((host, self.port) for host in self.hosts)

    def url(self, path: str = "/", *, host: str | None = None) -> str:
        """The address of `path`, on the first host unless told."""
        return f"http://{host or self.hosts[0]}:{self.port}{path}"

    def page(
        self,
        path: str,
        *,
        body: bytes | str = b"",
        status: int = 200,
        content_type: str | None = "text/html; charset=utf-8",
        latency: float = 0.0,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
        host: str | None = None,
    ) -> None:
        """Put a page on the server, on every host unless told; with validators it answers 304 to whoever has it."""
        data = body.encode() if isinstance(body, str) else body
        shown = {"Content-Type": content_type, "ETag": etag, "Last-Modified": last_modified}
        fixed = {name: value for name, value in shown.items() if value is not None} | dict(headers or {})

        def answer(request: Request) -> Reply:
            held = request.headers.get("if-none-match") == etag if etag else False
            dated = request.headers.get("if-modified-since") == last_modified if last_modified else False
            if held or (dated and not etag):
                return Reply(status=304, headers=fixed, latency=latency)
            return Reply(body=data, status=status, headers=fixed, latency=latency)

        self.answer(path, answer, host=host)

    def redirect(self, path: str, to: str, *, status: int = 302, host: str | None = None) -> None:
        """Send whoever asks for `path` on to `to`, which is written into the header as it stands."""
        self.answer(path, lambda _: Reply(status=status, headers={"Location": to}), host=host)

    def answer(self, path: str, answering: Answering, *, host: str | None = None) -> None:
        """Let a function of the request answer."""

        async def route(request: Request, writer: asyncio.StreamWriter) -> None:
            await _send(answering(request), writer)

        self._routes[host, path] = route

    def fault(self, path: str, name: str, *, host: str | None = None) -> None:
        """Let `path` misbehave in one of FAULTS."""
        if name not in FAULTS:
            raise ValueError(f"no such fault: {name}")
        plain = _plain_faults(path)
        if name in plain:
            self.answer(path, lambda _: plain[name], host=host)
        else:
            self._routes[host, path] = _RAW_FAULTS[name]

    def asked(self, path: str, *, host: str | None = None) -> tuple[Request, ...]:
        """Every request for `path`, in order."""
        return tuple(r for r in self.requests if r.path == path and host in (None, r.host))

    async def _bind(self) -> None:
        port = self.port
        for host in self.hosts:
            try:
                server = await asyncio.start_server(self._visit, host, port, backlog=512)
            except OSError as error:
                self._stop_listening()
                if error.errno == errno.EADDRINUSE and not self.port:
                    raise _PortTakenError from error
                raise
            self._servers.append(server)
            port = server.sockets[0].getsockname()[1]
        self.port = port

    def _stop_listening(self) -> None:
        while self._servers:
            self._servers.pop().close()

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visit = asyncio.current_task()
        assert visit is not None
        self._visits.add(visit)
        try:
            while request := await _read_request(reader, writer):
                self.requests.append(request)
                await self._serve(request, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the visitor left, or the server closes: both are how a visit ends
        finally:
            self._visits.discard(visit)
            writer.transport.abort()

    async def _serve(self, request: Request, writer: asyncio.StreamWriter) -> None:
        path = request.path.partition("?")[0]
        keys = ((request.host, request.path), (None, request.path), (request.host, path), (None, path))
        route = next((self._routes[key] for key in keys if key in self._routes), None)
        if route is None:
            await _send(Reply(status=404), writer)
        else:
            await route(request, writer)


class _PortTakenError(Exception):
    pass


async def _read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request | None:
    head = await reader.readuntil(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    host = writer.get_extra_info("sockname")[0]
    return Request(path=first.split(" ")[1], host=host, headers=headers, at=time.monotonic())


async def _send(reply: Reply, writer: asyncio.StreamWriter) -> None:
    if reply.latency:
        await asyncio.sleep(reply.latency)
    headers = {"Content-Length": str(len(reply.body) + reply.cut)} | dict(reply.headers)
    if reply.status == HTTPStatus.NOT_MODIFIED:
        del headers["Content-Length"]
    shown = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    writer.write(f"HTTP/1.1 {reply.status} Word\r\n{shown}\r\n".encode() + reply.body)
    await writer.drain()
    if reply.cut:
        raise ConnectionResetError


def _plain_faults(path: str) -> dict[str, Reply]:
    statuses = {name: Reply(status=status) for name, status in REFUSE_STATUS.items()}
    return statuses | {
        "429": Reply(status=429, headers={"Retry-After": "2"}),
        "empty": Reply(headers={"Content-Type": "application/xml"}),
        "truncated": Reply(body=b"<rss><channel>", cut=14),
        "loop": Reply(status=302, headers={"Location": path}),
        "inward": Reply(status=302, headers={"Location": "http://127.0.0.1:1/"}),
        "file": Reply(status=302, headers={"Location": "file:///etc/passwd"}),
    }


async def _hang(_: Request, writer: asyncio.StreamWriter) -> None:
    await writer.wait_closed()


async def _drip(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        writer.write(b"<")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _endless(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    for _turn in range(3200):  # 200 MB: enough to be endless for whoever has a cap
        writer.write(b" " * 65536)
        await writer.drain()
    raise ConnectionResetError


async def _bomb(_: Request, writer: asyncio.StreamWriter) -> None:
    member = gzip.compress(b"\0" * (1 << 21))
    body = member * 1024
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body))
    writer.write(body)
    await writer.drain()


async def _reset(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()
    raise ConnectionResetError


async def _nonsense(_: Request, writer: asyncio.StreamWriter) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n\r\n")
    await writer.drain()
    writer.close()
    await writer.wait_closed()
    raise ConnectionResetError


_RAW_FAULTS: dict[str, Route] = {
    "hang": _hang,
    "drip": _drip,
    "endless": _endless,
    "bomb": _bomb,
    "reset": _reset,
    "nonsense": _nonsense,
}
