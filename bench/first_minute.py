"""How soon the door opens and the practice week is on: `python -m bench.first_minute [--repeats N]`.

Each figure is a process of its own: `import bot`, and a whole rehearsal of the practice week without a model.
The bare interpreter, measured in the same run, is the noise floor. Exit status 1 when a limit is missed.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from terminal.practice import serve_practice

ROOT = Path(__file__).resolve().parents[1]
IMPORT_LIMIT_S, REHEARSAL_LIMIT_S = 0.5, 5.0


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--repeats", type=int, default=7)
    repeats = options.parse_args().repeats
    floor = measure(repeats, "-c", "pass")
    opening = measure(repeats, "-c", "import bot")
    rehearsals = [rehearse() for _ in range(repeats)]
    show("python alone", floor, None)
    show("import bot", [took - statistics.median(floor) for took in opening], IMPORT_LIMIT_S)
    show("practice week", rehearsals, REHEARSAL_LIMIT_S)
    return int(max(opening) > IMPORT_LIMIT_S or max(rehearsals) > REHEARSAL_LIMIT_S)


def measure(repeats: int, *arguments: str) -> list[float]:
    return [run(*arguments) for _ in range(repeats)]


def rehearse() -> float:
    with (
        serve_practice(ROOT / "data" / "practice", datetime.now(UTC)) as stand,
        tempfile.TemporaryDirectory() as folder,
    ):
        files = ("--feeds", str(stand.feeds), "--database", str(Path(folder) / "radio.db"))
        settings = {"FETCH_ALLOW": stand.allow, "FETCH_PACE": "0"}
        return run("bot.py", "rehearse", "--no-model", *files, **settings)


def run(*arguments: str, **settings: str) -> float:
    began = time.monotonic()
    command = [sys.executable, *arguments]
    subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True)  # noqa: S603 – our own command
    return time.monotonic() - began


def show(what: str, seconds: list[float], limit: float | None) -> None:
    spread = f"{min(seconds):.2f} to {max(seconds):.2f} s"
    share = f", limit {limit:g} s: {max(seconds) / limit:.2f} of it" if limit else ""
    print(f"{what:<14} {statistics.median(seconds):.2f} s in the middle, {spread}{share}")


if __name__ == "__main__":
    sys.exit(main())
