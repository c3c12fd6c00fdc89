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
