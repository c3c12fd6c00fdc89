import pytest

from studio.copydesk.roles import check_roles
from tests.studio.copydesk.proofs import told

KARDACH = "インテルのカーダックが名前を思いついた。エリクソンが仕組みを始めた。"
BOUGHT = "グーグルがエヌビディアを買収した。"


def messages(text: str, free: str) -> list[str]:
    return [finding.message for finding in check_roles(told(text, free))]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (KARDACH, "エリクソンのカーダックさんが言った"),
        (KARDACH, "エリクソン社のカーダックさんが言った"),
        (KARDACH, "Ericsson社のカーダックさん"),
        (KARDACH, "エリクソンっていう会社のカーダックさん"),
        ("インテル社のジム・カーダックが思いついた。エリクソンが始めた。", "エリクソンのジム・カーダックさん"),
        (
            "One half went to David Baker of the University of Washington, the other to John Jumper. "
            "John Jumper of DeepMind spoke.",
            "ワシントン大学のジョン・ジャンパーさん",
        ),
    ],
)
def test_nobody_stands_with_another_company(text: str, free: str):
    (message,) = messages(text, free)

    assert "だれがどこの人か" in message


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (KARDACH, "インテルのカーダックさんが言った"),
        (KARDACH, "エリクソンの話。カーダックさんがね"),
        (KARDACH, "エリクソンとカーダックさん"),
        (KARDACH, "カーダックさんのカーダックさんによる話"),
        (KARDACH, "グーグルのカーダックさん"),
        ("インテルのカーダックが、前はエリクソンにいた。", "エリクソンのカーダックさん"),
        ("カーダックが思いついた。エリクソンが始めた。", "エリクソンのカーダックさん"),
        ("Students of the University of Tallinn built it", "エストニアのタリンの学生"),
        ("名前のない記事", "エリクソンのカーダックさん"),
    ],
)
def test_people_with_their_own_company_are_left_alone(text: str, free: str):
    assert messages(text, free) == []


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (BOUGHT, "エヌビディアがグーグルを買収したんだって"),
        (BOUGHT, "エヌビディアはグーグルを買収したんだって"),
        (BOUGHT, "NvidiaがGoogle社を買収したの"),
        ("日立が東芝に部品を納入した。", "東芝が日立に部品を納入してるの"),
        ("グーグルの話。" + BOUGHT, "エヌビディアもグーグルを買収"),
    ],
)
def test_who_did_it_to_whom_is_not_turned_round(text: str, free: str):
    (message,) = messages(text, free)

    assert "するほうとされるほう" in message


@pytest.mark.parametrize(
    ("text", "free"),
    [
        (BOUGHT, "グーグルがエヌビディアを買収したんだって"),
        (BOUGHT, "グーグルはエヌビディアを買収したの"),
        (BOUGHT, "エヌビディアがグーグルを訴えたの"),
        (BOUGHT, "エヌビディアがね。グーグルを買収"),
        (BOUGHT, "エヌビディア、グーグルを買収"),
        (BOUGHT, "エヌビディアがグーグルが買収"),
        (BOUGHT + "エヌビディアがグーグルを称賛した。", "エヌビディアがグーグルを買収して称賛"),
        ("グーグルがエヌビディアに勝った。", "エヌビディアがグーグルに負けたんだって"),
        ("Google acquired Nvidia.", "エヌビディアがグーグルを買収したんだって"),
    ],
)
def test_deeds_as_the_source_tells_them_are_left_alone(text: str, free: str):
    assert messages(text, free) == []
