"""Who is there, and what each of them can do: write, use a command, press a button, fill in a form, wait for her."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from tests.conversation.house import House, until
from tests.conversation.transcript import Transcript
from tests.loopback.discord import MANAGER, MEMBER, Channel, Interaction, Message, User

HOST = "春日部つむぎ"
HERS = f"@{HOST} "  # how a message begins that mentions her


class Evening:
    """The two servers with their channels, and the transcript of what happens there.

    `written` are all words that listeners write in the course of it, `asked` their messages by the words.
    `readable` are the pen names of which a letter could be read next, each time that was looked at.
    """

    def __init__(self, house: House) -> None:
        world = house.server.world
        world.bot.name = HOST
        self.house = house
        self.transcript = Transcript(world, lambda number: house.server.uploads[number])
        self.written: list[str] = []
        self.asked: dict[str, Message] = {}
        self.readable: list[tuple[str, ...]] = []
        self.club = world.add_guild("つむぎリスナー部", channels=0)
        self.chat, self.show, self.bag = (
            world.add_channel(self.club.id, name) for name in ("おしゃべり", "ラジオ", "おたよりポスト")
        )
        self.lab = world.add_guild("となりの研究会", channels=0)
        self.lobby, self.night = (world.add_channel(self.lab.id, name) for name in ("雑談", "夜の放送"))

    def direct(self, name: str) -> Channel:
        """The direct channel of the host and a listener."""
        return self.house.server.world.open_dm(self.house.server.user(name))

    def say(self, place: Channel, name: str | User, text: str, *, to: Message | None = None) -> Message:
        """Write a message; where it begins with her name it mentions her."""
        bot = self.house.server.world.bot
        message = self.house.server.post_message(place.id, name, text.replace(HERS, f"<@{bot.id}> "), reply_to=to)
        self.written.append(text.removeprefix(HERS))
        self.asked[text.removeprefix(HERS)] = message
        self.transcript.add(message)
        return message

    async def answered(self, *messages: Message) -> Message:
        """Wait until she has answered these messages, write the answers down, and return the last one."""
        for message in messages:
            await until(lambda message=message: bool(self.answers(message)))
        for message in messages:
            for answer in self.answers(message):
                self.transcript.add(answer)
        return self.answers(messages[-1])[-1]

    def answers(self, message: Message) -> list[Message]:
        """What she has answered to a message."""
        said = self.house.server.messages(message.channel_id)
        return [each for each in said if each.reference and each.reference["message_id"] == str(message.id)]

    @asynccontextmanager
    async def thinking(self, purpose: str = "reply") -> AsyncIterator[Callable[[], Awaitable[None]]]:
        """Let the model think until the end of the block; what it gives waits until the model is asked."""
        model = self.house.model
        before = model.count(purpose)
        model.hold(purpose)
        yield lambda: until(lambda: model.count(purpose) > before)
        model.release()

    async def use(
        self, place: Channel, name: str, command: str, *, manager: bool = False, **options: Any
    ) -> Interaction:
        """Use a command and write down what is answered."""
        given = " ".join([f"/{command}", *(f"{key}:{_show_option(value)}" for key, value in options.items())])
        self.transcript.use(self.transcript.name_place(place.id), name, given)
        asked = await self.house.server.invoke_command(
            place.guild_id, place.id, name, command, options, permissions=MANAGER if manager else MEMBER
        )
        self._write_down(asked, name)
        return asked

    async def press(
        self, message: Message, label: str, name: str, *, manager: bool = False, shown: str = ""
    ) -> Interaction:
        """Press a button, named by its label or id, and write down what comes of it."""
        self.transcript.use(self.transcript.name_place(message.channel_id), name, shown or f"［{label}］を押す")
        pressed = await self.house.server.press_button(message, label, name, permissions=MANAGER if manager else MEMBER)
        await until(lambda: pressed.modal is not None or bool(pressed.messages) or pressed.updated)
        if pressed.updated:
            self.transcript.add(message, alone=name)
        self._write_down(pressed, name)
        return pressed

    async def fill_in(self, opened: Interaction, name: str, values: Mapping[str, str]) -> Interaction:
        """Fill in a form, send it off, and write down both."""
        assert opened.modal is not None
        place = self.transcript.name_place(opened.channel_id)
        self.transcript.add_form(place, name, opened.modal, values)
        self.written += [values["pen_name"], values["text"]]
        sent = await self.house.server.submit_modal(opened, values)
        self._write_down(sent, name)
        return sent

    async def write_letter(self, place: Channel, name: str, **values: str) -> Interaction:
        """`/letter` from the command to the receipt."""
        return await self.fill_in(await self.use(place, name, "letter"), name, values)

    def look(self, *places: Channel) -> list[Message]:
        """Write down whatever she has said in these places and does not stand there yet; all of it is returned."""
        said = [message for place in places for message in self.house.server.messages(place.id)]
        for message in said:
            self.transcript.add(message)
        return said

    def _write_down(self, interaction: Interaction, name: str) -> None:
        for message in interaction.messages:
            self.transcript.add(message, alone=name if message.is_ephemeral else "")


def _show_option(value: Any) -> str:
    return f"#{value.name}" if isinstance(value, Channel) else str(value)
