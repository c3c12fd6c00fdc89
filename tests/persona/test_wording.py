import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from persona.wording import TITLE_LIMIT, fold_line, nest_quotes, safe_line, safe_title, strip_hidden


@pytest.mark.parametrize(
    "hidden", ["\u200b", "\u202e", "\ufeff", "\u00ad", "\U000e0041", "\ud800", "\ue000", "\u3164", "\u2800", "\x1b"]
)
def test_what_nobody_can_see_is_dropped(hidden: str):
    assert strip_hidden(f"量{hidden}子") == "量子"


def test_line_breaks_of_every_kind_become_plain_ones():
    assert strip_hidden("一\r\n二\r三\u2028四\x85五\t六") == "一\n二\n三\n四\n五\t六"


def test_marks_piled_on_a_letter_are_kept_up_to_three():
    assert strip_hidden("a" + "\u0301" * 50 + "b") == "a" + "\u0301" * 3 + "b"


def test_letters_with_honest_marks_stay():
    assert strip_hidden("ガギグ Việt ❤️") == "ガギグ Việt ❤️"


def test_a_folded_line_has_no_breaks_and_single_spaces():
    assert fold_line("  一つ\n\n二つ　三つ\u200b ") == "一つ 二つ 三つ"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("**太字**の話", "＊＊太字＊＊の話"),
        ("__init__.pyとは", "＿＿init＿＿.pyとは"),
        ("a__b__c", "a＿＿b＿＿c"),
        ("~~嘘~~だった", "～～嘘～～だった"),
        ("||ネタバレ||", "｜｜ネタバレ｜｜"),
        ("_強調_だ", "＿強調＿だ"),
        ("`rm -rf`を打つな", "｀rm -rf｀を打つな"),
        ("[ここ](https://bad.example)", "[ここ］(https：//bad.example)"),
        ("<@123> と <#9> と <:x:1> と <t:0:R>", "＜@123> と ＜#9> と ＜:x:1> と ＜t:0:R>"),
        ("@everyone 集合", "＠everyone 集合"),
        ("@\u200bhere 集合", "＠here 集合"),
        ("# 見出し", "＃ 見出し"),
        ("-# 小さい", "－＃ 小さい"),
        (">>> 引用", "＞＞＞ 引用"),
        ("- 箇条", "－ 箇条"),
        ("HTTP://x.example を見ろ", "HTTP：//x.example を見ろ"),
        (
            "<mailto:a@x.example> と <a@x.example> と <+819012345678>",
            "＜mailto:a@x.example> と ＜a@x.example> と ＜+819012345678>",
        ),
        ("<tel:+81> と <sms:+81>", "＜tel:+81> と ＜sms:+81>"),
        ("discord://-/channels/1 と steam://run/1", "discord：//-/channels/1 と steam：//run/1"),
        ("discord.gg/abc に来て", "discord.gg／abc に来て"),
        (r"\*逃げ\*", "＼＊逃げ＼＊"),
    ],
)
def test_what_discord_would_act_on_has_no_effect_in_a_title(title: str, shown: str):
    safe = safe_title(title)

    assert safe == shown
    assert unicodedata.normalize("NFKC", safe) == unicodedata.normalize("NFKC", fold_line(title))


@pytest.mark.parametrize(
    "title",
    [
        "C#とF#、5 * 3 * 2 = 30 の話",
        "snake_case と my_very_long_name",
        "@types/node 20 is out",
        "朗読劇「ずんだもんとつむぎのバーチャル大冒険」6月開催",
        "a < b > c | d ~ e",
        "Why 2^10 isn't 1,000 – and what's next?",
        "#1 の理由",
    ],
)
def test_an_ordinary_title_stays_as_it_is(title: str):
    assert safe_title(title) == title


def test_an_endless_title_is_cut():
    assert len(safe_title("長" * 5_000)) == TITLE_LIMIT


@given(st.text(max_size=400))
def test_a_safe_line_is_one_line_within_its_limit_and_stays_safe(text: str):
    once = safe_line(text, 100)

    assert len(once) <= 100
    assert len(once.splitlines()) <= 1
    assert "@everyone" not in once.lower()
    assert "://" not in once or not {"http", "https"} & {once.lower().split("://")[0][-n:] for n in (4, 5)}


def test_quotes_within_quotes_are_double():
    assert nest_quotes("彼は「はい」と言った") == "彼は『はい』と言った"
