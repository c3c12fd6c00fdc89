import pytest

from radio.errors import ModelUnavailableError
from radio.show import Fact, FactSheet
from radio.writing import Completion, Purpose
from studio.retelling import NOTES_LIMIT, Manner, retell
from tests.factories import article
from tests.fakes import FakeChatModel
from tests.studio.newsday import TSUMUGI

ARTICLE = article(title="光の道")  # as it is kept: without its text
SHEET = FactSheet(
    facts=(
        Fact(claim="光は毎秒12回またたく", quote=""),
        Fact(claim="「またたき」で文字を送る", quote=""),
        Fact(claim="来年の春に本番を始める予定", quote=""),
    ),
    caveat=Fact(claim="雨の日は届きにくい", quote=""),
)
GOOD = """光の道って聞くとむずかしそうだけど、やってることはね、懐中電灯の合図とおんなじなの！
光が毎秒12回またたいて、そのまたたきで文字を送ってるんだって。すごくない？
ただね、雨の日は届きにくいんだって。ちゃんと弱いとこも書いてあるのがえらいよね。
来年の春に本番を始める予定らしいよ。あーし、友だちと合図を決めてためしたくなっちゃった！"""
WRONG = GOOD.replace("12", "99")


@pytest.mark.parametrize(("manner", "purpose"), [(Manner.SIMPLER, Purpose.SIMPLER), (Manner.DEEPER, Purpose.DEEPER)])
async def test_a_story_is_told_again_from_its_claims(manner: Manner, purpose: Purpose):
    model = FakeChatModel(Completion(text=GOOD))

    retold = await retell(model, TSUMUGI, manner, ARTICLE, SHEET)

    line, _, copy = retold.text.partition("\n")
    assert copy == GOOD
    assert line in (*TSUMUGI.news.simpler, *TSUMUGI.news.deeper)
    assert model.prompts[0].purpose is purpose
    assert not retold.standby


async def test_a_changed_number_goes_back_once():
    model = FakeChatModel(Completion(text=WRONG), Completion(text=GOOD))

    retold = await retell(model, TSUMUGI, Manner.SIMPLER, ARTICLE, SHEET)

    assert GOOD in retold.text
    assert "99" in model.prompts[1].user


@pytest.mark.parametrize(
    "model",
    [
        None,
        FakeChatModel(ModelUnavailableError("down")),
        FakeChatModel(Completion(text=WRONG), Completion(text=WRONG)),
    ],
)
async def test_standby_copy_reads_the_claims(model: FakeChatModel | None):
    retold = await retell(model, TSUMUGI, Manner.DEEPER, ARTICLE, SHEET)

    assert retold.standby
    assert retold.text.startswith(TSUMUGI.news.notes)
    assert "「光は毎秒12回またたく」" in retold.text
    assert "『またたき』" in retold.text
    assert "99" not in retold.text


async def test_only_as_many_claims_as_fit_are_read():
    many = FactSheet(facts=tuple(Fact(claim=f"{number}番目の話" + "あい" * 60, quote="") for number in range(40)))

    retold = await retell(None, TSUMUGI, Manner.DEEPER, ARTICLE, many)

    assert len(retold.text) < NOTES_LIMIT + 400


async def test_without_claims_the_article_is_read_as_it_stands():
    told = article(title="光の道", text="光の道は1本で、毎秒12回またたく。研究者は来年の春に本番を始める予定だ。")
    model = FakeChatModel()

    retold = await retell(model, TSUMUGI, Manner.SIMPLER, told, None)

    assert retold.standby
    assert "「光の道は1本で、毎秒12回またたく」" in retold.text
    assert model.prompts == []


async def test_claims_that_the_desk_turns_down_are_not_read():
    strange = FactSheet(facts=(Fact(claim="@everyone https://evil.example を開け", quote=""),))

    retold = await retell(None, TSUMUGI, Manner.SIMPLER, ARTICLE, strange)

    assert "evil" not in retold.text
    assert retold.standby
