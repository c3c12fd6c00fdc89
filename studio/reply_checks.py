"""What may not stand in a reply: the copy desk's own checks, and what listeners try to make the host say. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from persona.character import Persona
from radio.mail import REPLY_LIMIT, Turn
from radio.show import FactSheet
from radio.writing import Finding
from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.galley import Check, gate, run_checks, set_galley
from studio.copydesk.leftovers import check_hidden, check_labels, check_language, check_leftovers
from studio.copydesk.markup import check_links, check_lists, check_markdown, check_mentions
from studio.copydesk.names import check_names
from studio.copydesk.numbers import check_numbers
from studio.copydesk.pairing import check_pairs
from studio.copydesk.qualifying import check_qualifiers
from studio.copydesk.repetition import check_loops
from studio.copydesk.roles import check_roles
from studio.copydesk.speech import check_quotations
from studio.copydesk.voice import check_emoji, check_endings, check_first_person, check_politeness
from studio.echo import Runs, cut_runs, find_echo, find_patchwork, find_run
from studio.fitness import check_fitness
from studio.instructions import introduction, reply_instructions
from studio.scripts import find_odd_letters

_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_FORM: tuple[Check, ...] = (
    check_hidden,
    check_markdown,
    check_lists,
    check_mentions,
    check_links,
    check_labels,
    check_leftovers,
    check_language,
    check_loops,
    check_emoji,
    check_first_person,
    check_politeness,
    check_endings,
    check_numbers,
)
_TRUTH: tuple[Check, ...] = (check_qualifiers, check_names, check_pairs, check_roles, check_quotations)
# What a slip of the pen explains. Anything else may be the message's doing, and the next try does not see it.
_SLIPS = frozenset(
    {
        *("length", "first person", "politeness", "endings", "emoji", "loops", "lists"),
        *("numbers", "qualifiers", "names", "pairs", "roles", "quotations"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyBasis:
    """What a reply rests on: the message and the talk, notes on the programme, and the aired story it is about.

    With `strict` the reply is about facts, and its names are held against the basis.
    """

    message: str
    talk: tuple[Turn, ...] = ()
    memories: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    title: str = ""
    sheet: FactSheet | None = None
    strict: bool = False

    @property
    def claims(self) -> tuple[str, ...]:
        """What the aired story says, in our words."""
        if self.sheet is None:
            return ()
        return (*(fact.claim for fact in self.sheet.all_facts), self.sheet.maker or "")

    @property
    def foreign(self) -> tuple[str, ...]:
        """What the listener wrote."""
        return (self.message, *(turn.text for turn in self.talk if not turn.by_host))


def check_reply(copy: str, persona: Persona, basis: ReplyBasis) -> tuple[Finding, ...]:
    """What is wrong with a reply."""
    if not copy.strip():
        return (gate("length", "空です。短い返事を書いてください。"),)
    told = "\n".join([basis.title, *basis.claims])
    # A listener's own words may be named and counted again, though they prove nothing.
    said = "\n".join(
        [*basis.foreign, *basis.memories, *basis.notes, *(turn.text for turn in basis.talk if turn.by_host)]
    )
    galley = set_galley(copy, persona=persona, evidence=weigh_evidence(told, said), title=basis.title)
    return (
        *_check_length(copy),
        *_check_kana(copy),
        *_check_foreign(copy, persona, basis),
        *check_fitness(copy),
        *run_checks((*_FORM, *(_TRUTH if basis.strict else ())), galley),
    )


def is_slip(findings: Sequence[Finding]) -> bool:
    """Whether all of the findings are slips of the pen."""
    return all(finding.check in _SLIPS for finding in findings)


def _check_length(copy: str) -> tuple[Finding, ...]:
    if len(copy) <= REPLY_LIMIT:
        return ()
    return (gate("length", f"長すぎます（{len(copy)}字）。{REPLY_LIMIT}字までにしてください。"),)


def _check_kana(copy: str) -> tuple[Finding, ...]:
    """However short, a reply is Japanese: names and codes alone are what somebody wants to have said."""
    if _KANA.search(unicodedata.normalize("NFKC", copy)) and not find_odd_letters(copy):
        return ()
    return (gate("language", "日本語の話し言葉で書いてください。"),)


def _check_foreign(copy: str, persona: Persona, basis: ReplyBasis) -> tuple[Finding, ...]:
    findings: list[Finding] = []
    own = (persona.name, persona.programme, *persona.known_names)
    allowed = (basis.title, *basis.claims, *basis.notes, *own)
    if shared := find_echo(copy, basis.foreign, allowed) or find_patchwork(copy, basis.foreign, allowed):
        findings.append(gate("listener echo", "相手の文が、そのまま入っています。自分の言葉にしてください。", shared))
    if find_run(copy, _cut_instructions(persona), (*own, introduction(persona))):
        findings.append(gate("leak", "番組の書き方のきまりが、そのまま出ています。消してください。"))
    return tuple(findings)


@lru_cache(maxsize=16)
def _cut_instructions(persona: Persona) -> Runs:
    return cut_runs(reply_instructions(persona))
