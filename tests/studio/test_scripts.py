import pytest

from studio.scripts import find_odd_letters


@pytest.mark.parametrize(
    "text",
    [
        "ᴛʜɪs ʜᴏsᴛだって",
        "これτhεだよ",
        "αβγだよ",
        "привет！",
        "ᏟᎻだよ",
        "🇱🇪🇦🇻🇪 🇳🇴🇼",
        "ぜ ん い ん た い か い",
        "こ🍛の🍛サ🍛ー🍛バ🍛ー🍛は",
        "管\n理\n人\nの\nさ\nと\nう",
    ],
)
def test_letters_that_hide_something_are_found(text: str):
    assert find_odd_letters(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "α版とβ版のちがいだよ！",
        "μsとΔtって何？",
        "カフェ☕でcaféって書いてあった",
        "え、え、え、待って待って！",
        "日本🇯🇵とアメリカ🇺🇸の話！",
        "き・ち・ん・と話すね",
        "A・B・C・D・E・F・G・H",
    ],
)
def test_ordinary_letters_are_not(text: str):
    assert find_odd_letters(text) == "", find_odd_letters(text)
