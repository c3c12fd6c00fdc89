"""On which line of a TOML file a table or key stands: the standard library's reader does not tell. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_HEADER = re.compile(r"""\s*\[(\[?)\s*["']?([\w-]+)["']?\s*\]""")
_KEY = re.compile(r"""\s*["']?([^\s"'=.#]+)["']?\s*(?:\.[^=]*)?=\s*(.*)""")
_FENCES = ('"""', "'''")

Place = tuple[str, int | None, str | None]


@dataclass(frozen=True, slots=True)
class LineIndex:
    """Lines by table, by its number where there are several of one name, and by key."""

    lines: Mapping[Place, int]

    def find(self, table: str, number: int | None = None, key: str | None = None) -> int:
        """The line, counted from 1, as near as it is known: the key, else its table, else 0."""
        places: tuple[Place, ...] = (
            (table, number, key),
            (table, number, None),
            (table, None, None),
            ("", None, table),
        )
        return next((self.lines[place] for place in places if place in self.lines), 0)


def index_lines(text: str) -> LineIndex:
    """Go through a file that is valid TOML; what stands inside texts of several lines is not looked at."""
    lines: dict[Place, int] = {}
    counts: dict[str, int] = {}
    table, number, fence = "", None, ""
    for line, content in enumerate(text.splitlines(), 1):
        if fence:
            fence = "" if fence in content else fence
        elif header := _HEADER.match(content):
            table = header[2]
            number = counts.get(table, 0) if header[1] else None
            counts[table] = counts.get(table, 0) + 1
            lines.setdefault((table, number, None), line)
            lines.setdefault((table, None, None), line)
        elif key := _KEY.match(content):
            lines.setdefault((table, number, key[1]), line)
            fence = next((each for each in _FENCES if key[2].startswith(each) and each not in key[2][3:]), "")
    return LineIndex(lines)
