"""The worker, with a process of strange tasks in place of the real one, and once with the real one."""

import asyncio
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from newsroom.worker import Worker
from newsroom.worker_process import TASKS, pack, serve, unpack
from radio.errors import FeedParseError, PageError

ROOT = Path(__file__).parents[2]
STRANGE = {"page": "tests.newsroom.strange_worker:misbehave"}


def strange(**given: Any) -> Worker:
    return Worker(program="tests.newsroom.strange_worker", **given)


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    async with strange() as running:
        yield running


async def test_bytes_and_japanese_travel_there_and_back(worker: Worker) -> None:
    sent = {"html": bytes(range(256)) * 1000, "title": "つむぎ\ud800", "deep": [{"a": b""}, None, 1.5]}

    assert await worker.run("page", {"do": "echo"} | sent) == sent


async def test_one_process_serves_many_tasks(worker: Worker) -> None:
    first, second = await asyncio.gather(*(worker.run("page", {"do": "who"}) for _ in range(2)))

    assert first["pid"] == second["pid"] != os.getpid()


async def test_the_process_is_modest_and_knows_no_secret(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "secret")

    who = await worker.run("page", {"do": "who"})

    assert who["nice"] >= 5
    assert "DISCORD_TOKEN" not in who["names"]


async def test_what_a_library_prints_disturbs_nothing(worker: Worker, capfd: pytest.CaptureFixture[str]) -> None:
    answers = [await worker.run("page", {"do": "say", "text": text}) for text in ("\0\0\0\x01x", "second")]

    assert answers == ["\0\0\0\x01x", "second"]
    assert capfd.readouterr() == ("", "")


async def test_a_task_that_declines_is_told_in_its_own_words(worker: Worker) -> None:
    with pytest.raises(PageError, match=r"^nothing here$"):
        await worker.run("page", {"do": "decline", "why": "nothing here"})


async def test_a_bug_is_logged_without_the_words_of_the_page(worker: Worker, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(PageError, match="KeyError"):
        await worker.run("page", {"do": "break_down"})

    assert "break_down" in caplog.text
    assert "secret words" not in caplog.text


@pytest.mark.parametrize(
    ("task", "reason"),
    [
        ({"do": "burn"}, "longer than 0.5 s"),
        ({"do": "sleep", "seconds": 60}, "longer than 0.5 s"),
        ({"do": "hoard"}, "more than 1024 MB"),
        ({"do": "die"}, "died"),
        ({"do": "recurse"}, "too deep"),
    ],
)
async def test_a_task_too_much_for_the_process_is_a_fault_and_the_next_one_works(
    task: dict[str, Any], reason: str
) -> None:
    async with strange(limit_s=0.5) as worker:
        with pytest.raises(PageError, match=reason):
            await worker.run("page", task)

        assert await worker.run("page", {"do": "echo", "a": 1}) == {"a": 1}


async def test_a_process_killed_between_two_tasks_is_replaced(worker: Worker) -> None:
    who = await worker.run("page", {"do": "who"})
    os.kill(who["pid"], signal.SIGKILL)
    await asyncio.sleep(0.1)

    assert (await worker.run("page", {"do": "who"}))["pid"] != who["pid"]


@pytest.mark.parametrize("task", [{"do": "sleep", "seconds": 1}, {"do": "write_much", "size": 40_000_000}])
async def test_a_cancelled_task_leaves_no_answer_behind(worker: Worker, task: dict[str, Any]) -> None:
    await worker.run("page", {"do": "echo"})
    running = asyncio.create_task(worker.run("page", task))
    await asyncio.sleep(0.1)

    running.cancel()
    await asyncio.gather(running, return_exceptions=True)

    assert await worker.run("page", {"do": "echo", "next": True}) == {"next": True}


async def test_a_cancelled_wait_for_the_turn_disturbs_nobody(worker: Worker) -> None:
    first = asyncio.create_task(worker.run("page", {"do": "sleep", "seconds": 0.2}))
    second = asyncio.create_task(worker.run("page", {"do": "echo"}))
    await asyncio.sleep(0.05)

    second.cancel()

    assert await first is None


async def test_a_reply_beyond_all_measure_is_a_fault(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsroom.worker.MAX_REPLY_BYTES", 1000)

    with pytest.raises(PageError, match="too much"):
        await worker.run("page", {"do": "write_much", "size": 2000})


async def test_a_program_that_cannot_run_is_a_fault() -> None:
    async with Worker(program="no.such.program") as worker:
        with pytest.raises(FeedParseError, match="died"):
            await worker.run("feed", {})


async def test_a_closed_worker_starts_again_when_asked(worker: Worker) -> None:
    await worker.run("page", {"do": "echo"})
    await worker.close()
    await worker.close()

    assert await worker.run("page", {"do": "echo"}) == {}


async def test_an_unused_worker_starts_nothing() -> None:
    async with Worker() as worker:
        assert worker._process is None


def test_the_process_ends_with_the_bot() -> None:
    program = (
        "import asyncio, os; from newsroom.worker import Worker\n"
        "async def main():\n"
        "    worker = Worker(program='tests.newsroom.strange_worker')\n"
        "    print((await worker.run('page', {'do': 'who'}))['pid'], flush=True)\n"
        "    os.kill(os.getpid(), 9)\n"
        "asyncio.run(main())"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=30, check=False
    )

    until = time.monotonic() + 10
    while Path(f"/proc/{int(ran.stdout)}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    assert time.monotonic() < until


def test_the_process_ends_with_its_input_and_says_nothing_else() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.newsroom.strange_worker"],
        cwd=ROOT,
        input=pack({"task": "page", "payload": {"do": "say", "text": "x"}}),
        capture_output=True,
        timeout=30,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert unpack(ran.stdout[4:]) == {"result": "x"}


# The child's side, in this process


def served(*requests: object, tail: bytes = b"", tasks: dict[str, str] | None = None) -> list[dict[str, Any]]:
    outbox = io.BytesIO()
    serve(io.BytesIO(b"".join(map(pack, requests)) + tail), outbox, tasks or STRANGE)
    replies, data = [], outbox.getvalue()
    while data:
        size = 4 + int.from_bytes(data[:4], "big")
        replies.append(unpack(data[4:size]))
        data = data[size:]
    return replies


def test_requests_are_answered_in_order_until_the_end() -> None:
    replies = served(
        {"task": "page"},
        {"task": "page", "payload": {"do": "echo", "a": b"b"}},
        {"task": "page", "payload": {"do": "decline", "why": "no"}},
        {"task": "page", "payload": {"do": "break_down"}},
        {"task": "page", "payload": {"do": "recurse"}},
        tail=b"\0\0",
    )

    assert replies[:3] == [{"result": None}, {"result": {"a": b"b"}}, {"fault": "no"}]
    assert replies[3]["bug"].endswith("KeyError")
    assert "too deep" in replies[4]["fault"]


def test_a_process_whose_memory_ran_out_says_that_it_is_spent(monkeypatch: pytest.MonkeyPatch) -> None:
    def run_out(**_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("tests.newsroom.strange_worker.echo", run_out)

    [reply] = served({"task": "page", "payload": {"do": "echo"}})

    assert "1024 MB" in reply["fault"]
    assert reply["spent"]


@pytest.mark.parametrize("payload", [{"do": "echo", "a": object()}, {"do": "no_such_thing"}])
def test_what_cannot_travel_or_be_done_is_a_bug_and_no_silence(payload: dict[str, Any], monkeypatch: Any) -> None:
    monkeypatch.setattr("tests.newsroom.strange_worker.echo", lambda a: {1, 2})

    [reply] = served({"task": "page", "payload": {name: str(value) for name, value in payload.items()}})

    assert "bug" in reply


def test_a_task_that_is_not_on_the_table_is_not_run() -> None:
    [reply] = served({"task": "os:system", "payload": {}})

    assert reply["bug"].endswith("KeyError")


def test_nothing_but_plain_data_travels() -> None:
    with pytest.raises(TypeError, match="set does not travel"):
        pack({"a": {1}})


@pytest.mark.parametrize("name", sorted(TASKS.values()))
def test_every_task_on_the_table_exists(name: str) -> None:
    module, _, function = name.partition(":")

    assert f"def {function}(" in (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
