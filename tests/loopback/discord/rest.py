"""The way of a request: recorded, hit by faults, let in, limited, handled, answered as Discord answers."""

import asyncio
import copy
import json
import logging
import math
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from . import application_routes, channel_routes, message_routes, webhook_routes
from .access import Call, parse_json
from .errors import INVALID_FORM, NO_METHOD, NO_ROUTE, UNAUTHORIZED, Broken, RefusedError, error_tree
from .faults import Fault
from .limits import GLOBAL_SCOPE, USER_SCOPE, Verdict
from .record import Request

if TYPE_CHECKING:
    from .server import DiscordServer

log = logging.getLogger(__name__)

API = "/api/v10"
MAX_REQUEST_BYTES = 120 * 1024 * 1024
KEPT_BYTES = 1024 * 1024  # larger files are weighed only
ROUTES = application_routes.ROUTES | channel_routes.ROUTES | message_routes.ROUTES | webhook_routes.ROUTES
TOKEN_PATHS = ("/interactions/", "/webhooks/")  # the token stands in the path
VIA = {"Via": "1.1 loopback"}  # without it discord.py takes a 429 for a ban at the door


class Rest:
    """The HTTP side of the server."""

    def __init__(self, server: "DiscordServer") -> None:
        self._server = server

    def add_routes(self, app: web.Application) -> None:
        """Every route of the API, literal paths before those with a place to fill, and an answer for the rest."""
        for method, template in sorted(ROUTES, key=lambda route: route[1].replace("{", "~")):
            app.router.add_route(method, API + template, self.serve)
        app.router.add_route("*", "/{tail:.*}", self.serve)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """One request from its arrival to its answer."""
        started = time.monotonic()
        record = await self._take_down(request)
        fault = self._server.faults.take(record.method, record.path)
        await asyncio.sleep(self._server.faults.latency + (fault.latency if fault else 0.0))
        response = None if fault and not fault.processed else self._answer(request, record)
        if fault and (fault.drop or fault.status):
            response = _fail(request, record, fault)
        elif response is None:
            response = self._answer(request, record)
        record.elapsed = time.monotonic() - started
        return response

    async def _take_down(self, request: web.Request) -> Request:
        """Read the request and put it on the record; what cannot be read is refused later, by `_answer`."""
        template = request.match_info.route.resource.canonical if request.match_info.route.resource else ""
        record = Request(
            number=len(self._server.requests),
            method=request.method,
            path=request.path.removeprefix(API),
            template=template.removeprefix(API) if template.startswith(API) else "",
            query=dict(request.query),
            headers={key: request.headers.get(key, "") for key in ("User-Agent", "X-Audit-Log-Reason", "Content-Type")},
        )
        self._server.requests.append(record)
        raw: bytes | None
        if request.content_type.startswith("multipart/"):
            record.multipart = True
            raw = await _read_parts(request, record)
        else:
            raw = await request.read()
        if raw:
            try:
                record.body = parse_json(raw)
            except RefusedError as error:
                record.note = str(error)
        return record

    def _answer(self, request: web.Request, record: Request) -> web.Response:
        """What Discord answers, and with which headers."""
        verdict = Verdict({})
        try:
            if record.template:
                params = dict(request.match_info)
                verdict = self._server.limits.admit(record.method, record.template, params)
            if verdict.retry_after is not None:
                return _too_many(record, verdict, verdict.retry_after)
            self._let_in(request, record)
            result = self._handle(request, record)
        except RefusedError as error:
            record.status, record.code = error.refusal.status, error.refusal.code
            record.note = json.dumps(error.errors, ensure_ascii=False) if error.errors else error.refusal.message
            return _json(error.refusal.status, error.payload(), verdict.headers)
        record.status = HTTPStatus.OK if result is not None else HTTPStatus.NO_CONTENT
        if record.method == "POST" and record.template.endswith("/threads"):
            record.status = HTTPStatus.CREATED
        return _json(record.status, result, verdict.headers)

    def _handle(self, request: web.Request, record: Request) -> Any:
        """What the route's handler makes of it; a value of the wrong type anywhere in the body is an invalid form."""
        call = Call(
            server=self._server,
            params=dict(request.match_info),
            query=record.query,
            body=copy.deepcopy(record.body),
            files=record.files,
            contents=record.contents,
        )
        try:
            return ROUTES[(record.method, record.template)](call)
        except (AttributeError, TypeError, ValueError, KeyError) as error:
            log.info("body not understood path=%s", record.path, exc_info=True)
            broken = Broken((), "BASE_TYPE_BAD_TYPE", f"{type(error).__name__}: {error}")
            raise RefusedError(INVALID_FORM, error_tree([broken])) from error

    def _let_in(self, request: web.Request, record: Request) -> None:
        """Refuse what no route serves, what has no token, what could not be read."""
        if not record.template:
            known = {template for method, template in ROUTES if method != record.method}
            matched = any(_fits(template, record.path) for template in known)
            raise RefusedError(NO_METHOD if matched else NO_ROUTE)
        open_path = record.template.startswith(TOKEN_PATHS) or record.template == "/gateway"
        if not open_path and request.headers.get("Authorization") != f"Bot {self._server.token}":
            raise RefusedError(UNAUTHORIZED)
        if record.note:
            parse_json(b"")


def _fits(template: str, path: str) -> bool:
    """Whether a path is of a template: as many steps, and the literal ones the same."""
    steps, wanted = path.split("/"), template.split("/")
    return len(steps) == len(wanted) and all(w.startswith("{") or w == s for s, w in zip(steps, wanted, strict=True))


async def _read_parts(request: web.Request, record: Request) -> bytes | None:
    """The part payload_json; the files go on the record."""
    payload = None
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = await part.read()
        if part.name == "payload_json":
            payload = bytes(content)
        elif part.filename:
            record.files[part.filename] = len(content)
            if len(content) <= KEPT_BYTES:
                record.contents[part.filename] = bytes(content)
    return payload


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    """An answer whose Content-Type is exactly application/json, as discord.py wants it."""
    if status == HTTPStatus.NO_CONTENT:
        return web.Response(status=status, headers=headers | VIA)
    raw = json.dumps(body, ensure_ascii=False).encode()
    return web.Response(status=status, body=raw, headers=headers | VIA | {"Content-Type": "application/json"})


def _too_many(record: Request, verdict: Verdict, retry_after: float) -> web.Response:
    record.status = HTTPStatus.TOO_MANY_REQUESTS
    record.note = f"rate limited ({verdict.scope})"
    return _slow_down(retry_after, verdict.scope, verdict.headers)


def _slow_down(retry_after: float, scope: str, headers: dict[str, str]) -> web.Response:
    """A 429 as Discord words it; a thousandth more than needed, so that who waits that long is not early."""
    is_global = scope == GLOBAL_SCOPE
    headers = headers | {"Retry-After": str(math.ceil(retry_after)), "X-RateLimit-Scope": scope}
    if is_global:
        headers["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": round(retry_after, 3) + 0.001, "global": is_global}
    return _json(HTTPStatus.TOO_MANY_REQUESTS, body, headers)


def _fail(request: web.Request, record: Request, fault: Fault) -> web.Response:
    """Answer with the fault's status, or cut the line."""
    if fault.drop or fault.status is None:
        record.status, record.note, record.faulted = 0, "connection dropped", True
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    record.status, record.code, record.note, record.faulted = fault.status, fault.code, "fault on command", True
    if fault.status in (502, 503, 504):
        return web.Response(status=fault.status, text="<html>upstream unavailable</html>", content_type="text/html")
    words = fault.message or f"{fault.status}: {HTTPStatus(fault.status).phrase}"
    if fault.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _slow_down(fault.retry_after, GLOBAL_SCOPE if fault.is_global else USER_SCOPE, {})
    return _json(fault.status, {"message": words, "code": fault.code}, {})
