"""The whole script: counts, date, titles and frames are what the rundown says they are. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from persona.character import Persona
from persona.frames import date_words
from radio.show import Script, Segment, SlotKind
from radio.writing import Finding
from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.galley import gate, run_checks, set_galley
from studio.copydesk.markup import check_links, check_mentions
from studio.copydesk.readability import PART_LIMIT
from studio.copydesk.voice import check_endings, check_first_person

MOST_TITLE_CHANGE = 0.05  # edit distance as a share of the title's length
_IN_BRACKETS = re.compile("「[^」\n]*」")
_WEEKDAY = re.compile("[月火水木金土日]曜日?")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def check_script(script: Script, persona: Persona) -> tuple[Finding, ...]:
    """What is wrong with a finished script as a whole; the excerpt begins with the part's name."""
    return tuple(
        dict.fromkeys(
            [
                *_check_parts(script),
                *_check_opening(script, persona),
                *_check_titles(script, persona),
                *_check_closing(script, persona),
                *(finding for segment in script.segments for finding in _check_segment(segment, persona)),
            ]
        )
    )


def edit_distance(one: str, other: str) -> int:
    """How many letters have to be put in, taken out or changed (Levenshtein)."""
    row = list(range(len(other) + 1))
    for line, letter in enumerate(one, start=1):
        before, row[0] = row[0], line
        for place, sign in enumerate(other, start=1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != sign))
    return row[-1]


def _check_parts(script: Script) -> Iterator[Finding]:
    wanted = [slot.part for slot in script.rundown.slots]
    found = [segment.part for segment in script.segments]
    if wanted != found:
        yield gate("parts", "番組の部分の数か順番が、進行表とちがいます。", f"{' '.join(found)} / {' '.join(wanted)}")


def _check_opening(script: Script, persona: Persona) -> Iterator[Finding]:
    segment = _part(script, "opening")
    if segment is None:
        return
    yield from _check_first_person(segment, persona)
    stated = _read_frame(persona.frames.opening, segment.copy)
    stories, air_date = len(script.rundown.stories), script.rundown.edition.air_date
    if stated is None:
        yield gate("frames", "オープニングの決まり文句がそろっていません。", segment.part)
        return
    if stated.get("count", str(stories)) != str(stories):
        yield gate("counts", f"記事は{stories}つです。数を直してください。", f"{segment.part}: {stated['count']}")
    if stated.get("date", date_words(air_date)) != date_words(air_date):
        yield gate("date", f"放送日は{date_words(air_date)}です。", f"{segment.part}: {stated['date']}")
    real = date_words(air_date)[-3:]
    for named in _WEEKDAY.findall(" ".join(stated.get(name, "") for name in ("weekday", "date"))):
        if not real.startswith(named):
            yield gate("date", f"放送日は{real}です。", f"{segment.part}: {named}")


def _check_titles(script: Script, persona: Persona) -> Iterator[Finding]:
    stories = [segment for segment in script.segments if segment.part.startswith("story")]
    for segment, ranked in zip(stories, script.rundown.stories, strict=False):
        article = ranked.story.lead
        said = _read_title(persona, segment)
        if said is None:
            yield gate("title", "タイトルの行がありません。", segment.part)
        elif not is_same_title(said, article.title):
            yield gate(
                "title", f"タイトルは「{article.title}」です。記事のとおりに言ってください。", f"{segment.part}: {said}"
            )
        if not (article.site and article.link.startswith(("http://", "https://"))):
            yield gate("source", "記事のサイト名かリンクがありません。", segment.part)
        if not segment.standby and persona.first_person not in segment.copy:
            yield gate("presence", f"「{persona.first_person}」が一度も出てきません。", segment.part)


def is_same_title(said: str, title: str) -> bool:
    """Whether a title is said as the source has it, but for signs that were made harmless."""
    one, other = _fold_title(said), _fold_title(title)
    return edit_distance(one, other) <= MOST_TITLE_CHANGE * len(other)


def _check_closing(script: Script, persona: Persona) -> Iterator[Finding]:
    segment = _part(script, "closing")
    if segment is None:
        return
    yield from _check_first_person(segment, persona)
    stated = _read_frame(persona.frames.closing, segment.copy)
    stories = len(script.rundown.stories)
    if stated is None:
        yield gate("frames", "エンディングの決まり文句がそろっていません。", segment.part)
        return
    if stated.get("count", str(stories)) != str(stories):
        yield gate("counts", f"記事は{stories}つです。数を直してください。", f"{segment.part}: {stated['count']}")
    recalled = _count_topics(stated.get("recap", ""), persona)
    if recalled != stories:
        yield gate("counts", f"ふりかえりは{stories}つの記事の分です。", f"{segment.part}: {recalled}")


def _check_segment(segment: Segment, persona: Persona) -> Iterator[Finding]:
    if len(segment.copy) > PART_LIMIT:
        yield gate("length", f"長すぎます（{len(segment.copy)}字）。{PART_LIMIT}字までです。", segment.part)
    galley = set_galley(_read_own_words(segment, persona), persona=persona, evidence=weigh_evidence(""))
    for finding in run_checks((check_first_person, check_endings, check_mentions, check_links), galley):
        yield gate(finding.check, finding.message, f"{segment.part}: {finding.excerpt}")


def _read_own_words(segment: Segment, persona: Persona) -> str:
    """The copy without what others are named by: a pen name, a title, the headlines that stand in a recap."""
    if segment.part == SlotKind.MAILBAG:
        return segment.free
    if segment.part == SlotKind.CLOSING:
        return _IN_BRACKETS.sub("「」", segment.copy)
    title = _read_title(persona, segment)
    return segment.copy.replace(title, "", 1) if title else segment.copy


def _check_first_person(segment: Segment, persona: Persona) -> Iterator[Finding]:
    if persona.first_person not in segment.copy:
        yield gate("presence", f"「{persona.first_person}」が一度も出てきません。", segment.part)


def _part(script: Script, name: str) -> Segment | None:
    return next((segment for segment in script.segments if segment.part == name), None)


def _read_frame(frame: str, copy: str) -> dict[str, str] | None:
    """What stands in a frame's placeholders; None where the frame itself is not kept."""
    lines = "\n".join(line.strip() for line in frame.strip().splitlines() if line.strip())
    pattern = _PLACEHOLDER.sub(lambda found: f"\0{found[1]}\0", lines)
    seen: set[str] = set()
    parts: list[str] = []
    for place, piece in enumerate(pattern.split("\0")):
        if place % 2 == 0:
            parts.append(re.escape(piece))
        else:
            parts.append(f"(?P={piece})" if piece in seen else f"(?P<{piece}>.*?)")
            seen.add(piece)
    found = re.match("".join(parts) + r"\s*(?=\n|$)", copy.strip(), re.DOTALL)
    return found.groupdict() if found else None


def _read_title(persona: Persona, segment: Segment) -> str | None:
    head, _, tail = persona.frames.title.partition("{title}")
    for line in segment.copy.splitlines():
        start = line.find(head)
        end = line.rfind(tail) if tail else len(line)
        if start >= 0 and end >= start + len(head):
            return line[start + len(head) : end]
    return None


def _count_topics(recap: str, persona: Persona) -> int:
    frames = persona.frames
    tails = _tails((frames.recap_item, frames.recap_noun, frames.recap_light))
    told = len(re.findall("|".join(map(re.escape, tails)), recap)) if tails else 0
    only = _tails((frames.recap_only,))
    return 1 if not told and only and recap.rstrip().endswith(only[0]) else told


def _tails(frames: Sequence[str]) -> list[str]:
    """What follows the topic in each frame, the longest first."""
    tails = {frame.partition("{topic}")[2].strip() for frame in frames}
    return sorted(filter(None, tails), key=len, reverse=True)


def _fold_title(title: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", title).split())
