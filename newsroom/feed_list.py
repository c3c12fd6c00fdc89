"""The feed list: `feeds.toml` read and checked, every fault named at once with its line and its remedy."""

import hashlib
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from newsroom.feed_keys import KEYS, read_url, suggest
from newsroom.toml_lines import LineIndex, index_lines
from radio.errors import ConfigError
from radio.news import Feed, FeedRole, Language

MAX_LIST_BYTES = 1_000_000

Table = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchedOff:
    """A feed that its owner does not want asked, and why."""

    url: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedList:
    """What `feeds.toml` says. `count_url` is where bookmarks are counted, None where nobody is to be asked."""

    feeds: tuple[Feed, ...]
    switched_off: tuple[SwitchedOff, ...] = ()
    count_url: str | None = None

    @property
    def fingerprint(self) -> str:
        """A short name for exactly these feeds: a draft made of other ones is about other news."""
        return hashlib.sha256(repr((self.feeds, self.count_url)).encode()).hexdigest()[:16]


def load_feed_list(path: Path) -> FeedList:
    """The feed list in the file at `path`. Raises ConfigError naming every fault with its line and its remedy."""
    text = _read_text(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {_say_syntax_fault(str(error), text)}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: is nested too deep; a feed list needs no nesting") from error
    check = _Check(document, index_lines(text))
    if check.faults:
        raise ConfigError(*(f"{path}: {fault}" for fault in check.faults))
    return FeedList(feeds=tuple(check.feeds), switched_off=tuple(check.switched_off), count_url=check.count_url)


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_LIST_BYTES:
            raise ConfigError(f"{path}: is larger than {MAX_LIST_BYTES:,} bytes and so hardly a feed list")
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such file; name the feed list with --feeds FILE") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(f"{path}: line {line}: is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name a file that this user may read") from error


def _say_syntax_fault(message: str, text: str) -> str:
    found = re.fullmatch(r"(?s)(.*?)\s*\(at (?:line (\d+), column (\d+)|end of document)\)", message)
    if not found:  # pragma: no cover – should a later Python word it differently
        return f"is not TOML ({message})"
    where = f"line {found[2]}, column {found[3]}" if found[2] else f"line {len(text.splitlines())}, the last"
    return f"{where}: is not TOML ({found[1]}); texts stand in quotes, one `key = value` a line"


class _Check:
    """Goes through a feed list once, keeping what is good and naming what is not."""

    def __init__(self, document: Table, lines: LineIndex) -> None:
        self.feeds: list[Feed] = []
        self.switched_off: list[SwitchedOff] = []
        self.count_url: str | None = None
        self._lines = lines
        self._found: list[tuple[int, str]] = []
        self._seen: dict[str, int] = {}
        self._stand_ins: list[tuple[int, str]] = []
        self._check_document(document)
        self._check_stand_ins()

    @property
    def faults(self) -> tuple[str, ...]:
        """Every fault with its line, in the order of the file."""
        return tuple(f"line {line}: {says}" if line else says for line, says in sorted(self._found))

    def _check_document(self, document: Table) -> None:
        for key, value in document.items():
            if key == "feed" and _is_list_of_tables(value):
                for number, table in enumerate(cast("list[Table]", value)):
                    self._check_feed(number, table)
            elif key == "hatena" and isinstance(value, dict):
                self._check_hatena(cast("Table", value))
            elif key in ("feed", "hatena"):
                self._say(self._lines.find(key), f"{key!r} is written {'[[feed]]' if key == 'feed' else '[hatena]'}")
            else:
                hint = suggest(key, ("feed", "hatena"))
                self._say(self._lines.find(key), f"unknown table {key!r}{hint}; there are [[feed]] and [hatena]")
        if not self._seen and not self._found:
            self._say(0, 'names no feed; add one: [[feed]], then url = "https://…"')

    def _check_hatena(self, table: Table) -> None:
        for key, value in table.items():
            line = self._lines.find("hatena", None, key)
            if key != "count_url":
                self._say(line, f"unknown key {key!r}{suggest(key, ('count_url',))} in [hatena]")
            elif value is not False:
                self.count_url = self._take(line, key, value, read_url)

    def _check_feed(self, number: int, table: Table) -> None:
        head = self._lines.find("feed", number)
        known: Table = {key: self._take_key(number, key, value) for key, value in table.items()}
        url = known.get("url")
        if "url" not in table:
            self._say(head, 'this feed has no url; add url = "https://…"')
        if url is None:
            return None
        line = self._lines.find("feed", number, "url")
        earlier = self._seen.setdefault(_same(url), line)
        if earlier != line:
            return self._say(line, f"{url!r} is listed already in line {earlier}; keep one of both")
        if any(value is None for value in known.values()):
            return None
        return self._keep(known, number)

    def _keep(self, known: Table, number: int) -> None:
        url: str = known["url"]
        enabled, reason = known.pop("enabled", True), known.pop("reason", "")
        name: str = known.get("name") or (urlsplit(url).hostname or url).removeprefix("www.")
        if not enabled:
            return self.switched_off.append(SwitchedOff(url=url, name=name, reason=reason))
        if "stands_in_for" in known:
            self._stand_ins.append((self._lines.find("feed", number, "stands_in_for"), known["stands_in_for"]))
        values: Table = {**_defaults(url), **known, "name": name}
        return self.feeds.append(Feed(**values))

    def _check_stand_ins(self) -> None:
        """After all feeds are known: a stand-in needs a feed that is asked before it."""
        asked = {feed.url for feed in self.feeds if feed.stands_in_for is None}
        off = {feed.url for feed in self.switched_off}
        for line, url in self._stand_ins:
            if url in off:
                self._say(line, f"stands in for {url!r}, which is switched off; switch it on or take this line out")
            elif url not in asked and not self._found:
                hint = suggest(url, tuple(asked))
                self._say(line, f"stands in for {url!r}, but no feed with that url is asked by itself{hint}")

    def _take_key(self, number: int, key: str, value: object) -> object:
        line = self._lines.find("feed", number, key)
        read = KEYS.get(key)
        if read is None:
            return self._say(line, f"unknown key {key!r}{suggest(key, tuple(KEYS))}")
        return self._take(line, key, value, read)

    def _take(self, line: int, key: str, value: object, read: Callable[[object], Any]) -> Any:
        try:
            return read(value)
        except ValueError as error:
            return self._say(line, f"{key} {error}")

    def _say(self, line: int, fault: str) -> None:
        self._found.append((line, fault))


def _defaults(url: str) -> Table:
    """What a feed is when its list names only the url: in Japanese if its host is, and about engineering."""
    japanese = (urlsplit(url).hostname or "").endswith(".jp")
    return {"language": Language.JAPANESE if japanese else Language.ENGLISH, "role": FeedRole.ENGINEERING}


def _same(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(scheme="", netloc=parts.netloc.lower()).geturl()


def _is_list_of_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in cast("list[object]", value))
