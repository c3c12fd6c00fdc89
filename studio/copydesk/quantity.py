"""A number as it stands in a text: what it may mean, its place, and what stands beside it. Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from studio.copydesk.qualifiers import Qualifier, read_qualifiers

Readings = tuple[tuple[str, float], ...]  # (dimension, value in its base unit)


class Kind(StrEnum):
    """What a number does in its sentence."""

    MEASURE = "measure"
    ORDINAL = "ordinal"  # 2番目, 3つ目, 第3
    VERSION = "version"  # Llama 4, バージョン3.2: part of a name
    VAGUE = "vague"  # 数百, hundreds of


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with all it may mean.

    `start` and `end` include the unit and, for a version, not the name. `value` is the plain numeral.
    """

    start: int
    end: int
    words: str
    value: float
    readings: Readings
    kind: Kind = Kind.MEASURE
    qualifiers: frozenset[Qualifier] = frozenset()


def quantity_at(
    match: re.Match[str], readings: Readings, *, value: float, kind: Kind = Kind.MEASURE, end: int | None = None
) -> Quantity:
    """The quantity that begins where `match` does and ends with its unit at `end`."""
    text, stop = match.string, match.end() if end is None else end
    return Quantity(
        start=match.start(),
        end=stop,
        words=text[match.start() : stop],
        value=value,
        readings=readings,
        kind=kind,
        qualifiers=read_qualifiers(text, match.start(), stop),
    )
