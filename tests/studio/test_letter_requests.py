import pytest

from newsroom.requests import LONGEST_TERM, SHORTEST_TERM, Request
from studio.letter_requests import MOST_TERMS, collect_requests, read_request
from tests.archive.mail_builders import LISTENER, OTHER, letter

ASKED = {
    "量子コンピュータの話が聞きたい": "量子コンピュータ",
    "量子コンピュータの話、聞きたいです！": "量子コンピュータ",
    "こんにちは！いつも聞いてます。次回はぜひ量子コンピュータを取り上げてください。": "量子コンピュータ",
    "Rustについて知りたいです": "Rust",
    "最近のRustの話を、つむぎちゃんの声で聞きたいな": "Rust",
    "「はやぶさ2」の話をしてほしい！": "はやぶさ2",
    "はやぶさ2の話が聞きたい": "はやぶさ2",
    "ゆるキャンの話が聞きたい": "ゆるキャン",
    "GPT-5.5のニュースをもっと取り上げてくれませんか？": "GPT-5.5",
    "半導体特集をやってほしいです": "半導体",
    "量子コンピュータの話してー！": "量子コンピュータ",
    "ＣＰＵの話が聞きたい": "CPU",
    "電池の解説をお願いします": "電池",
    "サム・アルトマンの話を聞かせて": "サム・アルトマン",
    "Cerebrasの話は聞きたくないけど、電池の話は聞きたい": "電池",
    "example.comの話が聞きたい。あと、電池の話も聞きたい": "電池",
    "量子\u200bコンピュータの話が聞きたい": "量子コンピュータ",
    "Please cover quantum computers on the show!": "quantum computers",
    "I'd love to hear about Node.js.": "Node.js",
    "I would like to know more about the James Webb telescope next week": "James Webb telescope",
    "could you talk about fusion power please?": "fusion power",
    "Can you please explain how WebAssembly works?": "WebAssembly",
    "More news about batteries please": "batteries",
}
NOT_ASKED = [
    "いつも楽しく聞いています",
    "量子コンピュータの話を取り上げてくれてありがとう",
    "量子コンピュータの話をしてよかった",
    "この前量子コンピュータの話をしていたね",
    "もう量子コンピュータの話は聞きたくないです",
    "量子コンピュータの話は取り上げないでください",
    "量子コンピュータの話を取り上げてほしくない",
    "量子コンピュータの話が聞きたいとは思わない",
    "量子コンピュータの話もよかったけど、とにかくつむぎちゃんの元気な声をずっとずっと聞きたい",
    "声が聞きたい",
    "I don't want to hear about quantum computers",
    "I do not want to read about quantum computers",
]
USELESS = [
    "AIの話が聞きたい",
    "番組の話が聞きたい",
    "それの話が聞きたい",
    "波の話が聞きたい",
    "https://evil.example/ の話が聞きたい",
    "evil.exampleの話が聞きたい",
    "www.evilの話が聞きたい",
    "@everyoneの話が聞きたい",
    "<@1234>の話が聞きたい",
    "`rm`の話が聞きたい",
    "死ねの話が聞きたい",
    "おっぱいの話が聞きたい",
    f"{'量' * 31}の話が聞きたい",
]


@pytest.mark.parametrize(("text", "term"), ASKED.items())
def test_a_letter_that_asks_for_a_topic_is_understood(text: str, term: str):
    request = read_request(text)

    assert request is not None
    assert term in request.terms


@pytest.mark.parametrize("text", NOT_ASKED)
def test_a_letter_that_asks_for_nothing_or_asks_not_to_is_no_request(text: str):
    assert read_request(text) is None


@pytest.mark.parametrize("text", USELESS)
def test_what_says_nothing_hurts_or_leads_somewhere_is_no_term(text: str):
    assert read_request(text) is None


def test_of_several_topics_each_is_a_term():
    japanese = read_request("RustとGoの話をしてね")
    english = read_request("Please talk about Rust and Go.")

    assert japanese == Request(terms=("RustとGo", "Go", "Rust"))
    assert english == Request(terms=("Rust and Go", "Rust", "Go"))


def test_the_terms_are_few_and_short_whatever_the_letter():
    request = read_request(
        "、".join(f"題{n}とRust{n}" for n in range(9)) + "とGoとCとZigとSwiftとVueとRubyとJavaの話が聞きたい"
    )

    assert request is not None
    assert len(request.terms) <= MOST_TERMS
    assert all(SHORTEST_TERM <= len(term) <= LONGEST_TERM for term in request.terms)


def test_a_listener_has_one_request_that_of_the_newest_letter_that_asks():
    newest_first = (
        letter("いつも聞いています"),
        letter("電池の話が聞きたい"),
        letter("Rustの話が聞きたい", listener_id=OTHER),
        letter("量子の話が聞きたい"),
    )

    requests = collect_requests(newest_first)

    assert [letter.listener_id for letter in newest_first] == [LISTENER, LISTENER, OTHER, LISTENER]
    assert requests == (Request(terms=("電池",)), Request(terms=("Rust",)))
