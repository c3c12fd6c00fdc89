"""Commands from another process: POST /_control/<verb> with the arguments as a JSON object, answered with JSON.

GET works for verbs that need no argument. An unknown verb or a wrong argument is a 400 with the reason.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from .faults import Fault
from .interactions import Interaction
from .world import Message

if TYPE_CHECKING:
    from .server import DiscordServer

MAX_TIMEOUT_S = 60.0
Verb = Callable[..., Any] | Callable[..., Awaitable[Any]]


class Control:
    """The verbs."""

    def __init__(self, server: "DiscordServer") -> None:
        self._server = server
        self._going_dark: asyncio.Task[None] | None = None

    def add_routes(self, app: web.Application) -> None:
        """One route for all verbs."""
        app.router.add_route("*", "/_control/{verb}", self._serve)

    def _verbs(self) -> dict[str, Verb]:
        server, gateway = self._server, self._server.gateway
        return {
            "state": self.state,
            "messages": self.messages,
            "requests": self.requests,
            "violations": lambda: [asdict(each) for each in server.violations],
            "reset": server.reset,
            "fault": lambda **fault: server.faults.add(Fault(**fault)),
            "latency": lambda seconds: setattr(server.faults, "latency", float(seconds)),
            "clear_faults": server.faults.clear,
            "limits": self.limits,
            "drop": gateway.drop,
            "reconnect": gateway.ask_to_reconnect,
            "invalidate": gateway.invalidate,
            "restart": self.restart,
            "add_guild": lambda **how: server.add_guild(**how).id,
            "remove_guild": server.remove_guild,
            "return_guild": server.return_guild,
            "guild_outage": server.set_guild_outage,
            "delete_channel": server.delete_channel,
            "archive_thread": server.archive_thread,
            "permissions": server.set_permissions,
            "bot_permissions": server.set_bot_permissions,
            "post": lambda **what: server.post_message(**what).id,
            "invoke": self.invoke,
            "press": self.press,
            "submit": self.submit,
            "autocomplete": server.autocomplete,
        }

    async def _serve(self, request: web.Request) -> web.Response:
        verb = self._verbs().get(request.match_info["verb"])
        raw = await request.read()
        if verb is None:
            return _answer(400, {"error": f"no verb {request.match_info['verb']!r}", "verbs": sorted(self._verbs())})
        try:
            result = verb(**(json.loads(raw) if raw else {}))
            if asyncio.iscoroutine(result):
                result = await result
        except (TypeError, ValueError, LookupError, TimeoutError, ConnectionError, StopIteration) as error:
            return _answer(400, {"error": f"{type(error).__name__}: {error}"})
        return _answer(200, result)

    def state(self) -> dict[str, Any]:
        """Addresses, token, guilds with their channels, counts."""
        server = self._server
        guilds = [
            {"id": each.id, "name": each.name, "present": each.present, "channels": list(each.channels)}
            for each in server.world.guilds.values()
        ]
        return {
            "base_url": server.base_url,
            "gateway_url": server.gateway_url,
            "token": server.token,
            "guilds": guilds,
            "sessions": len(server.gateway.sessions),
            "connections": len(server.gateway.connections),
            "identifies": server.gateway.identifies,
            "resumes": server.gateway.resumes,
            "requests": len(server.requests),
            "rejected": len(server.rejected),
            "limited": len(server.limited),
            "repeats": len(server.repeats),
            "commands": [each["name"] for shelf in server.world.commands.values() for each in shelf.values()],
        }

    def messages(self, channel_id: int | None = None) -> list[dict[str, Any]]:
        """The bot's messages of one channel or of all, threads included, in the order they were made."""
        world = self._server.world
        ids = [channel_id] if channel_id else list(world.channels)
        found = [message for each in ids for message in self._server.messages(each)]
        return [self._message(message) for message in sorted(found, key=lambda message: message.id)]

    def _message(self, message: Message) -> dict[str, Any]:
        channel = self._server.world.channels.get(message.channel_id)
        keys = ("id", "channel_id", "guild_id", "text", "parts", "nonce", "flags", "pings", "thread_id")
        more = {"parent_id": channel.parent_id if channel else None, "at": message.posted_at.isoformat()}
        return {key: getattr(message, key) for key in keys} | more

    def requests(self, since: int = 0) -> list[dict[str, Any]]:
        """The record from a number on."""
        return [each.payload() for each in self._server.requests[since:]]

    def limits(self, *, enabled: bool | None = None, per_second: int | None = None) -> None:
        """Switch the limits on or off, or change the global one; 0 takes the global one away."""
        limits = self._server.limits
        if enabled is not None:
            limits.enabled = enabled
        if per_second is not None:
            limits.per_second = per_second or None

    def restart(self, *, dark_s: float = 0.0, forget_sessions: bool = False) -> None:
        """Restart the server after this answer has gone out."""

        async def go_dark() -> None:
            await asyncio.sleep(0.05)
            await self._server.restart(dark_s=dark_s, forget_sessions=forget_sessions)

        self._going_dark = asyncio.create_task(go_dark())

    async def invoke(self, *, timeout_s: float = 15.0, **what: Any) -> dict[str, Any]:
        """Use a command; the interaction's answer."""
        return self._interaction(await self._server.invoke_command(timeout_s=min(timeout_s, MAX_TIMEOUT_S), **what))

    async def press(self, *, channel_id: int, message_id: int, interaction_id: int = 0, **what: Any) -> dict[str, Any]:
        """Press a button of a message in a channel, or of an interaction's answers."""
        asked = self._server.interactions.get(interaction_id)
        shown = asked.messages if asked else self._server.messages(channel_id)
        message = next(each for each in shown if each.id == message_id)
        return self._interaction(await self._server.press_button(message, **what))

    async def submit(self, *, interaction_id: int, values: dict[str, str], **what: Any) -> dict[str, Any]:
        """Send off a modal."""
        opened = self._server.interactions[interaction_id]
        return self._interaction(await self._server.submit_modal(opened, values, **what))

    def _interaction(self, interaction: Interaction) -> dict[str, Any]:
        return {
            "id": interaction.id,
            "ack_s": interaction.ack_s,
            "visible": interaction.visible,
            "ephemeral": interaction.is_ephemeral,
            "text": interaction.text,
            "messages": [self._message(message) for message in interaction.messages],
            "modal": interaction.modal,
        }


def _answer(status: int, body: Any) -> web.Response:
    return web.json_response(body, status=status, dumps=lambda value: json.dumps(value, ensure_ascii=False))
