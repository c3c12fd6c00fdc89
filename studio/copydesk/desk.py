"""The desk itself: which checks a piece of copy goes through. A new check is one line in a table. Pure."""

from collections.abc import Sequence

from persona.character import Persona
from radio.news import Article
from radio.show import FactSheet
from radio.writing import Finding
from studio.copydesk.dates import check_dates
from studio.copydesk.evidence import evidence_of
from studio.copydesk.galley import Check, gate, run_checks, set_galley
from studio.copydesk.leftovers import check_echo, check_hidden, check_labels, check_language, check_leftovers
from studio.copydesk.markup import check_links, check_lists, check_markdown, check_mentions
from studio.copydesk.names import check_names
from studio.copydesk.numbers import check_numbers
from studio.copydesk.pairing import check_pairs, check_places
from studio.copydesk.qualifying import check_qualifiers
from studio.copydesk.readability import (
    check_kanji,
    check_length,
    check_paragraphs,
    check_sentences,
    check_substance,
    check_terms,
    too_long,
)
from studio.copydesk.records import check_maker, check_records
from studio.copydesk.repetition import check_loops, check_overlap
from studio.copydesk.roles import check_roles
from studio.copydesk.speech import check_quotations, check_readings
from studio.copydesk.speeds import check_speeds
from studio.copydesk.texts import MOST_READ
from studio.copydesk.voice import (
    check_emoji,
    check_endings,
    check_first_person,
    check_manner,
    check_politeness,
    check_presence,
)

# What Discord, a machine or the eye would stumble over.
_FORM: tuple[Check, ...] = (check_hidden, check_markdown, check_lists, check_mentions, check_links)
_VOICE: tuple[Check, ...] = (check_first_person, check_politeness, check_endings)
_MAKING: tuple[Check, ...] = (check_labels, check_leftovers, check_echo)
_TRUTH: tuple[Check, ...] = (
    check_numbers,
    check_qualifiers,
    check_speeds,
    check_dates,
    check_names,
    check_pairs,
    check_places,
    check_roles,
    check_records,
    check_quotations,
)

STORY_CHECKS: tuple[Check, ...] = (
    check_length,
    check_substance,
    check_language,
    *_FORM,
    *_MAKING,
    *_TRUTH,
    *_VOICE,
    check_presence,
    check_sentences,
    check_paragraphs,
    check_kanji,
    check_loops,
    check_overlap,
    check_emoji,
    check_terms,
    check_maker,
    check_manner,
)
# Copy that reads an article as it stands: the quotations are the article's, whatever is said in them …
STANDBY_CHECKS: tuple[Check, ...] = (check_length, *_FORM, check_readings, check_sentences, check_paragraphs)
# … and the words round them are the host's.
STANDBY_OWN_CHECKS: tuple[Check, ...] = (check_language, *_MAKING, *_VOICE, check_presence, check_kanji)
LINE_CHECKS: tuple[Check, ...] = (*_FORM, *_MAKING, *_TRUTH, *_VOICE, check_emoji)


def check_story(
    free: str,
    *,
    persona: Persona,
    article: Article,
    sheet: FactSheet,
    recent: Sequence[str] = (),
    standby: bool = False,
) -> tuple[Finding, ...]:
    """What is wrong with a story's free text, the most telling first.

    Args:
        free: the text between the host's frames.
        persona: whose voice it has to be.
        article: what it is about.
        sheet: the proven facts, see `prove_facts`.
        recent: the free texts of the last episodes, the latest first.
        standby: whether the copy reads the article as it stands: every 「…」 has to be the article's, in
            its language, and the host's voice is looked for in the words round them.
    """
    if len(free) > MOST_READ:
        return (too_long(free),)
    evidence = evidence_of((article,), sheet)
    galley = set_galley(free, persona=persona, evidence=evidence, title=article.title, maker=sheet.maker, recent=recent)
    if not standby:
        return run_checks(STORY_CHECKS, galley)
    own = set_galley(galley.own, persona=persona, evidence=evidence, title=article.title)
    return run_checks(STANDBY_CHECKS, galley) + run_checks(STANDBY_OWN_CHECKS, own)


def check_line(line: str, *, persona: Persona, limit: int, sources: Sequence[Article]) -> tuple[Finding, ...]:
    """What is wrong with one free line of opening or closing, or a story's few words in the recap.

    Args:
        line: the line; a second one is a fault.
        persona: whose voice it has to be.
        limit: the most characters.
        sources: the articles whose names and numbers it may use.
    """
    if not line.strip():
        return (gate("length", "空です。短い一文を書いてください。"),)
    findings: list[Finding] = []
    if len(line) > limit:
        return (gate("length", f"長すぎます（{len(line)}字）。{limit}字までにしてください。"),)
    if len(line.strip().splitlines()) > 1:
        findings.append(gate("lines", "一行だけにしてください。"))
    title = "\n".join(article.title for article in sources)
    galley = set_galley(line, persona=persona, evidence=evidence_of(tuple(sources)), title=title)
    checks = (*LINE_CHECKS, check_language) if not _is_named(line, sources) else LINE_CHECKS
    return (*findings, *run_checks(checks, galley))


def _is_named(line: str, sources: Sequence[Article]) -> bool:
    """Whether the line is a name that a title has: a topic may be "GPT-5" and nothing else."""
    return any(line.strip().casefold() in article.title.casefold() for article in sources)
