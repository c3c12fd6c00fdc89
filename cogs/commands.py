"""Every command of the bot, put on one tree."""

from typing import TYPE_CHECKING

from cogs.about import make_about
from cogs.command_tree import RadioTree
from cogs.confirmation import ConfirmButton
from cogs.news import NewsGroup, make_menu
from cogs.news_buttons import BUTTONS
from cogs.news_desk import NewsDesk
from cogs.preview import PreviewDesk
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
    statuses = StatusDesk(client.storage, tokens_per_day)
    tree.add_command(StationGroup(client.control_room, PreviewDesk(client.rehearsals, client.clock), statuses))
    tree.add_command(make_about(source_url))
    news = NewsDesk(client.counter, client.storage)
    tree.add_command(NewsGroup(news))
    tree.add_command(make_menu(news))
    client.add_dynamic_items(ConfirmButton, *BUTTONS)
    return tree
