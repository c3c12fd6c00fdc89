"""Letters: `/letter` and the button 「おたよりを送る」 open a form; what is sent off goes to the mailroom."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Self

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str

from archive.storage import Storage
from cogs import mail_wording
from cogs.cards import guard_text
from cogs.command_tree import acknowledge, answer, answer_error
from cogs.speakers import find_speaker
from cogs.wording import Line, read_language
from radio.mail import LONGEST_LETTER, PEN_NAME_LIMIT, SHORTEST_LETTER, Letter, LetterFault, Receipt
from radio.news import Language
from studio.mailroom import Mailroom

FORM = "letter:form"
PEN_NAME, TEXT, MAY_AIR, MAY_REMEMBER = "pen_name", "text", "may_air", "may_remember"
YES, NO = "yes", "no"
# With these the sender reads their text again, to mend it; the others leave nothing to mend.
_MENDABLE = (
    LetterFault.SHORT,
    LetterFault.LONG,
    LetterFault.PEN_NAME,
    LetterFault.LINK,
    LetterFault.MENTION,
    LetterFault.PERSONAL,
)


class LetterButton(ui.DynamicItem[ui.Button[Any]], template=r"letter:write"):
    """Opens the form, wherever and however long ago it was posted."""

    def __init__(self, label: str = "") -> None:
        button: ui.Button[Any] = ui.Button(
            label=label or mail_wording.WRITE.ja, style=discord.ButtonStyle.primary, custom_id="letter:write", emoji="✉️"
        )
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed; there is only one."""
        del interaction, item, match
        return cls()

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Open the form."""
        try:
            await interaction.response.send_modal(make_form(read_language(interaction.locale)))
        except Exception as error:  # discord.py would only log it: the listener is told like after a command
            await answer_error(interaction, error)


class LetterDesk:
    """Takes the letters that were sent off."""

    def __init__(self, mailroom: Mailroom, storage: Storage) -> None:
        self._mailroom = mailroom
        self._storage = storage

    async def receive(self, interaction: discord.Interaction[Any]) -> None:
        """Take a form, also one that was opened before the bot started anew; any other interaction is let pass.

        discord.py knows only forms that it has opened itself since its start. A letter is too dear for that.
        """
        data: Mapping[str, Any] = interaction.data or {}  # type: ignore[assignment] – one shape for every kind
        if interaction.type is not discord.InteractionType.modal_submit or data.get("custom_id") != FORM:
            return
        try:
            await acknowledge(interaction)
            letter = read_form(data, interaction)
            persona = await find_speaker(self._storage, letter.server_id)
            receipt = await self._mailroom.post_letter(letter, persona)
            await answer(interaction, _tell(receipt, letter, read_language(interaction.locale)))
        except Exception as error:  # the same for a form as for a command
            await answer_error(interaction, error)


def make_letter_command() -> app_commands.Command[Any, ..., None]:
    """`/letter`, which works everywhere."""

    async def letter(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(make_form(read_language(interaction.locale)))

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=locale_str("letter", ja="おたより"),
        description=locale_str("Write a letter to the show", ja="番組におたよりを送る"),
        callback=letter,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )
    return command


def make_letter_button(language: Language = Language.JAPANESE) -> ui.View:
    """The button, for under a message; it works for as long as the message stands."""
    return ui.View(timeout=None).add_item(LetterButton(mail_wording.WRITE.say(language)))


def make_form(language: Language) -> ui.Modal:
    """The form, empty. Whether the letter may air has no answer beforehand: consent is given, not kept."""
    form = ui.Modal(title=mail_wording.FORM_TITLE.say(language), custom_id=FORM, timeout=None)
    pen_name: ui.TextInput[Any] = ui.TextInput(custom_id=PEN_NAME, min_length=1, max_length=PEN_NAME_LIMIT)
    text: ui.TextInput[Any] = ui.TextInput(
        custom_id=TEXT, style=discord.TextStyle.paragraph, min_length=SHORTEST_LETTER, max_length=LONGEST_LETTER
    )
    may_air = _make_choice(MAY_AIR, mail_wording.AIR_YES, mail_wording.AIR_NO, language)
    may_remember = _make_choice(MAY_REMEMBER, mail_wording.REMEMBER_YES, mail_wording.REMEMBER_NO, language)
    fields: Iterable[tuple[Line, Line, ui.Item[Any]]] = (
        (mail_wording.FORM_PEN_NAME, mail_wording.FORM_PEN_NAME_HELP, pen_name),
        (mail_wording.FORM_TEXT, mail_wording.FORM_TEXT_HELP, text),
        (mail_wording.FORM_MAY_AIR, mail_wording.FORM_MAY_AIR_HELP, may_air),
        (mail_wording.FORM_MAY_REMEMBER, mail_wording.FORM_MAY_REMEMBER_HELP, may_remember),
    )
    for label, help_text, field in fields:
        form.add_item(ui.Label(text=label.say(language), description=help_text.say(language), component=field))
    return form


def read_form(data: Mapping[str, Any], interaction: discord.Interaction[Any]) -> Letter:
    """The letter of a form that was sent off; what is not a clear yes is a no."""
    fields = dict(_walk(data.get("components") or ()))
    brought_along = interaction.is_user_integration() and not interaction.is_guild_integration()
    return Letter(
        listener_id=interaction.user.id,
        server_id=None if brought_along else interaction.guild_id,
        pen_name=fields.get(PEN_NAME, ""),
        text=fields.get(TEXT, ""),
        may_air=fields.get(MAY_AIR) == YES,
        may_remember=fields.get(MAY_REMEMBER) == YES,
        sent_at=interaction.created_at,
    )


def _make_choice(custom_id: str, yes: Line, no: Line, language: Language) -> ui.Select[Any]:
    select: ui.Select[Any] = ui.Select(custom_id=custom_id, required=custom_id == MAY_AIR)
    select.add_option(label=yes.say(language), value=YES)
    select.add_option(label=no.say(language), value=NO, default=custom_id == MAY_REMEMBER)
    return select


def _walk(components: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The fields of a form by their ids; of a choice the first."""
    for component in components:
        yield from _walk(component.get("components") or ())
        if inner := component.get("component"):
            yield from _walk((inner,))
        if "custom_id" in component:
            chosen = component.get("values") or [""]
            yield component["custom_id"], str(component.get("value") or chosen[0])


def _tell(receipt: Receipt, letter: Letter, language: Language) -> str:
    if receipt.fault not in _MENDABLE:
        return receipt.line
    quoted = "\n".join(f"> {line}" for line in guard_text(letter.text, LONGEST_LETTER * 2).splitlines())
    return mail_wording.YOUR_TEXT.say(language, line=receipt.line, text=quoted)
