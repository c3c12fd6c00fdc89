"""What can be wrong with a host sheet: first its shape, then what it says. Pure."""

import re
import string
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, cast

from persona.character import Frames, MailLines, NewsLines, Persona, Reading
from persona.frames import WEEKDAYS
from persona.wording import strip_hidden

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FRAME_LIMIT = 700  # characters: with its filled-in words a part stays well under Discord's 2,000
LINE_LIMIT = 400  # characters of one line of a list
MONTHS = 12

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_Table = Frames | Reading | NewsLines | MailLines
_TABLES: Mapping[str, type[_Table]] = {"frames": Frames, "reading": Reading, "news": NewsLines, "mail": MailLines}
_NOT_IN_SHEET = frozenset({"slug", *_TABLES})
_MAY_BE_EMPTY = frozenset({"wrong_first_persons", "foreign_endings", "known_names", "light_topics", "avoided_topics"})

# What each frame must hold in braces, and what it may.
_PLACEHOLDERS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "frames.opening": (frozenset({"date", "count", "day_line", "teaser"}), frozenset({"weekday"})),
    "frames.next": (frozenset({"number"}), frozenset()),
    "frames.title": (frozenset({"title"}), frozenset()),
    "frames.follow_up": (frozenset({"earlier"}), frozenset()),
    "frames.closing": (frozenset({"count", "recap"}), frozenset()),
    "frames.recap_item": (frozenset({"topic"}), frozenset()),
    "frames.recap_light": (frozenset({"topic"}), frozenset()),
    "frames.recap_only": (frozenset({"topic"}), frozenset()),
    "frames.recap_noun": (frozenset({"topic"}), frozenset()),
    "frames.mailbag_letter": (frozenset({"pen_name"}), frozenset()),
    "reading.lead": (frozenset({"quote"}), frozenset()),
    "reading.more": (frozenset({"quote"}), frozenset()),
    "news.now": (frozenset({"count"}), frozenset()),
    "news.topic": (frozenset({"words", "count"}), frozenset()),
    "news.nothing": (frozenset({"words"}), frozenset()),
    "news.nearest": (frozenset({"topics"}), frozenset()),
    "news.why": (frozenset({"title"}), frozenset()),
    "news.brought": (frozenset({"title"}), frozenset()),
    "news.found": (frozenset({"words", "count"}), frozenset()),
    "news.not_aired": (frozenset({"words"}), frozenset()),
    "news.busy": (frozenset({"when"}), frozenset()),
    "news.busy_server": (frozenset({"when"}), frozenset()),
    "mail.known": (frozenset({"title"}), frozenset()),
    "mail.care": (frozenset({"lines"}), frozenset()),
    "mail.chosen": (frozenset({"pen_name"}), frozenset()),
    "mail.aired": (frozenset({"pen_name"}), frozenset()),
}
_NONE: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
# Where the host must say "I", so that it is heard in every part whatever the model writes.
_FIRST_PERSON_IN = ("frames.opening", "frames.closing", "frames.standby", "reading.honest", "reading.headline")
_QUOTED_IN = ("reading.lead", "reading.more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault: the dotted `key` it is about, the `words` of the line where it stands, and the reason."""

    key: str
    reason: str
    words: str = ""


def check_shape(table: Mapping[str, Any]) -> list[Fault]:
    """Missing and unknown keys, and values of a wrong type or left empty."""
    return [*_check_keys("", table, Persona), *(fault for name in _TABLES for fault in _check_table(name, table))]


def check_meaning(table: Mapping[str, Any]) -> list[Fault]:
    """Colour, weekday, placeholders, first person, lines said twice; what has no shape is passed over."""
    return [fault for check in _CHECKS for fault in check(table)]


def _check_table(name: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    if name not in table:
        yield Fault(key=name, reason=f"the table [{name}] is missing")
    elif not isinstance(table[name], dict):
        yield Fault(key=name, reason=f"{name} must be a table, written [{name}]")
    else:
        yield from _check_keys(f"{name}.", table[name], _TABLES[name])


def _check_keys(prefix: str, table: Mapping[str, Any], shape: type[Persona | _Table]) -> Iterator[Fault]:
    wanted = {field.name: _kind_of(field.name, str(field.type)) for field in fields(shape)}
    wanted = {name: kind for name, kind in wanted.items() if prefix or name not in _NOT_IN_SHEET}
    for name in sorted(table.keys() - wanted.keys() - (set() if prefix else _TABLES.keys())):
        close = get_close_matches(name, [*wanted, *_TABLES], n=1)
        hint = f", did you mean {close[0]!r}?" if close else ""
        yield Fault(key=prefix + name, reason=f"unknown key {prefix + name!r}{hint}")
    for name, kind in wanted.items():
        if name not in table:
            yield Fault(key=prefix + name, reason=f"{prefix + name} is missing")
        else:
            yield from _check_value(prefix + name, table[name], kind)


def _kind_of(name: str, declared: str) -> str:
    if name in {"weekday", "colour"}:
        return "text"
    return "flag" if "bool" in declared else "list" if "tuple" in declared else "text"


def _check_value(key: str, value: Any, kind: str) -> Iterator[Fault]:
    if kind == "flag":
        if not isinstance(value, bool):
            yield Fault(key=key, reason=f"{key} must be true or false")
    elif kind == "text":
        yield from _check_text(key, value, f"{key} must be a text in quotes")
    elif not isinstance(value, list):
        yield Fault(key=key, reason=f'{key} must be a list of texts, written ["…", "…"]')
    else:
        yield from _check_list(key, cast("list[Any]", value))


def _check_list(key: str, values: Sequence[Any]) -> Iterator[Fault]:
    if not values and key not in _MAY_BE_EMPTY:
        yield Fault(key=key, reason=f"{key} is empty; give at least one line")
    for place, value in enumerate(values, start=1):
        yield from _check_text(key, value, f"{key}: line {place} must be a text in quotes", limit=LINE_LIMIT)


def _check_text(key: str, value: Any, wrong_type: str, *, limit: int | None = None) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(key=key, reason=wrong_type)
        return
    limit = limit or (FRAME_LIMIT if key.startswith("frames.") else 2 * FRAME_LIMIT)
    if not value.strip():
        yield Fault(key=key, reason=f"{key} has an empty text")
    elif strip_hidden(value) != value:
        yield Fault(key=key, words=value, reason=f"{key} holds characters that nobody can see; write the line anew")
    elif len(value) > limit:
        yield Fault(key=key, words=value, reason=f"{key} has a text of {len(value)} characters; {limit} are the most")


def _check_colour(table: Mapping[str, Any]) -> Iterator[Fault]:
    for colour in _texts(table, "colour"):
        if not _COLOUR.fullmatch(colour):
            yield Fault(key="colour", reason=f'colour {colour[:20]!r} must be written like "#FF9914"')


def _check_weekday(table: Mapping[str, Any]) -> Iterator[Fault]:
    for day in _texts(table, "weekday"):
        if day.casefold() not in DAYS:
            close = get_close_matches(day.casefold(), DAYS, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"write one of {', '.join(DAYS)}"
            yield Fault(key="weekday", reason=f"weekday {day[:20]!r} is no day; {hint}")


def _check_named_day(table: Mapping[str, Any]) -> Iterator[Fault]:
    # A station may air a host on another day than the sheet's: a day written out would then be a lie.
    for key, line in _lines(table, "frames"):
        if day := next((day for day in WEEKDAYS if day in line), ""):
            yield Fault(key=key, words=day, reason=f"{key} names a day; only opening may, as {{weekday}}")


def _check_placeholders(table: Mapping[str, Any]) -> Iterator[Fault]:
    for key, line in (line for name in _TABLES for line in _lines(table, name)):
        must, may = _PLACEHOLDERS.get(key, _NONE)
        try:
            given = _placeholders(line)
        except ValueError:
            yield Fault(key=key, words=line, reason=f"{key} has a brace without its partner")
            continue
        for name in sorted(given - must - may):
            close = get_close_matches(name, sorted(must | may), n=1)
            hint = f", did you mean {{{close[0]}}}?" if close else f"; it may hold {_in_braces(must | may)}"
            yield Fault(key=key, words=f"{{{name}", reason=f"{key} has an unknown placeholder {{{name}}}{hint}")
        if missing := must - given:
            yield Fault(key=key, words=line, reason=f"{key} lacks {_in_braces(missing)}")


def _placeholders(line: str) -> set[str]:
    """The names in braces. Raises ValueError for a lone brace; `{x!r}` and `{x:>9}` count as unknown names."""
    named = [part for part in string.Formatter().parse(line) if part[1] is not None]
    return {f"{name}{'!' + mark if mark else ''}{':' + form if form else ''}" for _, name, form, mark in named}


def _in_braces(names: frozenset[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names)) or "none"


def _check_first_person(table: Mapping[str, Any]) -> Iterator[Fault]:
    for first_person in _texts(table, "first_person"):
        for key, line in (*_lines(table, "frames"), *_lines(table, "reading")):
            if key in _FIRST_PERSON_IN and first_person not in line:
                yield Fault(key=key, words=line, reason=f"{key} must say {first_person!r}, the host's first person")
        if first_person in _texts(table, "wrong_first_persons"):
            reason = f"wrong_first_persons holds {first_person!r}, the host's own first person"
            yield Fault(key="wrong_first_persons", words=first_person, reason=reason)


def _check_quotes(table: Mapping[str, Any]) -> Iterator[Fault]:
    for key, line in _lines(table, "reading"):
        if key in _QUOTED_IN and "「{quote}」" not in line:
            yield Fault(key=key, words=line, reason=f"{key} must hold {{quote}} within 「」: others' words are quoted")


def _check_repeats(table: Mapping[str, Any]) -> Iterator[Fault]:
    for key in ("samples", "explanations", "asides", "apologies"):
        said = _texts(table, key)
        for line in sorted({line for line in said if said.count(line) > 1}):
            yield Fault(key=key, words=line, reason=f"{key} says the same line twice: {line[:20]}…")


def _check_seasons(table: Mapping[str, Any]) -> Iterator[Fault]:
    count = sum(key == "frames.seasons" for key, _ in _lines(table, "frames"))
    if count not in {0, MONTHS}:
        yield Fault(key="frames.seasons", reason=f"frames.seasons has {count} lines; give one for each month, twelve")


def _lines(table: Mapping[str, Any], name: str) -> Iterator[tuple[str, str]]:
    inner = table.get(name)
    if isinstance(inner, dict):
        for key in cast("dict[str, Any]", inner):
            for line in _texts(cast("dict[str, Any]", inner), key):
                yield f"{name}.{key}", line


def _texts(table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key)
    values = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [line for line in values if isinstance(line, str) and line.strip()]


_CHECKS: tuple[Callable[[Mapping[str, Any]], Iterator[Fault]], ...] = (
    _check_colour,
    _check_weekday,
    _check_named_day,
    _check_placeholders,
    _check_first_person,
    _check_quotes,
    _check_repeats,
    _check_seasons,
)
