"""Buttons under stories and search pages. All they need stands in their id, so that old ones work after a restart."""

import re
from typing import Any, Protocol, Self

import discord
from discord import ui

from cogs.command_tree import answer_error
from cogs.news_wording import DEEPER, NEXT_PAGE, PREVIOUS_PAGE, SIMPLER, WHY
from cogs.wording import Line
from radio.bulletin import SearchPage
from radio.news import STORY_KEY_LENGTH, Language
from radio.transmission import Post
from studio.news_counter import WORDS_LIMIT

BUTTON_LABEL, CUSTOM_ID = 80, 100  # characters that Discord takes
RETELL: dict[str, Line] = {"simpler": SIMPLER, "deeper": DEEPER, "why": WHY}
_HOST = r"[a-z0-9-]{1,40}"


class NewsDesk(Protocol):
    """What a pressed button sets off. Each acknowledges and answers."""

    async def retell(self, interaction: discord.Interaction[Any], deed: str, host: str, story: str) -> None:
        """Tell a story in another way (a key of RETELL) to whoever pressed."""
        ...

    async def turn_page(self, interaction: discord.Interaction[Any], words: str, page: int) -> None:
        """Show another page of a search."""
        ...

    async def tell_topic(self, interaction: discord.Interaction[Any], words: str) -> None:
        """Tell whoever pressed about a topic."""
        ...


class NewsButton(ui.DynamicItem[ui.Button[Any]], template=r"news:none"):
    """What the buttons share: the desk, and one line for whoever pressed where something goes wrong."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Answer the press."""
        try:
            await self.answer(interaction, interaction.client.tree.get_command("news").desk)
        except Exception as error:  # discord.py would only log it: the listener is told like after a command
            await answer_error(interaction, error)

    async def answer(self, interaction: discord.Interaction[Any], desk: NewsDesk) -> None:
        """Set off what the button is for."""
        raise NotImplementedError


class StoryButton(
    NewsButton,
    template=rf"news:(?P<deed>{'|'.join(RETELL)}):(?P<host>{_HOST}):(?P<story>[0-9a-f]{{{STORY_KEY_LENGTH}}})",
):
    """Simpler, deeper, why: about one story, in the voice of the host who told it."""

    def __init__(self, deed: str, host: str, story: str, label: str = "") -> None:
        super().__init__(ui.Button(label=label or deed, custom_id=f"news:{deed}:{host}:{story}"))
        self.deed, self.host, self.story = deed, host, story

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del interaction, item
        return cls(match["deed"], match["host"], match["story"])

    async def answer(self, interaction: discord.Interaction[Any], desk: NewsDesk) -> None:
        """Tell the story in the way that was asked for."""
        await desk.retell(interaction, self.deed, self.host, self.story)


class PageButton(
    NewsButton, template=re.compile(rf"news:page:(?P<page>\d{{1,6}}):(?P<words>.{{1,{WORDS_LIMIT}}})", re.DOTALL)
):
    """The page before or after, of a search for words."""

    def __init__(self, page: int, words: str, label: str = "") -> None:
        super().__init__(ui.Button(label=label or str(page), custom_id=f"news:page:{page}:{words}"))
        self.page, self.words = page, words

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del interaction, item
        return cls(int(match["page"]), match["words"])

    async def answer(self, interaction: discord.Interaction[Any], desk: NewsDesk) -> None:
        """Show that page."""
        await desk.turn_page(interaction, self.words, self.page)


class TopicButton(NewsButton, template=re.compile(rf"news:topic:(?P<words>.{{1,{WORDS_LIMIT}}})", re.DOTALL)):
    """A topic that is near to what was asked for."""

    def __init__(self, words: str) -> None:
        super().__init__(ui.Button(label=words[:BUTTON_LABEL], custom_id=f"news:topic:{words}"))
        self.words = words

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The button that was pressed, from its id."""
        del interaction, item
        return cls(match["words"])

    async def answer(self, interaction: discord.Interaction[Any], desk: NewsDesk) -> None:
        """Tell about the topic."""
        await desk.tell_topic(interaction, self.words)


BUTTONS = (StoryButton, PageButton, TopicButton)


def make_story_buttons(post: Post, language: Language = Language.JAPANESE) -> list[StoryButton]:
    """The three buttons of a post about a story; without the one that the post itself answers."""
    if not re.fullmatch(_HOST, post.host) or not post.story:
        return []
    return [
        StoryButton(deed, post.host, post.story, line.say(language))
        for deed, line in RETELL.items()
        if deed != post.part
    ]


def make_page_buttons(found: SearchPage, language: Language) -> list[PageButton]:
    """The pages beside the one that is shown; none where the words do not fit an id."""
    if not 0 < len(found.words) <= WORDS_LIMIT:
        return []
    beside = ((found.page - 1, PREVIOUS_PAGE), (found.page + 1, NEXT_PAGE))
    return [
        PageButton(page, found.words, line.say(language))
        for page, line in beside
        if 1 <= page <= min(found.pages, 10**6 - 1)
    ]


def make_topic_buttons(topics: tuple[str, ...]) -> list[TopicButton]:
    """Up to five topics, each once, that fit an id."""
    fitting = [topic for topic in dict.fromkeys(topics) if topic.strip() and len(topic) <= WORDS_LIMIT]
    return [TopicButton(topic) for topic in fitting[:5]]
