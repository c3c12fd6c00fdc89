"""`/news` and 「つむぎに聞く」: what listeners ask at any time, in servers, in direct messages, wherever they are."""

from collections.abc import Iterable
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, Range, locale_str

from cogs.managers import CHOICE_NAME, CHOICES
from cogs.message_links import find_link
from cogs.news_desk import DEFAULT_COUNT, NewsDesk
from persona.character import Persona
from radio.bulletin import Answer, Asker
from radio.errors import PageRefusedError
from radio.news import Refusal

_COUNT_NAME = locale_str("count", ja="本数")
_COUNT_HELP = locale_str("How many stories, 1 to 5 (default: 3)", ja="記事の数。1〜5（初期値：3）")
_WORDS_NAME = locale_str("words", ja="ことば")
_PUBLIC_NAME = locale_str("public", ja="みんなに見せる")
_OPEN_HELP = locale_str("Show it to everyone here (default: yes)", ja="みんなに見せるか（初期値：見せる）")
_ALONE_HELP = locale_str("Show it to everyone here (default: only you)", ja="みんなに見せるか（初期値：自分だけ）")


@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
@app_commands.allowed_installs(guilds=True, users=True)
class NewsGroup(
    app_commands.Group,
    name=locale_str("news", ja="ニュース"),
    description=locale_str("AI and tech news, whenever you ask", ja="AIと技術のニュースを、聞きたいときに"),
):
    """The commands; `desk` answers them, and the buttons under its answers."""

    def __init__(self, desk: NewsDesk) -> None:
        super().__init__()
        self.desk = desk
        self.counter = desk.counter

    @app_commands.command(
        name=locale_str("now", ja="いま"),
        description=locale_str("What is hot at this moment, in short", ja="いま話題の記事を、手短に"),
    )
    @app_commands.rename(count=_COUNT_NAME, public=_PUBLIC_NAME)
    @app_commands.describe(count=_COUNT_HELP, public=_OPEN_HELP)
    async def now(
        self, interaction: discord.Interaction[Any], count: Range[int, 1, 5] = DEFAULT_COUNT, public: bool = True
    ) -> None:
        """A bulletin of the hottest stories."""
        await self.desk.answer(
            interaction, lambda persona, asker: self.counter.now(persona, count, asker), public=public
        )

    @app_commands.command(
        name=locale_str("topic", ja="話題"),
        description=locale_str("This week's stories on a topic", ja="ある話題の、今週の記事"),
    )
    @app_commands.rename(words=_WORDS_NAME, count=_COUNT_NAME, public=_PUBLIC_NAME)
    @app_commands.describe(
        words=locale_str("The topic, in Japanese or English", ja="知りたい話題。日本語でも英語でも"),
        count=_COUNT_HELP,
        public=_OPEN_HELP,
    )
    async def topic(
        self,
        interaction: discord.Interaction[Any],
        words: str,
        count: Range[int, 1, 5] = DEFAULT_COUNT,
        public: bool = True,
    ) -> None:
        """A bulletin on what the words say."""
        await self.desk.answer(
            interaction, lambda persona, asker: self.counter.topic(persona, words, count, asker), public=public
        )

    @topic.autocomplete("words")
    async def _suggest_topics(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        del interaction
        return offer((topic, topic) for topic in await self.counter.suggest_topics(typed))

    @app_commands.command(
        name=locale_str("explain", ja="解説"),
        description=locale_str("Have an article explained", ja="記事をわかりやすく説明してもらう"),
    )
    @app_commands.rename(url=locale_str("url", ja="リンク"), public=_PUBLIC_NAME)
    @app_commands.describe(
        url=locale_str("A public article in Japanese or English", ja="だれでも読める、日本語か英語の記事のリンク"),
        public=_ALONE_HELP,
    )
    async def explain(self, interaction: discord.Interaction[Any], url: str, public: bool = False) -> None:
        """The article behind a link, told as on the air."""
        await self.desk.answer(
            interaction, lambda persona, asker: self.counter.explain(persona, url, asker), public=public
        )

    @app_commands.command(
        name=locale_str("search", ja="検索"),
        description=locale_str("Look through everything that was aired", ja="いままでに放送した記事をさがす"),
    )
    @app_commands.rename(words=_WORDS_NAME, public=_PUBLIC_NAME)
    @app_commands.describe(
        words=locale_str("One or more words, e.g. 量子", ja="さがす言葉。例：量子"), public=_ALONE_HELP
    )
    async def search(self, interaction: discord.Interaction[Any], words: str, public: bool = False) -> None:
        """Aired stories that hold the words, newest first."""
        await self.desk.search(interaction, words, public=public)

    @app_commands.command(
        name=locale_str("episode", ja="放送回"),
        description=locale_str("An aired episode again, for you alone", ja="放送した回を、自分だけもう一回見る"),
    )
    @app_commands.rename(which=locale_str("which", ja="どの回"))
    @app_commands.describe(
        which=locale_str(
            "Its number or date, e.g. 12 or 2026-11-23 (default: the latest)",
            ja="番号か日付。例：12、2026-11-23（初期値：いちばん新しい回）",
        )
    )
    async def episode(self, interaction: discord.Interaction[Any], which: str = "") -> None:
        """An episode as it was aired."""

        async def ask(persona: Persona, asker: Asker) -> Answer:
            del asker  # nothing is written for it
            return await self.counter.episode(persona, which)

        await self.desk.answer(interaction, ask)

    @episode.autocomplete("which")
    async def _suggest_episodes(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        del interaction
        return offer((each.label, each.value) for each in await self.counter.suggest_episodes(typed))

    @app_commands.command(
        name=locale_str("why", ja="選んだ理由"),
        description=locale_str("Why a story was chosen: its score and sources", ja="記事を選んだ理由。点数と情報源"),
    )
    @app_commands.rename(story=locale_str("story", ja="記事"))
    @app_commands.describe(
        story=locale_str(
            "A title from the list, a link, or episode-story as in 12-3",
            ja="候補のタイトル、リンク、または「12-3」（12回の3つ目）",
        )
    )
    async def why(self, interaction: discord.Interaction[Any], story: str) -> None:
        """The reasons that were kept with the story."""

        async def ask(persona: Persona, asker: Asker) -> Answer:
            del asker  # nothing is written for it
            return await self._explain_choice(persona, story)

        await self.desk.answer(interaction, ask)

    @why.autocomplete("story")
    async def _suggest_stories(self, interaction: discord.Interaction[Any], typed: str) -> list[Choice[str]]:
        del interaction
        return offer((each.label, each.value) for each in await self.counter.suggest_stories(typed))

    async def _explain_choice(self, persona: Persona, story: str) -> Answer:
        """Whoever types part of a title and does not pick it from the list means the latest story that has it."""
        try:
            return await self.counter.why(persona, story)
        except PageRefusedError:
            named = await self.counter.suggest_stories(story) if story.strip() else ()
            if not named:
                raise
            return await self.counter.why(persona, named[0].value)


def make_menu(desk: NewsDesk) -> app_commands.ContextMenu:
    """The command on a message: its first public link is explained."""

    async def ask_about(interaction: discord.Interaction[Any], message: discord.Message) -> None:
        async def ask(persona: Persona, asker: Asker) -> Answer:
            link = find_link(message)
            if link is None:
                raise PageRefusedError(Refusal.NO_LINK, "a message without a link")
            return await desk.counter.explain(persona, link, asker)

        await desk.answer(interaction, ask)

    return app_commands.ContextMenu(
        name=locale_str("Ask Tsumugi", ja="つむぎに聞く"),
        callback=ask_about,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    )


def offer(named: Iterable[tuple[str, str]]) -> list[Choice[str]]:
    """Suggestions of (name, value) as Discord takes them: none empty, no name twice, no value cut."""
    fitting = {name[:CHOICE_NAME]: value for name, value in named if name.strip() and 0 < len(value) <= CHOICE_NAME}
    return [Choice(name=name, value=value) for name, value in list(fitting.items())[:CHOICES]]
