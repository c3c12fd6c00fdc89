"""The voice: this host's first person and manner, nobody else's. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from persona.character import Persona
from radio.writing import Finding
from studio.copydesk.galley import Galley, around, gate, warning

FEWEST_MARKED = 0.4  # share of sentences that show who speaks
MOST_ALIKE = 3  # sentences in a row that end the same way
_FEW_SENTENCES = 5

_HIRAGANA = re.compile(r"[ぁ-ん]+")
_PARTICLE = (
    r"(?=(?:たち|達|ら)?(?:は|が|の|も|を|に(?!くい)|と(?!か)|って|的|自身|なら|なんか|みたい|だけ|まで|だって|"
    r"、|!|\?|。|\s|$|ら))"
)
_START = r"(?:(?<=[、。!?「『\s(〜])|^)"
_HOUSEHOLD = (
    "じい|ばあ|じっちゃ|ばっちゃ|いとこ|親せき|親戚|家族|玄関|台所|お?風呂|テレビ|ベランダ|車|部屋|コタツ|担任|部長|"
    "犬|猫|いぬ|ねこ|家|親|母|父|ママ|パパ|お[母父兄姉]|お[かとにね]|おば|おじ|弟|妹|兄|姉|近所|庭|冷蔵庫|クラス|学校"
)
# What looks like a first person and is none, by the sign before it.
_NOT_BEFORE = {
    "ぼく": "そ",
    "おれ": "てでしくあたかつだなほ",
    "わたし": "しりきけみ",
    "わし": "あかまつざ習慣表現著交賑騒煩惑潤",
    "僕": "下公従",
    "私": "公",
}
_STEM = "[いきしちにひみりぎじびぴえけせてねへめれげぜでべぺ見来出寝着得似居経観煮診]"
_AFTER_POLITE = (
    r"(?=(?:か(?!す)|ね(?!ぎ)|よ(?!う)|が|けど|けれど|から|し(?![て屋ょ])|って(?!、?(?:言|い[うっえわ]|聞|きい|思|書|たの|頼|答|返|叫|さけ|声|な[っる]))|ので|もん|わ|ぞ|の[。!?]|"
    r"(?!、って)[。!?、…〜ー♪☆)」\s]|$|\.\.))"
)
_POLITE = re.compile(
    rf"です(?!ら){_AFTER_POLITE}|(?<!ま)でした{_AFTER_POLITE}|でしょう(?!ゆ|がな|もな)|"
    rf"(?<={_STEM})ます(?!ます|よう)(?:{_AFTER_POLITE})|(?<={_STEM})ました{_AFTER_POLITE}|"
    rf"(?<={_STEM})ましょう?{_AFTER_POLITE}|(?<={_STEM})ません(?:でした)?|(?<![だす])ください(?!って|と(?:言|い[うっ]|頼|たの|お願))|下さい|ございま"
)
_SET_PHRASES = re.compile(
    r"いただきます|ごちそうさまでした|すみません|ごめんください|おつかれさまでした|お疲れさまでした|〜?ですます(?:調)?|"
    r"お(?:願|ねが)いします(?=[。!?〜\s]|、?って|$)|(?:まい|参)りました|失礼しました|(?:おはよう|おめでとう|ありがとう)ございま(?:す|した)|"
    r"(?<=はい、)[^。!?、\n]{1,6}です(?=[!。])|"
    # a quiz is asked and answered so by anyone
    r"(?:問題|クイズ|質問)です(?=[。!〜\s])|(?:なに|なん|何[一-鿿]?|だれ|誰|どれ|どこ|どっち|どちら|いくつ|いくら|いつ)でしょう(?:か)?(?=[?!。〜])|"
    r"(?:正解|答え|こたえ)は、?[^。!?\n]{1,30}?(?:です|でした)(?=[。!〜\s])"
)
_END_SIGNS = re.compile(r"[\s。!?、…〜ー♪☆♡wっ)」』.\-]+$|\([^)]*\)[。!?〜]*$")
_SOFT_TAIL = re.compile(r"(?:よ|ね|な|ぞ)$")
_EMOJI = re.compile("[\U0001f000-\U0001faff☀-➿]")
_MOST_EMOJI = 6


def check_first_person(galley: Galley) -> Iterator[Finding]:
    """The host's own word for herself, and no other."""
    persona = galley.persona
    for found in _wrong_first_persons(persona).finditer(galley.own):
        message = f"一人称は「{persona.first_person}」だけです。直してください。"
        yield gate("first person", message, around(galley.own, found.start(), found.end()))


def check_presence(galley: Galley) -> Iterator[Finding]:
    """The host says "I" at least once."""
    if galley.persona.first_person not in galley.own:
        yield gate(
            "presence", f"「{galley.persona.first_person}」が一度も出てきません。自分の気持ちをひとこと入れてください。"
        )


def check_politeness(galley: Galley) -> Iterator[Finding]:
    """です and ます belong to the polite hosts."""
    if galley.persona.polite:
        return
    own = _SET_PHRASES.sub(lambda found: "□" * len(found.group()), galley.own)
    for found in _POLITE.finditer(own):
        message = "「です・ます」になっています。くだけた話し言葉に直してください。"
        yield gate("politeness", message, around(own, found.start(), found.end()))


def check_endings(galley: Galley) -> Iterator[Finding]:
    """Sentence endings that are another character's."""
    endings = galley.persona.foreign_endings
    for sentence in galley.sentences:
        tail = trim_end(sentence.own)
        for form in (tail, _SOFT_TAIL.sub("", tail)):
            ending = next((each for each in endings if form.endswith(each)), None)
            if ending and not form.endswith(("ものだ", "もんだ")):
                message = f"「{ending}」は、ほかのキャラクターの言い方です。自分の話し方に直してください。"
                yield gate("endings", message, sentence.text[-30:])
                break


def check_manner(galley: Galley) -> Iterator[Finding]:
    """Whether it sounds like this host, and not like one sentence over and over."""
    own = [sentence.own for sentence in galley.sentences]
    if len(own) < _FEW_SENTENCES:
        return
    marked = sum(any(marker in sentence for marker in _markers(galley.persona)) for sentence in own)
    if marked < FEWEST_MARKED * len(own):
        yield warning("manner", "この人らしい言い方が少なめです。話し方の見本の調子に寄せてください。")
    ends = [trim_end(sentence)[-2:] for sentence in own]
    for end, run in groupby(ends):
        if end and len(list(run)) > MOST_ALIKE:
            yield warning("same endings", f"「〜{end}」で終わる文が続いています。言いおわりを変えてください。")


def check_emoji(galley: Galley) -> Iterator[Finding]:
    """Copy is spoken: an emoji or two is colour, a row of them is noise."""
    if len(_EMOJI.findall(galley.plain)) > _MOST_EMOJI:
        yield gate("emoji", "絵文字が多すぎます。声に出して読む文章なので、へらしてください。")


def trim_end(sentence: str) -> str:
    """A sentence without the signs at its end, nor a last remark in brackets."""
    bare = sentence
    while (shorter := _END_SIGNS.sub("", bare)) != bare:
        bare = shorter
    return bare


@lru_cache(maxsize=16)
def _markers(persona: Persona) -> tuple[str, ...]:
    return tuple(marker.replace("！", "!").replace("？", "?") for marker in persona.markers)


@lru_cache(maxsize=16)
def _wrong_first_persons(persona: Persona) -> re.Pattern[str]:
    return re.compile("|".join(_first_person(word) for word in persona.wrong_first_persons) or r"(?!)", re.MULTILINE)


def _first_person(word: str) -> str:
    """A pattern for one word where it is a first person: no longer word goes on, or a particle follows."""
    if word == "うち":
        # 「3つのうち」「そのうち」「今のうちに」 are no persons, and 「うちの犬」 is everybody's way to say it
        others = f"ひとつ|1つ|一つ|中|誰|どれ|{_HOUSEHOLD}"
        return rf"{_START}うち(?=ら(?:は|が|の|も|、)|は|が|も|的|って|みたい|なら|、|の(?!{others}))"
    guard = f"(?<![{_NOT_BEFORE[word]}])" if word in _NOT_BEFORE else ""
    bare = re.escape(word)
    if "ァ" <= word[0] <= "ヴ":
        return rf"(?<![ァ-ヴー]){bare}(?![ァ-ヴー])"
    if not _HIRAGANA.fullmatch(word):
        return rf"{guard}(?<![一-鿿]){bare}(?![一-鿿]|ごと)"
    # わたし begins 渡した and 渡して as well: without a particle it has to open the sentence
    return rf"{guard}{bare}{_PARTICLE}|{_START}{bare}(?=[一-鿿ァ-ヴ、])"
