"""A small Discord on the loopback: its life, its settings and its record. See the package for how to use it."""

import asyncio
import base64
import contextlib
import socket
from typing import Any, Self

from aiohttp import web

from .audience import Audience
from .control import Control
from .faults import Fault, Faults
from .gateway import Gateway
from .limits import Limits
from .message_routes import Nonces
from .permissions import MEMBER
from .record import Request, Violation
from .rest import API, MAX_REQUEST_BYTES, Rest
from .violations import find_violations
from .world import Channel, Message, World

HOST = "127.0.0.1"


class DiscordServer(Audience):
    """The server.

    Args:
        guilds: how many guilds there are at the start, each with `channels` text channels and `roles` roles.
        token: the one token that is let in (without "Bot ").
        port: 0 takes a free one; it stays the same over restarts.
        shards: how many shards /gateway/bot advises; None takes one for a thousand guilds.
        bot_permissions: what the bot's own role may.
        limits: rate limits; the default are Discord's.
        nonce_window_s: how long a nonce is remembered.
    """

    def __init__(
        self,
        *,
        guilds: int = 1,
        channels: int = 1,
        roles: int = 0,
        token: str | None = None,
        port: int = 0,
        shards: int | None = None,
        bot_permissions: int = MEMBER,
        limits: Limits | None = None,
        nonce_window_s: float = 180.0,
    ) -> None:
        self.world = World(bot_permissions=bot_permissions)
        for _ in range(guilds):
            self.world.add_guild(channels=channels, roles=roles)
        self.token = token or _make_token(self.world.application_id)
        self.shards = shards
        self.limits = limits or Limits()
        self.faults = Faults()
        self.nonces = Nonces(window=nonce_window_s)
        self.repeats: list[Message] = []
        self.requests: list[Request] = []
        self.uploads: dict[int, bytes] = {}  # by the attachment's id; of large files nothing
        self.interactions = {}
        self.tokens = {}
        self.gateway = Gateway(self.world, self.token, lambda: self.gateway_url + "resume/")
        self.port = port
        self._rest = Rest(self)
        self._control = Control(self)
        self._runner: web.AppRunner | None = None
        self._checked: tuple[int, list[Violation]] = (0, [])

    @property
    def base_url(self) -> str:
        """Where discord.http.Route.BASE has to point."""
        return f"http://{HOST}:{self.port}{API}"

    @property
    def gateway_url(self) -> str:
        """Where discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY has to point."""
        return f"ws://{HOST}:{self.port}/gateway/"

    @property
    def control_url(self) -> str:
        """Where another process gives commands."""
        return f"http://{HOST}:{self.port}/_control"

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen."""
        app = web.Application(client_max_size=MAX_REQUEST_BYTES)
        for path in ("/", "/gateway", "/gateway/", "/gateway/resume", "/gateway/resume/"):
            app.router.add_get(path, self.gateway.serve)
        self._control.add_routes(app)
        self._rest.add_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=False)
        await self._runner.setup()
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, self.port))
        self.port = listener.getsockname()[1]
        await web.SockSite(self._runner, listener, backlog=1024).start()

    async def stop(self) -> None:
        """Close everything; what there is stays."""
        await self.gateway.drop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def restart(self, *, dark_s: float = 0.0, forget_sessions: bool = False) -> None:
        """Go down and come back on the same port with the same state; connections are refused for `dark_s` seconds."""
        await self.stop()
        if forget_sessions:
            self.gateway.forget_sessions()
        await asyncio.sleep(dark_s)
        await self.start()

    def channel(self, guild: int = 0, channel: int = 0) -> Channel:
        """The n-th channel of the n-th guild."""
        return list(list(self.world.guilds.values())[guild].channels.values())[channel]

    def messages(self, channel_id: int, *, bot_only: bool = True) -> list[Message]:
        """The messages of a channel or thread in order; deleted channels have none."""
        channel = self.world.channels.get(channel_id)
        kept = channel.messages.values() if channel else ()
        return [message for message in kept if message.author is self.world.bot or not bot_only]

    def threads(self, channel_id: int) -> list[Channel]:
        """The threads under a channel, oldest first."""
        guild = self.world.guilds[self.world.channels[channel_id].guild_id or 0]
        return [thread for thread in guild.threads.values() if thread.parent_id == channel_id]

    def asked(self, method: str, template: str) -> list[Request]:
        """The requests of a route, e.g. ("POST", "/channels/{channel_id}/messages")."""
        return [each for each in self.requests if (each.method, each.template) == (method, template)]

    @property
    def rejected(self) -> list[Request]:
        """Requests answered with 4xx because of what they were; rate limits and faults on command apart."""
        return [each for each in self.requests if 400 <= each.status < 500 and each.status != 429 and not each.faulted]

    @property
    def limited(self) -> list[Request]:
        """Requests answered with 429 by the rate limits."""
        return [each for each in self.requests if each.status == 429 and not each.faulted]

    @property
    def violations(self) -> list[Violation]:
        """What a well-behaved bot does not send: bodies against Discord's rules or description, unknown routes.

        Checked when asked for, so that a bench does not pay for it while it runs. Requests that lack a permission or
        meet a deleted channel are no violations: that is the world's doing.
        """
        done, found = self._checked
        found = found + find_violations(self.requests[done:])
        self._checked = (len(self.requests), found)
        return found

    def fail_next(self, count: int | None = 1, *, status: int | None = 500, **more: Any) -> None:
        """The next requests go wrong; see Fault for `more`."""
        self.faults.add(Fault(count=count, status=status, **more))

    def drop_next(self, count: int | None = 1, *, processed: bool = False, **more: Any) -> None:
        """The next requests lose their connection, before or after the work is done."""
        self.faults.add(Fault(count=count, drop=True, processed=processed, **more))

    def reset(self) -> None:
        """Forget messages, threads and the record; guilds, channels, commands and sessions stay."""
        self._checked = (0, [])
        self.requests.clear()
        self.uploads.clear()
        self.repeats.clear()
        self.faults.clear()
        for channel in list(self.world.channels.values()):
            channel.messages.clear()
            if channel.is_thread:
                self.world.remove_channel(channel)

    async def serve_forever(self) -> None:
        """Stay until cancelled."""
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()


def _make_token(application_id: int) -> str:
    """A token of the shape real ones have; it opens nothing but this server."""
    head = base64.urlsafe_b64encode(str(application_id).encode()).decode().rstrip("=")
    return f"{head}.loopb.only-for-the-loopback-server-here"
