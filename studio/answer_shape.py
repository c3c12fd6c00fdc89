"""Fits a model's object to the shape that was asked for: clips and fills in rather than turns down. Pure.

Knows the words of JSON Schema that our prompts use: type, properties, items, enum, maxLength, maxItems.
What a prompt asks for may be empty, so a missing text is an empty one; a missing list is a fault.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast

FIELD_LIMIT = 4_000  # characters of a text field without a maxLength of its own
LIST_LIMIT = 100  # items of a list without a maxItems of its own
NUMBER_LIMIT = 1e15

_BROKEN_SIGNS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_NUMBER = re.compile(r"\s*([+-]?\d{1,15}(?:\.\d{1,15})?)\s*(?:/\s*\d+)?\s*(?:点)?\s*")

Schema = Mapping[str, Any]


class ShapeFault(Exception):  # noqa: N818 – caught beside its raiser and never leaves the studio; it is a finding
    """What is wrong with an object, in one line that the model can act on."""


def mend_text(text: str) -> str:
    """The text without signs that no archive, terminal or wire takes: control signs and lone surrogates."""
    return _BROKEN_SIGNS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def fit_shape(value: Mapping[str, Any], schema: Schema) -> Mapping[str, Any]:
    """The object with exactly the properties of `schema`. Raises ShapeFault.

    An object wrapped in another one of a single key is taken out of it.
    """
    names = _properties(schema)
    if not names.keys() & value.keys():
        inner = next(iter(value.values())) if len(value) == 1 else None
        if not isinstance(inner, dict) or not names.keys() & cast("dict[str, Any]", inner).keys():
            raise ShapeFault(f"the object needs the keys {', '.join(names)}")
        value = cast("dict[str, Any]", inner)
    return _fit_object(value, schema, "")


def list_of(given: object) -> list[object]:
    """The list that a model filled in, empty where it is none."""
    return cast("list[object]", given) if isinstance(given, list) else []


def text_of(given: object) -> str:
    """The text of a field that a model filled in, "" where it is none."""
    return given.strip() if isinstance(given, str) else ""


def number_rows(given: object) -> dict[int, Mapping[str, Any]]:
    """The rows of a list by their "number"; of two with the same one the first counts."""
    rows: dict[int, Mapping[str, Any]] = {}
    for row in list_of(given):
        fields = cast("dict[str, Any]", row) if isinstance(row, dict) else {}
        number = fields.get("number")
        if isinstance(number, int):
            rows.setdefault(number, fields)
    return rows


def _fit(value: object, schema: Schema, path: str) -> Any:
    fit = _FITTERS.get(str(schema.get("type")))
    if fit is None:
        return value
    fitted = fit(value, schema, path)
    if "enum" in schema and fitted not in schema["enum"]:
        raise ShapeFault(f"{path} must be one of {', '.join(map(str, schema['enum']))}")
    return fitted


def _fit_object(value: object, schema: Schema, path: str) -> dict[str, Any]:
    given = cast("Mapping[str, Any]", value or {})
    if not isinstance(given, dict):
        raise ShapeFault(f"{path} must be an object")
    return {
        name: _fit(given.get(name), each, f"{path}.{name}".lstrip(".")) for name, each in _properties(schema).items()
    }


def _fit_list(value: object, schema: Schema, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise ShapeFault(f"{path} must be a list")
    items = cast("list[object]", value)[: schema.get("maxItems", LIST_LIMIT)]
    fitted: list[Any] = []
    fault: ShapeFault | None = None
    for number, item in enumerate(items):
        try:
            fitted.append(_fit(item, schema["items"], f"{path}[{number}]"))
        except ShapeFault as found:
            fault = fault or found
    if fault and not fitted:
        raise fault  # one bad item is left out, but a list of nothing else is no answer
    return fitted


def _fit_text(value: object, schema: Schema, path: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        raise ShapeFault(f"{path} must be a text")
    text = mend_text(str(value)).strip()
    return text[: schema.get("maxLength", FIELD_LIMIT)]


def _fit_number(value: object, _: Schema, path: str) -> float:
    if isinstance(value, str) and (found := _NUMBER.fullmatch(value)):
        value = float(found[1])
    # Compared rather than asked for finiteness: an integer of 400 digits is no float at all.
    if isinstance(value, bool) or not isinstance(value, int | float) or not -NUMBER_LIMIT < value < NUMBER_LIMIT:
        raise ShapeFault(f"{path} must be a number")
    return value


def _fit_integer(value: object, schema: Schema, path: str) -> int:
    number = _fit_number(value, schema, path)
    if number != int(number):
        raise ShapeFault(f"{path} must be a whole number")
    return int(number)


def _fit_boolean(value: object, _: Schema, path: str) -> bool:
    if not isinstance(value, bool):
        raise ShapeFault(f"{path} must be true or false")
    return value


def _properties(schema: Schema) -> Mapping[str, Schema]:
    return schema.get("properties", {})


_FITTERS: Mapping[str, Callable[[object, Schema, str], Any]] = {
    "object": _fit_object,
    "array": _fit_list,
    "string": _fit_text,
    "number": _fit_number,
    "integer": _fit_integer,
    "boolean": _fit_boolean,
}
