"""The health page of the bot as it is started on a machine."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from socket import create_server
from typing import Any

from tests.loopback.discord import DiscordServer

ROOT = Path(__file__).parents[2]


def find_free_port() -> int:
    with closing(create_server(("127.0.0.1", 0))) as server:
        return server.getsockname()[1]


@asynccontextmanager
async def on_air(server: DiscordServer, port: int, folder: Path) -> AsyncIterator[Process]:
    settings = {
        "DISCORD_TOKEN": server.token,
        "DISCORD_API_BASE": server.base_url,
        "DISCORD_GATEWAY_URL": server.gateway_url,
        "HEALTH_PORT": str(port),
        "HEALTH_HOST": "127.0.0.1",
    }
    command = [sys.executable, "bot.py", "run", "--database", str(folder / "radio.db")]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=os.environ | settings, stderr=PIPE)
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def ask(port: int) -> tuple[int, dict[str, Any]]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with closing(writer):
        writer.write(b"GET /healthz HTTP/1.1\r\n\r\n")
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    return int(head.split()[1]), json.loads(body)


async def wait_for(status: int, port: int) -> dict[str, Any]:
    async with asyncio.timeout(30):
        while True:
            try:
                found, told = await ask(port)
            except ConnectionError:
                found, told = 0, {}
            if found == status:
                return told
            await asyncio.sleep(0.1)


async def test_the_page_follows_the_bot_from_its_start_through_an_outage_to_its_end(tmp_path: Path):
    port = find_free_port()
    async with DiscordServer() as server, on_air(server, port, tmp_path) as bot:
        well = await wait_for(200, port)
        await server.stop()
        ill = await wait_for(503, port)
        await server.start()
        await wait_for(200, port)

        bot.send_signal(signal.SIGTERM)
        status = await asyncio.wait_for(bot.wait(), 20)

    assert well["gateway"]["connected"]
    assert well["last_knock_at"]
    assert ill["reasons"][0].startswith("gateway:")
    assert status == 0


async def test_a_health_port_that_is_taken_stops_the_start_with_its_name(tmp_path: Path):
    with closing(create_server(("127.0.0.1", 0))) as taken:
        async with DiscordServer() as server, on_air(server, taken.getsockname()[1], tmp_path) as bot:
            _, said = await asyncio.wait_for(bot.communicate(), 30)

    assert bot.returncode == 2
    assert b"HEALTH_PORT" in said
