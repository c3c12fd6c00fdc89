"""Whether a reader sees an element of a given style: its size, its place, its colour. Pure."""

import re
from collections.abc import Mapping

_LENGTH = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))\s*(px|em|rem|vw|vh|%|pt|)")
_NOTHING_LEFT = re.compile(
    r"inset\(\s*(?:[5-9]\d|100)%|polygon\(\s*0(?:px)? 0(?:px)?\s*(?:,\s*0(?:px)? 0(?:px)?\s*)*\)|circle\(\s*0"
)
_NO_CLIP = re.compile(r"rect\(\s*(?:[01](?:px)?[\s,]+){3}[01](?:px)?\s*\)")
_SHIFTED = re.compile(r"scale[xy]?\(\s*0*\.?0+[\s),]|translate[xy3d]*\(\s*-\s*(?:\d{4,}px|[1-9]\d{2,}%)")
_FAR = {"px": 900.0, "em": 60.0, "rem": 60.0, "vw": 90.0, "vh": 90.0, "%": 90.0, "pt": 700.0, "": 900.0}


def is_unseen(style: Mapping[str, str]) -> bool:
    """Whether an element with `style` is not there, has no size, or lies beyond the edge of the page."""
    return (
        style.get("display") == "none"
        or style.get("visibility") in ("hidden", "collapse")
        or style.get("content-visibility") == "hidden"
        or _is_tiny(style.get("font-size", ""), 2.0)
        or _is_squeezed(style)
        or _is_far_off(style)
        or bool(_SHIFTED.search(style.get("transform", "")))
        or bool(_NO_CLIP.search(style.get("clip", "")) or _NOTHING_LEFT.search(style.get("clip-path", "")))
    )


def is_faint(style: Mapping[str, str], ground: str | None) -> bool:
    """Whether text with `style` cannot be told from what is behind it; `ground` is the nearest known background."""
    try:
        if float(style.get("opacity", "1").rstrip("%") or 1) <= 0.05:
            return True
    except ValueError:
        pass
    if "text" in (style.get("background-clip"), style.get("-webkit-background-clip")):
        return False
    ink = read_colour(style.get("color", ""))
    if ink is None:
        return False
    behind = read_colour(ground or "") or (255, 255, 255, 1.0)
    return ink[3] <= 0.05 or (
        behind[3] > 0.5 and all(abs(a - b) <= 12 for a, b in zip(ink[:3], behind[:3], strict=True))
    )


def background_of(style: Mapping[str, str]) -> str | None:
    """What is said of the background, None where nothing is; an image is no colour we could judge."""
    return style.get("background-color") or style.get("background") or None


_HEX = re.compile(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+)(%?))?")
_NAMED = {
    "white": (255, 255, 255, 1.0),
    "black": (0, 0, 0, 1.0),
    "transparent": (0, 0, 0, 0.0),
    "snow": (255, 250, 250, 1.0),
    "ivory": (255, 255, 240, 1.0),
    "whitesmoke": (245, 245, 245, 1.0),
    "ghostwhite": (248, 248, 255, 1.0),
}


def read_colour(text: str) -> tuple[int, int, int, float] | None:
    """Red, green, blue (0-255) and opacity (0-1) of a CSS colour; None for one we do not know."""
    if found := _HEX.search(text):
        digits = found.group(1)
        full = digits if len(digits) > 4 else "".join(2 * digit for digit in digits)
        red, green, blue, alpha = (int(f"{full}ff"[n : n + 2], 16) for n in (0, 2, 4, 6))
        return red, green, blue, alpha / 255
    if found := _RGB.search(text):
        red, green, blue = (int(found.group(n)[:3]) for n in (1, 2, 3))
        alpha = float(found.group(4) or 1) if (found.group(4) or "1").count(".") < 2 else 1.0
        return red, green, blue, alpha / 100 if found.group(5) else alpha
    return next((colour for name, colour in _NAMED.items() if name in text.split()), None)


def _measure(text: str) -> tuple[float, str] | None:
    found = _LENGTH.match(text)
    return (float(found.group(1)), found.group(2)) if found else None


def _is_tiny(text: str, pixels: float) -> bool:
    measured = _measure(text)
    if measured is None:
        return False
    size, unit = measured
    return size <= (
        pixels if unit in ("px", "pt") else 0.1 if unit in ("em", "rem", "") else 5.0 if unit == "%" else 0.1
    )


def _is_squeezed(style: Mapping[str, str]) -> bool:
    cut = style.get("overflow", "") in ("hidden", "clip")
    sides = (style.get(name, "") for name in ("width", "height", "max-width", "max-height"))
    return cut and any((measured := _measure(side)) is not None and measured[0] <= 1 for side in sides)


def _is_far_off(style: Mapping[str, str]) -> bool:
    moved = style.get("position") in ("absolute", "fixed")
    names = ("text-indent", "margin-left", *(("left", "top", "right") if moved else ()))
    found = (_measure(style.get(name, "")) for name in names)
    return any(-measured[0] >= _FAR[measured[1]] for measured in found if measured is not None)
