import json
import math

import pytest

from persona.prompts import FACT_SCHEMA, FRAMES_SCHEMA, JUDGE_SCHEMA
from studio.answer_shape import FIELD_LIMIT, LIST_LIMIT, ShapeFault, fit_shape, mend_text, number_rows

FACT = {"claim": "UTF-8は1から4バイト。", "quote": "one to four bytes"}
SHEET = {"facts": [FACT], "caveat": FACT, "number": FACT, "maker": "W3C"}


def _schema(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties}


def test_an_object_of_the_right_shape_stays_as_it_is() -> None:
    assert fit_shape(SHEET, FACT_SCHEMA) == SHEET


def test_what_is_missing_or_null_is_empty_where_it_may_be() -> None:
    given = {"facts": [FACT], "caveat": None}

    fitted = fit_shape(given, FACT_SCHEMA)

    nothing = {"claim": "", "quote": ""}
    assert fitted == {"facts": [FACT], "caveat": nothing, "number": nothing, "maker": ""}


def test_a_missing_list_is_a_fault() -> None:
    with pytest.raises(ShapeFault, match="facts must be a list"):
        fit_shape({"maker": ""}, FACT_SCHEMA)


def test_keys_that_nobody_asked_for_are_left_out() -> None:
    fitted = fit_shape({**SHEET, "note": "hello", "facts": [{**FACT, "confidence": 1}]}, FACT_SCHEMA)

    assert fitted == SHEET


def test_an_object_wrapped_in_another_one_is_taken_out() -> None:
    assert fit_shape({"result": SHEET}, FACT_SCHEMA) == SHEET


@pytest.mark.parametrize("given", [{}, {"answer": 1}, {"answer": {"x": 1}}, {"a": SHEET, "b": SHEET}])
def test_an_object_about_something_else_is_a_fault(given: dict[str, object]) -> None:
    with pytest.raises(ShapeFault, match="needs the keys facts"):
        fit_shape(given, FACT_SCHEMA)


def test_one_bad_item_is_left_out_and_the_good_ones_stay() -> None:
    given = {**SHEET, "facts": ["a sentence", FACT, 7]}

    assert fit_shape(given, FACT_SCHEMA)["facts"] == [FACT]


def test_a_list_of_nothing_but_bad_items_is_a_fault() -> None:
    with pytest.raises(ShapeFault, match=r"facts\[0\] must be an object"):
        fit_shape({**SHEET, "facts": ["a", "b"]}, FACT_SCHEMA)


def test_over_long_fields_and_lists_are_clipped() -> None:
    given = {"day_line": "あ" * 99_999, "teaser": "い", "topics": ["う"] * 999}

    fitted = fit_shape(given, FRAMES_SCHEMA)

    assert len(fitted["day_line"]) == FIELD_LIMIT
    assert len(fitted["topics"]) == LIST_LIMIT


def test_limits_of_the_schema_itself_are_kept() -> None:
    schema = _schema(
        word={"type": "string", "maxLength": 3}, words={"type": "array", "maxItems": 2, "items": {"type": "string"}}
    )

    fitted = fit_shape({"word": "あいうえお", "words": ["a", "b", "c"]}, schema)

    assert fitted == {"word": "あいう", "words": ["a", "b"]}


def test_numbers_written_as_text_are_read() -> None:
    given = {
        "scores": [{"number": "1", "score": "7.5"}, {"number": 2.0, "score": "8/10"}, {"number": 3, "score": "9点"}]
    }

    fitted = fit_shape(given, JUDGE_SCHEMA)

    assert fitted["scores"] == [{"number": 1, "score": 7.5}, {"number": 2, "score": 8}, {"number": 3, "score": 9}]


@pytest.mark.parametrize("score", [True, None, "high", math.nan, math.inf, 10**400, [1]])
def test_what_is_no_number_is_a_fault(score: object) -> None:
    with pytest.raises(ShapeFault, match=r"scores\[0\]\.score must be a number"):
        fit_shape({"scores": [{"number": 1, "score": score}]}, JUDGE_SCHEMA)


def test_half_a_number_is_no_whole_one() -> None:
    with pytest.raises(ShapeFault, match="whole number"):
        fit_shape({"scores": [{"number": 1.5, "score": 1}]}, JUDGE_SCHEMA)


@pytest.mark.parametrize("text", [True, ["a"], {"a": "b"}])
def test_what_is_no_text_is_a_fault(text: object) -> None:
    with pytest.raises(ShapeFault, match="day_line must be a text"):
        fit_shape({"day_line": text, "teaser": "", "topics": []}, FRAMES_SCHEMA)


def test_a_number_may_stand_for_a_text() -> None:
    assert fit_shape({"day_line": 5, "teaser": "", "topics": []}, FRAMES_SCHEMA)["day_line"] == "5"


def test_enums_and_booleans_are_kept_to() -> None:
    schema = _schema(kind={"type": "string", "enum": ["a", "b"]}, sure={"type": "boolean"})

    assert fit_shape({"kind": "a", "sure": True}, schema) == {"kind": "a", "sure": True}
    with pytest.raises(ShapeFault, match="kind must be one of a, b"):
        fit_shape({"kind": "c", "sure": True}, schema)
    with pytest.raises(ShapeFault, match="sure must be true or false"):
        fit_shape({"kind": "a", "sure": "yes"}, schema)


def test_a_field_without_a_type_is_taken_as_it_is() -> None:
    assert fit_shape({"any": [1, {"a": None}]}, _schema(any={})) == {"any": [1, {"a": None}]}


def test_signs_that_no_archive_takes_are_dropped() -> None:
    broken = json.loads('"a\\ud800b\\u0000c\\r\\nd\\te"')

    assert mend_text(broken) == "abc\nd\te"
    assert fit_shape({"day_line": broken, "teaser": "", "topics": []}, FRAMES_SCHEMA)["day_line"] == "abc\nd\te"


def test_rows_are_found_by_their_number_and_of_two_the_first_counts():
    rows = [{"number": 2, "copy": "い"}, "?", {"copy": "う"}, {"number": "1"}, {"number": 2, "copy": "え"}]

    found = number_rows(rows)

    assert found == {2: {"number": 2, "copy": "い"}}
    assert number_rows(None) == {}
