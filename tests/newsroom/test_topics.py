import pytest

from newsroom.documents import read_document
from newsroom.taste import Interests
from newsroom.topics import Topic, find_maker, measure_hardness, read_topic
from radio.news import FeedRole, Language, Story
from tests.factories import article, feed, sighting

HOST = Interests(
    light_topics=("VTuber", "ブイチューバー", "カレー", "アニメ", "ゲーム", "埼玉"), watch_words=("Zig", "ラジオ")
)


def topic(title: str, *, role: FeedRole = FeedRole.ENGINEERING, **given: str) -> Topic:
    story = Story(lead=article(title=title, sightings=(sighting("https://a.example/rss"),), **given))
    return read_topic(story, feeds={"https://a.example/rss": feed("https://a.example/rss", role=role)}, interests=HOST)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("大規模言語モデルの推論が速くなる仕組み", FeedRole.AI),
        ("OpenAI launches a new model", FeedRole.AI),
        ("PostgreSQLの全文検索を速くする", FeedRole.ENGINEERING),
        ("How the Linux kernel schedules threads", FeedRole.ENGINEERING),
        ("アニメの背景を描く道具", FeedRole.LIGHT),
        ("VTuber×声優の朗読劇", FeedRole.LIGHT),
        ("Cooking curry with a 3D printer", FeedRole.LIGHT),
        ("AIでカレーの味を当てる", FeedRole.LIGHT),
        ("VTuberがLLMで話す仕組み", FeedRole.AI),
        ("VTuberのゲーム配信をLLMで訳す", FeedRole.LIGHT),
        ("AI makes a game of politics a game changer", FeedRole.LIGHT),
        ("自作ラジオで遊ぶ", FeedRole.LIGHT),
        ("ZigでLLMを書く", FeedRole.AI),
        ("なんでもない日の話", FeedRole.ENGINEERING),
    ],
)
def test_a_title_tells_the_slot(title: str, role: FeedRole) -> None:
    assert topic(title).role is role


@pytest.mark.parametrize(
    ("title", "role"),
    [("新しい道具の話", FeedRole.LIGHT), ("LLMの話", FeedRole.AI), ("Rustの話", FeedRole.ENGINEERING)],
)
def test_a_light_feed_gives_light_stories_unless_they_are_technical(title: str, role: FeedRole) -> None:
    assert topic(title, role=FeedRole.LIGHT).role is role


def test_the_most_trusted_feed_says_what_an_unclear_story_is() -> None:
    listed = (
        sighting("https://a.example/rss"),
        sighting("https://b.example/rss"),
        sighting("https://gone.example/rss"),
    )
    story = Story(lead=article(title="なんでもない日の話", sightings=listed))
    feeds = {
        "https://a.example/rss": feed("https://a.example/rss", role=FeedRole.AI, weight=0.9),
        "https://b.example/rss": feed("https://b.example/rss", role=FeedRole.LIGHT, weight=0.2),
    }

    assert read_topic(story, feeds=feeds, interests=HOST).role is FeedRole.AI


def test_a_story_without_any_feed_or_sign_fits_nothing() -> None:
    unknown = read_topic(Story(lead=article(title="なんでもない日の話")), feeds={}, interests=HOST)

    assert unknown.fit == 0
    assert unknown.role is FeedRole.ENGINEERING
    assert unknown.detail == "番組の話題の言葉なし"


def test_a_story_without_any_feed_fits_by_its_words() -> None:
    assert read_topic(Story(lead=article(title="LLMの話")), feeds={}, interests=HOST).fit > 0.5


def test_core_words_fit_better_than_technology_in_general() -> None:
    core, craft, technology, nothing = (
        topic(title).fit for title in ("LLMの話", "コンパイラの話", "スマートフォンの話", "なんでもない日の話")
    )

    assert core > craft > technology > nothing


def test_words_of_the_title_fit_better_than_those_of_the_first_lines() -> None:
    assert topic("LLMの話").fit > topic("あの話", summary="LLMの話").fit > topic("あの話").fit


def test_a_heap_of_buzzwords_fits_no_better_than_a_few() -> None:
    few = topic("LLM MCP RAG transformer")
    heap = topic("LLM MCP RAG transformer diffusion chatbot hallucination finetuning")

    assert heap.fit == few.fit < 1


def test_beginners_are_thought_of() -> None:
    assert topic("図解LLM").fit > topic("某LLM").fit


def test_a_watched_story_fits_better_and_says_so() -> None:
    watched = topic("Zigコンパイラの話")

    assert watched.watched == ("Zig",)
    assert watched.fit > topic("Dコンパイラの話").fit
    assert watched.detail == "見はってる言葉: Zig"


def test_a_light_story_with_technology_fits_better() -> None:
    with_technology, plain = topic("3Dプリンターとカレー"), topic("きょうのカレー")

    assert with_technology.role is plain.role is FeedRole.LIGHT
    assert with_technology.fit > plain.fit > 0.3
    assert plain.detail == "かるい話題: カレー"


def test_a_light_topic_in_passing_counts_a_little() -> None:
    touched = topic("新しい道具の話", role=FeedRole.LIGHT, summary="カレーにも使える。")

    assert touched.fit > topic("新しい道具の話", role=FeedRole.LIGHT).fit


def test_two_names_of_one_light_topic_are_one() -> None:
    assert topic("ブイチューバー（VTuber）がLLMで話す").role is FeedRole.AI


def test_a_company_notice_fits_less() -> None:
    notice = topic("LLMの勉強会に参加しました")

    assert notice.fit < topic("LLMの勉強の話").fit
    assert notice.detail.startswith("会社のお知らせ")


@pytest.mark.parametrize(
    ("title", "maker"),
    [
        ("Cerebras beats NVIDIA Blackwell: Llama 4 Maverick Inference", "Cerebras"),
        ("オープンAIの新モデル", "OpenAI"),
        ("ChatGPTを使う", "OpenAI"),
        ("Claude Codeの使い方", "Anthropic"),
        ("iPhone 18の話", "Apple"),
        ("GitHub Copilotの話", "GitHub"),
        ("小さなコンパイラの話", None),
    ],
)
def test_the_first_product_named_tells_the_maker(title: str, maker: str | None) -> None:
    assert find_maker(read_document(article(title=title))) == maker


@pytest.mark.parametrize(
    ("title", "practical"),
    [
        ("Claude Codeを使ってみた", True),
        ("RAG入門", True),
        ("When Fine-Tuning Actually Makes Sense: A Developer's Guide", True),
        ("How to write a shell", True),
        ("便利なCLIをまとめて紹介", True),
        ("OpenAI、新モデルを公開", False),
        ("Client libraries leak memory", False),
    ],
)
def test_what_one_can_try_out_is_practical(title: str, practical: bool) -> None:
    assert topic(title).practical is practical


def test_hard_words_make_a_story_hard() -> None:
    easy = article(title="AIで絵をかく", text="かんたんな話。" * 200)
    hard = article(title="スループットとレイテンシの話", text="分散と並列とカーネルの話。" * 100)
    english = article(title="Why batching inference is cheap at scale", language=Language.ENGLISH)

    assert measure_hardness(easy) == 0
    assert min(measure_hardness(hard), measure_hardness(english)) > 2
