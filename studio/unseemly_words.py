"""Words that are not this programme's, whoever wishes for them: sex, cruelty, slander, tips on money. Pure.

The host's sheet forbids the subjects and the prompt says so; this catches a model that does as it is told by a
listener. The list knows plain cases only, and what it takes for one costs a second try.
"""

import re
import unicodedata

from persona.wording import strip_hidden

_WORDS = (
    r"はだか|裸(?!眼|足|子|火|電球|一貫|にな(?:って|る)データ)|エッチ|えっち|セックス|おっぱい|オナニ|ちんちん|下着姿|ご主人(?:さま|様)|ごしゅじん(?:さま|様)",
    r"抱いて(?:ほしい|くれ|ね)|いやらし|性的|濡れ(?:ちゃ|てき)",
    r"火炎(?:びん|瓶)|(?:ガソリン|火薬|爆弾).{0,12}(?:火をつけ|作り方|つくりかた|入れて)|爪を.{0,6}はが|悲鳴を楽し|首を(?:しめ|絞め)|血まみれ",
    r"ブス|売国奴|いなくなれ|学校(?:に|へ)来るな|ねむってろ|(?:バカ|馬鹿|ばか)(?:だから|なので)|清き一票",
    r"全財産|(?:必ず|かならず|絶対|ぜったい)(?:に)?(?:もうか|儲か)|(?:来週|来月|明日).{0,3}\d*倍に|いますぐ買(?:って|お)|今すぐ買(?:って|お)",
)
_UNSEEMLY = re.compile("|".join(_WORDS))


def find_unseemly(text: str) -> str:
    """The first such word, as it was found, "" if there is none."""
    plain = unicodedata.normalize("NFKC", strip_hidden(text))
    found = _UNSEEMLY.search("".join(plain.split()))
    return found.group() if found else ""
