"""A source, its fact sheet and clean copy on it, and short ways to ask the desk about a change to them."""

from collections.abc import Sequence
from typing import Any

from persona.sheets import load_persona
from radio.news import Article, Language
from radio.show import Fact, FactSheet
from radio.writing import Finding, Severity
from studio.copydesk import check_story
from studio.copydesk.evidence import evidence_of
from studio.copydesk.galley import Galley, set_galley
from tests.factories import article

TSUMUGI = load_persona("tsumugi")
SHIRUBE = load_persona("shirube")

ENGLISH = article(
    title="How the Hubble Space Telescope got its glasses",
    language=Language.ENGLISH,
    summary="A mirror polished slightly wrong was corrected in orbit in 1993.",
    text=(
        "NASA launched the Hubble Space Telescope in April 1990 from the shuttle Discovery. Its mirror is 2.4 metres "
        "wide, and it circles Earth about 540 kilometres up, once every 95 minutes. The mirror was too flat at the "
        "edge by 2.2 micrometres, roughly one fiftieth of a human hair, so the first pictures were blurred.\n"
        "In December 1993 astronauts installed a corrector called COSTAR, built by Ball Aerospace. "
        '"The trouble with Hubble is over," said Senator Barbara Mikulski. More than 1.7 million observations have '
        "followed, and the data fills up to 150 gigabits a week. Hubble cost over $1.5 billion at launch.\n"
        "However, the telescope cannot be repaired any more, because the shuttles no longer fly."
    ),
)
SHEET = FactSheet(
    facts=(
        Fact(
            claim="NASAは1990年4月にハッブル宇宙望遠鏡を打ち上げた",
            quote="NASA launched the Hubble Space Telescope in April 1990",
        ),
        Fact(
            claim="鏡のふちが2.2マイクロメートル平らすぎて、写真がぼやけた",
            quote="The mirror was too flat at the edge by 2.2 micrometres",
        ),
        Fact(
            claim="1993年12月に宇宙飛行士がCOSTARという補正装置をとりつけた",
            quote="In December 1993 astronauts installed a corrector called COSTAR",
        ),
        Fact(claim="170万回を超える観測をした", quote="More than 1.7 million observations have followed"),
    ),
)
CLEAN = (
    "宇宙にうかんでる望遠鏡が、近眼だったって知ってた？\n"
    "NASAが1990年4月に打ち上げた「ハッブル宇宙望遠鏡」の話だよ！\n"
    "「補正」っていうのは、ずれてる分だけ逆にずらして、ぴったりに直すこと。メガネと同じじゃん？\n"
    "鏡のふちが2.2マイクロメートルだけ平らすぎて、最初の写真はぼやけちゃったんだって。\n"
    "で、1993年12月に宇宙飛行士がコスターっていう装置をつけたら、見えるようになったらしいの。\n"
    "そのあとは170万回以上も観測してるんだって！あーし、こういう話に弱いんだよね。"
)

JAPANESE = article(
    title="駅の改札を1分に60人が通るために",
    summary="非接触の交通カードは、かざしてから0.2秒以内に読み書きを終える。",
    text=(
        "東京駅などで使われる交通カード「Suica」は、2001年11月にJR東日本が始めた。仕組みはソニーが開発した「FeliCa」である。\n"
        "改札では1分間に60人が通れるように、かざしてから約0.1秒で読み書きを終える。カードは電池を持たず、改札が出す"
        "13.56メガヘルツの電波から電力を得ている。\n"
        "最初の実験では、かざす角度がばらばらで半数の人が通れなかった。そこで読み取り部を約13度傾けたところ、"
        "失敗は1％未満に減った。担当者の山本氏は「角度ひとつで人の動きが変わる」と話す。\n"
        "ただし、大きな駅では処理が集中し、遅れることもあるという。発行枚数は2023年に1億枚を超えた。"
    ),
)
JAPANESE_CLEAN = (
    "改札でピッてするカード、なんであんなにはやいの？って思うじゃん？\n"
    "これ、JR東日本が2001年11月に始めた「Suica」の話だよ。しくみを作ったのはソニーなんだって！\n"
    "かざしてから約0.1秒で、読むのも書くのも終わっちゃうの。しかもカードには電池が入ってないらしい。\n"
    "13.56メガヘルツの電波から、電気をもらってるんだって。学食でごはんをもらうみたいな感じ？\n"
    "最初は半数の人が通れなかったけど、だいたい13度かたむけたら、失敗が1％未満になったらしいよ。\n"
    "ただ、大きな駅だと遅れることもあるみたい。あーし、明日から改札にお礼言っとこ！"
)


def judge(free: str, source: Article = ENGLISH, sheet: FactSheet = SHEET, **given: Any) -> tuple[Finding, ...]:
    """What the desk says of a whole segment."""
    given = {"persona": TSUMUGI} | given
    return check_story(free, article=source, sheet=sheet, **given)


def gates(findings: Sequence[Finding]) -> set[str]:
    """The names of the checks that turned copy down."""
    return {finding.check for finding in findings if finding.severity is Severity.GATE}


def turned_down(old: str, new: str, *, japanese: bool = False, **given: Any) -> set[str]:
    """Which checks turn the clean segment down after one change."""
    clean = JAPANESE_CLEAN if japanese else CLEAN
    assert clean.count(old) >= 1, "the change has to change something"
    source, sheet = (JAPANESE, FactSheet(facts=())) if japanese else (ENGLISH, SHEET)
    return gates(judge(clean.replace(old, new, 1), source, sheet, **given))


def galley(
    free: str, source: Article = ENGLISH, sheet: FactSheet = SHEET, persona: Any = TSUMUGI, **given: Any
) -> Galley:
    """A galley to put one check to."""
    return set_galley(
        free,
        persona=persona,
        evidence=evidence_of((source,), sheet),
        title=source.title,
        **({"maker": sheet.maker} | given),
    )


def told(text: str, free: str, **given: Any) -> Galley:
    """A galley of copy about an article that says `text` and nothing else."""
    return galley(free, article(title="題", text=text), FactSheet(facts=()), **given)
