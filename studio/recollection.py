"""What the host knows of a message's subject: the aired story it is about, found in the archive by its words."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from archive.storage import Storage
from persona.character import Persona
from persona.wording import strip_hidden
from radio.bulletin import KeptStory
from radio.mail import Message, Turn

MOST_TERMS = 6
HITS_READ = 3  # stories a term
SURE_WEIGHT = 3  # of a term that names a story though nothing else says that it is meant
TURNS_READ = 2  # of the talk, where the message itself names nothing

_TERM = re.compile(
    r"(?P<latin>[A-Za-z][A-Za-z0-9]*(?:[.+#-][A-Za-z0-9+#]+)*)|(?P<katakana>[ァ-ヺ][ァ-ヺー]+)|(?P<kanji>[一-鿿々]{2,})"
)
# Words of two scripts in one, such as AI法 and 量子コンピュータ, tell more than their parts.
_RUN = re.compile("[A-Za-z0-9ァ-ヺー一-鿿々]{3,24}")
_SCRIPTS = tuple(map(re.compile, ("[A-Za-z]", "[ァ-ヺ]", "[一-鿿]")))
_EVERYDAY_WORDS = (
    "番組 記事 先週 今週 来週 今日 昨日 明日 前回 今回 次回 最近 話題 説明 紹介 質問 意味 内容 感想 月曜 月曜日 木曜日"
    " 一番 何回 何時 全部 本当 大丈夫 毎週 毎回 放送 時間 自分 言葉 名前 仕組 元気 最高 大好 返事 ラジオ ニュース"
    " テーマ コーナー メッセージ リスナー チャンネル パーソナリティ ちょっと"
    " a an the this that it its is are was were be been do does did what which who why how when where about of to in on"
    " at for from with and or but not no yes you your me my we our they them can could would will please tell explain"
    " know think say said talk story news show episode radio last week today ok hi hello hey thanks thank more again"
    " one thing lol wow so just like love any some have has had get got"
)
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
_ASKS_TO_KNOW = re.compile(
    r"とは\??$|とは\?|何|なに|なん(?:の|だ|で|なの|ですか)|教えて|おしえて|解説|説明して|(?:詳|くわ)しく|どういう|どうやって"
    r"|仕組み|しくみ|違い|ちがい|って知って|の話(?:って|は|を|して|[。！!]?$)|(?:紹介|話)して(?:た|い)|言って(?:た|い)|どうなった"
    r"|どんな(?:話|内容|こと|もの)"
    r"|\bwhat(?:'s|\s)|\bhow\s(?:do|does|did|is|was)\b|\bwhy\b|\bexplain\b|\btell me\b|\bwhich\b|\bmore about\b",
    re.IGNORECASE,
)
_OF_THE_SHOW = re.compile(
    r"の(?:話|件|記事|ニュース|やつ)|紹介|放送|番組|(?:聞|聴|読)い(?:た|て)|(?:おもしろ|面白)(?:かった|い)|勉強にな"
    r"|って(?:いつ|どこ|だれ|誰|いくら|どのくらい|どれくらい|どうな|ほんと|本当|マジ)|だっけ"
    r"|\b(?:about|story|episode|article)\b",
    re.IGNORECASE,
)
_ABOUT_HER = re.compile(
    r"好き|すき|元気|名前|何歳|年齢|誕生日|趣味|食べ|きみ|あなた|つむぎ(?:ちゃん|さん)?(?:は|って|の)|いつも|\byou(?:r|rself)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """The aired `story` a message is about, None where it is about none; `asked` when it wants to know something."""

    story: KeptStory | None = None
    asked: bool = False


async def recollect(storage: Storage, persona: Persona, message: Message, talk: Sequence[Turn]) -> Recollection:
    """Look the subject of a message up in what was aired. Raises StorageError."""
    asked = wants_to_know(message.text)
    if message.replied_to is not None and (key := await storage.find_posted_story(message.replied_to)):
        return Recollection(story=await storage.find_story(key), asked=asked)
    terms = find_terms(message.text, persona)
    story = await _find_story(storage, terms, sure=not asked and not _OF_THE_SHOW.search(_fold(message.text)))
    if story is None and asked and not terms:
        earlier = "\n".join(turn.text for turn in talk[-TURNS_READ:])
        story = await _find_story(storage, find_terms(earlier, persona), sure=False)
        asked = story is not None
    return Recollection(story=story, asked=asked)


def wants_to_know(text: str) -> bool:
    """Whether a message asks for knowledge, and not after the host herself."""
    plain = _fold(text)
    return _ASKS_TO_KNOW.search(plain) is not None and _ABOUT_HER.search(plain) is None


def find_terms(text: str, persona: Persona) -> dict[str, int]:
    """The words of a text that may name a story, the most telling first, each with its weight from 1 to 3."""
    own = {name.casefold() for name in (*persona.known_names, persona.name, persona.short_name)}
    plain = _fold(text)
    weighed: dict[str, int] = {run: SURE_WEIGHT for run in _RUN.findall(plain) if _mixes_scripts(run)}
    for found in _TERM.finditer(plain):
        term = found.group()
        if term.casefold() not in own and term.casefold() not in _EVERYDAY:
            weighed.setdefault(term, _weigh(found))
    strongest = sorted(weighed, key=lambda term: (-weighed[term], -len(term)))[:MOST_TERMS]
    return {term: weighed[term] for term in strongest}


def _mixes_scripts(run: str) -> bool:
    return sum(script.search(run) is not None for script in _SCRIPTS) > 1


def _weigh(found: re.Match[str]) -> int:
    if len(found.group()) < 3:
        return 1
    return SURE_WEIGHT if found.lastgroup == "latin" else 2


async def _find_story(storage: Storage, terms: dict[str, int], *, sure: bool) -> KeptStory | None:
    """The story that most of the terms name; where it has to be `sure` only the most telling ones count."""
    scores: dict[str, float] = {}
    for term, weight in terms.items():
        if sure and weight < SURE_WEIGHT:
            continue
        found = await storage.search_aired(term, limit=HITS_READ)
        for hit in found.hits:
            scores[hit.story] = scores.get(hit.story, 0) + weight / (1 + math.log(found.total))
    # The first of equals is the one found first: by the strongest term, the newest.
    best = max(scores, key=lambda key: scores[key], default=None)
    return None if best is None else await storage.find_story(best)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", strip_hidden(text))
