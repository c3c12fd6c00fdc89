"""Discord's own description of its HTTP API, where it lies beside the project, as a check of recorded requests.

The description is OpenAPI 3.1 (JSON Schema 2020-12). It is not part of the project: `load_spec` gives None where the
file is absent, and checks that use it are skipped.
"""

import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SPEC_PATH = ROOT.parent / "shared" / "discord" / "openapi.json"
NAME = "urn:discord"
JSON_BODY, FORM_BODY = "application/json", "multipart/form-data"
ID_LISTS = ("users", "roles", "applied_tags", "sticker_ids")


class DiscordSpec:
    """The description, ready to check requests.

    Args:
        description: the OpenAPI document.
    """

    def __init__(self, description: dict[str, Any]) -> None:
        from referencing import Registry, Resource
        from referencing.jsonschema import DRAFT202012

        self._paths: dict[str, Any] = description["paths"]
        resource = Resource(contents=description, specification=DRAFT202012)
        self._registry = Registry().with_resource(NAME, resource)
        self._validators: dict[str, Any] = {}

    def check(self, method: str, path: str, body: Any, *, multipart: bool = False) -> list[str]:
        """What is wrong with a request, in words; nothing when Discord documents it like this.

        Args:
            method: in capitals.
            path: below the API base, filled in.
            body: the parsed JSON; of a multipart request the part payload_json; None when there was none.
            multipart: whether it came as multipart/form-data.
        """
        template = self.find_path(path)
        operation = self._paths.get(template or "", {}).get(method.lower())
        if template is None or operation is None:
            return [f"{method} {path} is not documented"]
        wanted = operation.get("requestBody")
        if wanted is None:
            return []
        if body is None:
            return ["a body is required"] if wanted.get("required") else []
        kind = FORM_BODY if multipart else JSON_BODY
        if kind not in wanted["content"]:
            return [f"{method} {path} takes no {kind}"]
        pointer = "/".join(
            part.replace("~", "~0").replace("/", "~1")
            for part in ("paths", template, method.lower(), "requestBody", "content", kind, "schema")
        )
        return list(self._errors(pointer, stringify_ids(body)))

    def find_path(self, path: str) -> str | None:
        """The documented path a filled-in one is of; a literal step wins over a place to fill, from the left."""
        steps = path.split("/")
        fitting = [each for each in self._paths if _fits(each.split("/"), steps)]
        return min(fitting, key=lambda each: [step.startswith("{") for step in each.split("/")], default=None)

    def _errors(self, pointer: str, body: Any) -> Iterator[str]:
        from jsonschema import Draft202012Validator
        from jsonschema.exceptions import best_match

        if pointer not in self._validators:
            schema = {"$ref": f"{NAME}#/{pointer.replace('{', '%7B').replace('}', '%7D')}"}
            self._validators[pointer] = Draft202012Validator(schema, registry=self._registry)
        for error in self._validators[pointer].iter_errors(body):
            inner = best_match(iter([error])) or error
            where = "/".join(map(str, inner.absolute_path))
            yield f"{where or 'body'}: {inner.message[:200]}"


def _fits(template: list[str], steps: list[str]) -> bool:
    return len(template) == len(steps) and all(
        wanted.startswith("{") or wanted == step for wanted, step in zip(template, steps, strict=True)
    )


def stringify_ids(value: Any, key: str = "", holder: str = "") -> Any:
    """A body with its snowflakes as text: Discord takes them as integers too, the description only as text.

    Those are values called …_id, lists of ids, and the id of an attachment (a component's id is a number).
    """
    if isinstance(value, dict):
        return {name: stringify_ids(each, name, key) for name, each in value.items()}
    if isinstance(value, list):
        return [stringify_ids(each, key, holder) for each in value]
    is_id = key.endswith("_id") or (key in ID_LISTS) or (key == "id" and holder == "attachments")
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_id and is_number else value


@functools.cache
def load_spec(path: Path = SPEC_PATH) -> DiscordSpec | None:
    """The description at `path`, or None where there is none; read once."""
    if not path.is_file():
        return None
    return DiscordSpec(json.loads(path.read_bytes()))
