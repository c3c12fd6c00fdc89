import pytest

from newsroom.topic_index import TopicIndex, match_articles
from tests.factories import article

TITLES = (
    "OpenAI launches GPT-5 for developers",
    "オープンAI、GPT-5を公開",
    "量子コンピューターの新しい仕組み",
    "量子コンピューターを作る",
    "セキュリティの入門",
    "セレブラスのチップが速い",
    "今日の発表と公開のまとめ",
)
ARTICLES = [article(f"https://site{number}.example/", title=title) for number, title in enumerate(TITLES)]
INDEX = TopicIndex(ARTICLES)


def test_the_topics_are_names_and_known_words():
    assert {"量子コンピューター", "セキュリティ", "セレブラス"} <= set(INDEX.topics)
    assert len([topic for topic in INDEX.topics if "penAI" in topic]) == 1
    assert not {"発表", "公開", "今日", "launches", "for"} & set(INDEX.topics)


@pytest.mark.parametrize(
    ("typed", "topic"),
    [
        ("量", "量子コンピューター"),
        ("せきゅ", "セキュリティ"),
        ("ｾｷｭ", "セキュリティ"),
        ("OPENA", "OpenAI"),
        ("チップ", "チップ"),
    ],
)
def test_what_was_typed_finds_topics_that_begin_so(typed: str, topic: str):
    assert topic in INDEX.suggest(typed)


def test_a_name_in_the_other_language_is_the_same_topic():
    assert INDEX.suggest("オープンAI") == ("OpenAI",)


def test_topics_that_hold_the_word_follow_those_that_begin_with_it():
    assert INDEX.suggest("コンピューター") == ("量子コンピューター",)
    assert INDEX.suggest("まったくない") == ()


def test_nothing_typed_offers_the_top_topics():
    assert INDEX.suggest("", limit=3) == INDEX.topics[:3]


def test_nothing_found_offers_what_is_near():
    assert INDEX.find_nearest("セキュリティー")[0] == "セキュリティ"
    assert INDEX.find_nearest("openal")[0] == "OpenAI"
    assert INDEX.find_nearest("量子力学")[0] == "量子コンピューター"
    assert INDEX.find_nearest("かつおぶし", limit=2) == INDEX.topics[:2]
    assert TopicIndex(()).find_nearest("量子") == ()


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("OpenAI", {0, 1}),
        ("オープンAI", {0, 1}),
        ("量子", {2, 3}),
        ("ｾｷｭﾘﾃｨ", {4}),
        ("OpenAI GPT-5", {0, 1}),
        ("OpenAI 量子", set()),
        ("を作る", {3}),
        ("", set()),
        ("😀", set()),
    ],
)
def test_words_match_articles_in_both_languages(words: str, numbers: set[int]):
    found = match_articles(ARTICLES, words)

    assert set(found) == {ARTICLES[number].url for number in numbers}


def test_a_title_says_more_than_the_first_lines_and_those_more_than_the_page():
    in_title = article("https://a.example/", title="量子の話")
    in_lead = article("https://b.example/", title="題", summary="これは量子の話")
    in_text = article("https://c.example/", title="題", text="これは量子の話")

    found = match_articles([in_title, in_lead, in_text], "量子")

    assert found[in_title.url] > found[in_lead.url] > found[in_text.url] > 0


def test_a_word_no_term_stands_for_is_found_as_it_stands():
    lead = article("https://b.example/", title="題", description="とてもとてもふしぎ")

    assert match_articles([lead], "ふしぎ") == {lead.url: 0.5}


def test_a_word_that_is_too_long_is_no_topic():
    index = TopicIndex([article(title="A" + "b" * 50)])

    assert index.topics == ()
