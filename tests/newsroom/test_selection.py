from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from newsroom.requests import WEIGHT
from newsroom.selection import (
    EXPLAINABLE,
    Selection,
    find_clash,
    find_refusal,
    order_stories,
    select_stories,
    shortlist,
)
from radio.news import FeedRole, Language, RankedStory, Score, ScorePart, Story
from tests.factories import article

SUBJECTS = [
    "量子", "圧縮", "暗号", "描画", "検索", "通信", "記憶", "翻訳", "音声", "回路",
    "時計", "地図", "天文", "電池", "印刷", "鉄道", "楽器", "料理", "農業", "建築",
]  # fmt: skip


def ranked(number: int, total: float = 0.5, **given: object) -> RankedStory:
    """A story of its own subject, site and no maker, long enough to be explained."""
    subject = SUBJECTS[number % len(SUBJECTS)] * 2
    told = {
        "site": given.pop("site", f"site{number}.example"),
        "language": given.pop("language", Language.ENGLISH),
        "title": given.pop("title", f"{subject}{number}"),
        "text": given.pop("text", subject * 200),
        "summary": given.pop("summary", ""),
    }
    fit = given.pop("fit", 0.8)
    return RankedStory(
        **{
            "story": Story(lead=article(f"https://site{number:03}.example/a", **told)),
            "score": Score(
                total=total, freshness=1, parts=(ScorePart(name="fit", value=float(str(fit)), weight=1, detail="x"),)
            ),
            "role": FeedRole.AI,
        }
        | given
    )


def chosen(pool: Sequence[RankedStory], count: int = 4) -> Selection:
    return select_stories(sorted(pool, key=lambda each: -each.score.total), count=count)


def test_three_serious_stories_and_a_light_one_make_a_show() -> None:
    serious = [ranked(number, 0.9 - number / 100) for number in range(6)]
    light = [ranked(number, 0.4, role=FeedRole.LIGHT) for number in (10, 11)]

    selection = chosen([*serious, *light])

    assert [each.role for each in selection.stories] == [FeedRole.AI] * 3 + [FeedRole.LIGHT]


@pytest.mark.parametrize("total", [None, 0.1])
def test_without_a_good_light_story_another_serious_one_comes(total: float | None) -> None:
    light = [ranked(10, total, role=FeedRole.LIGHT)] if total else []

    selection = chosen([*(ranked(number) for number in range(6)), *light])

    assert [each.role for each in selection.stories] == [FeedRole.AI] * 4


def test_fewer_good_stories_make_a_shorter_show() -> None:
    selection = chosen([ranked(0), ranked(1), ranked(2, 0.1), ranked(3, fit=0.1), ranked(4, text=None)])

    assert [each.story.lead.url for each in selection.stories] == [
        "https://site000.example/a",
        "https://site001.example/a",
    ]


def asked_for(each: RankedStory) -> RankedStory:
    """The same story as the requests of many listeners make it."""
    part = ScorePart(name="request", value=1.0, weight=WEIGHT, detail="おたよりのリクエスト（量子）")
    return replace(each, score=replace(each.score, total=each.score.total + WEIGHT, parts=(*each.score.parts, part)))


def test_a_request_decides_between_good_stories_and_the_reason_says_so_without_its_words() -> None:
    wanted = asked_for(ranked(3, 0.78))

    selection = chosen([*(ranked(number, 0.8 - number / 1000) for number in range(3)), wanted], count=2)

    reasons = {decision.url: decision.reason for decision in selection.decisions}
    assert wanted in selection.stories
    assert reasons[wanted.story.lead.url] == "1番目に採用（0.83）、おたよりのリクエストあり"


@pytest.mark.parametrize("given", [{"total": 0.24}, {"fit": 0.29}, {"text": None}])
def test_a_request_carries_no_story_over_a_bar(given: dict[str, Any]) -> None:
    assert find_refusal(asked_for(ranked(1, **given))) == find_refusal(ranked(1, **given)) is not None


def test_a_request_makes_no_weak_light_story_good_and_no_weak_japanese_one_a_quota() -> None:
    serious = [ranked(number, 0.8) for number in range(4)]
    light = asked_for(ranked(10, 0.29, role=FeedRole.LIGHT))
    japanese = asked_for(ranked(11, 0.44, language=Language.JAPANESE))

    selection = chosen([*serious, light, japanese])

    assert set(selection.stories) == set(serious)


def test_nothing_good_makes_no_show() -> None:
    assert chosen([]) == Selection(stories=())
    assert chosen([ranked(0, 0.1)]).stories == ()


def test_light_stories_alone_make_a_show_of_one() -> None:
    assert len(chosen([ranked(number, role=FeedRole.LIGHT) for number in range(3)]).stories) == 1


def test_a_show_of_one_is_a_serious_one() -> None:
    (only,) = chosen([ranked(0, 0.3), ranked(1, 0.9, role=FeedRole.LIGHT)], count=1).stories

    assert only.role is FeedRole.AI


def test_no_two_stories_are_of_one_site() -> None:
    selection = chosen([ranked(number, site="one.example") for number in range(4)] + [ranked(4, 0.3)])

    assert len(selection.stories) == 2


def test_no_two_stories_are_of_one_maker() -> None:
    selection = chosen([ranked(number, maker="OpenAI") for number in range(4)] + [ranked(4, 0.3, maker="Google")])

    assert [each.maker for each in selection.stories] == ["OpenAI", "Google"]


def test_stories_without_a_maker_do_not_clash() -> None:
    assert find_clash(ranked(0), [ranked(1)]) is None


def test_a_light_story_gives_way_to_the_site_that_was_chosen_before() -> None:
    light = [ranked(10, 0.8, role=FeedRole.LIGHT, site="site0.example"), ranked(11, 0.4, role=FeedRole.LIGHT)]

    selection = chosen([*(ranked(number, 0.9) for number in range(3)), *light])

    assert selection.stories[-1].story.lead.url == light[1].story.lead.url


def test_where_every_light_story_clashes_a_serious_one_fills_the_show() -> None:
    light = ranked(10, 0.8, role=FeedRole.LIGHT, site="site0.example")

    selection = chosen([*(ranked(number, 0.9) for number in range(5)), light])

    assert [each.role for each in selection.stories] == [FeedRole.AI] * 4


def test_what_is_much_like_a_chosen_story_gives_way_to_something_else() -> None:
    same = "GPUの推論を速くするキャッシュの仕組み"
    pool = [ranked(0, 0.80, title=same), ranked(1, 0.79, title=same + "図解"), ranked(2, 0.75, title="天文台の望遠鏡")]

    assert [each.story.lead.title for each in chosen(pool, count=2).stories] == [same, "天文台の望遠鏡"]


def test_a_good_japanese_and_a_good_practical_story_are_among_the_first_three() -> None:
    english = [ranked(number, 0.9 - number / 100) for number in range(5)]
    japanese = ranked(10, 0.46, language=Language.JAPANESE)
    practical = ranked(11, 0.47, practical=True)

    first = chosen([*english, japanese, practical]).stories[:3]

    assert {japanese, practical} <= set(first)
    assert english[0] in first


def test_a_weak_japanese_or_practical_story_is_not_forced_in() -> None:
    english = [ranked(number, 0.9 - number / 100) for number in range(5)]
    weak = [ranked(10, 0.44, language=Language.JAPANESE), ranked(11, 0.44, practical=True)]

    assert not set(weak) & set(chosen([*english, *weak]).stories)


def test_one_story_may_be_japanese_and_practical() -> None:
    english = [ranked(number, 0.9 - number / 100) for number in range(5)]
    both = ranked(10, 0.5, language=Language.JAPANESE, practical=True)

    stories = chosen([*english, both, ranked(11, 0.46, practical=True)]).stories

    assert both in stories
    assert sum(each.practical for each in stories) == 1


def test_a_quota_yields_where_it_would_break_the_rule_of_one_site() -> None:
    english = [ranked(number, 0.9 - number / 100) for number in range(4)]
    clashing = ranked(10, 0.5, language=Language.JAPANESE, site="site0.example")

    assert clashing not in chosen([*english, clashing]).stories


def test_a_quota_exchanges_the_one_story_that_stands_in_its_way() -> None:
    english = [ranked(number, 0.9 - number / 100) for number in range(4)]
    clashing = ranked(10, 0.5, language=Language.JAPANESE, site="site1.example")

    stories = chosen([*english, clashing], count=4).stories

    assert clashing in stories
    assert english[1] not in stories


def test_news_comes_first_then_practice_then_the_hardest_then_the_light_one() -> None:
    light = ranked(0, 0.99, role=FeedRole.LIGHT)
    practical = ranked(1, 0.8, practical=True)
    hard = ranked(2, 0.7, title="分散カーネルの並列アルゴリズム")
    easy = ranked(3, 0.6)
    news = ranked(4, 0.75)

    assert order_stories([light, practical, hard, easy, news]) == (news, practical, easy, hard, light)


def test_a_show_of_practice_alone_is_in_order_too() -> None:
    practical = [ranked(0, 0.8, practical=True), ranked(1, 0.7, practical=True)]

    assert order_stories(practical) == tuple(practical)


def test_the_japanese_story_of_a_long_show_is_not_its_fourth() -> None:
    english = [ranked(number, 0.9 - number / 100) for number in range(4)]
    hard = ranked(9, 0.5, language=Language.JAPANESE, title="分散カーネルの並列アルゴリズム")

    ordered = order_stories([*english, hard])

    assert hard in ordered[:3]


def test_every_decision_has_a_reason() -> None:
    pool = [
        ranked(0, 0.9, maker="OpenAI"),
        ranked(1, 0.8, site="site0.example"),
        ranked(2, 0.7, maker="OpenAI"),
        ranked(3, 0.6, text="短い"),
        ranked(4, 0.5, fit=0.1),
        ranked(5, 0.4),
        ranked(6, 0.35),
        ranked(7, 0.1),
    ]

    reasons = [decision.reason for decision in chosen(pool, count=2).decisions]

    assert reasons == [
        "1番目に採用（0.90）",
        "同じサイト（site0.example）の話を選んだ",
        "同じ会社（OpenAI）の話を選んだ",
        "説明できる本文も要約もない",
        "番組の話題から遠い（0.10）",
        "2番目に採用（0.40）",
        "点数と、ほかの話とのちがいで選ばれなかった",
        "点数が0.10で、基準の0.25に足りない",
    ]


def test_a_story_chosen_from_far_down_has_its_reason_too() -> None:
    pool = [ranked(number, 0.9 - number / 1_000, site="one.example") for number in range(60)]
    light = ranked(90, 0.4, role=FeedRole.LIGHT)

    selection = chosen([*pool, light])

    assert light in selection.stories
    assert selection.decisions[-1].chosen


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ({"text": None, "summary": "要" * EXPLAINABLE}, False),
        ({"text": None, "summary": "要" * (EXPLAINABLE - 1)}, True),
        ({"text": "本" * EXPLAINABLE}, False),
        ({"text": ""}, True),
    ],
)
def test_what_cannot_be_explained_is_refused(told: dict[str, object], refused: bool) -> None:
    assert (find_refusal(ranked(0, **told)) is not None) is refused


def test_a_story_that_already_stands_clashes_with_itself() -> None:
    assert find_clash(ranked(0), [ranked(0)]) == "もう選んだ"


def test_the_same_headline_is_never_read_twice_in_one_show() -> None:
    pool = [
        ranked(number, 0.9, title=title)
        for number, title in enumerate(["AIモデルとは？", "ＡＩモデルとは", "🚀", "🤖"])
    ]

    selection = chosen(pool)

    assert len(selection.stories) == 3
    assert find_clash(pool[1], pool[:1]) == "同じ見出しの話を選んだ"


def test_the_shortlist_holds_the_best_the_light_and_both_languages() -> None:
    english = [ranked(number, 0.9 - number / 1_000) for number in range(60)]
    japanese = [ranked(number, 0.3, language=Language.JAPANESE) for number in range(60, 80)]
    light = [ranked(number, 0.2, role=FeedRole.LIGHT) for number in range(80, 100)]

    listed = shortlist([*english, *japanese, *light])

    assert len(listed) == 40
    assert listed[0] == english[0]
    assert sum(each in japanese for each in listed) == 12
    assert sum(each in light for each in listed) == 8
    assert [each.score.total for each in listed] == sorted((each.score.total for each in listed), reverse=True)


def test_the_shortlist_takes_few_of_one_site_while_there_are_others() -> None:
    crowd = [ranked(number, 0.9, site="one.example") for number in range(50)]
    others = [ranked(number, 0.5) for number in range(50, 70)]

    listed = shortlist([*crowd, *others], size=24)

    assert sum(each in crowd for each in listed) == 5
    assert sum(each in others for each in listed) == 19


def test_a_short_list_is_its_own_shortlist() -> None:
    crowd = [ranked(number, 0.9, site="one.example") for number in range(10)]

    assert set(shortlist(crowd)) == set(crowd)
    assert shortlist([]) == ()
