"""Answers that take long, come too late, or meet a Discord that is not well."""

import asyncio
import re

import pytest

from radio.errors import BudgetError
from tests.cogs.news_bot import SlowModel, labels, open_listeners
from tests.loopback.discord import Fault
from tests.loopback.discord_bot import eventually
from tests.studio.newsday import TSUMUGI, HonestModel

GPS = "https://gps-ja.example/story"
ANSWER = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
ITS_PATH = "/messages/@original"
ERROR_ID = re.compile(r"-# id=[0-9a-f]{6}")


@pytest.mark.parametrize(("locale", "line"), [("ja", "記事読んでるとこ！"), ("en-US", "One moment")])
async def test_a_slow_answer_is_announced_and_then_takes_the_announcements_place(locale: str, line: str):
    model = SlowModel()
    async with open_listeners(model=model) as listeners:
        listeners.desk.progress_s = 0.05

        asked = await listeners.ask("explain", url=GPS, locale=locale)
        announced = asked.text
        model.free.set()
        await eventually(lambda: "アインシュタイン" in asked.text)

        assert line in announced
        assert line not in asked.text
        assert len(asked.messages) == 1
        assert asked.is_ephemeral
        assert asked.ack_s is not None
        assert asked.ack_s < 3


async def test_a_very_slow_answer_is_announced_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cogs.news_desk.PROGRESS_AGAIN_S", 0.05)
    model = SlowModel()
    async with open_listeners(model=model) as listeners:
        listeners.desk.progress_s = 0.01

        asked = await listeners.ask("explain", url=GPS)
        await eventually(lambda: TSUMUGI.news.progress[1] in asked.text)
        model.free.set()
        await eventually(lambda: "アインシュタイン" in asked.text)

        assert not any(line in asked.text for line in TSUMUGI.news.progress)


@pytest.mark.parametrize("locale", ["ja", "en-US"])
@pytest.mark.parametrize("public", [True, False])
async def test_an_answer_that_does_not_come_in_time_is_apologised_for(
    public: bool, locale: str, caplog: pytest.LogCaptureFixture
):
    model = SlowModel()
    async with open_listeners(model=model) as listeners:
        listeners.desk.progress_s, listeners.desk.longest_wait_s = 0.02, 0.2
        line = TSUMUGI.news.late if locale == "ja" else "this took too long"

        asked = await listeners.ask("explain", url=GPS, public=public, locale=locale)
        await eventually(lambda: line in asked.text)

        assert "記事読んでるとこ" not in asked.text
        assert asked.is_ephemeral is not public
        assert len(asked.messages) == 1
        assert ERROR_ID.search(asked.text)
        assert "no answer within" in caplog.text

        model.free.set()  # what was late for one is there for the next
        listeners.desk.longest_wait_s = 10
        again = await listeners.ask("explain", url=GPS)
        await eventually(lambda: "アインシュタイン" in again.text)


async def test_a_fault_after_the_announcement_leaves_only_the_apology(monkeypatch: pytest.MonkeyPatch):
    async with open_listeners() as listeners:
        listeners.desk.progress_s = 0.02

        async def fail(*_: object) -> None:
            await asyncio.sleep(0.1)
            raise RuntimeError("a bug")

        monkeypatch.setattr(listeners.client.counter, "now", fail)

        asked = await listeners.ask("now")
        await eventually(lambda: bool(ERROR_ID.search(asked.text)))

        assert len(asked.messages) == 1


async def test_an_answer_survives_a_connection_that_breaks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("cogs.news_desk.TRY_PAUSES_S", (0.01, 0.01))
    async with open_listeners() as listeners:
        listeners.server.drop_next(2, path=ITS_PATH)
        asked = await listeners.ask("now", count=1)

        listeners.server.drop_next(1, path=ITS_PATH, processed=True)
        again = await listeners.ask("now", count=1)

        for answer in (asked, again):
            assert len(answer.messages) == 1
            assert "いまの話題" in answer.text


async def test_an_announcement_that_cannot_be_shown_costs_nothing(monkeypatch: pytest.MonkeyPatch):
    model = SlowModel()
    async with open_listeners(model=model) as listeners:
        listeners.desk.progress_s = 0.02
        listeners.server.faults.add(Fault(count=1, status=400, path=ITS_PATH))

        asking = asyncio.ensure_future(listeners.ask("explain", url=GPS))
        await eventually(lambda: bool(listeners.server.asked("PATCH", ANSWER)))
        model.free.set()
        asked = await asking
        await eventually(lambda: "アインシュタイン" in asked.text)

        assert len(asked.messages) == 1


async def test_an_answer_whose_card_discord_refuses_goes_out_as_plain_messages():
    async with open_listeners() as listeners:
        listeners.server.faults.add(Fault(count=1, status=400, code=50035, path=ITS_PATH))

        asked = await listeners.ask("now", count=1)
        await asked.answered()

        assert "いまの話題" in asked.text
        assert all(message.content for message in asked.messages)


async def test_an_answer_whose_place_was_deleted_still_reaches_the_asker():
    model = SlowModel()
    async with open_listeners(model=model) as listeners:
        listeners.desk.progress_s = 0.02
        asked = await listeners.ask("explain", url=GPS, public=True)
        listeners.server.faults.add(Fault(count=1, status=404, code=10008, path=ITS_PATH))

        model.free.set()
        await asked.followed_up()

        assert "アインシュタイン" in asked.followups[0].text
        assert asked.followups[0].is_ephemeral


async def test_a_listener_who_cannot_be_reached_is_only_logged(caplog: pytest.LogCaptureFixture):
    async with open_listeners() as listeners:
        listeners.server.interaction_deadline_s = 0.0

        with pytest.raises(TimeoutError):
            await listeners.ask("now")

        await eventually(lambda: "interaction expired" in caplog.text)
        assert "Traceback" not in caplog.text
        assert listeners.model.prompts == []


async def test_a_token_that_has_run_out_is_only_logged(caplog: pytest.LogCaptureFixture):
    model = SlowModel()
    async with open_listeners(model=model) as listeners:
        asking = asyncio.ensure_future(listeners.ask("explain", url=GPS))
        await eventually(lambda: bool(listeners.server.interactions))
        asked = next(iter(listeners.server.interactions.values()))
        await asked.acknowledged()
        asked.expire()
        model.free.set()

        await eventually(lambda: "not told" in caplog.text or "expired" in caplog.text)
        asking.cancel()
        assert "Traceback" not in caplog.text


async def test_with_the_days_budget_spent_the_answer_is_standby_copy():
    spent = HonestModel(facts=BudgetError("spent"), bulletin=BudgetError("spent"), segment=BudgetError("spent"))
    async with open_listeners(model=spent) as listeners:
        asked = await listeners.ask("now", count=1)

        assert labels(asked.messages[0])[1:] == ["もっとやさしく", "もっとくわしく", "なんで選んだの？"]
        assert not ERROR_ID.search(asked.text)
