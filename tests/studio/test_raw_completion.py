import json

import pytest

from studio.raw_completion import TOKEN_CEILING, WORDS_LIMIT, quote_words, read_completion, read_flag


def _body(message: object, *, reason: object = "stop", **more: object) -> bytes:
    return json.dumps({"choices": [{"message": message, "finish_reason": reason}], **more}).encode()


def test_an_answer_is_read_with_its_tokens() -> None:
    raw = read_completion(_body({"content": "はい"}, usage={"prompt_tokens": 12, "completion_tokens": 3}))

    assert (raw.text, raw.fault, raw.cut, raw.refused) == ("はい", "", False, False)
    assert (raw.input_tokens, raw.output_tokens) == (12, 3)


@pytest.mark.parametrize("usage", [None, [], {"prompt_tokens": "9"}, {"prompt_tokens": -1}, {"prompt_tokens": True},
                                   {"prompt_tokens": TOKEN_CEILING + 1}])  # fmt: skip
def test_tokens_that_are_no_count_are_unknown(usage: object) -> None:
    assert read_completion(_body({"content": "はい"}, usage=usage)).input_tokens is None


def test_text_in_parts_is_joined() -> None:
    parts = [{"type": "text", "text": "あ"}, "い", {"type": "image"}, {"type": "text", "text": 3}, None]

    assert read_completion(_body({"content": parts})).text == "あい"


@pytest.mark.parametrize(
    "body",
    [
        _body({"content": None, "refusal": "no"}),
        _body({"content": "a"}, reason="content_filter"),
        _body({"content": [{"type": "refusal", "refusal": "no"}]}),
    ],
)
def test_a_refusal_is_seen_in_every_place_it_can_stand(body: bytes) -> None:
    assert read_completion(body).refused


def test_a_cut_answer_is_marked() -> None:
    assert read_completion(_body({"content": "あ"}, reason="length")).cut


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "nothing"),
        (b"<!DOCTYPE html><p>hello", "a web page"),
        (b'data: {"choices": []}\n\n', "a stream of events"),
        (b"OK", "something"),
        (b"\xff\xfe\x00", "something"),
        (b"[" * 100_000, "something"),
        (b'"text"', "not a chat completion"),
        (b"{}", "not a chat completion"),
        (b'{"choices": []}', "without any choice"),
        (b'{"choices": "many"}', "without any choice"),
        (b'{"error": {"message": "on fire"}}', "an error with status 200: on fire"),
        (b'{"detail": "on fire"}', "an error with status 200: on fire"),
        (b'{"choices": [null]}', "without any text"),
        (b'{"choices": [{"message": {"content": " \\n"}}]}', "without any text"),
        (b'{"choices": [{"message": {"content": {"a": 1}}}]}', "without any text"),
    ],
)
def test_what_is_wrong_with_a_body_is_named(body: bytes, fault: str) -> None:
    assert fault in read_completion(body).fault


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("plain\n  words", "plain words"),
        ({"message": "inside"}, "inside"),
        ({"error": {"message": "deeper"}}, "deeper"),
        ({"error": "as text"}, "as text"),
        ({"detail": "fastapi"}, "fastapi"),
        ({"detail": [1]}, ""),
        ("<html>a page", ""),
        (None, ""),
        ({}, ""),
        (7, ""),
        ("x" * 999, "x" * (WORDS_LIMIT - 1) + "…"),
    ],
)
def test_an_endpoints_words_are_quoted_short_and_on_one_line(error: object, words: str) -> None:
    assert quote_words(error) == words


@pytest.mark.parametrize(
    ("body", "flag"),
    [
        (b'{"results": [{"flagged": false}, {"flagged": true}]}', True),
        (b'{"results": [{"flagged": false}]}', False),
        (b'{"results": [{"flagged": "no"}]}', None),
        (b'{"results": []}', None),
        (b"<html>", None),
        (b"[]", None),
    ],
)
def test_a_moderation_answer_flags_or_not_or_says_nothing(body: bytes, flag: bool | None) -> None:
    assert read_flag(body) is flag
