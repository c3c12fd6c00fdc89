"""How a host is asked to speak between two episodes: bulletins, and a story told more simply or more deeply. Pure.

The system text is that of every prompt of the host (`persona.prompts`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from persona.character import Persona
from persona.fences import fence_rows
from persona.prompt_parts import claim_rows, show_findings, show_samples
from persona.prompts import TEXT, ask, shape
from persona.wording import fold_line
from radio.show import FactSheet
from radio.writing import Finding, Prompt, Purpose

BRIEF_LENGTH = (90, 220)  # characters of one story in a bulletin
SIMPLER_LENGTH = (250, 450)
DEEPER_LENGTH = (450, 800)

BULLETIN_SCHEMA: Mapping[str, Any] = shape(
    stories={"type": "array", "items": shape(number={"type": "integer"}, copy=TEXT)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefWish:
    """One story of a bulletin: its place from 1, what may be said, and why an earlier try was turned down."""

    number: int
    title: str
    sheet: FactSheet
    findings: tuple[Finding, ...] = ()
    previous: str = ""


def bulletin_prompt(persona: Persona, wishes: Sequence[BriefWish], *, turn: int = 0) -> Prompt:
    """Asks for a few sentences on each story, all in one call.

    The answer: {"stories": [{"number": 1, "copy": "…"}, …]}. `turn` turns the sample lines.
    """
    fewest, most = BRIEF_LENGTH
    parts = [
        f"リスナーが「いまの話題」を聞きに来ました。{len(wishes)}つの記事を、手短に話してください。\n"
        "あいさつと記事のタイトルは、もう言いました。くりかえしません。",
        f"copyは、それぞれ2文から4文、{fewest}字から{most}字。改行はしない。\n"
        "何の話で、だれが何をして、どれくらいで、なぜ気になるのかを、その順で。むずかしい言葉は言いかえて。\n"
        "numberは資料のstoryの番号。その資料にあることだけを、そのcopyで話す。記事どうしの話をまぜない。",
        show_samples(persona, turn, 1),
        *(_show_story(wish) for wish in wishes),
        f"numberは {'、'.join(str(wish.number) for wish in wishes)}。全部にひとつずつ、JSONだけで答えてください。",
    ]
    user = "\n\n".join(parts)
    return ask(persona, Purpose.BULLETIN, user, schema=BULLETIN_SCHEMA, temperature=0.8, max_tokens=2500)


def simpler_prompt(
    persona: Persona, *, title: str, sheet: FactSheet, findings: Sequence[Finding] = (), previous: str = ""
) -> Prompt:
    """Asks for a story told anew for someone who knows nothing of the subject, as plain text."""
    wish = """この話を、いちばんやさしく話しなおしてください。聞いているのは、この分野のことを何も知らない人です。
- 専門の言葉は使わないか、使うなら先にふだんの言葉で言って、そのあとに「」で名前を出す。名前は2つまで。
- 学校や暮らしの、だれでも見たことのある場面のたとえを、ひとつだけ。たとえに数字や実在の名前は使わない。
- 数字は、いちばん大事なひとつだけ。意味もいっしょに話す。
- 一文は短く。聞きかえしたくなるところで、先に答える。"""
    return _retell(persona, Purpose.SIMPLER, wish, SIMPLER_LENGTH, title, sheet, findings, previous)


def deeper_prompt(
    persona: Persona, *, title: str, sheet: FactSheet, findings: Sequence[Finding] = (), previous: str = ""
) -> Prompt:
    """Asks for a story told with its mechanism and all its numbers, as plain text."""
    wish = """この話を、もっとくわしく話しなおしてください。
聞いているのは、さっきの話を聞いて、もっと知りたくなった人です。
- どういうしくみなのかを、順番に。なぜそうなるのかも、資料にあるところまで。
- 資料にある数字は、意味といっしょに全部。「約」「以上」「最大」のような言葉も、資料のとおりに。
- 資料のcaveatは、かならず話す。わからないことは、わからないと言う。
- 用語は「」に入れて、すぐあとで言いかえる。"""
    return _retell(persona, Purpose.DEEPER, wish, DEEPER_LENGTH, title, sheet, findings, previous)


def _retell(
    persona: Persona,
    purpose: Purpose,
    wish: str,
    length: tuple[int, int],
    title: str,
    sheet: FactSheet,
    findings: Sequence[Finding],
    previous: str,
) -> Prompt:
    fewest, most = length
    parts = [
        f"前に紹介した記事について、リスナーがひとりで聞きに来ました。台本を書いてください。\n{wish}",
        f"あいさつはしないで、すぐ話しはじめます。「{persona.first_person}」は、どこかで一度は使います。",
        f"長さは{fewest}字から{most}字。ひと息で読める短い文にします。\n"
        "話のまとまりごとに改行して、ひとつのまとまりは3文くらいまで。",
        show_samples(persona, len(title), 1),
        "話してよい中身は、次の資料がすべてです。資料にないしくみや数字は、知っていても足しません。\n"
        f"{fence_rows([{'title': fold_line(title)}, *claim_rows(sheet)])}",
        show_findings(findings, previous),
        "台本だけを書いてください。",
    ]
    user = "\n\n".join(part for part in parts if part)
    return ask(persona, purpose, user, temperature=0.7, max_tokens=2500)


def _show_story(wish: BriefWish) -> str:
    rows = [{"story": wish.number, "title": fold_line(wish.title)}, *claim_rows(wish.sheet)]
    faults = show_findings(wish.findings, wish.previous)
    return "\n".join([f"{wish.number}つ目の資料です。", fence_rows(rows), *([faults] if faults else [])])
