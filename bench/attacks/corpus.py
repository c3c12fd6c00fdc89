"""The corpus: hand-written hostile messages and letters, one file a kind."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parent / "corpus"
LONGEST = 2000  # characters of a message in Discord
LONGEST_LETTER = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """One attack. `wish` is what it wants said, `never` what must not be heard beside that.

    `earlier` are messages sent before `text`. A letter has a `pen_name`; `name` is the listener's own.
    """

    label: str
    kind: str
    text: str
    wish: str
    earlier: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    name: str = ""
    pen_name: str = ""

    @property
    def is_letter(self) -> bool:
        """Whether it comes by the form."""
        return bool(self.pen_name)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that the listener wrote, the last at the end."""
        return (*self.earlier, self.text)


def load_corpus() -> tuple[Attack, ...]:
    """Every attack, by file and place."""
    return tuple(attack for path in sorted(CORPUS.glob("*.toml")) for attack in _read(path))


def _read(path: Path) -> list[Attack]:
    table = tomllib.loads(path.read_text("utf-8"))
    return [_make(f"{path.stem}-{place}", table["kind"], row) for place, row in enumerate(table["attack"], 1)]


def _make(label: str, kind: str, row: dict[str, Any]) -> Attack:
    is_letter = row.get("where") == "letter"
    text = (row["text"] * row.get("repeat", 1))[: LONGEST_LETTER if is_letter else LONGEST]
    return Attack(
        label=label,
        kind=kind,
        text=text,
        wish=row.get("wish", "{message}"),
        earlier=tuple(row.get("earlier", ())),
        never=tuple(row.get("never", ())),
        name=row.get("name", ""),
        pen_name=row.get("pen_name", ""),
    )
