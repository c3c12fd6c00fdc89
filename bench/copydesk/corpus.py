"""The corpus: clean copy on short source articles, and the same kind of copy with exactly one planted fault.

One TOML file an article. A fault is either a `base` (a clean segment) with `edits` (old, new), or a whole `text`,
or a `join` of clean segments. `told` names the clean segment that stands for last week's copy.
"""

import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from radio.news import Article, Language
from radio.show import Fact, FactSheet

FOLDER = Path(__file__).parent / "corpus"
PUBLISHED_AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
RECENT = 8  # episodes whose copy must not be told again


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article with what the fact step took from it. `split` is tune or held-out."""

    name: str
    split: str
    article: Article
    sheet: FactSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A segment's free text. `recent` is what aired before.

    `kind` is what is wrong with it, None for clean copy; `base` names the clean sample it was planted in.
    """

    name: str
    source: Source
    free: str
    kind: str | None = None
    base: str | None = None
    recent: tuple[str, ...] = ()


def read_corpus(folder: Path = FOLDER) -> tuple[Sample, ...]:
    """All samples. Clean copy of the other articles stands for the last eight episodes.

    Raises:
        ValueError: a fault does not fit its base, or a quote is not in its article.
    """
    files = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}
    clean = {name: {each["id"]: each["text"].strip() for each in data["clean"]} for name, data in files.items()}
    return tuple(
        sample
        for name, data in files.items()
        for sample in _read_file(name, data, clean[name], _pick_recent(name, clean))
    )


def _pick_recent(name: str, clean: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    # The neighbours in the alphabet, one segment each, so that every run compares the same texts.
    names = list(clean)
    start = names.index(name) + 1
    others = [other for other in [*names[start:], *names[:start]] if other != name]
    return tuple(next(iter(clean[other].values())) for other in others[:RECENT])


def _read_file(
    name: str, data: Mapping[str, Any], clean: Mapping[str, str], recent: tuple[str, ...]
) -> Iterator[Sample]:
    source = _read_source(name, data)
    for key, text in clean.items():
        yield Sample(name=f"{name}/{key}", source=source, free=text, recent=recent)
    for number, fault in enumerate(data["fault"], start=1):
        sample_name = f"{name}/fault-{number}"
        told = (clean[fault["told"]],) if "told" in fault else ()
        yield Sample(
            name=sample_name,
            source=source,
            free=_plant(fault, clean, sample_name),
            kind=fault["kind"],
            base=f"{name}/{fault['base']}" if "edits" in fault else None,
            recent=(*told, *recent)[:RECENT],
        )


def _plant(fault: Mapping[str, Any], clean: Mapping[str, str], name: str) -> str:
    if "join" in fault:
        return "\n".join(clean[key] for key in fault["join"])
    if "text" in fault:
        return str(fault["text"]).strip()
    text = clean[fault["base"]]
    for old, new in fault["edits"]:
        if text.count(old) != 1 or old == new:
            raise ValueError(f"{name}: 「{old}」 stands {text.count(old)} times in its base, or is not changed")
        text = text.replace(old, new)
    return text


def _read_source(name: str, data: Mapping[str, Any]) -> Source:
    given = data["article"]
    address = f"https://{given['site']}/{name}"
    article = Article(
        url=address,
        link=address,
        title=given["title"],
        site=given["site"],
        language=Language(given["language"]),
        published_at=PUBLISHED_AT,
        summary=given["summary"],
        text=given["text"].strip(),
    )
    sheet = FactSheet(
        facts=tuple(Fact(**each) for each in data["fact"]),
        caveat=_read_fact(data, "caveat"),
        number=_read_fact(data, "number"),
        maker=given.get("maker"),
    )
    _check_quotes(name, article, sheet)
    return Source(name=name, split=data["split"], article=article, sheet=sheet)


def _read_fact(data: Mapping[str, Any], key: str) -> Fact | None:
    return Fact(**data[key]) if key in data else None


def _check_quotes(name: str, article: Article, sheet: FactSheet) -> None:
    text = _fold([article.title, article.summary, article.text or ""])
    for fact in sheet.all_facts:
        if _fold([fact.quote]) not in text:
            raise ValueError(f"{name}: not in the article: {fact.quote}")


def _fold(texts: Sequence[str]) -> str:
    return " ".join(unicodedata.normalize("NFKC", "\n".join(texts)).split())
