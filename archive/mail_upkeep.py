"""How long mail is kept."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from archive.database import forget_traces, write
from archive.letters import forget_letters
from archive.listeners import forget_memories
from archive.mail_servers import forget_servers
from archive.messages import forget_messages
from radio.mail import MAIL_KEPT

if TYPE_CHECKING:
    from sqlite_utils import Database

KEPT_OF_SERVERS = timedelta(days=30)  # everything of a server after the bot left it


def prune_mail(db: "Database", now: datetime) -> None:
    """Remove what was kept long enough, and the mail of servers that were left."""
    with write(db):
        forget_messages(db, now - MAIL_KEPT)
        forget_letters(db, now - MAIL_KEPT)
        forget_memories(db, now - MAIL_KEPT)
        forget_servers(db, now - KEPT_OF_SERVERS)
    forget_traces(db)
