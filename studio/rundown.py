"""The rundown: chosen stories become slots. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from radio.news import RankedStory
from radio.show import Edition, Rundown, Slot, SlotKind


def plan_rundown(
    edition: Edition, episode_number: int, stories: Sequence[RankedStory], *, mailbag: bool = False
) -> Rundown:
    """Opening, the stories in the order given, the mailbag where letters wait, closing.

    Fewer stories than wished make a shorter show.
    """
    slots = [
        Slot(kind=SlotKind.STORY, number=number, last=number == len(stories), ranked=ranked)
        for number, ranked in enumerate(stories, start=1)
    ]
    if mailbag:
        slots.append(Slot(kind=SlotKind.MAILBAG))
    return Rundown(
        edition=edition,
        episode_number=episode_number,
        slots=(Slot(kind=SlotKind.OPENING), *slots, Slot(kind=SlotKind.CLOSING)),
    )


def has_mailbag(rundown: Rundown) -> bool:
    """Whether letters are to be read."""
    return any(slot.kind is SlotKind.MAILBAG for slot in rundown.slots)


def drop_mailbag(rundown: Rundown) -> Rundown:
    """The rundown of an episode whose letters were all withdrawn."""
    return replace(rundown, slots=tuple(slot for slot in rundown.slots if slot.kind is not SlotKind.MAILBAG))
