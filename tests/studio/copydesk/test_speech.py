import pytest

from studio.copydesk.speech import check_quotations
from tests.studio.copydesk.proofs import told

SOURCE = "開発チームは、去年の夏に望遠鏡の鏡を直した。"


def quoted(free: str) -> int:
    return len(list(check_quotations(told(SOURCE, free))))


@pytest.mark.parametrize(
    "free",
    [
        "「工場のない国は置いていかれるよ」って、エヌビディアの創業者のジェンスン・フアンさんが言ったんだって。",
        "開発者は「これからもずっと続けていくつもりだよ」って言ってたんだって。",
        "記事によると「これは世界を変える発明だ」。",
        "担当者は「もう失敗はしないはずだ」と胸の中をあかしたみたい。",
        "「これは本当にすごいことだ」なんだって！",
        "そこで「世界はもう二度ともとの形にはもどらないということを覚えておくべきだ」なの。",
    ],
    ids=["said by", "said", "source before", "speaker", "reported", "long"],
)
def test_words_given_to_somebody_that_nobody_wrote_are_turned_down(free: str):
    assert quoted(free) == 1


@pytest.mark.parametrize(
    "free",
    [
        "開発チームは「望遠鏡の鏡を直した」って書いてあるよ。",
        "「主鏡」っていうのは、光を集める鏡のこと。",
        "「なんで直せたの？」って思うじゃん？",
        "これが「大事なとこ」なんだって！",
        "友だちに「ごめんなさい、もうしません！」って言ったことはあるよ。",
        "「鏡」が出てくるよ。",
        "会社の発表では、「フロンティア」っていう機械なの。",
        "4月に「ネイチャー」で発表したのね。",
    ],
    ids=[
        "in the source",
        "a term",
        "imagined",
        "a short term",
        "once said",
        "named only",
        "a name by a maker",
        "a journal",
    ],
)
def test_words_that_nobody_is_given_air(free: str):
    assert quoted(free) == 0
