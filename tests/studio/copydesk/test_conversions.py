import pytest

from studio.copydesk.conversions import explains_unit
from studio.copydesk.quantities import find_quantities


@pytest.mark.parametrize(
    "copy",
    [
        "「ミリ秒」は、千分の一秒のことね。",
        "ナノは10億分の1だよ。",
        "キロは千倍って意味。",
        "1トンは1000キロなの。",
        "1日は24時間じゃん?",
        "千分の一を「ミリ」と呼ぶの。",
    ],
)
def test_a_unit_may_be_explained(copy: str):
    explained = [explains_unit(number, copy) for number in find_quantities(copy)]

    assert explained
    assert all(explained)


@pytest.mark.parametrize(
    "copy",
    [
        "ミリは百分の一だよ。",
        "1トンは100キロなの。",
        "1トンなの。1000キロだよ。",
        "2トンは2000キロ",
        "1000キロを100キロずつ",
    ],
)
def test_a_unit_explained_wrongly_is_not(copy: str):
    explained = [explains_unit(number, copy) for number in find_quantities(copy)]

    assert not any(explained)
