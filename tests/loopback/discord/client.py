"""discord.py pointed at the loopback instead of at Discord."""

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import yarl

if TYPE_CHECKING:
    from .server import DiscordServer


@contextlib.contextmanager
def redirect_discord(server: "DiscordServer") -> Iterator[None]:
    """Everything discord.py does in this process goes to `server`, until the end of the block."""
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    before = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = server.base_url, yarl.URL(server.gateway_url)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = before
