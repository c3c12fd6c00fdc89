"""What is written on a lively evening: fifty channels, twenty messages in each, and what is not meant for the host.

An hour's talk is told in 600 times the model's latency, in two minutes with a model that takes 0.2 s: the slower the
model, the less may come at once. A channel has twelve moments, five minutes apart on the evening's own clock: two of
them are bursts of five messages, the others single ones. The channels' moments lie evenly beside each other, and
between two moments of a channel is time enough that no limit of Discord's or of the host's own is met.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from bench.search import SUBJECTS

LATENCIES = 600  # of the model, that an evening takes
HOUR_S = 3600.0  # that it stands for
MOMENTS, BURST = 12, 5
GAP_S = 0.1  # between the messages of a burst
JITTER = 0.15  # of the time between two moments
EDITED, DELETED = 3, 4  # which messages of a burst are changed and deleted while they wait
EDITED_AFTER_S, DELETED_AFTER_S = 0.15, 0.1
SHORTEST_LATENCY_S = 0.2  # with a quicker model the fourth message of a burst would not wait until it is changed
TALKERS = 4  # listeners in a server's channel
MENTIONED, MAILBAGS, DIRECT = 30, 10, 10  # channels where she is called, mailbags, direct ones
PLACES = MENTIONED + MAILBAGS + DIRECT
CHATTER = 6  # messages among listeners in a channel where she is called, the last by another bot

_SMALL_TALK = (
    "{n}番だよ。きょうの夕ごはんはカレーだった、すごくおいしかった！",
    "{n}番です、先週の放送おもしろかったよ。また聴くね",
    "{n}番より。ねむいけど、まだ起きてる〜",
    "{n}番！つむぎのラジオ、友だちにもすすめたよ",
    "{n}番、テストが終わった！ほめて！",
)
_QUESTION = "{n}番の質問。{subject}のこと、もっと教えて！"
_CHATTER = "ねえ、あした何時に集まる？（{n}番のひとりごと）"


class Way(StrEnum):
    """How a message comes to the host; the last two are not for her to answer."""

    MENTION = "mention"
    REPLY = "reply to her"
    MAILBAG = "mailbag"
    DIRECT = "direct"
    CHATTER = "among listeners"
    ROBOT = "another bot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One message: when, where, by whom, and what becomes of it.

    `number` stands in its text and, when it is answered, in the reply. `edited` is the number of a new wording.
    `deleted_after_s` counts from its being sent.
    """

    at_s: float
    place: int
    number: int
    way: Way
    talker: int
    text: str
    edited: int | None = None
    deleted_after_s: float | None = None

    @property
    def expected(self) -> int | None:
        """The number in its one reply; None where there may be none."""
        if self.way in (Way.CHATTER, Way.ROBOT) or self.deleted_after_s is not None:
            return None
        return self.edited or self.number

    @property
    def new_text(self) -> str:
        """The new wording of an edited message."""
        return self.text.replace(str(self.number), str(self.edited))


def plan_evening(evening: int, latency_s: float) -> tuple[Line, ...]:
    """An evening's messages, earliest first; the same for the same number. `latency_s` is the model's."""
    chance = random.Random(evening)  # noqa: S311 – the same evening for the same number
    lines: list[Line] = []
    for place in range(PLACES):
        first = 100_000 * (evening + 1) + 100 * place
        lines += _talk(place, first, latency_s, chance)
        if place < MENTIONED:
            lines += _chat(place, first + 80, find_span(latency_s))
    return tuple(sorted(lines, key=lambda line: line.at_s))


def find_span(latency_s: float) -> float:
    """The seconds that an evening takes."""
    return LATENCIES * latency_s


def find_server(place: int) -> tuple[int, int] | None:
    """A place's server and which of its channels it is, both counted from 0; None for a direct channel."""
    servers = (MENTIONED + MAILBAGS) // 2
    return (place % servers, place // servers) if place < MENTIONED + MAILBAGS else None


def _talk(place: int, first: int, latency_s: float, chance: random.Random) -> Iterator[Line]:
    """The twenty messages of one channel."""
    span_s = find_span(latency_s)
    bursts = (1 + place % 5, 7 + place % 5)
    count = 0
    for moment in range(MOMENTS):
        at_s = _begin(place, moment, span_s) + chance.uniform(0.0, JITTER) * span_s / MOMENTS
        for step in range(BURST if moment in bursts else 1):
            number, in_burst = first + count, moment in bursts
            yield Line(
                at_s=at_s + step * GAP_S,
                place=place,
                number=number,
                way=_choose_way(place, count),
                talker=count % TALKERS if place < MENTIONED + MAILBAGS else 0,
                text=_word(number, chance),
                edited=number + 40 if in_burst and step == EDITED else None,
                deleted_after_s=_choose_end(moment, moment == bursts[0] and step == DELETED, latency_s),
            )
            count += 1


def _choose_end(moment: int, is_waiting: bool, latency_s: float) -> float | None:
    """When a message is deleted: one while it waits, one while the host thinks about it."""
    if is_waiting:
        return DELETED_AFTER_S
    return latency_s / 2 if moment == 0 else None


def _begin(place: int, moment: float, span_s: float) -> float:
    return (moment + place / PLACES) * span_s / (MOMENTS + 1)


def _choose_way(place: int, count: int) -> Way:
    if place >= MENTIONED + MAILBAGS:
        return Way.DIRECT
    if place >= MENTIONED:
        return Way.MENTION if count % 5 == 4 else Way.MAILBAG
    return Way.REPLY if count % 2 else Way.MENTION


def _word(number: int, chance: random.Random) -> str:
    if chance.random() < 0.2:
        return _QUESTION.format(n=number, subject=chance.choice(SUBJECTS))
    return chance.choice(_SMALL_TALK).format(n=number)


def _chat(place: int, first: int, span_s: float) -> Iterator[Line]:
    """What people say to each other where she is called too; another bot calls her, which is no person."""
    for count in range(CHATTER):
        yield Line(
            at_s=_begin(place, 2 * count + 0.5, span_s),
            place=place,
            number=first + count,
            way=Way.ROBOT if count == CHATTER - 1 else Way.CHATTER,
            talker=count % TALKERS,
            text=_CHATTER.format(n=first + count),
        )
