"""The practice week served on loopback: what airs when there is no network at all.

It is read through the same fetcher, parser and extractor as everything else. Every page stands at an address
of its own, because in a rundown every site counts once.
"""

import hashlib
import re
import selectors
import socket
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

FEED_LIST = "feeds.toml"
_TYPES = {
    ".rss": "application/rss+xml",
    ".rdf": "application/rdf+xml",
    ".json": "application/feed+json",
    ".html": "text/html; charset=utf-8",
}
_BLANK = re.compile(r"\{\{(\w+)(?::([\w.-]+))?\}\}")
_FIRST_HOST = 10  # 127.0.0.10 and on: low ones are taken on some machines


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeStand:
    """The week while it is served: its feed list, and the host:port pairs as FETCH_ALLOW names them."""

    feeds: Path
    allow: str


@contextmanager
def serve_practice(folder: Path, now: datetime) -> Iterator[PracticeStand]:
    """Serve the practice week in `folder`, its dates within the week before `now`, until the context ends.

    Files hold blanks that are filled in: {{base}} is the feeds' own address, {{page:NAME}} that of a page,
    {{iso:2.5}} and {{rfc822:2.5}} the time two and a half days before `now`.
    """
    pages = sorted((folder / "pages").glob("*.html"))
    feeds = sorted(path for path in folder.iterdir() if path.suffix in _TYPES)
    with ExitStack() as stack:
        servers = [_bind(number) for number in range(len(pages) + 1)]
        filler = _Filler(servers, pages, now)
        servers[0].documents = {f"/{path.name}": filler.read(path) for path in feeds}
        for server, path in zip(servers[1:], pages, strict=True):
            server.documents = {f"/{path.name}": filler.read(path)}
        stack.enter_context(_serve(servers))
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="practice-")))
        (home / FEED_LIST).write_bytes(filler.read(folder / FEED_LIST).body)
        yield PracticeStand(feeds=home / FEED_LIST, allow=",".join(server.pair for server in servers))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Document:
    body: bytes
    content_type: str

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class _Filler:
    """Fills in the blanks of a file."""

    def __init__(self, servers: Sequence["_Server"], pages: Sequence[Path], now: datetime) -> None:
        self._base = servers[0].base
        self._pages = {path.stem: f"{server.base}/{path.name}" for server, path in zip(servers[1:], pages, strict=True)}
        self._now = now.replace(microsecond=0)

    def read(self, path: Path) -> _Document:
        text = _BLANK.sub(self._fill, path.read_text("utf-8"))
        return _Document(body=text.encode(), content_type=_TYPES.get(path.suffix, "text/plain"))

    def _fill(self, blank: re.Match[str]) -> str:
        word, detail = blank[1], blank[2] or ""
        if word == "base":
            return self._base
        if word == "page":
            return self._pages[detail]
        moment = self._now - timedelta(days=float(detail))
        return moment.isoformat() if word == "iso" else format_datetime(moment)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a connection that a reader keeps open must not keep the rehearsal
    documents: Mapping[str, _Document] = {}

    def server_bind(self) -> None:
        # HTTPServer asks the resolver for its own name here, which takes seconds on a machine without network.
        socket.socket.setsockopt(self.socket, socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = self.pair.rsplit(":", 1)[0], self.socket.getsockname()[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Who hangs up has read enough; a traceback would stand between the rehearsal's lines.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def pair(self) -> str:
        host, port = self.socket.getsockname()[:2]
        return f"{host}:{port}"

    @property
    def base(self) -> str:
        return f"http://{self.pair}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 5  # a connection that is kept open and forgotten does not keep its thread

    def do_GET(self) -> None:
        documents = self.server.documents if isinstance(self.server, _Server) else {}
        document = documents.get(self.path.partition("?")[0])
        if document is None:
            return self._answer(HTTPStatus.NOT_FOUND)
        if self.headers.get("If-None-Match") == document.etag:
            return self._answer(HTTPStatus.NOT_MODIFIED, etag=document.etag)
        return self._answer(HTTPStatus.OK, document.body, etag=document.etag, content_type=document.content_type)

    def _answer(
        self, status: HTTPStatus, body: bytes = b"", *, etag: str | None = None, content_type: str = "text/plain"
    ) -> None:
        self.send_response(status)
        if etag is not None:
            self.send_header("ETag", etag)
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 – http.server's own signature
        """Say nothing: stderr belongs to the rehearsal."""


@contextmanager
def _serve(servers: Sequence[_Server]) -> Iterator[None]:
    # One thread watches every socket: a serve_forever() each would have to be waited for one by one at the end.
    stop, stopped = socket.socketpair()
    with stop, stopped, selectors.DefaultSelector() as selector:
        for server in servers:
            server.timeout = 0
            selector.register(server, selectors.EVENT_READ)
        selector.register(stopped, selectors.EVENT_READ)
        thread = Thread(target=_watch, args=(selector,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.send(b".")
            thread.join()
            for server in servers:
                server.server_close()


def _watch(selector: selectors.BaseSelector) -> None:
    while True:
        for key, _ in selector.select():
            if not isinstance(key.fileobj, _Server):
                return
            key.fileobj.handle_request()


def _bind(number: int) -> _Server:
    try:
        return _Server((f"127.0.0.{_FIRST_HOST + number}", 0), _Handler)
    except OSError:
        # Some systems know 127.0.0.1 alone; there a port of its own makes a page a site of its own.
        return _Server(("127.0.0.1", 0), _Handler)
