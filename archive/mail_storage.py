"""The mail's part of the archive as the other rooms see it: one line a question."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from archive import letter_notes, letter_requests, letters, listeners, mail_servers, mail_upkeep, messages
from archive.connection import Connection
from radio.mail import TURNS_USED, Letter, LetterNote, MailWishes, Message, PastReply, Reply, ReplyKind, Turn
from radio.show import Edition


class MailStorage(Connection):
    """Messages, letters, and what is kept about listeners. Every method raises StorageError where the archive fails."""

    # Messages

    async def add_message(self, message: Message, claimant: str) -> bool:
        """File a message that waits for its reply.

        False, and nothing is kept, if it was seen before, its writer opted out or is blocked, or the server
        wants no replies.
        """
        return await self._ask(messages.add_message, message, claimant)

    async def revise_message(self, message_id: int, text: str) -> bool:
        """Keep the new wording of a message that still waits; False where it does not."""
        return await self._ask(messages.revise_message, message_id, text)

    async def withdraw_message(self, message_id: int) -> None:
        """Forget a message's words and the reply's; one that waits is closed."""
        await self._ask(messages.withdraw_message, message_id)

    async def find_waiting(self, message_id: int) -> Message | None:
        """The message as it reads now; None where it is answered, closed, withdrawn or was never filed."""
        return await self._ask(messages.find_waiting, message_id)

    async def list_open(self, claimant: str, since: datetime) -> tuple[Message, ...]:
        """A claimant's messages sent from `since` on whose reply has not left, oldest first."""
        return await self._ask(messages.list_open, claimant, since)

    async def keep_reply(self, message_id: int, reply: Reply | None, now: datetime) -> Reply | None:
        """Keep the reply before it leaves and return the one that counts, the first. With None the message is closed.

        None also where the message was withdrawn in the meantime.
        """
        return await self._ask(messages.keep_reply, message_id, reply, now)

    async def find_written(self, message_id: int) -> Reply | None:
        """A reply that was written and has not left; None where there is none."""
        return await self._ask(messages.find_written, message_id)

    async def note_sent(self, message_id: int, reply_id: int) -> None:
        """The reply left as `reply_id`."""
        await self._ask(messages.note_sent, message_id, reply_id)

    async def close_message(self, message_id: int) -> None:
        """Nothing will be said to a message any more."""
        await self._ask(messages.close_message, message_id)

    async def read_talk(self, message: Message, turns: int = TURNS_USED) -> tuple[Turn, ...]:
        """The talk before a message: the chain it replies to and its writer's last turns in the channel."""
        return await self._ask(messages.read_talk, message, turns)

    async def find_posted_story(self, message_id: int) -> str | None:
        """The key of the aired story that stands in a message of the show; None where it is no such message."""
        return await self._ask(messages.find_posted_story, message_id)

    async def list_direct_channels(self, since: datetime, limit: int) -> tuple[int, ...]:
        """The direct channels in which a listener wrote since then, the latest first."""
        return await self._ask(messages.list_direct_channels, since, limit)

    async def was_said(self, channel_id: int, kind: ReplyKind, since: datetime) -> bool:
        """Whether a reply of that kind was given in a channel since then."""
        return await self._ask(messages.was_said, channel_id, kind, since)

    async def past_replies(self, since: datetime) -> tuple[PastReply, ...]:
        """What was dealt with of the messages sent from `since` on, by all processes, in its order."""
        return await self._ask(messages.list_replies, since)

    # Letters

    async def add_letter(self, letter: Letter) -> Letter | None:
        """Keep a letter and return it with its id; None if its sender opted out or is blocked in the server.

        The same words, sent off again within letters.SAME, are the letter that is there.
        """
        return await self._ask(letters.add_letter, letter)

    async def find_letter(self, letter_id: int) -> Letter | None:
        """One letter; None if it is gone."""
        return await self._ask(letters.find_letter, letter_id)

    async def waiting_letters(self, server_id: int, limit: int = 10) -> tuple[Letter, ...]:
        """A server's letters that wait for a manager's word, oldest first."""
        return await self._ask(letters.list_waiting, server_id, limit)

    async def count_waiting(self, server_id: int) -> int:
        """How many of a server's letters wait for a manager's word."""
        return await self._ask(letters.count_waiting, server_id)

    async def count_letters(self, listener_id: int, since: datetime, other_than: str = "") -> int:
        """How many letters a listener sent since then, without those whose text is `other_than`."""
        return await self._ask(letters.count_letters, listener_id, since, other_than)

    async def judge_letter(self, letter_id: int, server_id: int, *, approve: bool) -> bool:
        """A manager's word on a letter of their server; False if it does not wait there any more."""
        return await self._ask(letters.judge_letter, letter_id, server_id, approve=approve)

    async def letters_to_choose(self, limit: int, now: datetime, edition: Edition | None = None) -> tuple[Letter, ...]:
        """The letters that would be chosen now (for an edition), none of them claimed; for a rehearsal."""
        return await self._ask(letters.preview_choice, limit, now, edition)

    async def choose_letters(
        self, episode_id: int, limit: int, now: datetime, edition: Edition | None = None
    ) -> tuple[Letter, ...]:
        """Take letters for an episode (of an edition) so that no other can; asked again, it has the same ones.

        With an edition only those of whom their senders can hear: from servers that carry it, or that carry nothing.
        """
        return await self._ask(letters.choose_letters, episode_id, limit, now, edition)

    async def letters_of(self, episode_id: int) -> tuple[Letter, ...]:
        """An episode's letters, oldest first; one that was deleted is not among them."""
        return await self._ask(letters.letters_of, episode_id)

    async def release_letters(self, episode_id: int) -> None:
        """Give back the letters of an episode that will not air."""
        await self._ask(letters.release_letters, episode_id)

    async def recent_letters(self, since: datetime, limit: int = 200) -> tuple[Letter, ...]:
        """Letters that may ask for a topic, newest first: the last few of each listener, none that was rejected."""
        return await self._ask(letter_requests.list_recent, since, limit)

    async def letter_notes(self, now: datetime, limit: int = 20) -> tuple[LetterNote, ...]:
        """Whose senders are still to be told that their letter will be or was read, oldest letter first."""
        return await self._ask(letter_notes.list_notes, limit, now)

    async def begin_note(self, note: LetterNote) -> bool:
        """A note leaves now; False if there is no reason for it any more, or another process has begun it."""
        return await self._ask(letter_notes.begin_note, note)

    async def find_reading(self, letter: Letter) -> tuple[int, int] | None:
        """The channel or thread, and the message, in which a letter was read in its own server; None elsewhere."""
        return await self._ask(letter_notes.find_reading, letter)

    async def mark_told(self, note: LetterNote) -> None:
        """A sender was told, or cannot be: this note is done with."""
        await self._ask(letter_notes.mark_told, note)

    # Servers

    async def mail_wishes(self, server_id: int) -> MailWishes:
        """A server's wishes; the defaults where its managers never said anything."""
        return await self._ask(mail_servers.read_wishes, server_id)

    async def set_mail_wishes(self, wishes: MailWishes) -> None:
        """Keep a server's wishes."""
        await self._ask(mail_servers.set_wishes, wishes)

    async def list_mailbags(self) -> tuple[MailWishes, ...]:
        """The wishes of every server that named a mailbag channel."""
        return await self._ask(mail_servers.list_mailbags)

    async def known_servers(self) -> Mapping[int, bool]:
        """Every server of which something is kept, and whether it is noted as left."""
        return await self._ask(mail_servers.list_known)

    async def note_server_left(self, server_id: int, now: datetime) -> None:
        """The bot is no longer in a server; its mail goes after a while."""
        await self._ask(mail_servers.note_left, server_id, now)

    async def note_server_joined(self, server_id: int) -> None:
        """The bot is in a server (again)."""
        await self._ask(mail_servers.note_joined, server_id)

    # Listeners

    async def remember(self, listener_id: int, server_id: int | None, told: Mapping[str, str], now: datetime) -> None:
        """Keep little things that a listener told in one place, by their kind."""
        await self._ask(listeners.remember, listener_id, server_id, dict(told), now)

    async def recall(self, listener_id: int, server_id: int | None, since: datetime) -> Mapping[str, str]:
        """What a listener told in this very place since then, by its kind."""
        return await self._ask(listeners.recall, listener_id, server_id, since)

    async def show_listener(self, listener_id: int) -> dict[str, Any]:
        """All that is kept about one listener, as plain values for a JSON file."""
        return await self._ask(listeners.show_listener, listener_id)

    async def forget_listener(self, listener_id: int) -> int:
        """Remove all that is kept about one listener, at once; how many things that were."""
        return await self._ask(listeners.forget_listener, listener_id)

    async def opt_out(self, listener_id: int, now: datetime) -> None:
        """Never read a listener again; all that is kept goes."""
        await self._ask(listeners.opt_out, listener_id, now)

    async def opt_in(self, listener_id: int) -> bool:
        """Read a listener again; False if they had not opted out."""
        return await self._ask(listeners.opt_in, listener_id)

    async def is_opted_out(self, listener_id: int) -> bool:
        """Whether a listener opted out."""
        return await self._ask(listeners.is_opted_out, listener_id)

    async def block_listener(self, server_id: int, listener_id: int, now: datetime) -> None:
        """Read nothing of a listener in one server any more; what they have waiting there is rejected."""
        await self._ask(listeners.block_listener, server_id, listener_id, now)

    async def unblock_listener(self, server_id: int, listener_id: int) -> bool:
        """Read a listener in a server again; False if they were not blocked."""
        return await self._ask(listeners.unblock_listener, server_id, listener_id)

    # Upkeep

    async def prune_mail(self, now: datetime) -> None:
        """Remove what was kept long enough, and the mail of servers that were left."""
        await self._ask(mail_upkeep.prune_mail, now)
