"""As much CSS as it takes to know that a reader does not see an element. Pure.

Only the style blocks and attributes of the page itself are known, not its style sheets; what we read is
read as a wide screen would. It is a guard against words meant for machines alone, not a browser.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_CSS = 500_000

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_BRACE = re.compile(r"[{}]")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+)")
_ALWAYS = re.compile(r"@(?:layer|supports|scope)\b|@media\s+(?:only\s+)?(?:screen|all)\s*$", re.IGNORECASE)
_COMPOUND = re.compile(r"(\*|[a-zA-Z][\w-]*)?((?:[.#][\w-]+|\[[\w-]+(?:=[\"']?[\w -]*[\"']?)?\])*)")
_PART = re.compile(r"([.#])([\w-]+)|\[([\w-]+)(?:=[\"']?([\w -]*)[\"']?)?\]")
_WATCHED = frozenset(
    {"display", "visibility", "opacity", "font-size", "position", "left", "top", "right", "text-indent", "width"}
    | {"height", "max-width", "max-height", "overflow", "clip", "clip-path", "transform", "color", "background"}
    | {
        "background-color",
        "-webkit-background-clip",
        "background-clip",
        "margin-left",
        "content-visibility",
        "line-height",
    }
)
_COLOURS = frozenset({"color", "background", "background-color"})
# A rule for all of these says how a page appears or fades in, not that it is empty: only its colours count.
_TOO_PLAIN = frozenset({"", "*", "html", "body", "main", "article", "section", "div", "p"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What selectors ask of an element: tag and id in lower case, classes, all attributes."""

    tag: str
    id: str
    classes: frozenset[str]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compound:
    tag: str
    id: str
    classes: frozenset[str]
    attributes: tuple[tuple[str, str | None], ...]

    def fits(self, facts: Facts) -> bool:
        return (
            self.tag in ("", "*", facts.tag)
            and self.id in ("", facts.id)
            and self.classes <= facts.classes
            and all(
                name in facts.attributes and value in (None, facts.attributes[name]) for name, value in self.attributes
            )
        )

    @property
    def weight(self) -> tuple[int, int, int]:
        return bool(self.id), len(self.classes) + len(self.attributes), self.tag not in ("", "*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    ancestors: tuple[_Compound, ...]
    last: _Compound
    rank: tuple[int, int, int, int]
    declared: Mapping[str, str]

    def fits(self, facts: Facts, above: tuple[Facts, ...]) -> bool:
        """Whether it speaks of an element below `above` (outermost first)."""
        if not self.last.fits(facts):
            return False
        way = iter(above)
        return all(any(compound.fits(parent) for parent in way) for compound in self.ancestors)


class StyleSheet:
    """The rules of a page's style blocks, found by what their last part names."""

    def __init__(self, css: str) -> None:
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)
        for order, (selectors, declared) in enumerate(_split_rules(_COMMENT.sub(" ", css[:MAX_CSS]))):
            for selector in selectors.split(","):
                rule = _read_rule(selector, declared, order)
                if rule is not None:
                    self._rules[_key(rule.last)].append(rule)

    def style_of(self, facts: Facts, above: tuple[Facts, ...], inline: str) -> dict[str, str]:
        """The watched properties of an element, as its rules and then its own style attribute set them."""
        keys = (f"#{facts.id}", *(f".{name}" for name in facts.classes), facts.tag, "")
        rules = [rule for key in keys for rule in self._rules.get(key, ()) if rule.fits(facts, above)]
        style: dict[str, str] = {}
        urgent: dict[str, str] = {}
        for rule in sorted(rules, key=lambda rule: rule.rank):
            _apply(rule.declared, style, urgent)
        if inline:
            _apply(_read_declarations(inline), style, urgent)
        return style | urgent


def _split_rules(css: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Selector lists with their declarations, leaving out what holds only on paper or on small screens."""
    start = 0
    depth_left_out = 0
    open_rule = ""
    for brace in _BRACE.finditer(css):
        piece = css[start : brace.start()].strip()
        start = brace.end()
        if depth_left_out:
            depth_left_out += 1 if brace.group() == "{" else -1
        elif brace.group() == "}":
            declared = _read_declarations(piece) if open_rule else {}
            if declared:
                yield open_rule, declared
            open_rule = ""
        else:
            piece = piece.rpartition(";")[2].strip()
            open_rule = "" if piece.startswith("@") else piece
            depth_left_out = int(piece.startswith("@") and not _ALWAYS.match(piece))


def _read_declarations(text: str) -> dict[str, str]:
    pairs = ((name.lower(), value.strip().lower()) for name, value in _DECLARATION.findall(text))
    return {name: value for name, value in pairs if name in _WATCHED}


def _read_rule(selector: str, declared: Mapping[str, str], order: int) -> _Rule | None:
    words = [word for word in selector.replace(">", " ").split() if word]
    found = [_read_compound(word) for word in words]
    compounds = tuple(compound for compound in found if compound is not None)
    if not compounds or len(compounds) != len(words):
        return None
    *ancestors, last = compounds
    if last.tag in _TOO_PLAIN and not (last.id or last.classes or last.attributes or ancestors):
        declared = {name: value for name, value in declared.items() if name in _COLOURS}
    ids, classes, tags = (sum(compound.weight[n] for compound in compounds) for n in range(3))
    return _Rule(ancestors=tuple(ancestors), last=last, rank=(ids, classes, tags, order), declared=declared)


def _read_compound(word: str) -> _Compound | None:
    """One part of a selector; None for one with a state, a sibling or something else that we do not judge."""
    found = _COMPOUND.fullmatch(word)
    if found is None:
        return None
    parts = [part.groups() for part in _PART.finditer(found.group(2))]
    return _Compound(
        tag=(found.group(1) or "").lower(),
        id=next((name for mark, name, _, _ in parts if mark == "#"), ""),
        classes=frozenset(name for mark, name, _, _ in parts if mark == "."),
        attributes=tuple((attribute.lower(), value) for _, _, attribute, value in parts if attribute),
    )


def _key(compound: _Compound) -> str:
    if compound.id:
        return f"#{compound.id}"
    if compound.classes:
        return f".{min(compound.classes)}"
    return compound.tag.replace("*", "")


def _apply(declared: Mapping[str, str], style: dict[str, str], urgent: dict[str, str]) -> None:
    for name, value in declared.items():
        said, important, _ = value.partition("!important")
        (urgent if important else style)[name] = said.strip()
