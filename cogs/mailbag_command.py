"""`/station mailbag`, the command; `cogs.mailbag_desk` does what it says."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from cogs.mailbag_desk import MailbagDesk
from radio.mail import MailMode

_MODES = [
    Choice(name=locale_str("auto: what passes the checks", ja="自動（チェックを通ったもの）"), value="auto"),
    Choice(name=locale_str("review: only what a manager approved", ja="確認（管理者がOKしたもの）"), value="review"),
]


def make_mailbag_command(desk: MailbagDesk) -> app_commands.Command[Any, ..., None]:
    """The subcommand; its group lets only managers through and has acknowledged."""

    @app_commands.choices(mode=_MODES)
    @app_commands.rename(
        mode=locale_str("mode", ja="モード"),
        channel=locale_str("channel", ja="チャンネル"),
        replies=locale_str("replies", ja="返事"),
    )
    @app_commands.describe(
        mode=locale_str("Which letters may go on the air (default: auto)", ja="番組で読めるおたより（初期値：自動）"),
        channel=locale_str("Where every message is for the host", ja="書きこみがぜんぶ、つむぎあてになるチャンネル"),
        replies=locale_str(
            "Whether the host answers messages (default: yes)", ja="話しかけられたら返事するか（初期値：する）"
        ),
    )
    async def mailbag(
        interaction: discord.Interaction[Any],
        mode: str | None = None,
        channel: discord.TextChannel | None = None,
        replies: bool | None = None,
    ) -> None:
        await desk.keep(
            interaction,
            mode=MailMode(mode) if mode else None,
            replies=replies,
            channel_id=channel.id if channel else None,
        )

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=locale_str("mailbag", ja="おたより箱"),
        description=locale_str(
            "Letters that wait for your word, and how mail is handled", ja="確認待ちのおたより、受けとりかたの設定"
        ),
        callback=mailbag,
    )
    return command
