"""The fact sheet: what has no proof in the article is thrown out before any copy is written. Pure."""

import re
from collections.abc import Iterator

from radio.news import Article
from radio.show import Fact, FactSheet
from radio.writing import Finding
from studio.copydesk.evidence import Evidence, article_text, evidence_of, weigh_evidence
from studio.copydesk.galley import gate, warning
from studio.copydesk.names import unknown_names
from studio.copydesk.numbers import is_free, stands_in
from studio.copydesk.qualifying import claims_too_much
from studio.copydesk.quantities import find_quantities
from studio.copydesk.texts import fold_copy, fold_source, squeeze

_WEIGHT = 12  # of a quote; a Japanese character weighs two, any other one

_CJK = re.compile(r"[぀-ヿ㐀-䶿一-鿿]")
_ENDS = " \t.,;:、。!?\"'「」()…-"
_ELLIPSIS = re.compile(r"\.{2,}|…|‥|\[.*?\]|\((?:中略|略|snip)\)")


def prove_facts(sheet: FactSheet, article: Article) -> tuple[FactSheet, tuple[Finding, ...]]:
    """The facts whose quote stands in the article and whose claim says no more than the quote, and what was wrong.

    A quote is compared after NFKC and white-space folding, quotation marks and dashes in one form. A
    caveat, number or maker that is not proven is left out.
    """
    source = fold_source(article_text(article))
    findings: list[Finding] = []
    kept: list[Fact] = []
    for fact in sheet.facts:
        faults = [*_faults(fact, source, article)]
        findings += faults
        if not faults and fact not in kept:
            kept.append(fact)
    caveat = _keep(sheet.caveat, source, article, findings)
    number = _keep(sheet.number, source, article, findings)
    maker = sheet.maker
    if maker and squeeze(maker) not in squeeze(source):
        findings.append(warning("fact maker", "発表した側の名前が記事にありません。", maker))
        maker = None
    return FactSheet(facts=tuple(kept), caveat=caveat, number=number, maker=maker), tuple(findings)


def _keep(fact: Fact | None, source: str, article: Article, findings: list[Finding]) -> Fact | None:
    if fact is None:
        return None
    faults = [*_faults(fact, source, article)]
    findings += faults
    return None if faults else fact


def _faults(fact: Fact, source: str, article: Article) -> Iterator[Finding]:
    if not _is_quoted(fact.quote, source):
        yield gate("fact quote", "記事にその言葉のまま書いてありません。", fact.quote)
        return
    quote = weigh_evidence(fact.quote)
    claim = fold_copy(fact.claim)
    if not claim.strip():
        yield gate("fact claim", "主張が空です。", fact.quote)
    yield from _number_faults(claim, quote, fact)
    for name in unknown_names(claim, evidence_of((article,))):
        yield gate("fact name", f"「{name}」は記事にありません。", fact.claim)


def _number_faults(claim: str, quote: Evidence, fact: Fact) -> Iterator[Finding]:
    for number in find_quantities(claim):
        if is_free(number, claim):
            continue
        if not stands_in(number, claim, quote):
            yield gate("fact number", f"「{number.words}」が引用にありません。", fact.claim)
        elif claims_too_much(number, claim, quote):
            yield gate("fact number", f"「{number.words}」の「約・以上・最大」などが引用とちがいます。", fact.claim)


def _is_quoted(quote: str, source: str) -> bool:
    """Whether the words stand in the source, whole words at both ends, and enough of them to prove anything."""
    bare = fold_source(quote).strip(_ENDS)
    weight = sum(2 if _CJK.match(sign) else 1 for sign in bare if sign.isalnum())
    if weight < _WEIGHT or _ELLIPSIS.search(bare):
        return False
    place = source.find(bare)
    while place >= 0:
        if _is_whole(source, place, place + len(bare)):
            return True
        place = source.find(bare, place + 1)
    return False


def _is_whole(source: str, start: int, end: int) -> bool:
    return (
        not (_joined(source[start - 1 : start], source[start]) or _joined(source[end - 1], source[end : end + 1]))
        and not (source[start].isdigit() and re.search(r"\d[.,]$", source[max(0, start - 2) : start]) is not None)
        and not (source[end - 1].isdigit() and re.match(r"[.,]\d", source[end : end + 2]) is not None)
    )


def _joined(one: str, other: str) -> bool:
    """Whether two neighbours are letters or digits of one word; Japanese has no words to cut."""
    return bool(one and other) and one.isalnum() and other.isalnum() and one.isascii() and other.isascii()
