"""A worker process whose tasks misbehave on command; run by test_worker in place of the real one."""

import os
import sys
import time
from collections.abc import Mapping
from typing import Any

from newsroom.worker_process import main
from radio.errors import PageError


def misbehave(payload: Mapping[str, Any]) -> object:
    return globals()[payload["do"]](**{name: value for name, value in payload.items() if name != "do"})


def echo(**given: object) -> object:
    return given


def say(text: str) -> str:
    sys.stdout.write(text)
    sys.stdout.flush()
    os.write(1, text.encode())
    os.write(2, text.encode())
    return text


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def burn() -> None:
    while True:
        pass


def hoard() -> int:
    return len(bytearray(3 << 30))


def decline(why: str) -> None:
    raise PageError(why)


def break_down() -> None:
    raise KeyError("secret" + " words")


def recurse() -> None:
    recurse()


def die() -> None:
    os._exit(3)


def who() -> dict[str, object]:
    return {"pid": os.getpid(), "nice": os.nice(0), "names": sorted(os.environ)}


def write_much(size: int) -> str:
    return "x" * size


if __name__ == "__main__":
    main({"page": "tests.newsroom.strange_worker:misbehave"})
