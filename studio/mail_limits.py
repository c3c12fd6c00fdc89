"""How often the host answers: per listener, channel and server one kind line when it is enough, then silence."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from radio.mail import Message, PastReply, ReplyKind
from radio.ports import Clock
from studio.limits import REMEMBERED, Book, Limit

LISTENER = Limit(times=8, span=timedelta(minutes=5))
CHANNEL = Limit(times=40, span=timedelta(minutes=5))
SERVER = Limit(times=120, span=timedelta(minutes=10))
CARE = Limit(times=3, span=timedelta(minutes=10))  # serious answers to one listener
LONGEST_SPAN = max(limit.span for limit in (LISTENER, CHANNEL, SERVER, CARE))  # what is older counts nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Enough:
    """A message too many: to one listener or, with `whole_place`, in a channel or server.

    `told` when the line was said and the rest is silence.
    """

    whole_place: bool
    told: bool


class MailLimits:
    """Counts replies. In memory; the clock is given."""

    def __init__(
        self, clock: Clock, *, listener: Limit = LISTENER, channel: Limit = CHANNEL, server: Limit = SERVER
    ) -> None:
        self._clock = clock
        self._books = {"listener": Book(listener), "channel": Book(channel), "server": Book(server)}
        self._care = Book(CARE)
        self._told: OrderedDict[tuple[str, int], datetime] = OrderedDict()

    def learn(self, replies: Iterable[PastReply]) -> None:
        """Count what an earlier life of the bot replied, in its order, so that a stop gives nobody a second measure."""
        for reply in replies:
            if reply.kind is ReplyKind.CARE:
                self._care.enter(reply.listener_id, reply.replied_at)
            else:
                self._admit(reply, reply.replied_at)

    def admit(self, message: Message) -> Enough | None:
        """Count a reply; nothing is counted where it would be one too many."""
        return self._admit(message, self._clock.now())

    def _admit(self, message: Message | PastReply, now: datetime) -> Enough | None:
        numbers = {"listener": message.listener_id, "channel": message.channel_id}
        if message.server_id is not None:
            numbers["server"] = message.server_id
        for name, number in numbers.items():
            if self._books[name].find_wait(number, now) is not None:
                told = self._note_told((name, number), now, self._books[name].limit.span)
                return Enough(whole_place=name != "listener", told=told)
        for name, number in numbers.items():
            self._books[name].enter(number, now)
        return None

    def admit_care(self, listener_id: int) -> bool:
        """Count a serious answer, which no other limit holds back; False where the same was said a few times."""
        now = self._clock.now()
        if self._care.find_wait(listener_id, now) is not None:
            return False
        self._care.enter(listener_id, now)
        return True

    def _note_told(self, key: tuple[str, int], now: datetime, span: timedelta) -> bool:
        told_at = self._told.get(key)
        if told_at is not None and timedelta() <= now - told_at < span:
            return True
        self._told[key] = now
        self._told.move_to_end(key)
        if len(self._told) > REMEMBERED:
            self._told.popitem(last=False)
        return False
