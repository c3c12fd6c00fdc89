"""The station's dataclasses as JSON text and back."""

import json
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from archive.rows import clean
from radio.errors import StorageError

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")


@cache
def _find_adapter(shape: Any) -> "TypeAdapter[Any]":
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def encode(shape: type[T], value: T) -> str:
    """A value of `shape` (a dataclass or a tuple of them) as JSON text."""
    plain = _find_adapter(shape).dump_python(value, mode="json")
    return clean(json.dumps(plain, ensure_ascii=False, separators=(",", ":")))


def decode(shape: type[T], text: str) -> T:
    """The value that encode wrote. Raises StorageError where this version cannot read it."""
    from pydantic import ValidationError

    try:
        return _find_adapter(shape).validate_json(text)
    except ValidationError as error:
        name = getattr(shape, "__name__", str(shape))
        raise StorageError(
            f"a saved {name.lower()} cannot be read by this version ({error.error_count()} faults): "
            "run the version that wrote it, or begin the episode anew"
        ) from error
