"""The gateway: hello, identify, heartbeats, events in order, resume; and everything that may go wrong with it."""

import asyncio
import json
import secrets
import time
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from .payloads import guild_create_payload, user_payload
from .sessions import Data, Session
from .wire import STREAMS, Wire
from .world import Guild, World

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = (
    *range(5),
    *range(6, 12),
)
UNKNOWN_OP, BAD_PAYLOAD, NOT_IDENTIFIED, BAD_TOKEN, ALREADY_IDENTIFIED = 4001, 4002, 4003, 4004, 4005
TIMED_OUT, BAD_SHARD, SHARDING_REQUIRED, BAD_VERSION, BAD_INTENTS, DISALLOWED_INTENTS = (
    4009,
    4010,
    4011,
    4012,
    4013,
    4014,
)
MAX_GUILDS_A_SHARD = 2_500
ALL_INTENTS = (1 << 26) - 1
GUILDS, MESSAGES, DIRECT_MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
PRIVILEGED_FLAGS = {1 << 1: 1 << 15, 1 << 8: 1 << 13, CONTENT: 1 << 19}  # intent → flag of an unverified application
PRIVILEGED = sum(PRIVILEGED_FLAGS)
KEPT_SECONDS = 300  # a session that was left longer ago cannot be resumed
FAREWELLS = (1000, 1001)  # a bot that closes with these gives its session up


class Gateway:
    """All sessions and connections.

    `heartbeat_ms` is what hello asks for; `acks` False leaves heartbeats unanswered; `identifies` and `resumes`
    count; `connections` are those open now; `allowed` are the privileged intents switched on for the application.
    """

    def __init__(self, world: World, token: str, resume_url: Callable[[], str]) -> None:
        self._world = world
        self._token = token
        self._resume_url = resume_url
        self.sessions: dict[str, Session] = {}
        self.connections: set[Wire] = set()
        self.heartbeat_ms = 41_250
        self.acks = True
        self.allowed = 0
        self.identifies = 0
        self.resumes = 0
        self.heartbeats = 0
        self.presences: list[Any] = []

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection from hello to its end."""
        socket = web.WebSocketResponse(max_msg_size=4096 * 4)
        await socket.prepare(request)
        wire = Wire(socket, request)
        if request.query.get("v") != "10" or request.query.get("encoding", "json") != "json":
            await wire.close(BAD_VERSION)
            return socket
        if request.query.get("compress", "zlib-stream") not in STREAMS:
            await wire.close(BAD_PAYLOAD)
            return socket
        self.connections.add(wire)
        try:
            await wire.send(HELLO, {"heartbeat_interval": self.heartbeat_ms})
            await self._converse(wire)
        finally:
            self.connections.discard(wire)
            for session in self.sessions.values():
                if session.wire is wire:
                    session.wire, session.left_at = None, time.monotonic()
        return socket

    async def _converse(self, wire: Wire) -> None:
        pumping: asyncio.Task[None] | None = None
        silent_until = time.monotonic() + self._patience()
        try:
            while True:
                try:
                    async with asyncio.timeout(silent_until - time.monotonic()):
                        message = await wire.socket.receive()
                except TimeoutError:
                    return await wire.close(TIMED_OUT)
                payload = _read(message)
                if payload is None:
                    return await self._part(wire, message)
                if payload["op"] == HEARTBEAT:
                    silent_until = time.monotonic() + self._patience()
                session = await self._take(wire, payload, started=pumping is not None)
                if session:
                    pumping = asyncio.create_task(session.pump(wire))
        finally:
            if pumping:
                pumping.cancel()

    async def _part(self, wire: Wire, message: Any) -> None:
        """The conversation is over: the bot closed, the line broke, or what it sent is no payload."""
        if message.type in (WSMsgType.TEXT, WSMsgType.BINARY):
            await wire.close(BAD_PAYLOAD)
        elif message.type is WSMsgType.CLOSE and message.data in FAREWELLS:
            self.sessions = {key: each for key, each in self.sessions.items() if each.wire is not wire}

    def _patience(self) -> float:
        return self.heartbeat_ms / 1000 * 2

    async def _take(self, wire: Wire, payload: dict[str, Any], *, started: bool) -> Session | None:
        """Do what a payload asks for; the session when one begins or goes on."""
        op, data = payload["op"], payload.get("d")
        if op == HEARTBEAT:
            self.heartbeats += 1
            if self.acks:
                await wire.send(ACK)
        elif op in (IDENTIFY, RESUME):
            if started or not isinstance(data, dict):
                await wire.close(ALREADY_IDENTIFIED if started else BAD_PAYLOAD)
                return None
            return await (self._identify if op == IDENTIFY else self._resume)(wire, data)
        elif op not in (PRESENCE, VOICE, MEMBERS):
            await wire.close(UNKNOWN_OP)
        elif not started:
            await wire.close(NOT_IDENTIFIED)
        elif op == PRESENCE:
            self.presences.append(data)
        return None

    async def _identify(self, wire: Wire, data: dict[str, Any]) -> Session | None:
        self.identifies += 1
        number, count = data.get("shard") or (0, 1)
        intents: Any = data.get("intents")
        refusal = self._refuse_identify(data.get("token"), number, count, intents)
        if refusal:
            await wire.close(refusal)
            return None
        session = Session(id=secrets.token_hex(16), intents=intents, shard=(number, count), wire=wire)
        self.sessions[session.id] = session
        self._welcome(session)
        return session

    def _refuse_identify(self, token: Any, number: int, count: int, intents: Any) -> int | None:
        if token != self._token:
            return BAD_TOKEN
        if not 0 <= number < count:
            return BAD_SHARD
        if not isinstance(intents, int) or intents & ~ALL_INTENTS:
            return BAD_INTENTS
        if intents & PRIVILEGED & ~self.allowed:
            return DISALLOWED_INTENTS
        return SHARDING_REQUIRED if len(self._guilds(number, count)) > MAX_GUILDS_A_SHARD else None

    def _guilds(self, number: int, count: int) -> list[Guild]:
        return [guild for guild in self._world.guilds.values() if guild.present and (guild.id >> 22) % count == number]

    def _welcome(self, session: Session) -> None:
        """READY, then every guild of the shard."""
        guilds = self._guilds(*session.shard)
        ready = {
            "v": 10,
            "user": user_payload(self._world.bot),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._resume_url(),
            "session_type": "normal",
            "shard": list(session.shard),
            "application": {"id": str(self._world.application_id), "flags": self.application_flags},
            "private_channels": [],
        }
        session.push("READY", ready)
        for guild in guilds if session.intents & GUILDS else ():
            if guild.available:
                session.push("GUILD_CREATE", lambda guild=guild: guild_create_payload(guild))

    async def _resume(self, wire: Wire, data: dict[str, Any]) -> Session | None:
        session = self.sessions.get(str(data.get("session_id")))
        seq = data.get("seq")
        if data.get("token") != self._token:
            await wire.close(BAD_TOKEN)
            return None
        if session is None or not isinstance(seq, int) or not self._can_resume(session, seq):
            await wire.send(INVALID, False)
            return None
        self.resumes += 1
        if session.wire:
            session.wire.cut()
        session.wire, session.cursor = wire, seq + 1
        session.push("RESUMED", {"_trace": ["loopback"]})
        return session

    def _can_resume(self, session: Session, seq: int) -> bool:
        return seq == session.seq or (0 <= seq < session.seq and seq + 1 in session.events)

    @property
    def application_flags(self) -> int:
        """The application's flags: which privileged intents are switched on."""
        return sum(flag for intent, flag in PRIVILEGED_FLAGS.items() if self.allowed & intent)

    def dispatch(
        self, event: str, data: Data, *, guild_id: int | None = None, intent: int = 0, redacted: Data | None = None
    ) -> int:
        """Tell every session that sees the guild and wants the event; how many were told.

        `redacted` is what sessions without the message content intent are told instead.
        """
        told = 0
        forgotten = time.monotonic() - KEPT_SECONDS
        self.sessions = {key: each for key, each in self.sessions.items() if each.wire or each.left_at > forgotten}
        for session in self.sessions.values():
            if session.sees(guild_id) and (not intent or session.intents & intent):
                session.push(event, data if redacted is None or session.intents & CONTENT else redacted)
                told += 1
        return told

    async def drop(self, code: int | None = None) -> int:
        """End all connections: cut them, or close them with a code. The sessions can be resumed."""
        dropped = list(self.connections)
        for wire in dropped:
            if code is None:
                wire.cut()
            else:
                await wire.close(code)
        return len(dropped)

    async def ask_to_reconnect(self) -> None:
        """Op 7 to everybody."""
        for wire in list(self.connections):
            await wire.send(RECONNECT)

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Op 9 to everybody; a session that is not resumable is forgotten."""
        if not resumable:
            self.sessions.clear()
        for wire in list(self.connections):
            await wire.send(INVALID, resumable)

    async def ask_for_heartbeat(self) -> None:
        """Op 1 to everybody."""
        for wire in list(self.connections):
            await wire.send(HEARTBEAT)

    def forget_sessions(self) -> None:
        """From now on no session can be resumed; open connections hear nothing more."""
        self.sessions.clear()


def _read(message: Any) -> dict[str, Any] | None:
    """The payload of a text message; None when the connection is over or the text is no payload."""
    if message.type is not WSMsgType.TEXT:
        return None
    try:
        payload = json.loads(message.data)
    except ValueError:
        return None
    return payload if isinstance(payload, dict) and isinstance(payload.get("op"), int) else None
