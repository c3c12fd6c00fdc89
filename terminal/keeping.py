"""Keeping the archive: the two commands that copy it away and put it back."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from archive.copies import Holdings, back_up_archive, restore_archive
from radio.errors import ConfigError

_MB = 1_000_000


def back_up(database: Path, path: Path) -> int:
    """Copy the archive to `path` while the bot may run. Returns 0; raises ConfigError and StorageError."""
    _refuse_pipe(path)
    holdings = back_up_archive(database, path)
    _say(f"✓ {path}: {path.stat().st_size / _MB:.1f} MB, checked; {_count(holdings)}")
    return 0


def restore(backup: Path, database: Path) -> int:
    """Put a backup in the archive's place. Returns 0; raises ConfigError and StorageError."""
    _refuse_pipe(backup)
    restored = restore_archive(backup, database, datetime.now(UTC))
    _say(f"✓ {database}: restored from {backup}; {_count(restored.holdings)}")
    if restored.kept is not None:
        _say(f"  The former archive is kept as {restored.kept}")
    _say("  Nothing before this moment is caught up on, as it may have aired; /station air airs today's episode.")
    return 0


def _refuse_pipe(path: Path) -> None:
    if str(path) == "-":
        raise ConfigError("FILE: a pipe will not do, an archive is written in any order; name a file")


def _count(holdings: Holdings) -> str:
    return f"{holdings.stations} stations, {holdings.episodes} finished episodes"


def _say(line: str) -> None:
    Console(file=sys.stdout, highlight=False).print(line, markup=False, soft_wrap=True)
