import time

import pytest

from persona.prompts import FRAMES_SCHEMA
from radio.errors import ModelRefusedError, ModelUnavailableError
from studio.answer_shape import ShapeFault
from studio.answers import (
    OBJECT_LIMIT,
    TEXT_LIMIT,
    clean_text,
    is_refusal,
    keep_whole_sentences,
    read_copy,
    read_object,
    strip_thinking,
)

COPY = "ねえ、これマジですごいの！\nあーしもびっくりしちゃった。"
OBJECT = '{"day_line": "今週も元気！", "teaser": "聞いてって！", "topics": ["文字の話"]}'
FIELDS = {"day_line": "今週も元気！", "teaser": "聞いてって！", "topics": ["文字の話"]}


@pytest.mark.parametrize(
    "raw",
    [
        f"<think>うーん。\n\nまず…</think>\n\n{COPY}",
        f"<THINKING>a</THINKING>{COPY}",
        f"template began it</think>{COPY}",
        f"<think>a</think><think>b</think>{COPY}",
        f"<think>a<think>nested</think>{COPY}",
        f"[THINK]a[/THINK]{COPY}",
        f"{COPY}<think>never ended",
        f"<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>{COPY}<|return|>",
    ],
)
def test_thinking_is_taken_off_closed_or_not(raw: str) -> None:
    assert strip_thinking(raw) == COPY


def test_thinking_that_never_ends_leaves_nothing() -> None:
    assert strip_thinking("<think>まだ考えてる") == ""


def test_millions_of_thinking_marks_take_no_time() -> None:
    began = time.monotonic()

    strip_thinking("<think>" * 50_000)
    clean_text("```\n" * 50_000)
    read_object_safely("{" * 100_000)

    assert time.monotonic() - began < 5


def read_object_safely(raw: str) -> None:
    with pytest.raises(ShapeFault):
        read_object(raw, FRAMES_SCHEMA)


@pytest.mark.parametrize(
    "raw",
    [
        f"```\n{COPY}\n```",
        f"```text\n{COPY}\n```",
        f"  ~~~~\n{COPY}\n~~~~  ",
        f"```\n{COPY}",
        f"承知しました！\n\n```\n{COPY}\n```\nいかがでしょうか。",
        f"承知しました！\n{COPY}",
        f"はい、以下が台本です：\n\n{COPY}",
        f"Sure! Here's the script you asked for:\n\n{COPY}",
        f"\r\n{COPY}\r\n",
    ],
)
def test_fences_and_small_talk_are_taken_off(raw: str) -> None:
    assert clean_text(raw) == COPY


def test_a_line_of_code_in_a_long_text_is_left_to_the_copy_desk() -> None:
    raw = f"{COPY * 20}\n```\nprint(1)\n```"

    assert clean_text(raw) == raw


@pytest.mark.parametrize(
    "first",
    [
        "はい、きたよ！むずいけど、いくね！",
        "こちら埼玉！今日もいくよ！",
        "こちらは、駅の待合室のような話です。",
        "では、いくね！",
        "了解！まかせて！",
    ],
)
def test_copy_that_begins_like_small_talk_is_kept(first: str) -> None:
    copy = f"{first}\nUTF-8はね、文字の表し方なの。"

    assert clean_text(copy) == copy


@pytest.mark.parametrize(
    "text",
    [
        "I'm sorry, but I can't help with that.",
        "I can’t assist with this request.",
        "Sorry, I am unable to comply.",
        "As an AI language model, I cannot do that.",
        "申し訳ありませんが、そのご要望にはお応えできません。",
        "申し訳ございません。この内容についてはお手伝いできません。",
        "ごめんなさい、それについては答えることができないの。",
        "そのリクエストにはお応えできません。",
    ],
)
def test_a_refusal_is_known_in_both_languages(text: str) -> None:
    assert is_refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        COPY,
        "ごめん、うまく言えないけど、すごい話なの！",
        "I can see why this is popular.",
        "申し訳ないくらい簡単なの！" * 40,
    ],
)
def test_copy_is_no_refusal(text: str) -> None:
    assert not is_refusal(text)


def test_a_cut_text_keeps_its_whole_sentences() -> None:
    assert (
        keep_whole_sentences("ひとつめ。ふたつめ！「みっつめだよ！」四つ") == "ひとつめ。ふたつめ！「みっつめだよ！」"
    )
    assert keep_whole_sentences("One sentence. Version 1.5 is her") == ""
    assert keep_whole_sentences("This is one whole sentence. And") == "This is one whole sentence."


def test_a_cut_text_with_too_little_whole_is_nothing() -> None:
    assert keep_whole_sentences("あ。" + "い" * 40) == ""
    assert keep_whole_sentences("終わりのない文") == ""


def test_copy_is_read_whole_or_cut() -> None:
    assert read_copy(COPY, cut=False) == COPY
    assert read_copy(COPY + "それでね", cut=True) == COPY


@pytest.mark.parametrize("raw", ["", "<think>…", "終わりのない", "あ" * (TEXT_LIMIT + 1), "あ" * 3 * OBJECT_LIMIT])
def test_copy_that_is_no_use_is_unavailable(raw: str) -> None:
    with pytest.raises(ModelUnavailableError):
        read_copy(raw, cut=True)


def test_refused_copy_and_refused_objects_are_told_apart_from_faults() -> None:
    with pytest.raises(ModelRefusedError):
        read_copy("I can't help with that.", cut=False)
    with pytest.raises(ModelRefusedError):
        read_object("I can't help with that.", FRAMES_SCHEMA)


@pytest.mark.parametrize(
    "raw",
    [
        OBJECT,
        f"```json\n{OBJECT}\n```",
        f"<think>{{'a'}} {OBJECT[:30]}</think>\nこちらです：\n{OBJECT}\nどうぞ！",
        f"まず {{考え}} てから。{OBJECT}",
        f"{OBJECT}\n{OBJECT}",
        f'{{"note": "first"}} {OBJECT}',
        OBJECT.replace("元気！", "元\n気！"),
    ],
)
def test_the_object_is_found_in_whatever_stands_round_it(raw: str) -> None:
    assert read_object(raw, FRAMES_SCHEMA)["topics"] == FIELDS["topics"]


@pytest.mark.parametrize(
    "raw", ["", "はい！", "[1, 2]", OBJECT[:-20], "{" * 5_000, '{"a":' * 5_000, "{}", "9" * 5000 + "{"]
)
def test_without_an_object_the_fault_is_named(raw: str) -> None:
    with pytest.raises(ShapeFault):
        read_object(raw, FRAMES_SCHEMA)


def test_an_answer_without_end_is_not_searched() -> None:
    with pytest.raises(ShapeFault, match="be brief"):
        read_object(OBJECT + " " * OBJECT_LIMIT, FRAMES_SCHEMA)


def test_the_fault_of_the_best_candidate_is_named() -> None:
    with pytest.raises(ShapeFault, match="topics must be a list"):
        read_object('{"day_line": "a", "teaser": "b"}', FRAMES_SCHEMA)
