import math
from collections.abc import Sequence

import pytest

from newsroom.requests import WEIGHT, Request, RequestPile, is_telling, leave_out_requests
from radio.news import Score, ScorePart, Story
from tests.factories import article


def story(title: str, **given: object) -> Story:
    return Story(lead=article(title=title, **given))


def weigh(wanted: Story, requests: Sequence[Request]) -> ScorePart | None:
    return RequestPile(requests).weigh(wanted)


def ask(*terms: str) -> Request:
    return Request(terms=terms)


@pytest.mark.parametrize(
    ("term", "title"),
    [
        ("量子コンピュータ", "新しい量子コンピューターを公開"),
        ("量子コンピュータ", "A quantum computer in a basement"),
        ("quantum computers", "量子コンピューターの話"),
        ("オープンAI", "OpenAI releases GPT-5"),
        ("rust", "Rustの所有権を知る"),
        ("Claude Code", "Claude-Codeを使う"),
        ("ゆるキャン", "ゆるキャンの聖地をAIで案内"),
        ("はやぶさ2", "はやぶさ２が次の小惑星へ"),
        ("GPT-5.5", "GPT-5.5の速さ"),
    ],
)
def test_a_story_on_what_was_asked_for_is_found_in_either_language(term: str, title: str) -> None:
    asked = weigh(story(title), [ask(term)])

    assert asked == ScorePart(name="request", value=0.5, weight=WEIGHT, detail=f"おたよりのリクエスト（{term}）")


@pytest.mark.parametrize(
    ("term", "title"),
    [
        ("量子コンピュータ", "量子の話"),
        ("Rust", "Trust in software"),
        ("アニメ", "アニメーターの仕事"),
        ("すごいOpenAI", "OpenAI releases GPT-5"),
        ("ばか", "コンパイラの話"),
        ("GPT-5.5", "GPT-5の速さ"),
        ("LLM", "社内でLLMの勉強会に参加しました"),
    ],
)
def test_what_only_resembles_it_and_a_companys_notice_are_left_alone(term: str, title: str) -> None:
    assert weigh(story(title), [ask(term)]) is None


def test_the_first_lines_count_and_the_page_does_not() -> None:
    begins = story("速い計算", summary="量子コンピュータの新しい方式を発表した。")
    mentions = story("速い計算", text="計算の話。" * 100 + "量子コンピュータ")

    assert weigh(begins, [ask("量子コンピュータ")]) is not None
    assert weigh(mentions, [ask("量子コンピュータ")]) is None


def test_without_requests_there_is_no_part() -> None:
    assert weigh(story("量子の話"), []) is None


def test_a_listener_counts_once_whatever_they_call_it() -> None:
    one = weigh(story("Rustで書く量子の話"), [ask("量子", "Rust", "quantum")])

    assert one is not None
    assert one.value == 0.5
    assert one.detail == "おたよりのリクエスト（量子）"


def test_many_listeners_add_up_to_no_more_than_the_weight_and_the_name_most_used_is_told() -> None:
    requests = [ask("quantum"), *[ask("量子")] * 50]

    few, many = weigh(story("量子の話"), requests[:3]), weigh(story("量子の話"), requests)

    assert few is not None
    assert many is not None
    assert few.value == 0.875
    assert few.value < many.value <= 1
    assert many.detail == "おたよりのリクエスト（量子）"


def test_a_total_is_told_without_what_requests_add() -> None:
    part = ScorePart(name="fit", value=0.5, weight=1)
    asked = ScorePart(name="request", value=0.5, weight=WEIGHT)

    assert leave_out_requests(Score(total=0.4, freshness=0.8, parts=(part,))) == 0.4
    assert math.isclose(leave_out_requests(Score(total=0.42, freshness=0.8, parts=(part, asked))), 0.4)


@pytest.mark.parametrize("term", ["量子", "Rust", "C++", "ゆるキャン", "はやぶさ2", "音声合成", "最近のRust"])
def test_a_name_tells_something(term: str) -> None:
    assert is_telling(term)


@pytest.mark.parametrize(
    "term", ["", "波", "量" * 31, "AI", "それ", "おもしろいの", "ニュース", "最新のAI", "tech news"]
)
def test_what_any_weeks_news_is_about_tells_nothing(term: str) -> None:
    assert not is_telling(term)
