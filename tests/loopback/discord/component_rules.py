"""What Discord demands of components, beyond what its API description says."""

from collections.abc import Iterator
from typing import Any

from .errors import Broken
from .world import walk_components

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
SELECTS = {3, 5, 6, 7, 8}
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
LAYOUT_TYPES = {ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER}
CHILD_TYPES = {
    ROW: {BUTTON, TEXT_INPUT} | SELECTS,
    SECTION: {TEXT_DISPLAY},
    CONTAINER: LAYOUT_TYPES - {CONTAINER},
}
LINK_BUTTON, PREMIUM_BUTTON = 5, 6
MAX_COMPONENTS, MAX_TEXT = 40, 4_000

Path = tuple[str | int, ...]
Component = dict[str, Any]


def check_components(components: list[Component], *, layout: bool, files: set[str]) -> Iterator[Broken]:
    """Broken rules of a message's components. `layout` is the components-v2 flag, `files` the names uploaded."""
    walked = list(walk_components(components))
    yield from _check_top(components, layout=layout)
    yield from _check_whole(walked)
    for path, component in walked:
        yield from _check_children(path, component)
        check = CHECKS.get(component.get("type", 0))
        yield from check(path, component) if check else ()
        yield from _check_uploads(path, component, files)


def _check_top(components: list[Component], *, layout: bool) -> Iterator[Broken]:
    allowed = LAYOUT_TYPES if layout else {ROW}
    if not layout and len(components) > 5:
        yield Broken(("components",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    for index, component in enumerate(components):
        if component.get("type") not in allowed:
            names = ", ".join(map(str, sorted(allowed)))
            yield Broken(
                ("components", index, "type"), "UNION_TYPE_CHOICES", f"Value of field must be one of ({names})."
            )


def _check_whole(walked: list[tuple[Path, Component]]) -> Iterator[Broken]:
    """Counts over the whole tree: 40 components, 4,000 characters, no custom_id or id twice."""
    if len(walked) > MAX_COMPONENTS:
        yield Broken(
            ("components",),
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
            f"The total number of components cannot exceed {MAX_COMPONENTS}",
        )
    texts = [component.get("content") or "" for _, component in walked if component.get("type") == TEXT_DISPLAY]
    if sum(map(len, texts)) > MAX_TEXT:
        yield Broken(
            ("components",),
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The total displayable text size cannot exceed {MAX_TEXT}",
        )
    for key in ("custom_id", "id"):
        seen: set[Any] = set()
        for path, component in walked:
            value = component.get(key)
            if value in seen and value is not None:
                code = "COMPONENT_CUSTOM_ID_DUPLICATED" if key == "custom_id" else "COMPONENT_ID_DUPLICATED"
                yield Broken((*path, key), code, f"Component {key} cannot be duplicated")
            seen.add(value)


def _check_children(path: Path, component: Component) -> Iterator[Broken]:
    allowed = CHILD_TYPES.get(component.get("type", 0))
    children = component.get("components") or []
    if allowed is None:
        return
    if not children:
        yield Broken((*path, "components"), "BASE_TYPE_REQUIRED", "This field is required")
    for index, child in enumerate(children):
        if child.get("type") not in allowed:
            here = (*path, "components", index, "type")
            yield Broken(here, "UNION_TYPE_CHOICES", f"Value of field must be one of {sorted(allowed)}.")


def check_length(path: Path, value: Any, low: int, high: int) -> Iterator[Broken]:
    """A text between two lengths in characters, both included; absent counts as 0."""
    length = len(str(value if value is not None else ""))
    if length < low:
        yield Broken(path, "BASE_TYPE_REQUIRED" if length == 0 else "BASE_TYPE_MIN_LENGTH", f"Must be {low} or more.")
    if length > high:
        yield Broken(path, "BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")


def check_url(path: Path, url: Any, *schemes: str) -> Iterator[Broken]:
    """An address with one of the schemes."""
    if not str(url or "").startswith(tuple(f"{scheme}://" for scheme in schemes)):
        yield Broken(path, "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {schemes}.")


def _check_row(path: Path, row: Component) -> Iterator[Broken]:
    children = row.get("components") or []
    kinds = {child.get("type") for child in children}
    if len(children) > 5 or (kinds & SELECTS and len(children) > 1):
        yield Broken((*path, "components"), "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds width")


def _check_button(path: Path, button: Component) -> Iterator[Broken]:
    style = button.get("style")
    yield from check_length((*path, "label"), button.get("label"), 0, 80)
    if style == LINK_BUTTON:
        yield from check_length((*path, "url"), button.get("url"), 1, 512)
        yield from check_url((*path, "url"), button.get("url"), "http", "https", "discord")
        if "custom_id" in button:
            yield Broken(path, "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both")
    elif style in (1, 2, 3, 4):
        yield from check_length((*path, "custom_id"), button.get("custom_id"), 1, 100)
    elif style != PREMIUM_BUTTON:
        yield Broken((*path, "style"), "BASE_TYPE_CHOICES", "Value must be one of {1, 2, 3, 4, 5, 6}.")
    if style != PREMIUM_BUTTON and not button.get("label") and not button.get("emoji"):
        yield Broken((*path, "label"), "BASE_TYPE_REQUIRED", "This field is required")


def _check_select(path: Path, select: Component) -> Iterator[Broken]:
    yield from check_length((*path, "custom_id"), select.get("custom_id"), 1, 100)
    yield from check_length((*path, "placeholder"), select.get("placeholder"), 0, 150)
    if select.get("type") != STRING_SELECT:
        return
    options = select.get("options") or []
    if not 1 <= len(options) <= 25:
        yield Broken((*path, "options"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 25 in length.")
    if len({option.get("value") for option in options}) < len(options):
        yield Broken((*path, "options"), "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "Option values are duplicated")
    for index, option in enumerate(options):
        for key, low in (("label", 1), ("value", 1), ("description", 0)):
            yield from check_length((*path, "options", index, key), option.get(key), low, 100)


def _check_text(path: Path, text: Component) -> Iterator[Broken]:
    yield from check_length((*path, "content"), (text.get("content") or "").strip(), 1, MAX_TEXT)


def _check_section(path: Path, section: Component) -> Iterator[Broken]:
    if len(section.get("components") or []) > 3:
        yield Broken((*path, "components"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 3 in length.")
    if (section.get("accessory") or {}).get("type") not in (BUTTON, THUMBNAIL):
        yield Broken((*path, "accessory"), "BASE_TYPE_REQUIRED", "This field is required")


def _check_container(path: Path, container: Component) -> Iterator[Broken]:
    colour = container.get("accent_color")
    if colour is not None and not 0 <= colour <= 0xFFFFFF:
        yield Broken((*path, "accent_color"), "NUMBER_TYPE_MAX", "int value should be at most 16777215.")


def _check_gallery(path: Path, gallery: Component) -> Iterator[Broken]:
    items = gallery.get("items") or []
    if not 1 <= len(items) <= 10:
        yield Broken((*path, "items"), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 10 in length.")
    for index, item in enumerate(items):
        yield from check_length((*path, "items", index, "description"), item.get("description"), 0, 1_024)


def _check_input(path: Path, text: Component) -> Iterator[Broken]:
    yield from check_length((*path, "custom_id"), text.get("custom_id"), 1, 100)
    yield from check_length((*path, "label"), text.get("label"), 0, 45)
    yield from check_length((*path, "placeholder"), text.get("placeholder"), 0, 100)
    yield from check_length((*path, "value"), text.get("value"), 0, 4_000)


def _check_uploads(path: Path, component: Component, files: set[str]) -> Iterator[Broken]:
    """Media that say attachment:// must have been uploaded with the same request."""
    media = [component.get("media"), component.get("file"), *(i.get("media") for i in component.get("items") or ())]
    for each in media:
        url = str((each or {}).get("url") or "")
        if url.startswith("attachment://") and url.removeprefix("attachment://") not in files:
            yield Broken(path, "UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", f"{url} was not uploaded")
        elif each is not None:
            yield from check_url(path, url, "http", "https", "attachment")


CHECKS = {
    ROW: _check_row,
    BUTTON: _check_button,
    TEXT_INPUT: _check_input,
    SECTION: _check_section,
    TEXT_DISPLAY: _check_text,
    GALLERY: _check_gallery,
    CONTAINER: _check_container,
} | dict.fromkeys(SELECTS, _check_select)


def check_modal(modal: dict[str, Any]) -> Iterator[Broken]:
    """Broken rules of a modal: title, one to five rows or labels, no custom_id twice."""
    components = modal.get("components") or []
    yield from check_length(("title",), modal.get("title"), 1, 45)
    yield from check_length(("custom_id",), modal.get("custom_id"), 1, 100)
    if not 1 <= len(components) <= 5:
        yield Broken(("components",), "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    walked = list(walk_components(components))
    yield from _check_whole(walked)
    for path, component in walked:
        if len(path) == 2 and component.get("type") not in (ROW, TEXT_DISPLAY, LABEL):
            yield Broken((*path, "type"), "UNION_TYPE_CHOICES", "Value of field must be one of (1, 10, 18).")
        if component.get("type") == LABEL:
            yield from check_length((*path, "label"), component.get("label"), 1, 45)
            yield from check_length((*path, "description"), component.get("description"), 0, 100)
        if component.get("type") in SELECTS | {TEXT_INPUT}:
            yield from CHECKS[component["type"]](path, component)
