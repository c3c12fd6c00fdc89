from dataclasses import replace

import pytest

from persona.prompts import FACT_SCHEMA
from radio.writing import Prompt, Purpose
from studio.dialect import (
    ECHO_LIMIT,
    THINKING_ROOM,
    AnswerForm,
    Dialect,
    climb_down,
    estimate_tokens,
    open_turns,
    repair_turns,
)

PLAIN = Prompt(purpose=Purpose.SEGMENT, system="あなたはつむぎ。", user="書いて。", max_tokens=900, temperature=0.8)
SHAPED = replace(PLAIN, purpose=Purpose.FACTS, schema=FACT_SCHEMA)


def test_a_plain_prompt_is_asked_without_a_format() -> None:
    body = Dialect().request(PLAIN, open_turns(PLAIN), "m")

    assert body == {
        "model": "m",
        "messages": [{"role": "system", "content": "あなたはつむぎ。"}, {"role": "user", "content": "書いて。"}],
        "max_tokens": 900,
        "temperature": 0.8,
    }


def test_a_shape_is_asked_for_in_the_form_that_is_understood() -> None:
    forms = [Dialect(form=form).request(SHAPED, (), "m").get("response_format", {}) for form in AnswerForm]

    assert [form.get("type") for form in forms] == ["json_schema", "json_object", None]
    assert forms[0]["json_schema"] == {"name": "facts", "strict": True, "schema": FACT_SCHEMA}


def test_a_thinking_model_gets_room_to_think_and_no_temperature() -> None:
    body = Dialect(completion_tokens=True, thinks=True, temperature=False).request(PLAIN, (), "m")

    assert body == {
        "model": "m",
        "messages": [],
        "max_completion_tokens": 900 + THINKING_ROOM,
        "reasoning_effort": "low",
    }


def test_the_shape_stands_in_the_user_part_and_the_system_text_is_untouched() -> None:
    system, user = open_turns(SHAPED)

    assert system["content"] == SHAPED.system
    assert user["content"].startswith("書いて。\n\nJSON Schema: {")


def test_signs_that_no_wire_takes_do_not_leave() -> None:
    turns = open_turns(replace(PLAIN, user="題名\ud800\x00です"))

    assert turns[1]["content"] == "題名です"


def test_a_second_try_shows_the_answer_and_its_fault() -> None:
    turns = repair_turns(open_turns(SHAPED), "う" * 9_999, "facts must be a list")

    assert [turn["role"] for turn in turns] == ["system", "user", "assistant", "user"]
    assert len(turns[2]["content"]) == ECHO_LIMIT
    assert "facts must be a list" in turns[3]["content"]


def test_a_second_try_after_silence_has_no_empty_turn() -> None:
    assert [turn["role"] for turn in repair_turns((), " \n", "no object")] == ["user"]


REFUSALS = [
    ("'response_format' json_schema is not supported", {"form": AnswerForm.JSON_OBJECT}),
    ("Bad Request", {"form": AnswerForm.JSON_OBJECT}),
    ("Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.", {"completion_tokens": True, "thinks": True}),
    ("Unsupported value: 'temperature' does not support 0.7", {"temperature": False}),
]


@pytest.mark.parametrize(("words", "change"), REFUSALS)
def test_a_refused_request_is_asked_more_simply(words: str, change: dict[str, object]) -> None:
    assert climb_down(Dialect(), status=400, words=words, shaped=True) == replace(Dialect(), **change)


def test_the_way_down_ends() -> None:
    dialect: Dialect | None = Dialect()
    forms = []
    while dialect := climb_down(dialect, status=422, words="extra fields", shaped=True):
        forms.append(dialect.form)

    assert forms == [AnswerForm.JSON_OBJECT, AnswerForm.PLAIN]


def test_reasoning_effort_is_dropped_where_it_was_sent() -> None:
    thinker = Dialect(completion_tokens=True)

    assert climb_down(thinker, status=400, words="Unknown parameter: 'reasoning_effort'", shaped=False) == replace(
        thinker, effort=False
    )


@pytest.mark.parametrize(
    ("dialect", "status", "words", "shaped"),
    [
        (Dialect(), 401, "response_format", True),
        (Dialect(), 404, "no such model", True),
        (Dialect(), 500, "out of memory", True),
        (Dialect(), 400, "something is wrong", False),
        (Dialect(), 400, "maximum context length is 4096; reduce max_tokens or max_completion_tokens", True),
        (Dialect(), 400, "max_tokens is too large: 3500", True),
        (Dialect(completion_tokens=True), 400, "max_completion_tokens is too large; max_tokens", True),
        (Dialect(temperature=False), 400, "temperature", False),
        (Dialect(form=AnswerForm.PLAIN), 400, "response_format", True),
    ],
)
def test_a_refusal_about_something_else_is_none(dialect: Dialect, status: int, words: str, shaped: bool) -> None:
    assert climb_down(dialect, status=status, words=words, shaped=shaped) is None


def test_a_missing_feature_is_known_by_its_name_under_any_status() -> None:
    simpler = climb_down(Dialect(), status=404, words="No endpoints found that support response_format", shaped=True)

    assert simpler == Dialect(form=AnswerForm.JSON_OBJECT)


def test_tokens_are_estimated_for_both_scripts() -> None:
    assert estimate_tokens("") == 1
    assert estimate_tokens("a" * 400) == 101
    assert estimate_tokens("あ" * 400) == 401
