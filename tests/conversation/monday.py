"""The Monday after: the episodes with the letters in them, the notes to their senders, and what goes on from there."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.conversation.evening import Evening
from tests.conversation.house import until
from tests.conversation.letters import APPROVE, KAEDE, judge
from tests.conversation.talk import AOI, NAGI, SAKURA, SORA

SENDERS = (AOI, SORA, KAEDE)  # whose letters are read
AHEAD = timedelta(minutes=5)  # within the time in which an episode is made beforehand


async def prepare(evening: Evening) -> None:
    """Some minutes before the air time the letters are chosen and their senders told; the bot rests and comes back."""
    evening.transcript.head("放送の少し前")
    house, places = evening.house, [evening.direct(name) for name in SENDERS]
    told = {place.id: evening.transcript.count(place) for place in places}
    async with evening.thinking("letter"):
        async with house.lose_power(len(SENDERS), lambda message: message.channel_id in told, stay_dead=True):
            evening.transcript.tell("番組の時刻まで、あと5分。おたよりがえらばれる")
            await _set_slots(evening, AHEAD)
            await until(lambda: all(len(house.server.messages(place)) > count for place, count in told.items()))
        evening.look(*places)
        evening.transcript.tell("ボットが止まり、番組の時刻に戻ってくる")
        async with evening.thinking("letter") as begun:
            await house.rest(lambda: _set_slots(evening, timedelta()))
            await begun()
            await house.interrupt()


async def air(evening: Evening) -> None:
    """Both programmes, and the notes after them."""
    evening.transcript.head("放送")
    house = evening.house
    async with house.lose_power(1, lambda message: message.channel_id == evening.show.id):
        pass
    await house.aired(2)
    evening.look(evening.show, *house.server.threads(evening.show.id))
    evening.transcript.head("となりの研究会の放送")
    evening.look(evening.night)
    evening.transcript.head("おたよりを読まれた人へ")
    places = [evening.direct(name) for name in SENDERS]
    before = {place.id: evening.transcript.count(place) for place in places}
    await until(lambda: all(len(house.server.messages(place)) > count for place, count in before.items()))
    evening.look(*places)


async def go_on(evening: Evening) -> None:
    """A question under a story, and the letter that waited until its manager said yes."""
    evening.transcript.head("放送のあと")
    (thread,) = evening.house.server.threads(evening.show.id)
    story = evening.house.server.messages(thread.id)[0]
    await evening.answered(evening.say(thread, AOI, "これ、もうちょっとくわしく！", to=story))
    await _look_ahead(evening)
    card = await evening.use(evening.lobby, SAKURA, "station mailbag", manager=True)
    await judge(evening, card, APPROVE, "夜ふかし")
    await _look_ahead(evening)


async def leave(evening: Evening) -> None:
    """All that is kept of a listener, and then nothing; and of one who had deleted a message."""
    evening.transcript.head("ぜんぶ消す")
    for command in ("privacy show", "privacy delete", "privacy show"):
        await evening.use(evening.chat, AOI, command)
    await evening.use(evening.chat, NAGI, "privacy show")
    assert await evening.house.bot.stop() == 0


async def _look_ahead(evening: Evening) -> None:
    letters = await evening.house.storage.letters_to_choose(9, datetime.now(UTC))
    evening.readable.append(tuple(letter.pen_name for letter in letters))


async def _set_slots(evening: Evening, ahead: timedelta) -> None:
    """Let every station's slot be so long from now. In a zone where the day does not end meanwhile."""
    at = datetime.now(ZoneInfo("UTC"))
    at = (at.astimezone(ZoneInfo("Asia/Tokyo")) if (at + AHEAD * 2).day != at.day else at) + ahead
    for station in await evening.house.storage.list_stations():
        moved = replace(station, weekday=at.weekday(), air_time=time(at.hour, at.minute), zone=str(at.tzinfo))
        await evening.house.storage.update_station(moved, at.astimezone(UTC) - timedelta(hours=1))
