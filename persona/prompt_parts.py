"""The pieces that prompts are put together from: how to explain, sample lines, material rows. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from persona.character import Persona
from persona.fences import fence, fence_rows
from persona.frames import take_turn
from persona.wording import fold_line, nest_quotes
from radio.news import Article, FeedRole
from radio.show import FactSheet, Slot
from radio.writing import Finding

TEXT_HEAD = 9_000  # characters of an article that the fact step reads: its beginning …
TEXT_TAIL = 3_000  # … and its end, where the caveats are
RECENT_SHOWN = 8
RECENT_END = 80  # characters shown of an earlier text's beginning, and as many of its end
SAMPLES_SHOWN = 5
ASIDES_SHOWN = 2
EXCERPT_LIMIT = 80
EPISODE_STEP = 11  # lines: no sheet's number of lines should share a factor with it, or weeks would be alike
FACTS_FOR_TOPIC = 3


def list_lines(lines: Iterable[str]) -> str:
    """The lines as a list, one a line."""
    return "\n".join(f"- {line}" for line in lines)


def show_article(article: Article) -> str:
    """What the fact step reads of an article: title, date, summaries, and the text with its middle left out if long."""
    text = article.text or ""
    if len(text) > TEXT_HEAD + TEXT_TAIL:
        text = f"{text[:TEXT_HEAD]}\n（中略）\n{text[-TEXT_TAIL:]}"
    head = [f"見出し: {fold_line(article.title)}", f"サイト: {article.site}"]
    head += [fold_line(each) for each in dict.fromkeys((article.summary, article.description)) if each.strip()]
    return "\n".join([*head, "", text]).strip()


def sheet_rows(sheet: FactSheet, slot: Slot, article: Article) -> tuple[Mapping[str, str], ...]:
    """A fact sheet as rows of one key each: title, earlier, maker, fact …, number, caveat."""
    earlier = slot.ranked.story.follow_up if slot.ranked else None
    rows = [{"title": fold_line(article.title)}]
    rows += [{"earlier": fold_line(f"{earlier.title}／{earlier.summary}")}] if earlier else []
    return (*rows, *claim_rows(sheet))


def claim_rows(sheet: FactSheet) -> tuple[Mapping[str, str], ...]:
    """What a fact sheet claims, as rows of one key each: maker, fact …, number, caveat."""
    rows = [("maker", sheet.maker)] if sheet.maker else []
    rows += [("fact", fact.claim) for fact in sheet.facts]
    rows += [("number", sheet.number.claim)] if sheet.number else []
    rows += [("caveat", sheet.caveat.claim)] if sheet.caveat else []
    return tuple({key: fold_line(text)} for key, text in rows)


def topic_row(slot: Slot, sheet: FactSheet) -> Mapping[str, object]:
    """A story as the recap's writer sees it: its number, title and first facts."""
    title = fold_line(slot.ranked.story.lead.title) if slot.ranked else ""
    facts = [fold_line(fact.claim) for fact in sheet.facts[:FACTS_FOR_TOPIC]]
    return {"number": slot.number, "title": title, "facts": facts}


def explain_how(persona: Persona, slot: Slot, sheet: FactSheet) -> str:
    """In what order the host explains, and what this story asks for beside it."""
    lines = [
        "何の話なのかを、まず一文で。",
        "鍵になる言葉を、ふだんの言葉で。はじめて出す用語は「」に入れて、すぐあとで言いかえる。用語は多くても4つ。",
        "だれが、何を、どれくらい。",
        f"なんでそれが大事なのか。{persona.second_person}が聞きかえしそうなことを、先に聞いてあげる。",
        *(["資料のcaveat。記事自身がことわっていることなので、とばさない。"] if sheet.caveat else []),
        f"{persona.second_person}の毎日にとって、どういうことになるのか。",
        f"さいごに、{persona.first_person}の気持ちをひとこと。120字まで。新しい事実は足さない。",
    ]
    steps = "\n".join(f"{number}. {line}" for number, line in enumerate(lines, start=1))
    return "\n".join(
        [
            "話す順番は、こうです。番号や見出しは台本には書きません。",
            steps,
            "たとえ話は全体でひとつだけ。学校や暮らしの、だれでも見たことのある場面から。たとえに数字や実在の名前は使いません。",
            f"「{persona.first_person}」は、どこかで一度は使います。",
            *_special_wishes(slot, sheet),
        ]
    )


def _special_wishes(slot: Slot, sheet: FactSheet) -> list[str]:
    wishes: list[str] = []
    if sheet.maker:
        wishes.append(
            "資料のmakerは、作った側です。その言い分だとわかるように、一度は「（makerの名前）の発表では」とことわります。"
        )
    if slot.ranked and slot.ranked.story.follow_up:
        wishes.append("これは続報です。資料のearlierが前に紹介した話。前とくらべて何が新しいのかを、はっきり言います。")
    if slot.ranked and slot.ranked.role is FeedRole.LIGHT:
        wishes.append("これは番組の中の、ひと息つく話。肩の力をぬいて、すきなものの話として楽しそうに。")
    return wishes


def show_samples(persona: Persona, episode_number: int, number: int) -> str:
    """Sample lines of the host, other ones for each story and each episode."""
    lines = [
        *_window(persona.samples, episode_number, number, SAMPLES_SHOWN),
        *_window(persona.explanations, episode_number, number, 1),
        *_window(persona.asides, episode_number, number, ASIDES_SHOWN),
    ]
    intro = f"{persona.short_name}の話しぶりの見本です。まねるのは調子だけ。中身や文は、そのままでは使いません。"
    return f"{intro}\n{list_lines(lines)}"


def show_recent(recent: Sequence[str]) -> str:
    """How earlier texts began and ended, so that they are not said again; "" where there are none."""
    if not recent:
        return ""
    rows = [_ends_of(fold_line(text)) for text in recent[:RECENT_SHOWN]]
    intro = "次の資料は、これまでの放送のはじめとおわりです。同じ切り出し方、同じたとえ、同じひとことは使いません。"
    return f"{intro}\n{fence_rows(rows)}"


def show_findings(findings: Sequence[Finding], previous: str) -> str:
    """What was wrong with the copy that was turned down, and that copy; "" where there is none."""
    if not findings:
        return ""
    faults = [fold_line(finding.message) + _point_at(finding.excerpt) for finding in findings]
    return "\n".join(
        [
            "前に書いた原稿は、校閲で次のように言われました。ほかはなるべく生かして、はじめから書きなおしてください。",
            list_lines(faults),
            "前の原稿です。",
            fence(previous),
        ]
    )


def _point_at(excerpt: str) -> str:
    return f"（「{nest_quotes(fold_line(excerpt)[:EXCERPT_LIMIT])}」のところ）" if excerpt else ""


def _ends_of(text: str) -> Mapping[str, object]:
    if len(text) <= 2 * RECENT_END:
        return {"text": text}
    return {"begins": text[:RECENT_END], "ends": text[-RECENT_END:]}


def _window(lines: Sequence[str], episode_number: int, number: int, size: int) -> list[str]:
    start = episode_number * EPISODE_STEP + number * size
    return [take_turn(lines, start + step) for step in range(min(size, len(lines)))]
