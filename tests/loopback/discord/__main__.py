"""The small Discord as a process of its own: `python -m tests.loopback.discord --port 0 --guilds 3`."""

import argparse
import asyncio
import json
import signal

from .limits import Limits
from .server import DiscordServer


def read_arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.loopback.discord", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--guilds", type=int, default=1)
    parser.add_argument("--channels", type=int, default=1, help="text channels a guild")
    parser.add_argument("--roles", type=int, default=0, help="roles a guild beside the two it has")
    parser.add_argument("--shards", type=int, default=None, help="how many /gateway/bot advises")
    parser.add_argument("--token", default=None)
    parser.add_argument("--latency", type=float, default=0.0, help="seconds every request takes")
    parser.add_argument("--no-limits", action="store_true", help="no rate limits")
    parser.add_argument("--nonce-window", type=float, default=180.0, help="seconds a nonce is remembered")
    return parser.parse_args()


async def main() -> None:
    """Serve until SIGINT or SIGTERM; the first line of output is a JSON object with the addresses and the token."""
    arguments = read_arguments()
    server = DiscordServer(
        guilds=arguments.guilds,
        channels=arguments.channels,
        roles=arguments.roles,
        shards=arguments.shards,
        token=arguments.token,
        port=arguments.port,
        limits=Limits(enabled=not arguments.no_limits),
        nonce_window_s=arguments.nonce_window,
    )
    server.faults.latency = arguments.latency
    serving = asyncio.ensure_future(server.serve_forever())
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, serving.cancel)
    async with server:
        addresses = {key: getattr(server, key) for key in ("base_url", "gateway_url", "control_url", "token")}
        print(json.dumps(addresses), flush=True)  # noqa: T201 – whoever starts this reads the addresses here
        await serving


if __name__ == "__main__":
    asyncio.run(main())
