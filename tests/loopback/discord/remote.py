"""The small Discord in a process of its own, for benches that kill the bot and look at what arrived.

    with RemoteDiscord("--guilds", "20") as remote:
        …start the bot with remote.base_url, remote.gateway_url and remote.token…
        remote.call("fault", count=3, status=500)
        assert remote.call("messages", channel_id=…)

The verbs and their arguments are those of `control.Control`.
"""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[3]


class ControlError(Exception):
    """The server refused a command; the message is its reason."""


class RemoteDiscord:
    """A server process, from the beginning of a with block to its end.

    Args:
        arguments: the command line of `python -m tests.loopback.discord`.
    """

    def __init__(self, *arguments: str) -> None:
        self._arguments = arguments
        self._process: subprocess.Popen[str] | None = None
        self._addresses: dict[str, str] = {}

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "tests.loopback.discord", *self._arguments]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self._addresses = json.loads(self._process.stdout.readline())
        return self

    def __exit__(self, *_: object) -> None:
        if self._process:
            self._process.terminate()
            self._process.wait(10)
            if self._process.stdout:
                self._process.stdout.close()

    @property
    def base_url(self) -> str:
        """Where the bot's DISCORD_API_BASE has to point."""
        return self._addresses["base_url"]

    @property
    def gateway_url(self) -> str:
        """Where the bot's DISCORD_GATEWAY_URL has to point."""
        return self._addresses["gateway_url"]

    @property
    def token(self) -> str:
        """The token that is let in."""
        return self._addresses["token"]

    @property
    def pid(self) -> int:
        """The server's process, for measuring it."""
        assert self._process is not None
        return self._process.pid

    def call(self, verb: str, **arguments: Any) -> Any:
        """Give a command; its answer.

        Raises:
            ControlError: there is no such verb, or it went wrong.
        """
        body = json.dumps(arguments).encode()
        url = f"{self._addresses['control_url']}/{verb}"
        request = urllib.request.Request(url, data=body, method="POST")  # noqa: S310 – our own address on the loopback
        try:
            with urllib.request.urlopen(request, timeout=90) as response:  # noqa: S310 – our own address on the loopback
                return json.loads(response.read())
        except urllib.error.HTTPError as error:
            raise ControlError(error.read().decode()) from error
