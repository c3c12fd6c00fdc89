import pytest

from radio.writing import Severity
from studio.copydesk.records import check_maker, check_records
from tests.studio.copydesk.proofs import told


def records(text: str, free: str) -> list[str]:
    return [finding.message.split("」")[0].removeprefix("「") for finding in check_records(told(text, free))]


@pytest.mark.parametrize(
    ("text", "free", "record"),
    [
        ("The first pictures were blurred.", "世界初なんだって！", "世界初"),
        ("新しいチップを発表した。", "日本ではじめて作ったらしい", "日本ではじめて"),
        ("新しいチップを発表した。", "史上初のチップ", "史上初"),
        ("新しいチップを発表した。", "業界ではじめてらしいよ", "業界ではじめて"),
        ("新しいチップを発表した。", "世界でいちばんはやいんだって", "世界でいちばんはや"),
        ("新しいチップを発表した。", "世界最大のチップだよ", "世界最大"),
        ("新しいチップを発表した。", "史上最強かも", "史上最強"),
        ("新しいチップを発表した。", "世界一じゃん", "世界一"),
        ("新しいチップを発表した。", "日本一の会社", "日本一"),
        ("It was in the top 10 percent.", "世界最強のAIなの", "世界最強"),
        ("新しいチップを発表した。", "世界でいちばん軽いんだって", "世界でいちばん"),
        ("新しいチップを発表した。", "インターネットの歴史でいちばん大きいの", "歴史でいちばん"),
        ("新しいチップを発表した。", "人間の数学者はいらなくなるって", "人間の数学者はいらな"),
        ("新しいチップを発表した。", "人類の未来を救うんだって", "人類の未来を救"),
        ("新しいチップを発表した。", "みんな束になってもかなわないの", "束になってもかなわ"),
        ("新しいチップを発表した。", "インターネットの中で最速のチップ", "インターネットの中で最速"),
    ],
)
def test_a_record_that_nobody_claims_is_turned_down(text: str, free: str, record: str):
    assert records(text, free) == [record]


@pytest.mark.parametrize(
    ("text", "free"),
    [
        ("It was the world's first such chip.", "世界初なんだって！"),
        ("It became the first to fly.", "世界ではじめて飛んだ"),
        ("国内で初めて導入した。", "日本初なんだって"),
        ("It is the fastest chip ever made.", "世界最速らしいよ"),
        ("処理は従来より速い。", "世界でいちばん速いんだって"),
        ("The largest chip yet", "世界最大のチップ"),
        ("売上で首位に立った。", "世界一になった"),
        ("重さは世界で最も軽い。", "世界でいちばん軽いの"),
        ("A step that changed human history", "人類を変える一歩"),
        ("It ranks number one.", "世界1位だって"),
        ("新しいチップを発表した。", "はじめての人でもわかる、最初のチップだよ"),
        ("新しいチップを発表した。", "最大のポイントは、速いこと"),
        ("新しいチップを発表した。", "人間の数学者はいらなくなるの?って聞きたくなる"),
        ("新しいチップを発表した。", "うちの学校でいちばんはやい子みたい"),
    ],
)
def test_a_record_of_the_source_and_plain_praise_air(text: str, free: str):
    assert records(text, free) == []


def test_a_record_is_shown_where_it_stands():
    (finding,) = check_records(told("新しいチップを発表した。", "で、これが世界初のチップらしいの。"))

    assert finding.severity is Severity.GATE
    assert finding.excerpt == "で、これが世界初のチップらしいの。"


@pytest.mark.parametrize(
    ("maker", "free"),
    [
        ("DeepMind", "ディープマインドのAIがいちばん速いの"),
        ("DeepMind", "発表では、いちばん速いんだって"),
        ("Ball Aerospace", "部品の会社が作ったんだって"),
        ("理化学研究所", "研究所のコンピューターがすごい"),
    ],
)
def test_claims_of_a_maker_that_are_not_marked_are_noted(maker: str, free: str):
    (finding,) = check_maker(told("It is a chip.", free, maker=maker))

    assert finding.severity is Severity.WARNING
    assert maker in finding.message


@pytest.mark.parametrize(
    ("maker", "free"),
    [
        (None, "いちばん速いんだって"),
        ("DeepMind", "ディープマインドの発表では、速いんだって"),
        ("DeepMind", "DeepMindのブログによると、速いんだって"),
        ("Google DeepMind", "グーグルいわく、速いらしい"),
        ("理化学研究所", "理化学研究所が説明してたんだけど"),
    ],
)
def test_claims_that_are_marked_once_air(maker: str | None, free: str):
    assert list(check_maker(told("It is a chip.", free, maker=maker))) == []
