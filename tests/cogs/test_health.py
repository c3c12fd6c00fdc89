import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from archive.storage import Storage
from cogs.health import Health, HealthDesk, serve_health
from radio.errors import ConfigError
from radio.show import Station
from tests.fakes import FakeClock
from tests.loopback.discord import DiscordServer
from tests.loopback.discord_bot import ShardedBot, eventually, on_the_air

NOW = datetime(2026, 11, 22, 22, 0, tzinfo=UTC)
WELL = Health(connected=True, latency_s=0.0421, last_knock_at=NOW, archive_well=True, next_due_at=None, reasons=())
ILL = Health(
    connected=False, latency_s=None, last_knock_at=None, archive_well=True, next_due_at=NOW, reasons=("gateway: no",)
)
GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"


async def ask(port: int, request: bytes) -> tuple[int, str, bytes]:
    """Status, headers and body of the answer; status 0 where there was none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        answer = await asyncio.wait_for(reader.read(), 5)
    except ConnectionError:
        answer = b""
    finally:
        writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return (int(head.split()[1]) if head else 0), head.decode(), body


@asynccontextmanager
async def served(health: Health = WELL) -> AsyncIterator[int]:
    async def examine() -> Health:
        return health

    async with serve_health("127.0.0.1", 0, examine) as port:
        yield port


def station(**given: Any) -> Station:
    usual = {"guild_id": 1, "channel_id": 2, "host": "tsumugi", "weekday": 0, "air_time": time(8), "zone": "Asia/Tokyo"}
    return Station(**usual | {"set_at": NOW} | given)


async def test_a_healthy_show_is_told_with_200():
    async with served() as port:
        status, head, body = await ask(port, GET)

    assert status == 200
    assert "Content-Type: application/json" in head
    assert json.loads(body) == {
        "healthy": True,
        "reasons": [],
        "gateway": {"connected": True, "latency_ms": 42},
        "last_knock_at": "2026-11-22T22:00:00+00:00",
        "archive": {"ok": True},
        "next_due_at": None,
    }


async def test_an_ill_show_is_told_with_503_and_the_reason():
    async with served(ILL) as port:
        status, _, body = await ask(port, GET)

    told = json.loads(body)
    assert status == 503
    assert (told["healthy"], told["reasons"], told["gateway"]["latency_ms"]) == (False, ["gateway: no"], None)


async def test_head_is_answered_without_a_body_and_a_query_is_passed_over():
    async with served() as port:
        status, head, body = await ask(port, b"HEAD /healthz?probe=1 HTTP/1.0\r\n\r\n")

    assert (status, body) == (200, b"")
    assert re.search(r"Content-Length: [1-9]\d\d\r\n", head)


@pytest.mark.parametrize(
    ("request_head", "expected"),
    [
        (b"POST /healthz HTTP/1.1\r\nContent-Length: 0\r\n\r\n", 405),
        (b"GET / HTTP/1.1\r\n\r\n", 404),
        (b"GET /healthz/../../etc/passwd HTTP/1.1\r\n\r\n", 404),
        (b"GET http://x/healthz HTTP/1.1\r\n\r\n", 400),
        (b"GET /healthz HTTP/9.9\r\n\r\n", 400),
        (b"GET  /healthz HTTP/1.1\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
        ("GET /健康 HTTP/1.1\r\n\r\n".encode(), 400),
        (b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 9000 + b"\r\n\r\n", 431),
    ],
)
async def test_everything_else_is_refused(request_head: bytes, expected: int):
    async with served() as port:
        assert (await ask(port, request_head))[0] == expected
        assert (await ask(port, GET))[0] == 200


async def test_a_caller_that_never_ends_is_not_listened_to():
    async with served() as port:
        assert (await ask(port, b"GET /healthz HTTP/1.1\r\nX: " + b"a" * 2_000_000))[0] in (0, 431)
        assert (await ask(port, GET))[0] == 200


async def test_a_caller_that_goes_away_or_says_nothing_harms_nobody():
    async with served() as port:
        for words in (b"", b"GET /heal"):
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(words)
            writer.transport.abort()

        assert (await ask(port, GET))[0] == 200


async def test_a_caller_that_is_too_slow_is_hung_up_on(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cogs.health._REQUEST_S", 0.05)

    async with served() as port:
        assert await ask(port, b"GET /healthz HTTP/1.1\r\nX: ") == (0, "", b"")


async def test_only_so_many_callers_are_taken_at_a_time():
    async with served() as port:
        waiting = [await asyncio.open_connection("127.0.0.1", port) for _ in range(32)]
        await asyncio.sleep(0.05)

        turned_away = await ask(port, GET)
        for _, writer in waiting:
            writer.close()

        assert turned_away[0] == 0

        async def is_served() -> bool:
            return (await ask(port, GET))[0] == 200

        for _ in range(100):
            if await is_served():
                return
            await asyncio.sleep(0.02)
        pytest.fail("callers that left still count")


async def test_a_port_that_is_taken_is_named_with_its_setting():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with pytest.raises(ConfigError, match=f"HEALTH_PORT: 127.0.0.1:{port} cannot be listened at"):
            async with serve_health("127.0.0.1", port, HealthDesk.examine):  # type: ignore[arg-type] – never asked
                pass


@pytest.mark.parametrize("host", ["203.0.113.9", "a" * 300, "no such host.invalid"])
async def test_an_address_that_is_not_ours_is_named_with_its_setting(host: str):
    with pytest.raises(ConfigError, match="HEALTH_HOST"):
        async with serve_health(host, 0, HealthDesk.examine):  # type: ignore[arg-type] – never asked
            pass


async def test_before_there_is_a_client_nothing_is_on_the_air():
    async with Storage.open(":memory:") as storage:
        health = await HealthDesk(storage, FakeClock(NOW)).examine()

    assert not health.connected
    assert [reason.partition(":")[0] for reason in health.reasons] == ["gateway", "knock"]


async def test_the_next_due_slot_is_the_earliest_of_the_stations_that_are_not_paused():
    async with Storage.open(":memory:") as storage:
        for number, more in enumerate([{"air_time": time(9)}, {}, {"air_time": time(7, 30), "paused": True}], start=1):
            kept = await storage.add_station(station(guild_id=number, **more), NOW)
            if more.get("paused") and kept:
                await storage.pause_station(kept.station_id)

        health = await HealthDesk(storage, FakeClock(NOW)).examine()

    assert health.next_due_at == NOW + timedelta(hours=1)


async def test_a_failing_archive_is_told():
    async with Storage.open(":memory:") as storage:
        desk = HealthDesk(storage, FakeClock(NOW))

    health = await desk.examine()

    assert not health.archive_well
    assert any(reason.startswith("archive:") for reason in health.reasons)


async def test_an_archive_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cogs.health._ARCHIVE_S", 0.05)
    async with Storage.open(":memory:") as storage:
        never = asyncio.Event()
        monkeypatch.setattr(storage, "list_stations", never.wait)

        assert not (await HealthDesk(storage, FakeClock(NOW)).examine()).archive_well


async def test_a_lost_gateway_and_its_return_are_seen():
    async with DiscordServer(guilds=4, shards=2) as server, Storage.open(":memory:") as storage:
        clock = FakeClock(NOW)
        desk = HealthDesk(storage, clock)
        async with on_the_air(server, ShardedBot()) as bot:
            desk.watch(bot, SimpleNamespace(last_at=NOW))  # type: ignore[arg-type] – of the knock only this is read

            before = await desk.examine()
            await server.stop()
            await eventually(lambda: not desk._is_connected())
            during = await desk.examine()
            await server.start()
            await eventually(desk._is_connected, 20)
            after = await desk.examine()
            clock.pass_by(minutes=3)
            late = await desk.examine()

        ended = await desk.examine()

    assert (before.reasons, after.reasons) == ((), ())
    assert [reason.partition(":")[0] for reason in during.reasons] == ["gateway"]
    assert [reason.partition(";")[0] for reason in late.reasons] == ["knock: overdue"]
    assert not ended.connected
