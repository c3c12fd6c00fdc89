"""Numbers of the host's own: 「あーし、3回読んだ」 says nothing of the article, so the article need not prove it. Pure.

A small everyday amount is the host's own where her sentence is about herself, about her own life, or about what she
and her listener do right now. It is the article's, and has to be proven, where the sentence reports something
(んだって), names somebody or something of the article, or points at a number (この3回, 3回って).
"""

import re

from studio.copydesk.galley import Galley
from studio.copydesk.names import count_parts
from studio.copydesk.quantity import Kind, Quantity
from studio.copydesk.spelling import KATAKANA_NAME, LATIN_NAME
from studio.copydesk.units import BARE, CLOCK, COUNT, RATIO, SECOND, THING, TIMES

_LARGEST = 1_000  # a host does nothing more often than that, and claims nothing by it
_EVERYDAY = frozenset({BARE, THING, COUNT, SECOND, CLOCK, "person", "age", "metre", "gram", "day", "month", "year"})
_FEELINGS = frozenset({RATIO, TIMES})  # 「あーしなら100%寝てる」: only of herself

_REPORT = re.compile(
    r"(?:ん|の|なん)だって(?:さ|ね|よ)?|らしい|だそう|とのこと|によると|記事[にで]|発表|(?:言|い)うと|計算|換算|たとえ[るば]"
)
_POINTED = re.compile(r"(?:この|その|あの|なんと|たった)\s?$")
_QUOTED = re.compile(r"(?:って(?!感じ)|なんて|という|とか言)")
_SENTENCE = re.compile(r"[^。!?\n]*[。!?]*")
_CLAUSE_END = re.compile(r"[、。!?\n「」]")
_WORD = re.compile(r"[一-鿿]{2,}|[ァ-ヴー]{3,}")
# What follows a number that somebody does here and now: she tells, she reads, the listener is asked to.
_DOING = re.compile(
    r"(?:くらい|ぐらい|ほど|以上|も|は|とか|だけ|しか|で|を|ずつ|ぶん|分|とも|まで|に|時間|\s)*(?:この|その)?"
    r"(?:読[んみめ]|よ[んみ](?:で|だ|かえ)|聞[いきけ]|きき|見(?:た|て|返|直|ちゃ|れ|まし|ます)|食べ|たべ|いけ[るまちた]|飲[んみめ]|寝(?:て|た|れ|ちゃ|まし)|"
    r"泣[いきけ]|笑[いっえ]|(?:説明|紹介|おさらい|確認|深呼吸|まばたき|リピート|再生|計算|ジャンプ|練習|復習)[しすで]|まとめ|言わせ|言っと|話[すし]|ちょうだい|"
    r"待[っち]|つきあ|付き合|悩[んみ]|歌[っえい]|うた[っえい]|数え|となえ|唱え|書け|書い(?:て[みね]|た[らの])|やって(?:み|ね)|しゃべ|わか[るりっ]|分か[るりっ]|覚え|"
    r"忘れ|歩[いきけ]|ある(?:いた|くと|けば)|走[っれり]|泳[いげぐ]|通[っえい]|つめ|作れ|とれ)"
)
_DOING_BEFORE = re.compile(r"(?:まばたき|深呼吸|ためいき|ため息|二度見|拍手|ジャンプ|おかわり|深読み)(?:を|が)?$")
_OTHERS = re.compile(
    r"(?:会社|社|チーム|グループ|研究[者所員]|記事|開発者|技術者|大学|国|世界|政府|AI|ロボット|教授|博士|(?<![お父母兄姉爺婆客じばっあちゃ])さん|氏|社長|プログラム|ソフト|アプリ|機械|モデル|選手)"
    r"(?:たち)?(?:は|が|も|に|を|の)"
)
_ONE_NAMED = re.compile(r"さん|氏|」")
_PERSON_NAMED = re.compile(r"(?<=[ァ-ヴー一-鿿A-Za-z])(?:さん|氏)")
_LISTED = re.compile(r"(?:[^。!?\n、]{1,24}(?:さん|氏|」)(?:、|と|や|に|も)?)+の?、?$")
_THESE = re.compile(r"(?:この|その|あの)\s?$")
_ASKED = re.compile(r"[てで](?:ね|みて|みてね|よ|くれ)?[。!〜\s]*$")  # 「3回読んでね」
# Words of a host's days. A word that the article has, too, is the article's.
_LIFE = re.compile(
    r"赤点|図書室|駅前|コンビニ|通学路|塾|補習|期末|遊園地|プール|友だち|友達|クラス|学校|教室|部活|購買|学食|文化祭|体育|理科|国語|算数|中学|高校|小学|通学|登校|席がえ|宿題|夏休み|冬休み|テスト|給食|遠足|"
    r"うちの|弟|妹|ママ|パパ|お母さん|お父さん|ばあちゃん|じいちゃん|いとこ|親せき|家族|おこづかい|お年玉|バイト|貯金|"
    r"朝|お昼|昼休み|夜中|きのう|昨日|おととい|今朝|ゆうべ|寝坊|おなか|ごはん|おにぎり|お弁当|カレー|ラーメン|カップ麺|パン|プリン|アイス|おやつ|お菓子|おかわり|"
    r"お餅|年末|正月|誕生日|カラオケ|アニメ|漫画|マンガ|ゲーセン|プリクラ|ネイル|メイク|髪|犬|猫|自転車|電車|布団|部室|部長|先輩|後輩|ノート|黒板|制服|体操|リレー|運動会|修学旅行|放課後|マスク|ティッシュ|くしゃみ|目薬|お風呂|洗濯|鳥肌|心臓|テンション"
)


def is_own(number: Quantity, galley: Galley) -> bool:
    """Whether a number is the host's own, and so needs no proof."""
    if number.kind is not Kind.MEASURE or number.value > _LARGEST:
        return False
    dimensions = {dimension for dimension, _ in number.readings}
    start, end = _find_sentence(galley.plain, number)
    before, after = galley.plain[start : number.start], galley.plain[number.end : end]
    if _POINTED.search(before) or _QUOTED.match(after) or _REPORT.search(galley.plain[start:end]):
        return False
    if not dimensions & (_EVERYDAY | _FEELINGS) or _names_anyone(galley, start, end):
        return False
    if _is_of_herself(before, after, galley.persona.first_person):
        return True
    measured = "." in number.words  # a decimal was measured by somebody
    return bool(dimensions & _EVERYDAY) and not measured and _is_of_the_moment(before, after, galley)


def counts_the_named(number: Quantity, galley: Galley) -> bool:
    """Whether it counts whom the copy has just named: 「AさんとBさんとCさんの三人」, 「Aさん。Bさんも。このふたり」."""
    start, _ = _find_sentence(galley.plain, number)
    before = galley.plain[start : number.start]
    counted = {"person", THING, "company"} & {dimension for dimension, _ in number.readings}
    if _THESE.search(before):
        lines = galley.plain[: number.start].split("\n")
        named = {len(_PERSON_NAMED.findall("\n".join(lines[-count:]))) for count in (1, 2)}
        return "person" in counted and number.value in named
    listed = _LISTED.search(before)
    return bool(counted) and listed is not None and len(_ONE_NAMED.findall(listed.group())) == number.value


def _find_sentence(plain: str, number: Quantity) -> tuple[int, int]:
    start = max(plain.rfind(sign, 0, number.start) for sign in "。!?\n") + 1
    found = _SENTENCE.match(plain, number.end)
    return start, found.end() if found else len(plain)


def _names_anyone(galley: Galley, start: int, end: int) -> bool:
    """Whether the sentence has a name, or somebody else who does something."""
    sentence = galley.plain[start:end]
    words = [
        *LATIN_NAME.findall(sentence),
        *(word for word in KATAKANA_NAME.findall(sentence) if count_parts(word) != 1),
    ]
    named = any(word not in galley.persona.known_names and _is_capital(word) for word in words)
    return named or _OTHERS.search(sentence) is not None


def _is_capital(word: str) -> bool:
    return word != word.lower() or not word.isascii()


def _is_of_herself(before: str, after: str, first_person: str) -> bool:
    """Whether the host speaks of herself before the number, or right after its clause."""
    spoken = before.rfind(first_person) >= 0
    return spoken or _CLAUSE_END.split(after)[0].rstrip().endswith((first_person, f"{first_person}でも"))


def _is_of_the_moment(before: str, after: str, galley: Galley) -> bool:
    """Whether it is of telling and listening, or of the host's days, in a clause without the article's words."""
    if _ASKED.search(after) and _DOING.match(after):
        return True
    clause = _CLAUSE_END.split(before)[-1] + _CLAUSE_END.split(after)[0]
    told = galley.evidence.folded
    if any(word in told for word in _WORD.findall(clause)):
        return False
    if _DOING.match(after) or _DOING_BEFORE.search(before):
        return True
    return any(word not in told for word in _LIFE.findall(before + after))
