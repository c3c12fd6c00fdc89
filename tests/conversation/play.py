"""The whole play, scene by scene."""

from tests.conversation import letters, monday, talk
from tests.conversation.evening import Evening

SCENES = (
    talk.set_up,
    talk.greet,
    talk.write_directly,
    talk.drop_in,
    talk.chatter,
    talk.change_their_minds,
    talk.opt_out,
    letters.write,
    letters.moderate,
    monday.prepare,
    monday.air,
    monday.go_on,
    monday.leave,
)


async def play(evening: Evening) -> None:
    """Everything from the managers' set-up to the last word."""
    await evening.house.bot.start()
    for scene in SCENES:
        await scene(evening)
