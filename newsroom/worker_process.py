"""What runs in the worker process: feeds and pages are taken apart here, where a hostile one can be killed.

One request and one reply at a time on stdin and stdout, each a length (four bytes, big-endian) and JSON in
UTF-8; bytes travel as {"$bytes": base64}. A request is {"task", "payload"}, or {"task"} alone, which only
imports what the task needs. A reply is {"result"}, {"fault"} for what the task itself says of its input
("spent" beside it when this process should not be asked again), or {"bug"} with a traceback. The process
ends with its stdin, so it never outlives the bot.
"""

import base64
import importlib
import json
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, BinaryIO

from radio.errors import NewsError

TASKS: Mapping[str, str] = {"feed": "newsroom.feeds:parse_task", "page": "newsroom.extract:extract_task"}
MEMORY_BYTES = 1 << 30
# The bot kills a task long before; this ends one whose bot was killed itself.
ALARM_S = 60
_NICENESS = 5


def pack(message: object) -> bytes:
    """A message as it travels."""
    body = json.dumps(message, ensure_ascii=False, default=_pack_bytes).encode("utf-8", "surrogatepass")
    return len(body).to_bytes(4, "big") + body


def unpack(body: bytes) -> Any:
    """The message that `body`, without its length, holds."""
    return json.loads(body.decode("utf-8", "surrogatepass"), object_hook=_unpack_bytes)


def _pack_bytes(value: object) -> dict[str, str]:
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode("ascii")}
    raise TypeError(f"{type(value).__name__} does not travel to or from the worker")


def _unpack_bytes(value: dict[str, Any]) -> Any:
    return base64.b64decode(value["$bytes"]) if value.keys() == {"$bytes"} else value


def serve(inbox: BinaryIO, outbox: BinaryIO, tasks: Mapping[str, str]) -> None:
    """Answer requests until `inbox` ends."""
    while len(head := inbox.read(4)) == 4:
        request = unpack(inbox.read(int.from_bytes(head, "big")))
        with _alarm():
            outbox.write(_answer(request, tasks))
            outbox.flush()


def _answer(request: Mapping[str, Any], tasks: Mapping[str, str]) -> bytes:
    """The packed reply."""
    try:
        task = _find_task(tasks[request["task"]])
        return pack({"result": task(request["payload"]) if "payload" in request else None})
    except NewsError as error:
        return pack({"fault": str(error)})
    except MemoryError:
        return pack({"fault": f"needs more than {MEMORY_BYTES >> 20} MB to be read", "spent": True})
    except RecursionError:
        return pack({"fault": "is nested too deep to be read"})
    except Exception as error:
        # The last wall of the process: the bot hears of a bug and writes it into its log. The error's own
        # words stay here, they may hold text of the page.
        frames = "".join(traceback.format_tb(error.__traceback__))
        return pack({"bug": f"{frames}{type(error).__name__}"})


def _find_task(name: str) -> Callable[[Mapping[str, object]], object]:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


class _alarm:  # noqa: N801 – read as a word of the language: with _alarm()
    """Ends the process when what is inside takes ALARM_S seconds; does nothing where there is no such signal."""

    def __enter__(self) -> None:
        self._set(ALARM_S)

    def __exit__(self, *_: object) -> None:
        self._set(0)

    def _set(self, seconds: int) -> None:
        with suppress(AttributeError):
            signal.alarm(seconds)


def _settle_down() -> None:
    """Take less than the bot, and no more memory than is given."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the bot, which then closes our stdin
    logging.disable()
    with suppress(ImportError, AttributeError, ValueError, OSError):  # not on this system, or stricter limits already
        import resource

        os.nice(_NICENESS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(tasks: Mapping[str, str] = TASKS) -> None:
    """Serve on this process's own stdin and stdout; whatever a library prints goes nowhere."""
    outbox = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    _settle_down()
    with suppress(BrokenPipeError):
        serve(sys.stdin.buffer, outbox, tasks)


if __name__ == "__main__":  # pragma: no cover – only the process itself comes here
    main()
