"""The files that put the bot on a machine: what can be checked without one."""

import configparser
import http.server
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHECK = ROOT / "deploy" / "healthcheck.py"


@contextmanager
def answering(status: int) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/healthz" else 404)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 – http.server's own signature
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield str(server.server_port)
        server.shutdown()


def check(**environment: str) -> int:
    return subprocess.run(
        [sys.executable, CHECK], env=environment, capture_output=True, timeout=20, check=False
    ).returncode


@pytest.mark.parametrize(("status", "expected"), [(200, 0), (503, 1), (404, 1)])
def test_the_container_is_as_healthy_as_the_page_says(status: int, expected: int):
    with answering(status) as port:
        assert check(HEALTH_PORT=port) == expected
        assert check(HEALTH_PORT=port, HEALTH_HOST="0.0.0.0", http_proxy="http://127.0.0.1:9") == expected


def test_a_page_that_is_not_wanted_is_not_missed_and_one_that_is_silent_is():
    assert check() == 0
    assert check(HEALTH_PORT="") == 0
    assert check(HEALTH_PORT="1") == 1


def test_every_room_comes_into_the_image_and_nothing_secret_does():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}

    lines = (ROOT / ".dockerignore").read_text().splitlines()
    let_in = {line[1:].rstrip("/") for line in lines if line.startswith("!")}

    assert "*" in lines
    assert rooms | {"bot.py", "settings.py", "requirements.lock", "data/feeds.toml", "data/practice"} <= let_in
    assert not {".env", "data", ".git"} & let_in
    assert all((ROOT / name).exists() for name in let_in)


def test_the_unit_starts_the_bot_and_gives_up_on_wrong_settings():
    unit = configparser.RawConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign] – configparser's own way to keep capitals
    unit.read(ROOT / "deploy" / "purepure-radio.service")

    service = unit["Service"]
    assert service["ExecStart"].split()[1:3] == ["bot.py", "run"]
    assert service["RestartPreventExitStatus"] == "2"
    assert service["ProtectSystem"] == "strict"
