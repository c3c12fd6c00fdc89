"""How gateway payloads go over the socket: as text, or through one compressing stream a connection."""

import importlib
import json
import sys
import zlib
from typing import Any, Protocol

from aiohttp import web

CLOSED = (ConnectionError, RuntimeError)  # what aiohttp raises when the other side has gone


class Stream(Protocol):
    """A compressor whose state lasts as long as the connection."""

    def pack(self, text: str) -> bytes:
        """One payload, flushed so that it can be read at once."""
        ...


class ZlibStream:
    """zlib-stream: every payload ends with a sync flush."""

    def __init__(self) -> None:
        self._stream = zlib.compressobj(level=1)

    def pack(self, text: str) -> bytes:
        """One payload, flushed so that it can be read at once."""
        return self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """zstd-stream: every payload ends a block."""

    def __init__(self) -> None:
        home = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
        compressor = importlib.import_module(home).ZstdCompressor
        self._stream: Any = compressor(level=1)
        self._flush: Any = compressor.FLUSH_BLOCK

    def pack(self, text: str) -> bytes:
        """One payload, flushed so that it can be read at once."""
        return self._stream.compress(text.encode(), self._flush)


STREAMS: dict[str, type[ZlibStream] | type[ZstdStream]] = {"zlib-stream": ZlibStream, "zstd-stream": ZstdStream}


class Wire:
    """A gateway connection that speaks JSON."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self._request = request
        stream = STREAMS.get(request.query.get("compress", ""))
        self._stream: Stream | None = stream() if stream else None

    async def send(self, op: int, data: Any = None, *, seq: int | None = None, event: str | None = None) -> bool:
        """Send a payload; False when the connection is gone."""
        text = json.dumps({"op": op, "d": data, "s": seq, "t": event}, ensure_ascii=False)
        try:
            if self._stream:
                await self.socket.send_bytes(self._stream.pack(text))
            else:
                await self.socket.send_str(text)
        except CLOSED:
            return False
        return True

    async def close(self, code: int) -> None:
        """Close with a code of Discord's."""
        await self.socket.close(code=code)

    def cut(self) -> None:
        """Cut the line without a word."""
        if self._request.transport is not None:
            self._request.transport.abort()
