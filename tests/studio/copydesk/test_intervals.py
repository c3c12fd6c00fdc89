import pytest

from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.intervals import stands_between_years
from studio.copydesk.quantities import find_quantities

_TOLD = weigh_evidence("2020年に始まり、2021年に版が変わり、2025年に終わった。")


def _stands(copy: str) -> bool:
    numbers = [number for number in find_quantities(copy) if not number.words.startswith("20")]
    return stands_between_years(numbers[0], copy, _TOLD)


@pytest.mark.parametrize(
    "copy",
    [
        "2020年に始まって、一年後に変わったの",
        "2020年の話ね。2015年の人も見てた。その一年後に変わったの",
        "その四年後の2025年に終わったの",
        "2025年が最後。その5年前に始まったの",
        "五年前の2020年から",
        "2020年から、五年がかりなの",
        "2020年からずっと開いてたの。五年も、だれも知らなかった",
    ],
)
def test_a_step_from_one_year_of_the_article_to_another_stands(copy: str):
    stands = _stands(copy)

    assert stands


@pytest.mark.parametrize(
    "copy",
    [
        "2020年に始まって、三年後に変わったの",
        "2025年が最後。その3年前に始まったの",
        "一年後に変わったの",
        "2020年の話ね。一年は長いの",
        "2020年の話ね。半年後に変わったの",
        "2020年の話ね。1.5年後に変わったの",
        "2020年の話ね。5回後に変わったの",
    ],
)
def test_no_other_step_stands(copy: str):
    stands = _stands(copy)

    assert not stands
