"""Catching up after a stop: what was written in the meantime is answered where all is meant for the host, and once."""

import asyncio
import contextlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from archive.storage import Storage
from cogs.mail_catch_up import CatchUp
from cogs.pace import SendPace
from radio.errors import StorageError
from radio.mail import MailWishes
from studio.mailroom import STALE
from tests.cogs.mail_bot import Mail, open_mail
from tests.cogs.on_air import AIR_TIME, eventually
from tests.fakes import FakeClock
from tests.loopback.discord import DiscordServer, Fault

MAILBAG = (0, 1)  # the second channel of the first server
HISTORY = ("GET", "/channels/{channel_id}/messages")


def come_back(
    server: DiscordServer, database: Path, *, at: datetime | None = None
) -> contextlib.AbstractAsyncContextManager[Mail]:
    """A further life of the bot."""
    return open_mail(server=server, database=database, reads_all=True, at=at or datetime.now(UTC))


async def live_once(server: DiscordServer, database: Path, *, at: datetime | None = None) -> None:
    """A life of the bot with a mailbag channel and one talk in direct messages, ended after a knock."""
    async with come_back(server, database, at=at) as mail:
        await mail.manage(channel=server.channel(*MAILBAG))
        mail.say("おはよ", channel=mail.direct())
        await mail.replied(channel=mail.direct())
        mail.say("番組たのしみ", channel=server.channel(*MAILBAG))
        await mail.replied(channel=server.channel(*MAILBAG))
        await mail.client.knock.knock()


def write_meanwhile(server: DiscordServer, text: str, channel_id: int | None = None):
    return server.post_message(channel_id or server.channel(*MAILBAG).id, "あおい", text)


def direct_id(server: DiscordServer) -> int:
    return server.world.open_dm(server.user("あおい")).id


def answered(server: DiscordServer, channel_id: int | None = None) -> list[str]:
    """The messages that were answered, in the order of their answers."""
    replies = server.messages(channel_id or server.channel(*MAILBAG).id)
    return [reply.reference["message_id"] for reply in replies if reply.reference]


async def back_again(mail: Mail) -> None:
    """Wait until the bot has caught up and answered."""
    await eventually(lambda: mail.client.catch_up._looking is not None and mail.client.catch_up._looking.done())
    await mail.settled()


async def test_what_was_written_while_she_was_away_is_answered_once_and_in_its_order(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        missed = [write_meanwhile(server, text) for text in ("いま聞いた", "もう一回聞いた")]
        direct = write_meanwhile(server, "いる？", direct_id(server))

        async with come_back(server, tmp_path / "radio.db") as mail:
            later = mail.say("おかえり", channel=server.channel(*MAILBAG))
            await back_again(mail)
            mail.client.catch_up.begin()
            await back_again(mail)

        assert answered(server)[-3:] == [str(each.id) for each in (*missed, later)]
        assert answered(server, direct_id(server))[1:] == [str(direct.id)]


async def test_what_comes_while_she_looks_waits_for_what_is_older(tmp_path, monkeypatch: pytest.MonkeyPatch):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        missed = write_meanwhile(server, "いま聞いた")
        server.faults.latency = 0.2

        async with come_back(server, tmp_path / "radio.db") as mail:
            later = mail.say("おかえり", channel=server.channel(*MAILBAG))
            await back_again(mail)

        assert answered(server)[-2:] == [str(missed.id), str(later.id)]


async def test_what_is_too_old_to_be_answered_is_not_looked_for(tmp_path):
    begun = datetime.now(UTC)
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        write_meanwhile(server, "いま聞いた")

        async with come_back(server, tmp_path / "radio.db", at=begun + 2 * STALE) as mail:
            await back_again(mail)

        assert len(answered(server)) == 1


async def test_what_was_written_before_she_last_heard_is_left_alone(tmp_path):
    begun = datetime.now(UTC)
    async with DiscordServer(channels=2) as server:
        before = write_meanwhile(server, "まだ郵便受けじゃなかった")
        await live_once(server, tmp_path / "radio.db", at=begun + timedelta(minutes=5))

        async with come_back(server, tmp_path / "radio.db", at=begun + timedelta(minutes=6)) as mail:
            await back_again(mail)

        assert str(before.id) not in answered(server)


async def test_a_bot_that_never_heard_anything_looks_nowhere(tmp_path):
    async with DiscordServer(channels=2) as server:
        async with open_mail(server=server, reads_all=True) as mail:
            await back_again(mail)

        assert server.asked(*HISTORY) == []


async def test_a_mention_in_another_channel_is_not_looked_for(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        elsewhere = server.channel()
        write_meanwhile(server, f"<@{server.world.bot.id}> いる？", elsewhere.id)

        async with come_back(server, tmp_path / "radio.db") as mail:
            await back_again(mail)

        assert server.messages(elsewhere.id) == []


async def test_a_message_that_was_answered_and_then_forgotten_is_not_answered_again(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        async with Storage.open(tmp_path / "radio.db") as storage:
            await storage.forget_listener(server.user("あおい").id)

        async with come_back(server, tmp_path / "radio.db") as mail:
            await back_again(mail)

        assert len(answered(server)) == 1
        assert len(answered(server, direct_id(server))) == 1


async def test_what_is_older_than_her_latest_answer_is_left_alone(tmp_path):
    async with DiscordServer(channels=2) as server:
        passed_over = write_meanwhile(server, "まだ郵便受けじゃなかった")
        await live_once(server, tmp_path / "radio.db")

        async with come_back(server, tmp_path / "radio.db") as mail:
            await back_again(mail)

        assert str(passed_over.id) not in answered(server)


async def test_a_talk_that_began_before_it_was_known_goes_on_where_it_is(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        unknown = server.world.open_dm(server.user("みどり"))
        missed = server.post_message(unknown.id, "みどり", "いる？")

        async with come_back(server, tmp_path / "radio.db") as mail:
            later = mail.say("やっほー", by="みどり", channel=unknown)
            await back_again(mail)

        assert answered(server, unknown.id) == [str(later.id)]
        assert missed.id < later.id


async def test_what_was_said_without_being_an_answer_hides_nothing(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        missed = write_meanwhile(server, "いま聞いた")
        server.post_message(server.channel(*MAILBAG).id, server.world.bot, "おたより待ってるね")

        async with come_back(server, tmp_path / "radio.db") as mail:
            await back_again(mail)

        assert answered(server)[1:] == [str(missed.id)]


async def test_a_history_that_may_not_be_read_is_passed_over(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        write_meanwhile(server, "いま聞いた")
        server.fail_next(None, status=403, method="GET", path=f"/channels/{server.channel(*MAILBAG).id}/messages")

        async with come_back(server, tmp_path / "radio.db") as mail:
            later = mail.say("おかえり", channel=server.channel(*MAILBAG))
            await back_again(mail)

        assert answered(server)[1:] == [str(later.id)]


async def test_a_place_that_takes_too_long_is_passed_over(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cogs.mail_catch_up.LOOK_S", 0.05)
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        write_meanwhile(server, "いま聞いた")
        server.faults.add(Fault(method="GET", path=f"/channels/{server.channel(*MAILBAG).id}/messages", latency=1))

        async with come_back(server, tmp_path / "radio.db") as mail:
            later = mail.say("おかえり", channel=server.channel(*MAILBAG))
            await back_again(mail)

        assert answered(server)[1:] == [str(later.id)]


async def test_a_mailbag_channel_that_is_gone_holds_up_nothing(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        async with Storage.open(tmp_path / "radio.db") as storage:
            await storage.set_mail_wishes(MailWishes(server_id=server.channel().guild_id or 0, channel_id=4))
            await storage.set_mail_wishes(MailWishes(server_id=5, channel_id=6))
        direct = write_meanwhile(server, "いる？", direct_id(server))

        async with come_back(server, tmp_path / "radio.db") as mail:
            await back_again(mail)

        assert answered(server, direct_id(server))[1:] == [str(direct.id)]


async def test_an_archive_that_fails_lets_go_of_what_waits(tmp_path, monkeypatch: pytest.MonkeyPatch):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")

        async def fail(*_: object) -> tuple[int, ...]:
            raise StorageError("disk full")

        async with come_back(server, tmp_path / "radio.db") as mail:
            await back_again(mail)
            mail.client.mailbag.hold([server.channel(*MAILBAG).id])
            later = mail.say("おかえり", channel=server.channel(*MAILBAG))
            monkeypatch.setattr(mail.storage, "list_direct_channels", fail)
            mail.client.catch_up.begin()
            await back_again(mail)

        assert answered(server)[1:] == [str(later.id)]


async def test_how_long_she_heard_is_kept_only_while_she_hears(tmp_path):
    async with open_mail(database=tmp_path / "radio.db") as mail:
        await back_again(mail)
        await mail.client.knock.knock()
        heard = await mail.storage.read_note("heard until")
        for shard in mail.client.shards.values():
            await shard.disconnect()
        mail.clock.pass_by(seconds=30)
        await mail.client.catch_up.note()

        assert heard == AIR_TIME.isoformat()
        assert await mail.storage.read_note("heard until") == heard


async def test_nothing_is_kept_before_she_has_looked(tmp_path):
    async with open_mail(database=tmp_path / "radio.db") as mail:
        mail.client.catch_up._looking = asyncio.create_task(asyncio.sleep(60))

        await mail.client.catch_up.note()

        assert await mail.storage.read_note("heard until") is None


async def test_each_process_keeps_a_note_of_its_own_and_one_of_them_looks_for_direct_messages(tmp_path):
    async with DiscordServer(channels=2) as server:
        await live_once(server, tmp_path / "radio.db")
        async with Storage.open(tmp_path / "radio.db") as storage:
            client: Any = SimpleNamespace(shards={1: SimpleNamespace(is_closed=lambda: False)})
            mailbag: Any = SimpleNamespace(channels={}, hold=lambda _: None, release=lambda: None)
            clock = FakeClock(datetime.now(UTC))
            other = CatchUp(client, mailbag, storage=storage, clock=clock, pace=SendPace(), share="1-1/2")

            await storage.keep_note("heard until 1-1/2", clock.now().isoformat())
            await other.open()
            await other.look()

            assert other._friends == (direct_id(server),)
            assert other._list_direct_channels() == []
