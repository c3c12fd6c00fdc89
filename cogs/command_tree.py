"""The command tree: how an interaction is acknowledged and answered, and the one place where an error becomes one line.

The line is for the member who asked; another one goes into the log.
"""

import logging
import secrets
from typing import Any

import discord
from discord import app_commands
from discord.ui import View

from cogs import wording
from cogs.faults import IN_JAPANESE, name_faults
from cogs.hosts import own_host
from cogs.news_wording import explain_fault
from cogs.wording import Line, read_language
from persona.character import Persona
from persona.frames import apology
from persona.wording import safe_line
from radio.errors import NewsError, RadioError, TransmissionError
from radio.news import Language
from studio.control_room import MISSED

log = logging.getLogger(__name__)

NOBODY = discord.AllowedMentions.none()
REASON_LIMIT = 300  # characters of a reason that is told
SPEAKER = "speaker"  # under this key an interaction's extras hold the host who answers it, where it is not the own one
TELL = "tell"  # under this key they hold what puts a line in the place of the answer that failed
EXPIRED = (10015, 10062, 50027)  # the codes of an interaction, its token or its webhook that is too old
_REASONS = IN_JAPANESE | {MISSED: "放送の時刻にボットが動いていなくて、そのあと12時間のうちにも戻れませんでした。"}
# What goes wrong with what Discord still shows of commands that have changed meanwhile.
_STALE = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch, app_commands.TransformerError)


class DeclinedError(app_commands.AppCommandError):
    """What was asked cannot be done, and the member can mend it: told as it is, no fault of the bot's."""

    def __init__(self, line: Line, **values: object) -> None:
        super().__init__(line.en)
        self.line = line
        self.values = values


class TooLateError(app_commands.AppCommandError):
    """Discord no longer takes an answer to this interaction."""


class RadioTranslator(app_commands.Translator):
    """Japanese names and descriptions stand beside the English ones, as `locale_str(…, ja=…)`."""

    async def translate(
        self, string: app_commands.locale_str, locale: discord.Locale, context: app_commands.TranslationContextTypes
    ) -> str | None:
        """The Japanese text; None for every other language, which then shows the English one."""
        del context  # the text knows its place
        return string.extras.get("ja") if locale is discord.Locale.japanese else None


class RadioTree(app_commands.CommandTree[Any]):
    """Every command of the bot, with its Japanese names; whatever goes wrong in one ends in `answer_error`."""

    def __init__(self, client: Any) -> None:
        super().__init__(client)
        self._radio_translator = RadioTranslator()

    @property
    def translator(self) -> app_commands.Translator:
        """Ours from the beginning: discord.py's own has to be set from within the loop."""
        return self._radio_translator

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Tell the member and the log."""
        await answer_error(interaction, error)


async def acknowledge(interaction: discord.Interaction[Any], *, public: bool = False, in_place: bool = False) -> None:
    """Answer within Discord's three seconds that an answer is coming: for the member alone, or for all if `public`.

    With `in_place` a button's answer will change the message under which it stands.
    Raises TooLateError where the three seconds are over, or Discord is out of reach.
    """
    try:
        with name_faults():
            await interaction.response.defer(ephemeral=not public, thinking=not in_place)
    except TransmissionError as fault:
        raise TooLateError(fault.reason) from fault


async def answer(interaction: discord.Interaction[Any], text: str, *, view: View | None = None) -> None:
    """Put the answer in the place of the acknowledgement. Whatever stands in it, nobody is pinged."""
    await interaction.edit_original_response(content=text, view=view, allowed_mentions=NOBODY)


async def answer_error(interaction: discord.Interaction[Any], error: Exception) -> None:
    """One line for the member who asked, with an id that stands in the log too where it is a fault."""
    cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
    command = interaction.command.qualified_name if interaction.command else interaction.type.name
    if isinstance(cause, TooLateError) or getattr(cause, "code", None) in EXPIRED:
        log.warning("interaction expired command=%s reason=%s", command, cause)
        return
    language = read_language(interaction.locale)
    if (declined := _explain_decline(cause)) is not None:
        await _tell(interaction, declined.line.say(language, **declined.values))
        return
    error_id = secrets.token_hex(3)
    known = isinstance(cause, RadioError | discord.DiscordServerError)  # anything else is a bug
    speaker = interaction.extras.get(SPEAKER) or own_host()
    line = explain_fault(cause, speaker, language)
    level = logging.ERROR if line is None else logging.WARNING  # a listener's own mistake is no fault of the bot's
    message = "command failed id=%s command=%s reason=%s"
    log.log(level, message, error_id, command, cause, exc_info=None if known else cause)
    text = line or _explain_fault(cause, language, speaker, turn=interaction.id)
    await _tell(interaction, wording.WITH_ID.say(language, text=text, id=error_id))


def explain_reason(reason: str | None, language: Language) -> str:
    """Why a post did not leave, in a manager's language as far as we know it, harmless and short."""
    text = reason or wording.UNKNOWN_REASON.say(language)
    if language is Language.JAPANESE:
        text = next((ja for en, ja in _REASONS.items() if text.endswith(en)), text)
    return safe_line(text, REASON_LIMIT)


def _explain_decline(cause: Exception) -> DeclinedError | None:
    if isinstance(cause, DeclinedError):
        return cause
    if isinstance(cause, app_commands.NoPrivateMessage):
        return DeclinedError(wording.GUILD_ONLY)
    if isinstance(cause, app_commands.TransformerError) and cause.type is discord.AppCommandOptionType.channel:
        return DeclinedError(wording.HIDDEN_CHANNEL)
    return DeclinedError(wording.STALE_COMMAND) if isinstance(cause, _STALE) else None


def _explain_fault(cause: Exception, language: Language, speaker: Persona, *, turn: int) -> str:
    match cause:
        case TransmissionError():
            return wording.NOT_SENT.say(language, reason=explain_reason(cause.reason, language))
        case NewsError():
            return wording.NO_NEWS.say(language)
        case RadioError():
            return wording.OWNERS_FAULT.say(language)
        case _:
            return wording.SORRY.say(language, apology=apology(speaker, turn >> 22))  # what goes up of an id


async def _tell(interaction: discord.Interaction[Any], text: str) -> None:
    """Say it to the member, alone unless the answer was for all.

    What cannot be said is in the log: an error's own error goes no further.
    """
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        if tell := interaction.extras.get(TELL):
            await tell(text)
        elif interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except Exception as error:  # the member is out of reach, for whatever reason
        log.warning("member not told command_failed reason=%s", error)
