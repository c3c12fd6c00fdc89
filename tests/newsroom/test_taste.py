import pytest

from newsroom.taste import Interests, find_topics, find_unfit_reason, fold
from radio.news import Story
from tests.factories import article

HOST = Interests(
    avoided_topics=("首相", "宗教", "戦争", "訃報", "逮捕", "ポルノ", "株価", "ギャンブル", "炎上", "ホラー"),
)


def reason(title: str, *, summary: str = "", others: tuple[str, ...] = (), interests: Interests = HOST) -> str | None:
    lead = article(title=title, summary=summary)
    return find_unfit_reason(Story(lead=lead, others=tuple(article(title=other) for other in others)), interests)


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("首相がAIの基本計画を説明", "政治"),
        ("トランプ氏、半導体に関税", "政治"),
        ("Senators question the CEO of an AI company", "政治"),
        ("衆院選で広がるAIの偽動画", "政治"),
        ("旧統一教会のサイトを解析", "宗教"),
        ("Church tries a sermon by chatbot", "宗教"),
        ("ウクライナで使われるドローン", "戦争"),
        ("AI and the war in Gaza", "戦争"),
        ("Unixを作った一人が死去", "人の死"),
        ("Creator of a well-known language dies at 82", "人の死"),
        ("Programmer killed in a crash", "人の死"),
        ("A pioneer of the web (1934–2026)", "人の死"),
        ("AIで偽サイトを作った男を逮捕", "犯罪"),
        ("Man sentenced for selling deepfakes", "犯罪"),
        ("性的画像をAIで作るアプリ", "性的な話題"),
        ("Deepfake porn site taken down", "性的な話題"),
        ("半導体各社の株価が急落", "投資の話"),
        ("Nvidia stock plunges", "投資の話"),
        ("ビットコインが最高値", "投資の話"),
        ("オンラインカジノの広告をAIで検出", "ギャンブル"),
        ("有名配信者が炎上", "炎上"),
        ("ホラーゲームを自作", "ホラー"),
    ],
)
def test_what_the_host_leaves_to_others_is_named(title: str, subject: str) -> None:
    assert f"（{subject}）" in (reason(title) or "")


@pytest.mark.parametrize(
    "title",
    [
        "アクセスが殺到してサーバーが落ちた話",
        "セキュリティの死角をなくす",
        "死亡フラグの立つコードレビュー",
        "Dead code elimination in a compiler",
        "A killer feature of Postgres",
        "Deadlines, deadlocks and dead letter queues",
        "kill -9 is not the answer",
        "Raftのリーダー選挙を実装する",
        "Leader election in etcd",
        "国会図書館がAPIを公開",
        "韓国会社がAIチップを開発",
        "全国会議で使えるAIツール",
        "個性的なUIの作り方",
        "社内政治とエンジニア",
        "殺人的な暑さでGPUが止まる",
        "ブラウザ戦争の歴史",
        "エディタ宗教戦争に終止符",
        "Church encoding in Haskell",
        "The lottery ticket hypothesis",
        "Betting on small models",
        "プロジェクトが炎上した話",
        "Fatal errors: how Go prints them",
        "Trump cards in Magic: a search algorithm",
        "Mobile World Congressで見たAI",
        "Google kills Stadia",
        "My battery dies at 20%",
        "トランプゲームをAIに教える",
        "代表選手が使うAI分析",
        "ピエロのアバターを作る",
        "A software warning",
        "Cryptography for beginners",
        "無言でコードを書く",
    ],
)
def test_what_only_looks_like_it_is_told(title: str) -> None:
    assert reason(title) is None


def test_a_death_in_the_first_words_is_enough() -> None:
    assert reason("あの言語の父をしのぶ", summary="Cの設計で知られる研究者が死去した。")


def test_other_subjects_in_passing_are_not() -> None:
    assert reason("AIの新しい法律の読み方", summary="首相が触れた新法を、開発者の立場から読む。") is None


def test_a_text_that_keeps_to_a_subject_is_about_it() -> None:
    assert reason("AIの新しい使われ方", summary="与党と野党の議論で、首相は国会で答えた。")


def test_a_death_far_down_is_passed_over() -> None:
    assert reason("コンパイラの歴史", summary="長い前置き。" * 30 + "設計者はのちに死去した。") is None


def test_half_of_the_titles_decide() -> None:
    assert reason("あの事件のその後", others=("AIで偽サイトを作った男を逮捕",))
    assert reason("あの技術のその後", others=("AIで偽サイトを作った男を逮捕", "仕組みの解説", "使われたモデル")) is None


def test_a_host_without_taboos_tells_everything() -> None:
    assert reason("首相がAIの基本計画を説明", interests=Interests()) is None


def test_topics_are_found_as_words_or_in_compounds() -> None:
    topics = ("カレー", "アニメ", "埼玉", "VTuber", "video game", " ")

    found = find_topics(topics, fold("埼玉のＶＴＵＢＥＲがカレーパンを語る Video-Games"))

    assert found == ("カレー", "埼玉", "VTuber", "video game")


def test_other_words_that_hold_a_topic_are_not_it() -> None:
    text = fold("アニメーターとゲームチェンジャー、software、a game-changing vtuberx")

    assert find_topics(("アニメ", "ゲーム", "war", "game", "VTuber"), text) == ()
