"""A small Discord on 127.0.0.1, over real HTTP and WebSocket, for a real discord.py client.

    async with DiscordServer(guilds=2) as server:
        with redirect_discord(server):
            …start the client with server.token…
        channel = server.channel()
        asked = await server.invoke_command(channel.guild_id, channel.id, "みどり", "station setup",
                                            {"channel": channel}, permissions=MANAGER)
        assert asked.is_ephemeral and "月曜" in asked.text
        assert [message.text for message in server.messages(channel.id)] == […]
        assert server.violations == []

It refuses what Discord refuses (rules, permissions, rate limits, deadlines), forgets nothing it was asked, and fails
on command: `server.fail_next(3)`, `server.drop_next(processed=True)`, `server.faults.latency`, `server.gateway.drop()`,
`server.restart(dark_s=2)`. `python -m tests.loopback.discord` is the same in a process of its own, with commands for
it at /_control.
"""

from .client import redirect_discord
from .faults import Fault, Faults
from .interactions import Interaction
from .limits import MESSAGES, ROUTE_LIMITS, Limits
from .permissions import EVERYTHING, MANAGER, MEMBER, Permission
from .record import Request, Violation
from .server import DiscordServer
from .world import ANNOUNCEMENT, FORUM, TEXT, VOICE, Channel, Guild, Message, User

__all__ = [
    "ANNOUNCEMENT",
    "EVERYTHING",
    "FORUM",
    "MANAGER",
    "MEMBER",
    "MESSAGES",
    "ROUTE_LIMITS",
    "TEXT",
    "VOICE",
    "Channel",
    "DiscordServer",
    "Fault",
    "Faults",
    "Guild",
    "Interaction",
    "Limits",
    "Message",
    "Permission",
    "Request",
    "User",
    "Violation",
    "redirect_discord",
]
