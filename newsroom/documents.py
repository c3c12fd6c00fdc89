"""Articles read as terms: what the title, the first lines and the page are about. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsroom.words import fold_text, name_word, read_terms, read_title_terms
from radio.news import Article

LEAD_SHARE = 0.5  # a term of the first lines against one of the title
_LEAD_LIMIT = 240  # characters of a summary; a longer one names too much in passing
_TEXT_LIMIT = 1_500  # characters of a page that was read
_LOWER_CASE_WORD = re.compile(r"\b[a-z]{3,}\b")
_KANA = re.compile("[ぁ-ヴ]")
# Somebody's experience with a thing is no event, and a thing is tried out by many in one week.
_ESSAY = re.compile(
    r"(?:た(?:\s*[|｜（(]|$)|てみ[たるよ]|した話|った話|入門|方法(?!に)|手順|やり方|作り方|使い方|とは[？?|｜]?"
    r"|レポート|振り返|学び|学んだ|登壇|参加[しの]|参加(?:報告|記)|[開主]催|[出展]展|展示"
    r"|まとめ|連載|今週の|週[間刊]|イチオシ|おすすめ|評価|勉強会|[前後中]編|第\d+回|ために|理由|コツ|べき"
    r"|考え(?:る|た)|実践|活用|設計|検証|比較)"
    r"|(?<![a-z])(?:how (?:to|we|i)|why (?:we|i)|i (?:built|tested|tried)|guide|tutorial|lessons|tips|introduction to"
    r"|weekly|roundup|newsletter)(?![a-z])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as its terms with their shares: what the title holds, what only the first lines, what only the page.

    `ordinary` are words of English that stand in lower case here, so that they are no names. An `essay` tells of
    somebody's experience or explains a thing.
    """

    title: Mapping[str, float]
    lead: Mapping[str, float]
    text: Mapping[str, float]
    versions: Mapping[str, frozenset[str]]
    ordinary: frozenset[str] = frozenset()
    essay: bool = False


def read_document(article: Article) -> Document:
    """`article` as its terms."""
    lead = (article.description or article.summary)[:_LEAD_LIMIT]
    return read_text_document(article.title, lead, (article.text or "")[:_TEXT_LIMIT])


@lru_cache(maxsize=8192)
def read_text_document(title: str, lead: str, text: str) -> Document:
    """The same from the bare texts; remembered, since a week is ranked more than once."""
    head = read_title_terms(title)
    rest = {term: share * LEAD_SHARE for term, share in read_terms(lead).shares.items() if term not in head.shares}
    page = read_terms(text).shares
    whole = f"{title} {lead} {text}"
    english = () if _KANA.search(whole) else _LOWER_CASE_WORD.findall(whole)
    return Document(
        title=head.shares,
        lead=rest,
        text={term: share * LEAD_SHARE for term, share in page.items() if term not in head.shares and term not in rest},
        versions=head.versions,
        ordinary=frozenset(map(name_word, english)),
        essay=_ESSAY.search(fold_text(title)) is not None,
    )
