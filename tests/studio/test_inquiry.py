import asyncio
import json
from collections import deque
from collections.abc import Mapping
from typing import Any

import pytest

from radio.errors import BudgetError, ModelRefusedError, ModelUnavailableError
from radio.writing import Prompt, Purpose, Usage
from studio.dialect import THINKING_ROOM, open_turns
from studio.inquiry import Inquirer
from studio.patience import Breaker, CallFailedError, CallFault, FaultKind, TokenBudget
from studio.raw_completion import RawCompletion
from tests.factories import MONDAY
from tests.fakes import FakeClock

PROMPT = Prompt(purpose=Purpose.FACTS, system="s", user="u", schema={"type": "object"}, max_tokens=100)
BUSY = CallFault(kind=FaultKind.BUSY, reason="busy", status=429, retry_after_s=0.01)
PASSING = CallFault(kind=FaultKind.PASSING, reason="fails (500)", status=500)
LOCKED = CallFault(kind=FaultKind.MISCONFIGURED, reason="check OPENAI_API_KEY", status=401)
NO_SCHEMA = CallFault(kind=FaultKind.TURNED_DOWN, reason="turned down", status=400, words="response_format")


def _answer(content: str = "はい", *, reason: str = "stop", **more: object) -> bytes:
    usage = {"prompt_tokens": 10, "completion_tokens": 5}
    return json.dumps(
        {"choices": [{"message": {"content": content}, "finish_reason": reason}], "usage": usage} | more
    ).encode()


class Bench:
    """An inquirer over a queue of answers and faults, with its book."""

    def __init__(self, *answers: bytes | CallFault, tokens_per_day: int | None = None, timeout_s: float = 5) -> None:
        self.answers = deque(answers)
        self.requests: list[Mapping[str, Any]] = []
        self.rows: list[Usage] = []
        self.clock = FakeClock(MONDAY)
        self.inquirer = Inquirer(
            send=self._send,
            model="m",
            budget=TokenBudget(tokens_per_day, self, self.clock),
            breaker=Breaker(self.clock),
            timeout_s=timeout_s,
            backoff_s=0,
        )

    async def _send(self, request: Mapping[str, Any]) -> bytes:
        self.requests.append(request)
        answer = self.answers.popleft() if self.answers else None
        if answer is None:
            await asyncio.Event().wait()
            raise AssertionError("never reached")
        if isinstance(answer, CallFault):
            raise CallFailedError(answer)
        return answer

    async def tokens_used(self, _: object) -> int:
        return sum(row.input_tokens + row.output_tokens for row in self.rows)

    async def log_usage(self, _day: object, usage: Usage, _now: object) -> None:
        self.rows.append(usage)

    async def ask(self) -> RawCompletion:
        return await self.inquirer.ask(PROMPT, open_turns(PROMPT))

    @property
    def booked(self) -> list[tuple[int, int]]:
        return [(row.input_tokens, row.output_tokens) for row in self.rows]


async def test_an_answer_is_booked_as_the_endpoint_counts() -> None:
    bench = Bench(_answer())

    raw = await bench.ask()

    assert raw.text == "はい"
    assert bench.booked == [(10, 5)]


async def test_an_endpoint_that_does_not_count_is_counted_for() -> None:
    bench = Bench(_answer("あ" * 50, usage=None))

    await bench.ask()

    assert bench.booked[0][0] > 1
    assert bench.booked[0][1] == 51


async def test_a_fault_that_may_pass_is_tried_once_more() -> None:
    bench = Bench(PASSING, _answer())

    assert (await bench.ask()).text == "はい"
    assert bench.booked == [(0, 0), (10, 5)]


async def test_a_fault_that_stays_is_named() -> None:
    bench = Bench(PASSING, PASSING, _answer())

    with pytest.raises(ModelUnavailableError, match="500"):
        await bench.ask()
    assert len(bench.requests) == 2


async def test_a_wrong_key_is_tried_once_and_remembered_for_a_minute() -> None:
    bench = Bench(LOCKED, _answer())

    for _ in range(3):
        with pytest.raises(ModelUnavailableError, match="OPENAI_API_KEY"):
            await bench.ask()
    assert len(bench.requests) == 1
    bench.clock.pass_by(seconds=61)
    assert (await bench.ask()).text == "はい"


async def test_a_busy_endpoint_is_waited_for() -> None:
    bench = Bench(BUSY, BUSY, _answer())

    assert (await bench.ask()).text == "はい"


async def test_a_wait_beyond_our_patience_is_not_begun_by_anyone() -> None:
    bench = Bench(CallFault(kind=FaultKind.BUSY, reason="busy", status=429, retry_after_s=3600))

    for _ in range(2):
        with pytest.raises(ModelUnavailableError, match="asks to wait 3600 s"):
            await bench.ask()
    assert len(bench.requests) == 1


async def test_a_silent_endpoint_is_given_up_after_the_time_out_and_what_was_asked_is_booked() -> None:
    bench = Bench(timeout_s=0.02)

    with pytest.raises(ModelUnavailableError, match=r"0\.02 s; raise OPENAI_TIMEOUT"):
        await bench.ask()
    assert len(bench.booked) == 1
    assert bench.booked[0][0] > 0


async def test_a_dead_model_costs_three_time_outs_and_not_ten() -> None:
    bench = Bench(timeout_s=0.01)

    for _ in range(10):
        with pytest.raises(ModelUnavailableError):
            await bench.ask()

    assert len(bench.requests) == 3


async def test_what_the_endpoint_does_not_know_is_left_out_and_not_sent_again() -> None:
    bench = Bench(NO_SCHEMA, _answer(), _answer())

    await bench.ask()
    await bench.ask()

    kinds = [request.get("response_format", {}).get("type") for request in bench.requests]
    assert kinds == ["json_schema", "json_object", "json_object"]


async def test_a_way_down_that_led_nowhere_is_not_remembered() -> None:
    bench = Bench(NO_SCHEMA, NO_SCHEMA, NO_SCHEMA, _answer())

    with pytest.raises(ModelUnavailableError, match="turned down"):
        await bench.ask()
    await bench.ask()

    assert bench.requests[-1]["response_format"]["type"] == "json_schema"


async def test_an_answer_cut_before_its_first_word_gets_room_to_think() -> None:
    bench = Bench(_answer("<think>hm", reason="length"), _answer(), _answer())

    assert (await bench.ask()).text == "はい"
    await bench.ask()
    assert [request["max_tokens"] for request in bench.requests] == [100, 100 + THINKING_ROOM, 100 + THINKING_ROOM]


async def test_a_model_that_thinks_without_end_is_unavailable() -> None:
    bench = Bench(_answer("", reason="length"), _answer("", reason="length"))

    with pytest.raises(ModelUnavailableError, match="without any text"):
        await bench.ask()


async def test_a_refusal_is_no_fault_of_the_endpoint() -> None:
    bench = Bench(*[_answer(reason="content_filter")] * 4, _answer())

    for _ in range(4):
        with pytest.raises(ModelRefusedError):
            await bench.ask()
    assert (await bench.ask()).text == "はい"


async def test_a_web_page_is_named_and_costs_nothing() -> None:
    bench = Bench(b"<html>It works!")

    with pytest.raises(ModelUnavailableError, match="a web page where JSON was asked for; check OPENAI_BASE_URL"):
        await bench.ask()
    assert bench.booked == [(0, 0)]


async def test_a_spent_budget_stops_before_the_wire() -> None:
    bench = Bench(_answer(), tokens_per_day=50)

    with pytest.raises(BudgetError, match="MODEL_TOKENS_PER_DAY"):
        await bench.ask()
    assert bench.requests == []
