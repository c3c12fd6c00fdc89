import pytest

from persona.sheets import load_persona
from studio.copydesk.evidence import weigh_evidence
from studio.copydesk.galley import set_galley
from studio.copydesk.own_numbers import is_own
from studio.copydesk.quantities import find_quantities

_TOLD = "囲碁ソフトのアオバは4回勝った。学校の大会で、8台の機械が使われた。"


def _owned(copy: str) -> list[bool]:
    galley = set_galley(copy, persona=load_persona("tsumugi"), evidence=weigh_evidence(_TOLD))
    return [is_own(number, galley) for number in find_quantities(galley.plain)]


@pytest.mark.parametrize(
    "copy",
    [
        "あーし、この話3回読んだ！",
        "あーしならカレー5杯いける！",
        "カラオケで90点とったことあるあーしでも、むり。",
        "あーしなら100%寝てる。",
        "30秒だけ時間ちょうだい！",
        "まばたき6回のあいだに終わるよ。",
        "10回くらい読み返してね。",
        "友だち7人で話してたの。",
        "大会の前に10回は読んでね！",
        "きのうは5時間しか寝てないの。",
        "あーしなんて、お母さんのお願いひとつで半日かかるのに！",
        "じいちゃんに100回負けてるの。",
        "あーし、カレーパン3個食べながら聞いたよ。",
    ],
)
def test_a_number_of_the_hosts_own_is_free(copy: str):
    owned = _owned(copy)

    assert owned == [True]


@pytest.mark.parametrize(
    "copy",
    [
        "機械は9台あったの。",
        "あーしが聞いたのは、9台もあるんだって。",
        "あーし、この9台ってすごいと思う。",
        "あーし、9台って聞いてびっくり。",
        "あーし、アオバールが9回勝つところ見たい。",
        "あーし、Aobaが9回勝つところ見たい。",
        "あーしより、会社の人が9回も言ってたの。",
        "あーしなら2000回やる。",
        "あーしでも500ドルは出すね。",
        "数百回も、あーしは読んだ。",
        "学校で9台使ったの。",
        "大会を5分で説明するね。",
        "友だちなら80%寝てる。",
        "機械は9台。あーしはびっくり。",
    ],
)
def test_a_number_that_says_something_of_the_article_is_not_free(copy: str):
    owned = _owned(copy)

    assert owned == [False]
