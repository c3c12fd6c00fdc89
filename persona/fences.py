"""Fences round what was written by others, which nothing inside them can close. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from persona.wording import fold_line, strip_hidden

_LOOK_ALIKES = str.maketrans("＜≪《〈‹«", "<<<<<<")
_CODE_LENGTH = 16  # hexadecimal digits: 64 bits of the digest


def fence(material: str) -> str:
    """The material between two marks that carry its own digest.

    A text cannot hold the digest of itself, and any run of opening brackets that could start a mark is
    broken up, so the closing mark stands exactly once.
    """
    inside = _break_marks(strip_hidden(material))
    code = hashlib.sha256(inside.encode()).hexdigest()[:_CODE_LENGTH]
    return f"<<<資料 {code}>>>\n{inside}\n<<<資料ここまで {code}>>>"


def fence_rows(rows: Iterable[Mapping[str, object]]) -> str:
    """Rows of material, one JSON object a line: a title cannot pose as the next row."""
    return fence("\n".join(fold_line(json.dumps(row, ensure_ascii=False)) for row in rows))


def _break_marks(text: str) -> str:
    # Two brackets are a shift or a quotation; three, in whatever script, could be read as a mark.
    broken: list[str] = []
    run = 0
    for sign in text:
        run = run + 1 if sign.translate(_LOOK_ALIKES) == "<" else 0
        if run == 3:
            broken.append(" ")
            run = 1
        broken.append(sign)
    return "".join(broken)
