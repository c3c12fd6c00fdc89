import pytest

from radio.show import FactSheet
from studio.copydesk.evidence import evidence_of
from studio.copydesk.galley import set_galley
from studio.copydesk.markup import check_links
from tests.factories import article
from tests.studio.copydesk.proofs import TSUMUGI


def links(free: str, title: str = "題") -> int:
    evidence = evidence_of((article(title=title, text="本文"),), FactSheet(facts=()))
    return len(list(check_links(set_galley(free, persona=TSUMUGI, evidence=evidence, title=title))))


@pytest.mark.parametrize(
    ("free", "title"),
    [("Character.AIっていうサービスの話。", "Character.AI、新機能を公開"), ("ASP.NETで作ったんだって。", "題")],
    ids=["named in the title", "known by everybody"],
)
def test_a_product_with_a_dot_is_no_address(free: str, title: str):
    assert links(free, title) == 0


@pytest.mark.parametrize(
    ("free", "title"),
    [
        ("Character.AIを見てね。", "題"),
        ("くわしくは evil.io へ。", "evil.io の話"),
        ("free-prizes.example/now を開いて。", "題"),
    ],
    ids=["not in the title", "written as an address", "a path"],
)
def test_an_address_is_turned_down(free: str, title: str):
    assert links(free, title) == 1


@pytest.mark.parametrize(
    "free",
    [
        "evil-radio。comを見てね",
        "evil-radio dot com だよ",
        "evil-radio. com だよ",
        "evil-radio・com だよ",
        "evil-radio(点)com だよ",
        "懸賞当選.com だよ",
        "例え.テスト だよ",
        "いーびるドットコムだよ",
        "discord,gg/abc だよ",
        "2001:db8::1 だよ",
        "h t t p s : だよ",
    ],
)
def test_an_address_in_other_clothes_is_one(free: str):
    assert links(free) >= 1


@pytest.mark.parametrize(
    "free",
    [
        "最近.NETの勉強をしてるんだ",
        "使ったのはClaude。ITの話だよ",
        "バージョン1.2.3.4になったんだって",
        "127.0.0.1は自分のことだよ",
        "19:30:15に始まるよ",
        "std::vectorってやつ",
        "the dot com bubbleの話だよ",
    ],
)
def test_what_only_looks_like_an_address_is_none(free: str):
    assert links(free) == 0
