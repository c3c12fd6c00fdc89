"""Processes of their own, for what only two of them can show."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start_process(script: str, *arguments: str) -> subprocess.Popen[str]:
    """Run a script from the root of the project."""
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def read_lines(processes: Sequence[subprocess.Popen[str]], signal: str = "") -> list[str]:
    """Everything they print from now on, once all have heard `signal` and ended well."""
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(signal)
        process.stdin.flush()
    lines: list[str] = []
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        lines += out.splitlines()
    return lines
