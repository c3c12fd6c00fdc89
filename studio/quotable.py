"""Which sentences of an article may be read out as they stand, and which of them tell most. Pure."""

import re
from collections.abc import Iterator, Sequence

from persona.wording import fold_line, nest_quotes, safe_title
from radio.news import Article, Language
from studio.sentences import is_whole, split_sentences

QUOTE_LIMIT = 200  # characters of one quoted sentence
SHORT_LEAD = {
    Language.JAPANESE: 50,
    Language.ENGLISH: 90,
    Language.OTHER: 90,
}  # a lead under it takes a second sentence
FEWEST = {Language.JAPANESE: 12, Language.ENGLISH: 30, Language.OTHER: 30}
TEXT_READ = 20_000  # characters of an article's text that are looked at
MOST_QUOTES = 3

# Anything that Discord or a listener could take for a link, a mention or markup: another sentence is chosen.
_UNSAFE = re.compile(
    r"""
      [@＠*`\\|<>＜＞\[\]{}_^] | ~~
    | https?: | ://
    | [A-Za-z0-9-]\.[A-Za-z]{2,}              # a bare domain, but also Node.js: there are other sentences
    | ^[\s・•‣●■◆▼▶※＃\#+–—-]                # a list item, a heading
    | ^\(?\d{1,2}[.)．）]\s
    """,
    re.VERBOSE,
)
# Sentences that speak to a machine, or of the page and not of its subject.
_NOT_NEWS = re.compile(
    r"""
      \b(?:ignore|disregard|forget)\b.{0,40}\b(?:instruction|prompt|rule|above|previous|everything)
    | \b(?:system|hidden|developer)\s+(?:prompt|message|instruction)
    | \b(?:you\s+are|act\s+as)\s+(?:an?\s+|now\s+)*(?:AI|assistant|chatgpt|language\s+model)\b
    | \bas\s+an?\s+(?:AI\s+)?(?:language\s+)?(?:model|assistant)\b
    | \b(?:respond|reply|answer|output|write|print|say)\s+(?:only|exactly|with\s+the\s+following|the\s+following)
    | (?:指示|命令|プロンプト|ルール|設定).{0,12}(?:無視|忘れ|従|したが|上書き)
    | (?:システム|開発者)(?:プロンプト|メッセージ)
    | (?:あなた|きみ|AI|アシスタント)(?:は|へ|に).{0,20}(?:してください|書きなさい|出力|答えなさい)
    | (?:use|accept|our)\s+cookies | subscribe\s+(?:to|now|for) | newsletter | advertisement | affiliate
    | sign\s+(?:up|in)\s+(?:to|for|now) | log\s+in\s+to | all\s+rights\s+reserved | appeared\s+first\s+on
    | read\s+more | continue\s+reading | click\s+here | this\s+(?:site|website|page)\b | your\s+browser
    | enable\s+javascript | points?:\s*\d | comments?:\s*\d
    | クッキーを | Cookieを | JavaScriptを有効 | 会員限定 | 登録(?:して|が必要) | ログイン(?:して|が必要) | 続きを読む
    | 無断転載
    | アフィリエイト | メルマガ | フォロー(?:して|お願い) | シェア(?:して|する) | (?:当|本|この)サイト | お問い合わせ
    | をクリック | 関連記事 | 写真[:：] | 出典 | 詳細は | くわしくは | 詳しくは | こちら
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Sentences that lean on the one before them make poor quotations.
_LEANING = re.compile(
    r"(?:しかし|だが|ただし|また|さらに|そして|それ|これ|この|その|ここ|そこ|一方|なお|つまり|例えば|たとえば|そのため|"
    r"(?:However|But|And|Also|Moreover|Then|This|That|These|Those|It|He|She|They|So|Still|Instead|"
    r"For example|Because of)\b)"
)
# What is left of a sentence whose beginning was a link or a picture.
_HEADLESS = re.compile(
    r"まで|から[、一-鿿]|を|という|といった|による|における|などの|って|ので|が、|は、|も、|と[、一-鿿]|[,;:)\]）」、。]"
)
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々]")
_LATIN = re.compile(r"[A-Za-z]")
_WORD = re.compile(r"[A-Za-z]{3,}|[ァ-ヺー]{2,}|[一-鿿々]{2,}|\d+")
_FIGURE = re.compile(r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*")
_PAIRS = ("「」", "『』", "（）", "()", "“”", "【】", "《》", "〈〉")


def choose_quotes(article: Article) -> tuple[str, ...]:
    """None to three sentences in the article's order and language, each at most QUOTE_LIMIT characters.

    First how the feed or the page describes it, else its lead; after a short lead the sentence that
    follows; then the sentence of the text that tells most. Its own 「」 come as 『』, since all are said
    within 「」.
    """
    lead = _lead_of(article)
    rest = [sentence for sentence in _quotable(article.text or "", article) if not _told(sentence, lead)]
    best = max(enumerate(rest), key=lambda each: _worth(each[1], each[0], article), default=None)
    quotes = [*lead, best[1]] if best and lead else list(lead)
    return tuple(_say(quote) for quote in quotes[:MOST_QUOTES])


def _lead_of(article: Article) -> list[str]:
    for source in (article.summary, article.description, article.text or ""):
        sentences = list(_quotable(source, article))
        if sentences:
            start = next((place for place, sentence in enumerate(sentences) if not _LEANING.match(sentence)), 0)
            short = len(sentences[start]) < SHORT_LEAD[article.language]
            return sentences[start : start + (2 if short else 1)]
    return []


def _quotable(source: str, article: Article) -> Iterator[str]:
    title = _bare(safe_title(article.title))
    seen: set[str] = set()
    for sentence in split_sentences(source[:TEXT_READ]):
        bare = _bare(sentence)
        if bare not in seen and bare not in title and _may_be_read(sentence, article.language):
            seen.add(bare)
            yield sentence


def _may_be_read(sentence: str, language: Language) -> bool:
    return (
        FEWEST[language] <= len(sentence) <= QUOTE_LIMIT
        and is_whole(sentence)
        and fold_line(sentence) == sentence
        and _is_balanced(sentence)
        and _is_in(language, sentence)
        and not _UNSAFE.search(sentence)
        and not _HEADLESS.match(sentence)
        and not _NOT_NEWS.search(sentence)
    )


def _is_balanced(sentence: str) -> bool:
    pairs = all(sentence.count(pair[0]) == sentence.count(pair[1]) for pair in _PAIRS)
    return pairs and sentence.count('"') % 2 == 0


def _is_in(language: Language, sentence: str) -> bool:
    if language is Language.JAPANESE:
        return len(_KANA.findall(sentence)) * 6 >= len(sentence)
    latin = len(_LATIN.findall(sentence))
    return not _JAPANESE.search(sentence) and latin * 10 >= len(sentence) * 6


def _worth(sentence: str, place: int, article: Article) -> float:
    """How much a sentence tells: early, of a good length, with a figure, about what the title names."""
    ideal = 70 if article.language is Language.JAPANESE else 130
    length = 1 - min(1.0, abs(len(sentence) - ideal) / ideal)
    named = len(set(_WORD.findall(article.title)) & set(_WORD.findall(sentence)))
    figures = len(_FIGURE.findall(sentence))
    leaning = _LEANING.match(sentence) is not None
    asking = sentence.endswith(("?", "？"))
    told = length * 1.2 + min(named, 3) * 0.3 + min(figures, 2) * 0.3
    return told + 1 / (1 + place / 8) - leaning * 0.8 - asking * 0.6


def _told(sentence: str, lead: Sequence[str]) -> bool:
    words = set(_WORD.findall(sentence))
    return any(
        _bare(sentence) == _bare(each) or len(words & set(_WORD.findall(each))) * 10 > len(words) * 7 for each in lead
    )


def _bare(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def _say(sentence: str) -> str:
    # Before a closing 」 Japanese writes no full stop.
    return nest_quotes(sentence.removesuffix("。"))
