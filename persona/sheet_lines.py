"""Where in a TOML text a key stands: tomllib tells what it read, not where. Pure."""

import re

_TABLE = re.compile(r"""\s*\[\s*["']?([\w-]+)["']?\s*\]""")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


class SheetLines:
    """The line numbers, from 1, of a sheet's tables and keys."""

    def __init__(self, source: str) -> None:
        self.lines = source.split("\n")
        self._places: dict[str, int] = {}
        self._scan()

    def find(self, key: str, words: str = "") -> int:
        """The line of `words` within `key`, else of the key, else of its table, else the first.

        `key` is written `name` or `table.name`.
        """
        table, _, _ = key.rpartition(".")
        place = self._places.get(key, self._places.get(table, 1))
        first_words = words.strip().partition("\n")[0]
        if not first_words or key not in self._places:
            return place
        rest = range(place, min(self._next_place(place), len(self.lines) + 1))
        return next((line for line in rest if first_words in self.lines[line - 1]), place)

    def _next_place(self, place: int) -> int:
        return min((other for other in self._places.values() if other > place), default=len(self.lines) + 1)

    def _scan(self) -> None:
        table = ""
        quote = ""
        for number, line in enumerate(self.lines, start=1):
            if not quote:
                if header := _TABLE.match(line):
                    table = header.group(1)
                    self._places.setdefault(table, number)
                elif key := _KEY.match(line):
                    self._places.setdefault(f"{table}.{key.group(1)}".lstrip("."), number)
            quote = _open_quote(line, quote)


def _open_quote(line: str, quote: str) -> str:
    # Inside a long string nothing is a key: follow its three quotes from line to line.
    for mark in re.findall(r'"""|\'\'\'', line):
        if not quote:
            quote = mark
        elif quote == mark:
            quote = ""
    return quote
