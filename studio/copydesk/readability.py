"""Readability: sentences for one breath, paragraphs for one screen, neither all kana nor all kanji. Pure."""

import re
from collections.abc import Iterator

from persona.frames import introduce_story
from radio.writing import Finding
from studio.copydesk.galley import Galley, gate, warning

LONGEST_SENTENCE = 90  # characters, quotations apart
LONGEST_PARAGRAPH = 250
KANJI_SHARE = (0.08, 0.32)
PART_LIMIT = 1_900  # characters of a part, frames included
SHORTEST_STORY = 120
AIMED_AT = 850  # what a writer is told who wrote too much
MOST_TERMS = 4
_ENOUGH_TO_JUDGE = 80  # Japanese characters; of fewer a share says nothing
_A_LATER_STORY = 9

_KANJI = re.compile(r"[㐀-䶿一-鿿々〆]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_QUOTED = re.compile(r"[「『][^「」『』\n]*[」』]")
_GLOSS = re.compile(r"(?:って(?:いう|言う|呼|のは|言葉|やつ|用語)|とは|というの|っていうの|は、|って、|のこと)")
# What a writer cannot say in plainer words: numbers, and what an institution is called.
_NO_CHOICE = re.compile(
    r"[〇一二三四五六七八九十百千万億兆]{2,}|[一-鿿]{2,}(?:研究所|大学|庁|省|機構|学会|協会|委員会|財団|銀行|議会|理事会|工場|製作所)"
)
_TERM_LIMIT = 20


def check_sentences(galley: Galley) -> Iterator[Finding]:
    """No sentence is longer than one breath."""
    for sentence in galley.sentences:
        if len(sentence.own) > LONGEST_SENTENCE:
            message = f"文が長すぎます（{len(sentence.own)}字）。{LONGEST_SENTENCE}字までの短い文に分けてください。"
            yield gate("sentence length", message, sentence.text)


def check_paragraphs(galley: Galley) -> Iterator[Finding]:
    """No paragraph is a wall of text."""
    for line in galley.own.splitlines():
        if len(line) > LONGEST_PARAGRAPH:
            message = f"ひとつの段落が長すぎます（{len(line)}字）。{LONGEST_PARAGRAPH}字までで改行してください。"
            yield gate("paragraph length", message, line)


def check_kanji(galley: Galley) -> Iterator[Finding]:
    """The share of kanji in the Japanese text, quotations in other languages apart."""
    yield from _kanji_finding(_drop_foreign(galley.plain))


def check_own_kanji(galley: Galley) -> Iterator[Finding]:
    """The same of the host's own words alone, where the rest is read as it stands."""
    yield from _kanji_finding(galley.own)


def check_length(galley: Galley) -> Iterator[Finding]:
    """A story fits its part with the frames round it."""
    frame = introduce_story(galley.persona, number=_A_LATER_STORY, last=False, title=galley.title)
    if len(galley.raw) > PART_LIMIT - len(frame) - 1:
        yield too_long(galley.raw)


def too_long(free: str) -> Finding:
    """That a story does not fit its part."""
    return gate("length", f"長すぎます（{len(free)}字）。{AIMED_AT}字までに縮めてください。")


def check_substance(galley: Galley) -> Iterator[Finding]:
    """A story tells something."""
    if len(galley.plain.strip()) < SHORTEST_STORY:
        yield gate("length", f"短すぎます。少なくとも{SHORTEST_STORY}字で、記事の話をちゃんと説明してください。")


def check_terms(galley: Galley) -> Iterator[Finding]:
    """No more new terms than a listener can hold."""
    glossed = {
        each.words
        for each in galley.quotations
        if len(each.words) <= _TERM_LIMIT and _GLOSS.match(galley.plain, each.end)
    }
    if len(glossed) > MOST_TERMS:
        yield warning("terms", f"新しい用語が{len(glossed)}個あります。{MOST_TERMS}つまでにしてください。")


def _kanji_finding(text: str) -> Iterator[Finding]:
    if len(_KANJI.findall(text)) + len(_KANA.findall(text)) < _ENOUGH_TO_JUDGE:
        return
    share, most = _kanji_share(text), _kanji_share(_NO_CHOICE.sub("", text))
    if most > KANJI_SHARE[1]:
        yield gate(
            "kanji", f"漢字が多すぎます（{most:.0%}）。むずかしい漢字の言葉を、ふだんの言葉やひらがなにしてください。"
        )
    if share < KANJI_SHARE[0]:
        yield gate(
            "kanji", f"漢字が少なすぎます（{share:.0%}）。読みやすいように、ふつうの言葉は漢字で書いてください。"
        )


def _kanji_share(text: str) -> float:
    kanji, kana = len(_KANJI.findall(text)), len(_KANA.findall(text))
    return kanji / ((kanji + kana) or 1)


def _drop_foreign(plain: str) -> str:
    return _QUOTED.sub(lambda found: found.group() if _KANA.search(found.group()) else "", plain)
