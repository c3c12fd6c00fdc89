"""Host sheets: `hosts/<slug>.toml` → Persona. A wrong sheet is refused with every fault at its line."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn, cast

from persona.character import Frames, MailLines, NewsLines, Persona, Reading
from persona.sheet_checks import DAYS, Fault, check_meaning, check_shape
from persona.sheet_lines import SheetLines
from radio.errors import ConfigError

HOSTS = Path(__file__).parent / "hosts"
_SLUG = re.compile(r"[a-z0-9-]+")
_SYNTAX_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def list_hosts(folder: Path | None = None) -> tuple[str, ...]:
    """The slugs of all host sheets, sorted."""
    return tuple(sorted(path.stem for path in (folder or HOSTS).glob("*.toml") if _SLUG.fullmatch(path.stem)))


def load_persona(slug: str, folder: Path | None = None) -> Persona:
    """The host of a sheet.

    Raises:
        ConfigError: no such host, or a wrong sheet: one `file:line: reason` for each fault.
    """
    path = _find_sheet(slug, folder or HOSTS)
    source = _read_sheet(path)
    table = _parse_sheet(source, path)
    if faults := [*check_shape(table), *check_meaning(table)]:
        _refuse(path, source, faults)
    return _build_persona(slug, table)


def _find_sheet(slug: str, folder: Path) -> Path:
    hosts = list_hosts(folder)
    if slug in hosts:
        return folder / f"{slug}.toml"
    close = get_close_matches(slug, hosts, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(hosts) or 'none'}"
    raise ConfigError(f"{folder}: no host is called {slug[:40]!r}; {hint}")


def _read_sheet(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the sheet as UTF-8") from fault
    except OSError as fault:
        raise ConfigError(f"{path}: cannot be read: {fault.strerror}") from fault


def _parse_sheet(source: str, path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as fault:
        place = _SYNTAX_LINE.search(str(fault))
        line = int(place.group(1)) if place else source.count("\n") + 1
        reason = _SYNTAX_LINE.sub("", str(fault)).removesuffix("(at end of document)").strip()
        raise ConfigError(f"{path}:{line}: not TOML: {reason}") from fault


def _refuse(path: Path, source: str, faults: list[Fault]) -> NoReturn:
    lines = SheetLines(source)
    placed = sorted((lines.find(fault.key, fault.words), fault.reason) for fault in faults)
    raise ConfigError(*(f"{path}:{line}: {reason}" for line, reason in placed))


def _build_persona(slug: str, table: Mapping[str, Any]) -> Persona:
    plain = _freeze({key: value for key, value in table.items() if not isinstance(value, dict)})
    plain |= {"weekday": DAYS.index(table["weekday"].casefold()), "colour": int(table["colour"][1:], 16)}
    frames = Frames(**_freeze(table["frames"]))
    reading = Reading(**_freeze(table["reading"]))
    news = NewsLines(**_freeze(table["news"]))
    mail = MailLines(**_freeze(table["mail"]))
    return Persona(slug=slug, frames=frames, reading=reading, news=news, mail=mail, **plain)


def _freeze(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _freeze_value(value) for key, value in table.items()}


def _freeze_value(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    return tuple(line.strip() for line in cast("list[str]", value)) if isinstance(value, list) else value
