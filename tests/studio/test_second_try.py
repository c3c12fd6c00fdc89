import pytest

from radio.errors import BadCopyError
from radio.writing import Completion, Finding, Prompt, Purpose, Severity
from studio.second_try import write_checked
from tests.fakes import FakeChatModel

GATE = Finding(check="numbers", message="数がちがいます。")
DOUBT = Finding(check="pairs", message="逆かもしれません。", severity=Severity.DOUBT)
WARNING = Finding(check="kanji", message="漢字が多めです。", severity=Severity.WARNING)


async def write(*said: tuple[Finding, ...]) -> tuple[str, tuple[Finding, ...], list[tuple[Finding, ...]]]:
    """What airs where the desk says so of the first and of the second try, and what each try was told."""
    model = FakeChatModel(Completion(text="一回目"), Completion(text="二回目"))
    told: list[tuple[Finding, ...]] = []

    def ask(previous: str, findings: tuple[Finding, ...]) -> Prompt:
        told.append(findings)
        return Prompt(purpose=Purpose.SEGMENT, system="", user=previous)

    copy, findings = await write_checked(model, ask, lambda copy: said[0 if copy == "一回目" else 1])
    return copy, findings, told


async def test_copy_with_warnings_alone_airs_at_once():
    copy, findings, told = await write((WARNING,))

    assert (copy, findings, told) == ("一回目", (WARNING,), [()])


@pytest.mark.parametrize("objection", [GATE, DOUBT])
async def test_a_gate_and_a_doubt_ask_for_another_try(objection: Finding):
    copy, findings, told = await write((objection, WARNING), ())

    assert (copy, findings, told) == ("二回目", (), [(), (objection,)])


async def test_what_is_doubted_twice_airs_as_the_writer_stands_by_it():
    copy, findings, _ = await write((DOUBT,), (DOUBT, WARNING))

    assert (copy, findings) == ("二回目", (DOUBT, WARNING))


async def test_doubted_copy_is_better_than_a_second_try_that_cannot_air():
    copy, findings, _ = await write((DOUBT,), (GATE,))

    assert (copy, findings) == ("一回目", (DOUBT,))


async def test_what_is_only_doubted_the_second_time_airs():
    copy, _, _ = await write((GATE,), (DOUBT,))

    assert copy == "二回目"


async def test_copy_that_is_turned_down_twice_is_given_up():
    with pytest.raises(BadCopyError, match="numbers"):
        await write((GATE, DOUBT), (GATE,))
