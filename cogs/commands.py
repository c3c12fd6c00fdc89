"""Every command of the bot, put on one tree."""

from typing import TYPE_CHECKING

from cogs.about import make_about
from cogs.command_tree import RadioTree
from cogs.confirmation import ConfirmButton
from cogs.letters import LetterButton, make_letter_command
from cogs.mailbag_buttons import BUTTONS as MAILBAG_BUTTONS
from cogs.mailbag_desk import MailbagDesk
from cogs.news import NewsGroup, make_menu
from cogs.news_buttons import BUTTONS
from cogs.news_desk import NewsDesk
from cogs.preview import PreviewDesk
from cogs.privacy import PrivacyGroup
from cogs.station import StationGroup
from cogs.station_status import StatusDesk

if TYPE_CHECKING:
    from cogs.client import RadioClient


def make_tree(client: "RadioClient", *, tokens_per_day: int | None, source_url: str | None = None) -> RadioTree:
    """The tree with all commands; the client that it is for has its control room already.

    Args:
        client: the bot's client.
        tokens_per_day: the model's budget, for `/station status`; None where there is no model.
        source_url: where the code can be read, for `/about`.
    """
    tree = RadioTree(client)
    mailbag = MailbagDesk(client.storage, client.clock, client.mailbag)
    statuses = StatusDesk(client.storage, tokens_per_day, mailbag)
    previews = PreviewDesk(client.rehearsals, client.clock)
    tree.add_command(StationGroup(client.control_room, previews, statuses, mailbag))
    tree.add_command(make_about(source_url))
    tree.add_command(make_letter_command())
    tree.add_command(PrivacyGroup(client.storage, client.clock))
    news = NewsDesk(client.counter, client.storage)
    tree.add_command(NewsGroup(news))
    tree.add_command(make_menu(news))
    client.add_dynamic_items(ConfirmButton, LetterButton, *BUTTONS, *MAILBAG_BUTTONS)
    return tree
