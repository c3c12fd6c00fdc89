"""The rehearsal as a person runs it: the real command line in a process of its own, the practice week on loopback."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from terminal.practice import PracticeStand, serve_practice
from tests.loopback.model import ModelServer
from tests.loopback.web import WebServer

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"edition", "feeds", "rundown", "posts", "findings", "usage", "standby", "seconds"}


@pytest.fixture
def stand() -> Iterator[PracticeStand]:
    with serve_practice(ROOT / "data" / "practice", datetime.now(UTC)) as stand:
        yield stand


def environment(**given: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    # A variable wins over a developer's own .env, so that no test ever talks to a real model.
    return kept | {"OPENAI_API_KEY": "", "OPENAI_BASE_URL": "", "FETCH_PACE": "0", "PYTHONUTF8": "1"} | given


def start(*arguments: str, **given: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "bot.py"), *arguments],
        env=environment(**given),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    process = start(*arguments, **given)
    out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def rehearse(stand: PracticeStand, folder: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    return run(*command(stand, folder), *arguments, **({"FETCH_ALLOW": stand.allow} | given))


def command(stand: PracticeStand, folder: Path) -> tuple[str, ...]:
    return ("rehearse", "--feeds", str(stand.feeds), "--database", str(folder / "radio.db"))


def test_json_is_one_object_on_stdout_and_nothing_else(stand: PracticeStand, tmp_path: Path):
    done = rehearse(stand, tmp_path, "--json", "--no-model")

    report = json.loads(done.stdout)
    assert done.returncode == 0
    assert report.keys() >= KEYS
    assert [post["part"] for post in report["posts"]] == [
        "opening", "story-1", "story-2", "story-3", "story-4", "closing",
    ]  # fmt: skip
    assert report["standby"] == [post["part"] for post in report["posts"]]
    assert report["usage"]["calls"] == 0
    assert {feed["status"] for feed in report["feeds"]} == {"answered"}


@pytest.mark.parametrize("arguments", [["--json"], []])
def test_a_reader_that_stops_early_ends_the_rehearsal_without_a_traceback(
    stand: PracticeStand, tmp_path: Path, arguments: list[str]
):
    process = start(*command(stand, tmp_path), "--no-model", *arguments, FETCH_ALLOW=stand.allow)
    assert process.stdout is not None
    process.stdout.close()

    _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


def test_a_person_sees_cards_the_rundown_and_how_to_give_the_host_a_voice(stand: PracticeStand, tmp_path: Path):
    done = rehearse(stand, tmp_path)

    assert "マジカルラブリー☆つむぎのピュアピュアAI放送局" in done.stdout
    assert "popularity" in done.stdout
    assert "OPENAI_API_KEY" in done.stderr
    assert "feeds: 3 of 3" in done.stderr


async def test_a_model_writes_the_episode_in_ten_calls(stand: PracticeStand, tmp_path: Path):
    async with ModelServer("good") as model:
        process = start(*command(stand, tmp_path), "--json", FETCH_ALLOW=stand.allow, OPENAI_BASE_URL=model.base_url)
        out, _ = await wait_for(process)

    report = json.loads(out)
    assert report["usage"]["calls"] == len(model.requests) <= 10
    assert report["standby"] == []


async def wait_for(process: subprocess.Popen[str]) -> tuple[str, str]:
    return await asyncio.to_thread(process.communicate, timeout=60)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--date", "2026-13-01"], "2026-13-01"),
        (["--stories", "7"], "7"),
        (["--host", "nobody"], "nobody"),
        (["--host", "../tsumugi"], "../tsumugi"),
    ],
)
def test_wrong_usage_is_named_and_exits_with_two(
    stand: PracticeStand, tmp_path: Path, arguments: list[str], named: str
):
    done = rehearse(stand, tmp_path, *arguments)

    assert done.returncode == 2
    assert named in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_terminal_without_japanese_gets_whole_json_and_no_traceback(stand: PracticeStand, tmp_path: Path):
    done = rehearse(stand, tmp_path, "--json", "--no-model", PYTHONIOENCODING="ascii")
    shown = rehearse(stand, tmp_path, "--no-model", PYTHONIOENCODING="ascii")

    assert (done.returncode, shown.returncode) == (0, 0)
    assert "つむぎ" in json.loads(done.stdout)["posts"][0]["text"]
    assert "Traceback" not in shown.stderr


@pytest.mark.parametrize("wished", ["0001-01-01", "9999-12-31"])
def test_a_date_at_the_calendars_end_is_refused(stand: PracticeStand, tmp_path: Path, wished: str):
    done = rehearse(stand, tmp_path, "--date", wished)

    assert done.returncode == 2
    assert "2000 to 2199" in done.stderr


def test_every_fault_of_the_settings_is_named_at_once(stand: PracticeStand, tmp_path: Path):
    done = rehearse(stand, tmp_path, OPENAI_TIMEOUT="soon", LOG_LEVEL="loud", FETCH_ALLOW="nonsense")

    assert done.returncode == 2
    assert "OPENAI_TIMEOUT" in done.stderr
    assert "LOG_LEVEL" in done.stderr
    assert "FETCH_ALLOW" in done.stderr


def test_every_typo_of_a_feed_list_is_named_with_its_line(tmp_path: Path):
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[[feed]]\nulr = "https://a.example/"\n\n[[feed]]\nurl = "https://b.example/"\nrole = "aI!"\n')

    done = run("rehearse", "--feeds", str(feeds), "--database", str(tmp_path / "radio.db"))

    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert "line 6" in done.stderr


def test_a_database_that_is_none_is_refused_and_left_as_it_is(stand: PracticeStand, tmp_path: Path):
    (tmp_path / "radio.db").write_bytes(b"a diary, not a database" * 100)

    done = rehearse(stand, tmp_path)

    assert done.returncode == 2
    assert "radio.db" in done.stderr
    assert (tmp_path / "radio.db").read_bytes() == b"a diary, not a database" * 100


def test_no_news_at_all_exits_with_three_and_says_why(tmp_path: Path):
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[[feed]]\nurl = "http://127.0.0.1:9/feed"\n')

    done = run("rehearse", "--feeds", str(feeds), "--database", str(tmp_path / "radio.db"), "--json")

    assert done.returncode == 3
    assert json.loads(done.stdout)["posts"] == []
    assert "FETCH_ALLOW" in json.loads(done.stdout)["feeds"][0]["error"]
    assert "no news" in done.stderr


async def test_a_killed_rehearsal_goes_on_after_its_last_finished_segment(stand: PracticeStand, tmp_path: Path):
    async with ModelServer("good", latency=0.4) as model:
        given = {"FETCH_ALLOW": stand.allow, "OPENAI_BASE_URL": model.base_url}
        killed = start(*command(stand, tmp_path), **given)
        await until(lambda: model.count("frames") > 0)
        killed.send_signal(signal.SIGKILL)
        await wait_for(killed)
        before = len(model.requests)

        out, _ = await wait_for(start(*command(stand, tmp_path), "--json", **given))

    report = json.loads(out)
    assert len(model.requests) - before == 1
    assert report["standby"] == []
    assert len(report["posts"]) == 6


async def until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.02)


async def test_a_bad_feed_never_stops_the_others(stand: PracticeStand, tmp_path: Path):
    async with WebServer() as server:
        server.fault("/dead", "500")
        feeds = tmp_path / "feeds.toml"
        feeds.write_text(stand.feeds.read_text() + f'\n[[feed]]\nurl = "{server.url("/dead")}"\n')
        pairs = ",".join(f"{host}:{port}" for host, port in server.allow)
        arguments = ("rehearse", "--feeds", str(feeds), "--database", str(tmp_path / "radio.db"), "--json")
        out, _ = await wait_for(start(*arguments, FETCH_ALLOW=f"{stand.allow},{pairs}"))

    report = json.loads(out)
    assert [feed["status"] for feed in report["feeds"]] == ["answered", "answered", "answered", "failed"]
    assert "500" in report["feeds"][3]["error"]
    assert len(report["posts"]) == 6


def test_a_full_disk_costs_the_memory_but_not_the_rehearsal(stand: PracticeStand, tmp_path: Path):
    limited = (sys.executable, str(Path(__file__).parent / "full_disk.py"))

    done = subprocess.run(
        [*limited, *command(stand, tmp_path), "--json"],
        env=environment(FETCH_ALLOW=stand.allow),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0
    assert len(json.loads(done.stdout)["posts"]) == 6
    assert "in memory" in done.stderr
