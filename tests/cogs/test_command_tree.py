"""What becomes of errors in commands, where the way to them is short."""

from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest
from discord import app_commands

from cogs import wording
from cogs.command_tree import DeclinedError, answer_error, explain_reason
from cogs.faults import CHANNEL_GONE
from cogs.wording import Line
from radio.errors import StorageError
from radio.news import Language
from studio.control_room import MISSED


class Response:
    """Where an answer would go."""

    def __init__(self, *, done: bool, failure: Exception | None = None) -> None:
        self.done = done
        self.failure = failure
        self.said: list[str] = []

    def is_done(self) -> bool:
        return self.done

    async def send_message(self, text: str, *, ephemeral: bool) -> None:
        assert ephemeral
        assert not self.done
        if self.failure:
            raise self.failure
        self.said.append(text)

    async def send(self, text: str, *, ephemeral: bool) -> None:
        assert ephemeral
        self.said.append(text)


def interaction(response: Response, *, locale: str = "ja", kind: str = "application_command") -> Any:
    return SimpleNamespace(
        id=1 << 40,
        command=None,
        extras={},
        type=discord.InteractionType[kind],
        locale=discord.Locale(locale),
        response=response,
        followup=response,
    )


def http_error(status: int, code: int, kind: type[discord.HTTPException] = discord.HTTPException) -> Exception:
    return kind(cast("Any", SimpleNamespace(status=status, reason="")), {"code": code, "message": "words"})


def transformer_error(kind: discord.AppCommandOptionType) -> Exception:
    return app_commands.TransformerError("1", kind, cast("Any", SimpleNamespace(_error_display_name="TextChannel")))


@pytest.mark.parametrize("done", [False, True])
async def test_an_answered_interaction_gets_a_follow_up(done: bool):
    response = Response(done=done)

    await answer_error(interaction(response), DeclinedError(wording.NO_STATION))

    assert response.said == [wording.NO_STATION.ja]


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (app_commands.NoPrivateMessage(), wording.GUILD_ONLY),
        (app_commands.CommandNotFound("station", []), wording.STALE_COMMAND),
        (transformer_error(discord.AppCommandOptionType.channel), wording.HIDDEN_CHANNEL),
        (transformer_error(discord.AppCommandOptionType.integer), wording.STALE_COMMAND),
    ],
)
async def test_what_a_member_can_mend_has_no_id(error: Exception, line: Line):
    response = Response(done=True)

    await answer_error(interaction(response, locale="en-US"), error)

    assert response.said == [line.en]


@pytest.mark.parametrize("code", [10015, 10062, 50027])
async def test_to_an_interaction_that_is_too_old_nothing_is_said(code: int, caplog: pytest.LogCaptureFixture):
    response = Response(done=True)

    await answer_error(interaction(response), http_error(404, code))

    assert response.said == []
    assert "interaction expired" in caplog.text


@pytest.mark.parametrize(
    ("error", "known"),
    [
        (http_error(503, 0, discord.DiscordServerError), True),
        (StorageError("radio.db: disk full"), True),
        (http_error(400, 50035), False),
        (ZeroDivisionError("division by zero"), False),
    ],
)
async def test_only_a_bug_leaves_a_traceback(error: Exception, known: bool, caplog: pytest.LogCaptureFixture):
    response = Response(done=True)

    await answer_error(interaction(response), error)

    (record,) = caplog.records
    assert (record.exc_info is None) == known
    assert response.said[0].rsplit("id=", 1)[1] in record.getMessage()


async def test_autocomplete_cannot_be_answered_with_words():
    response = Response(done=False)

    await answer_error(interaction(response, kind="autocomplete"), ZeroDivisionError())

    assert response.said == []


async def test_who_cannot_be_reached_is_only_logged(caplog: pytest.LogCaptureFixture):
    response = Response(done=False, failure=ConnectionResetError("gone"))

    await answer_error(interaction(response), DeclinedError(wording.NO_STATION))

    assert "member not told" in caplog.text


def test_known_reasons_are_told_in_japanese_and_others_without_effect():
    assert "削除" in explain_reason(CHANNEL_GONE, Language.JAPANESE)
    assert "12時間" in explain_reason(f"2026-11-23: {MISSED}", Language.JAPANESE)
    assert explain_reason(CHANNEL_GONE, Language.ENGLISH) == CHANNEL_GONE
    assert explain_reason(None, Language.ENGLISH) == wording.UNKNOWN_REASON.en
    assert explain_reason("@everyone " + "x" * 900, Language.JAPANESE).startswith("＠everyone")
    assert len(explain_reason("x" * 900, Language.ENGLISH)) == 300


def test_both_languages_of_every_line_take_the_same_values():
    import string

    lines = [each for each in vars(wording).values() if isinstance(each, Line)]

    for line in lines:
        fields = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (line.ja, line.en)]
        assert fields[0] == fields[1] or line is wording.SORRY
    assert len(lines) > 50


def test_every_line_is_used():
    from pathlib import Path

    rooms = "\n".join(path.read_text(encoding="utf-8") for path in Path("cogs").glob("*.py"))
    unused = [name for name, each in vars(wording).items() if isinstance(each, Line) and f"wording.{name}" not in rooms]

    assert unused == []
