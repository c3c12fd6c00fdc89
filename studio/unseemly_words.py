"""Words that are not this programme's, whoever wishes for them: sex, cruelty, slander, tips on money. Pure.

The host's sheet forbids the subjects and the prompt says so; this catches a model that does as it is told by a
listener. The list knows plain cases only, and what it takes for one costs a second try.
"""

import re
import unicodedata

from persona.wording import strip_hidden

_IS = r"(?:だ(?![けとっ])|だっ[てた]|な(?:ん|の)|らしい|じゃん|っぽい|みたい|です|って(?:話|うわさ|噂)|[!。])"
_DID = r"を?(?:して|した|し(?:まく|ちゃ|た)|やって|やった)"
_WORDS = (
    # sex
    r"はだか|裸(?!眼|足|子|火|電球|一貫|にな(?:って|る)データ)|エッチ|えっち|セックス|おっぱい|オナニ|ちんちん",
    r"下着(?:姿|は|の色)|パンツの色|ご主人(?:さま|様)|ごしゅじん(?:さま|様)|抱いて(?:ほしい|くれ|ね)|いやらし|性的|濡れ(?:ちゃ|てき)",
    # cruelty, and how to do harm
    r"火炎(?:びん|瓶)|(?:ガソリン|火薬|爆弾|爆薬).{0,12}(?:火をつけ|作り方|つくりかた|作る(?:に|な)|入れて)|爪を.{0,6}はが|悲鳴を楽し",
    r"首を(?:しめ|絞め)|血まみれ|(?:手首|腕)を?切(?:る|れ|って).{0,6}(?:とき|なら|には|は|たて|縦|深)|(?:薬|くすり).{0,6}(?:致死|何錠)",
    r"ブス|売国奴|いなくなれ|学校(?:に|へ)来るな|ねむってろ|(?:バカ|馬鹿|ばか)(?:だから|なので|ばっかり|ばかり|ども)",
    r"(?<![ァ-ヴー])(?:デブ|ハゲ|チビ)(?:だ|で|[!。]|ってよ|って言)|のろま|(?:消えろ|きえろ)[!。よ]|(?:ばか[!。]?){3}",
    # slander: somebody is, or does, what is a crime or a shame
    r"(?:詐欺師|ペテン師|どろぼう|泥棒|犯罪者|人殺し|殺人犯|ストーカー|痴漢|ロリコン|変態|売人|裏切り者|うそつき|嘘つき)"
    + _IS,
    r"(?:不倫|浮気|横領|着服|万引き|盗撮|カンニング|売春|パパ活)" + _DID,
    r"(?:前科|借金)(?:が|は|も)?(?:ある|あり|持ち|者)|(?:覚醒剤|覚せい剤|麻薬|大麻|クスリ).{0,6}(?:やって|やった|つかま|捕ま|逮捕)",
    r"お金を?.{0,4}(?:ぬすん|盗ん|だましと|くすね)",
    # votes, cures and money
    r"清き一票|党に(?:入れ(?:て|よ|る)|一票|投票)|ワクチン.{0,6}(?:毒|打た(?:ない|せない)|うたない)",
    r"全財産|(?:必ず|かならず|絶対|ぜったい)(?:に)?(?:もうか|儲か)|(?:来週|来月|明日).{0,3}\d*倍に|(?:いま|今)すぐ(?:全力で)?買(?:って|お)",
    # what she is
    r"(?:本当は|ほんとは|ほんとうは|実は|じつは|あーし).{0,6}(?:人間(?:だ|な)|(?:AI|ボット|機械)じゃな)",
)
_UNSEEMLY = re.compile("|".join(f"(?:{each})" for each in _WORDS))


def find_unseemly(text: str) -> str:
    """The first such word, as it was found, "" if there is none."""
    plain = unicodedata.normalize("NFKC", strip_hidden(text))
    found = _UNSEEMLY.search("".join(plain.split()))
    return found.group() if found else ""
