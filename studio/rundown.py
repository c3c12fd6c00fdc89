"""The rundown: chosen stories become slots. Pure."""

from collections.abc import Sequence

from radio.news import RankedStory
from radio.show import Edition, Rundown, Slot, SlotKind


def plan_rundown(edition: Edition, episode_number: int, stories: Sequence[RankedStory]) -> Rundown:
    """Opening, the stories in the order given, closing. Fewer stories than wished make a shorter show."""
    slots = [
        Slot(kind=SlotKind.STORY, number=number, last=number == len(stories), ranked=ranked)
        for number, ranked in enumerate(stories, start=1)
    ]
    return Rundown(
        edition=edition,
        episode_number=episode_number,
        slots=(Slot(kind=SlotKind.OPENING), *slots, Slot(kind=SlotKind.CLOSING)),
    )
