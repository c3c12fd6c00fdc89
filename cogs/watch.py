"""`/station watch`: the words that a server wants its light story to be about."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from cogs import wording
from cogs.command_tree import DeclinedError, answer
from cogs.managers import ManagersGroup, is_manager, make_choices, takes_station
from cogs.wording import Line, read_language
from persona.wording import fold_line, nest_quotes, safe_line
from radio.news import Language
from radio.show import Station

MOST_WORDS, LONGEST_WORD = 20, 30
_BETWEEN = str.maketrans("、，,;；\n", ",,,,,,")


class WatchGroup(
    ManagersGroup,
    name=locale_str("watch", ja="注目ワード"),
    description=locale_str("What the light story should be about", ja="ひと息コーナーでさがす言葉"),
):
    """The list of watch words: add, remove, list."""

    @app_commands.command(
        name=locale_str("add", ja="追加"),
        description=locale_str("Add words that the light story should look for", ja="ひと息コーナーでさがす言葉を足す"),
    )
    @takes_station
    @app_commands.rename(word=locale_str("word", ja="言葉"))
    @app_commands.describe(
        word=locale_str("One word, or several with commas between", ja="ひとつか、「、」で区切っていくつか"),
    )
    async def add(
        self, interaction: discord.Interaction[Any], word: app_commands.Range[str, 1, 300], station: str | None = None
    ) -> None:
        """Add one word or several."""
        language = read_language(interaction.locale)
        found = await self.find_station(interaction, station)
        words = read_words(word)
        new = [each for each in words if _fold(each) not in map(_fold, found.watch_words)]
        if len(found.watch_words) + len(new) > MOST_WORDS:
            raise DeclinedError(wording.WORDS_FULL, most=MOST_WORDS)
        if new:
            found = await self._keep(found, (*found.watch_words, *new))
        line = wording.WORDS_ADDED if new else wording.WORDS_KNOWN
        await answer(interaction, line.say(language, words=join_words(found.watch_words, language)))

    @app_commands.command(
        name=locale_str("remove", ja="削除"),
        description=locale_str("Take a word off the list", ja="言葉をリストからはずす"),
    )
    @takes_station
    @app_commands.rename(word=locale_str("word", ja="言葉"))
    @app_commands.describe(word=locale_str("Which word", ja="どの言葉か"))
    async def remove(
        self, interaction: discord.Interaction[Any], word: app_commands.Range[str, 1, 100], station: str | None = None
    ) -> None:
        """Take a word away."""
        language = read_language(interaction.locale)
        found = await self.find_station(interaction, station)
        gone = next((each for each in found.watch_words if _fold(each) == _fold(word)), None)
        if gone is None:
            raise _refuse_word(found.watch_words, language)
        await self._keep(found, tuple(each for each in found.watch_words if each != gone))
        await answer(interaction, wording.WORD_REMOVED.say(language, word=nest_quotes(_show(gone))))

    @app_commands.command(
        name=locale_str("list", ja="一覧"), description=locale_str("Show the watch words", ja="注目ワードを見る")
    )
    @takes_station
    async def show(self, interaction: discord.Interaction[Any], station: str | None = None) -> None:
        """Show the list."""
        language = read_language(interaction.locale)
        words = (await self.find_station(interaction, station)).watch_words
        line = wording.WORDS_LIST if words else wording.WORDS_NONE
        text = line.say(language, count=len(words), most=MOST_WORDS, words=join_words(words, language))
        await answer(interaction, text)

    @add.autocomplete("station")
    @remove.autocomplete("station")
    @show.autocomplete("station")
    async def suggest_stations(
        self, interaction: discord.Interaction[Any], typed: str
    ) -> list[app_commands.Choice[str]]:
        """This server's stations."""
        return await self.offer_stations(interaction, typed)

    @remove.autocomplete("word")
    async def suggest_words(self, interaction: discord.Interaction[Any], typed: str) -> list[app_commands.Choice[str]]:
        """The words that are there, of the station that is named already if there is one."""
        if not is_manager(interaction):
            return []
        stations = await self.storage.list_stations(interaction.guild_id)
        named = getattr(interaction.namespace, "station", None)
        words = [word for each in stations if named in (None, "", str(each.station_id)) for word in each.watch_words]
        return make_choices([(word, word) for word in dict.fromkeys(words) if _fold(typed) in _fold(word)])

    async def _keep(self, station: Station, words: Iterable[str]) -> Station:
        kept = await self.storage.update_station(replace(station, watch_words=tuple(words)), self.clock.now())
        if kept is None:  # removed by another manager in this very moment
            raise DeclinedError(wording.NO_STATION)
        return kept


def read_words(text: str) -> tuple[str, ...]:
    """The watch words of what a manager typed: visible text on one line each, no two alike.

    Raises DeclinedError where there is none, or one longer than LONGEST_WORD.
    """
    typed = (fold_line(part) for part in text.translate(_BETWEEN).split(","))
    words = {_fold(word): word for word in typed if word}
    if not words or any(len(word) > LONGEST_WORD for word in words.values()):
        raise DeclinedError(wording.WORD_LENGTH, most=LONGEST_WORD)
    return tuple(words.values())


def join_words(words: Iterable[str], language: Language) -> str:
    """Words in a row, without effect in Discord."""
    return ("、" if language is Language.JAPANESE else ", ").join(map(_show, words))


def _refuse_word(words: tuple[str, ...], language: Language) -> DeclinedError:
    line: Line = wording.WORD_UNKNOWN if words else wording.WORDS_NONE
    return DeclinedError(line, words=join_words(words, language))


def _show(word: str) -> str:
    return safe_line(word, LONGEST_WORD)


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().strip()
