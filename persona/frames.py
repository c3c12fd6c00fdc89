"""The fixed lines of a programme, filled in by code: opening, transitions, title line, recap, sign-off. Pure."""

from collections.abc import Sequence
from datetime import date, time

from persona.character import Persona
from persona.wording import nest_quotes, safe_line, safe_title

LINE_LIMIT = 120  # characters of a free line between frames
TOPIC_LIMIT = 60  # characters of a story's few words in the recap
PEN_NAME_LIMIT = 20
NAMELESS = "匿名希望"  # a pen name of which nothing can be read
WEEKDAYS = ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日")

_QUOTES = str.maketrans("", "", "「」『』")
# What a topic may end in that the recap's own words would say twice: 「…の話の話とか」.
_TOPIC_TAILS = ("っていう話", "という話", "って話", "のお話", "の話", "について", "のこと")


def date_words(air_date: date) -> str:
    """2025年6月2日月曜日: the date as a host says it, with its real weekday."""
    return f"{air_date.year}年{air_date.month}月{air_date.day}日{WEEKDAYS[air_date.weekday()]}"


def slot_words(weekday: int, at: time, zone: str) -> str:
    """毎週月曜日の8時30分（日本時間）: an air slot as a host says it."""
    minutes = f"{at.minute}分" if at.minute else ""
    place = "日本" if zone == "Asia/Tokyo" else zone
    return f"毎週{WEEKDAYS[weekday]}の{at.hour}時{minutes}（{place}時間）"


def opening(persona: Persona, *, air_date: date, story_count: int, day_line: str = "", teaser: str = "") -> str:
    """The opening segment, the line before the first story included.

    An empty `day_line` or `teaser` is filled from the sheet, so that a show without a model has both.
    """
    frames = persona.frames
    only = story_count == 1
    filled = frames.opening.format(
        weekday=WEEKDAYS[air_date.weekday()],
        date=date_words(air_date),
        count=story_count,
        day_line=safe_line(day_line, LINE_LIMIT) or _season_line(persona, air_date),
        teaser=safe_line(teaser, LINE_LIMIT) or (only and frames.teaser_only) or frames.teaser,
    )
    return _join_lines(filled, (only and frames.first_only) or frames.first)


def introduce_story(persona: Persona, *, number: int, last: bool, title: str, earlier: str | None = None) -> str:
    """What is said before a story's free text: transition, title line, and for a follow-up what it follows.

    The first story has no transition here: the opening ends with it. `number` counts from 1; `earlier`
    is the title of the earlier airing.
    """
    frames = persona.frames
    follow_up = frames.follow_up.format(earlier=nest_quotes(safe_title(earlier))) if earlier else ""
    title_line = frames.title.format(title=safe_title(title))
    return _join_lines(_transition(persona, number, last), title_line, follow_up)


def closing(persona: Persona, *, topics: Sequence[str]) -> str:
    """The closing segment with the recap: one topic a story, in the episode's order.

    Topics read best as noun phrases; an empty one is named by its number.
    """
    recap = _recap(persona, [_tidy_topic(topic) or f"{number}つ目の記事" for number, topic in enumerate(topics, 1)])
    return _join_lines(persona.frames.closing.format(count=len(topics), recap=recap))


def mailbag(persona: Persona, letters: Sequence[tuple[str, str]]) -> str:
    """The mailbag segment: for each letter its pen name and what the host says of it.

    Where a letter's text is empty the host thanks for it in a line of the sheet. A pen name is the
    listener's: it is said on one line, without effect in Discord.
    """
    frames = persona.frames
    said = [
        line
        for number, (pen_name, text) in enumerate(letters)
        for line in (
            take_turn(frames.mailbag_letter, number).format(pen_name=_tidy_pen_name(pen_name)),
            text or take_turn(frames.mailbag_standby, number),
        )
    ]
    return _join_lines(frames.mailbag, *said, frames.mailbag_end)


def show_credits(persona: Persona) -> str:
    """The small print of the last post: what kind of programme this is, and the host's credit."""
    return f"非公式・AI生成の番組です。くわしくは、それぞれのリンク先の記事でお確かめください。\n{persona.credit}"


def apology(persona: Persona, number: int = 0) -> str:
    """One line for a listener when something failed; no fault is told. `number` takes the next in turn."""
    return take_turn(persona.apologies, number)


def standby_line(persona: Persona, number: int = 0) -> str:
    """The host's honest line before an article that is read as it stands; `number` takes the next in turn."""
    return take_turn((persona.frames.standby, *persona.reading.honest), number)


def take_turn(lines: Sequence[str], number: int) -> str:
    """The line whose turn it is, "" where there is none: variety without drawing lots."""
    return lines[number % len(lines)] if lines else ""


def _season_line(persona: Persona, air_date: date) -> str:
    return take_turn(persona.frames.seasons, air_date.month - 1) or persona.frames.day_line


def _transition(persona: Persona, number: int, last: bool) -> str:
    if number <= 1:
        return ""
    if last:
        return persona.frames.last
    lines = persona.frames.next
    return lines[min(number - 2, len(lines) - 1)].format(number=number)


def _recap(persona: Persona, topics: Sequence[str]) -> str:
    frames = persona.frames
    if len(topics) == 1 and frames.recap_only:
        return frames.recap_only.format(topic=topics[0])
    said = [_recap_item(persona, topic, last=number == len(topics)) for number, topic in enumerate(topics, 1)]
    # Two to a line: six topics in one breath are more than a listener can follow.
    return "\n".join("".join(said[start : start + 2]) for start in range(0, len(said), 2))


def _recap_item(persona: Persona, topic: str, *, last: bool) -> str:
    frames = persona.frames
    line = frames.recap_item
    if _is_noun(topic):
        line = frames.recap_light if last else frames.recap_noun or line
    return line.format(topic=topic)


def _tidy_topic(topic: str) -> str:
    topic = safe_line(topic, TOPIC_LIMIT).strip(" 、。，．,.")
    tail = next((tail for tail in _TOPIC_TAILS if topic.endswith(tail)), "")
    return topic.removesuffix(tail)


def _tidy_pen_name(pen_name: str) -> str:
    name = safe_line(pen_name, PEN_NAME_LIMIT).translate(_QUOTES).strip()
    return name.removesuffix("さん") or NAMELESS


def _is_noun(topic: str) -> bool:
    # 「…速いの話」 is no Japanese: only after a noun may 「の話」 follow, and nouns seldom end in hiragana.
    return not "ぁ" <= topic[-1] <= "ゟ" and topic[-1] not in "！？!?…"


def _join_lines(*lines: str) -> str:
    return "\n".join(line.strip() for line in lines if line.strip())
