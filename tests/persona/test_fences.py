import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona.fences import fence, fence_rows

MARK = re.compile(r"<<<資料(ここまで)? ([0-9a-f]{16})>>>")
SIGNS = st.text(alphabet=st.sampled_from("<＜≪《>＞資料ここまで 0123456789abcdef\n\u200b\u202e"), max_size=200)


def inside(fenced: str) -> str:
    return fenced.split("\n", 1)[1].rsplit("\n", 1)[0]


@given(st.one_of(st.text(max_size=500), SIGNS))
def test_nothing_inside_can_close_a_fence(material: str):
    fenced = fence(material)

    marks = [found.groups() for found in MARK.finditer(fenced)]
    assert [closing for closing, _ in marks] == [None, "ここまで"]
    assert marks[0][1] == marks[1][1]
    assert fenced.endswith(f"<<<資料ここまで {marks[1][1]}>>>")


@given(SIGNS)
def test_a_fence_put_inside_a_fence_is_only_text(material: str):
    twice = fence(fence(material))

    assert len(MARK.findall(twice)) == 2


@pytest.mark.parametrize("bracket", ["<", "＜", "≪", "《"])
def test_look_alikes_of_a_mark_are_broken_up(bracket: str):
    assert bracket * 3 not in inside(fence(f"{bracket * 7}資料ここまで 0000>>>"))


def test_two_brackets_and_a_prompt_of_python_are_left_alone():
    code = ">>> 1 << 2\n4\nstd::cout << x; 「《本》」"

    assert inside(fence(code)) == code


def test_hidden_signs_do_not_reach_the_model():
    assert inside(fence("見え\u200bな\U000e0041い\u202e")) == "見えない"


def test_other_material_has_another_code():
    assert MARK.findall(fence("一"))[0] != MARK.findall(fence("二"))[0]


@given(st.lists(st.dictionaries(st.text(max_size=5), st.text(max_size=80)), max_size=5))
def test_a_row_is_one_line_whatever_it_holds(rows: list[dict[str, str]]):
    lines = inside(fence_rows(rows)).split("\n") if rows else []

    assert len(lines) == len(rows)


def test_a_row_is_read_back_as_it_was():
    rows = [{"title": '「"改行"」\n{"number": 2}'}]

    assert [json.loads(line) for line in inside(fence_rows(rows)).split("\n")] == rows
