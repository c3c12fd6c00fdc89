"""`/about`: what kind of programme this is, who made it, and what it remembers."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.app_commands import locale_str

from cogs.cards import BUTTON_URL
from cogs.command_tree import acknowledge
from cogs.hosts import load_hosts, own_host
from cogs.wording import Line, read_language
from radio.news import Language

_ABOUT = Line(
    "### この番組について\n"
    "毎週、AIと技術のニュースを文字のラジオでお届けするよ！\n"
    "**非公式・AI生成**の番組だよ。台本はAIが記事を読んで書いて、プログラムが記事とつき合わせて確かめてから流してる。"
    "それでもまちがうことはあるから、大事なことはリンク先の記事で確かめてね。",
    "### About this programme\n"
    "A weekly radio show in text about AI and technology, in Japanese.\n"
    "It is **unofficial and written by an AI** from the articles it links to. Code checks every script against its "
    "articles before it airs, but mistakes happen: for anything that matters, read the article.",
)
_PRIVACY = Line(
    "**おぼえていること**　番組の設定（サーバーとチャンネルのid、時刻、注目ワード）と、放送した記録。"
    "あーしに話しかけたメッセージとおたよりは、返事のために読んで、90日で消すよ。ほかの会話は読まないし、ためないよ。\n"
    "きみの分は `/privacy show` で見れて、`/privacy delete` で消せて、`/privacy optout` でもう読まれなくなるよ。",
    "**What it remembers**　A server's settings (ids of server and channel, air time, watch words) and what it has "
    "aired. Messages to the host and letters are read to answer them, and deleted after 90 days; no other message is "
    "kept.\n`/privacy show` gives you all that is kept about you, `/privacy delete` removes it, and after "
    "`/privacy optout` you are never read again.",
)
_CREDITS = Line("**クレジット**", "**Credits**")
_SOURCE = Line("**ソースコード**　PurePure Radio（MITライセンス）", "**Source code**　PurePure Radio (MIT licence)")
_SOURCE_LABEL = Line("ソースコードを見る", "Source code")


def make_about(source_url: str | None) -> app_commands.Command[Any, ..., None]:
    """The command, which works everywhere. `source_url` is where the code of this very bot can be read, if anywhere."""

    async def about(interaction: discord.Interaction[Any]) -> None:
        await acknowledge(interaction)
        card = make_about_card(read_language(interaction.locale), source_url)
        await interaction.edit_original_response(view=card)

    command: app_commands.Command[Any, ..., None] = app_commands.Command(
        name=locale_str("about", ja="この番組について"),
        description=locale_str(
            "What this programme is, its credits and privacy", ja="番組の説明、クレジット、プライバシー"
        ),
        callback=about,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )
    return command


def make_about_card(language: Language, source_url: str | None) -> ui.LayoutView:
    """The card: description, privacy, credits of every host, source."""
    credit_lines = "\n".join(f"- {host.credit}" for host in load_hosts().values())
    card: ui.Container[Any] = ui.Container(accent_colour=discord.Colour(own_host().colour))
    card.add_item(ui.TextDisplay(_ABOUT.say(language)))
    card.add_item(ui.Separator())
    card.add_item(ui.TextDisplay(_PRIVACY.say(language)))
    card.add_item(ui.TextDisplay(f"{_CREDITS.say(language)}\n{credit_lines}"))
    card.add_item(ui.TextDisplay(_SOURCE.say(language)))
    if source_url and len(source_url) <= BUTTON_URL:
        button: ui.Button[Any] = ui.Button(label=_SOURCE_LABEL.say(language), url=source_url)
        card.add_item(ui.ActionRow(button))
    return ui.LayoutView(timeout=None).add_item(card)
