"""`/privacy`: what is kept about whoever asks, and how it goes away. For them alone, wherever they are."""

import io
import json
from collections.abc import Mapping
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import locale_str

from archive.storage import Storage
from cogs import mail_wording
from cogs.command_tree import NOBODY, acknowledge, answer
from cogs.wording import Line, read_language
from radio.ports import Clock


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.allowed_installs(guilds=True, users=True)
class PrivacyGroup(
    app_commands.Group,
    name=locale_str("privacy", ja="プライバシー"),
    description=locale_str("What is kept about you, and how to remove it", ja="覚えていることと、その消し方"),
):
    """The commands, each about whoever uses it."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        super().__init__()
        self._storage = storage
        self._clock = clock

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Acknowledge; these are for everybody."""
        await acknowledge(interaction)
        return True

    @app_commands.command(
        name=locale_str("show", ja="見る"),
        description=locale_str("All that is kept about you, as a file", ja="覚えていることを、ぜんぶファイルで見る"),
    )
    async def show(self, interaction: discord.Interaction[Any]) -> None:
        """Everything, as JSON that a person can read too."""
        kept = await self._storage.show_listener(interaction.user.id)
        text = json.dumps(kept, ensure_ascii=False, indent=2)
        file = discord.File(io.BytesIO(text.encode()), filename=f"privacy-{self._clock.now():%Y%m%d}.json")
        line = _introduce(kept).say(read_language(interaction.locale))
        await interaction.edit_original_response(content=line, attachments=[file], allowed_mentions=NOBODY)

    @app_commands.command(
        name=locale_str("delete", ja="消す"),
        description=locale_str(
            "Delete all of it at once, letters not yet aired included", ja="ぜんぶ、いますぐ消す（放送前のおたよりも）"
        ),
    )
    async def delete(self, interaction: discord.Interaction[Any]) -> None:
        """Everything, at once."""
        count = await self._storage.forget_listener(interaction.user.id)
        await self._say(interaction, mail_wording.DELETED if count else mail_wording.SHOWN_NOTHING, count=count)

    @app_commands.command(
        name=locale_str("optout", ja="読まないで"),
        description=locale_str(
            "Never read my messages again, and delete all of it", ja="これからずっと読まないで。覚えていることも消して"
        ),
    )
    async def optout(self, interaction: discord.Interaction[Any]) -> None:
        """Never again, and what was kept goes."""
        await self._storage.opt_out(interaction.user.id, self._clock.now())
        await self._say(interaction, mail_wording.OPTED_OUT)

    @app_commands.command(
        name=locale_str("optin", ja="また読んで"),
        description=locale_str("Read my messages again", ja="また読んでいいよ"),
    )
    async def optin(self, interaction: discord.Interaction[Any]) -> None:
        """Takes an optout back."""
        was_out = await self._storage.opt_in(interaction.user.id)
        await self._say(interaction, mail_wording.OPTED_IN if was_out else mail_wording.NEVER_OUT)

    async def _say(self, interaction: discord.Interaction[Any], line: Line, **values: object) -> None:
        await answer(interaction, line.say(read_language(interaction.locale), **values))


def _introduce(kept: Mapping[str, Any]) -> Line:
    """What is said of a file: it may be all but empty."""
    if any(things for part, things in kept.items() if part not in ("listener_id", "opted_out")):
        return mail_wording.SHOWN
    return mail_wording.SHOWN_CLOSED if kept["opted_out"] else mail_wording.SHOWN_NOTHING
