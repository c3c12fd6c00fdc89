"""Which topic a letter asks for, as bare terms. Pure.

It stands here and not in the newsroom because what a letter says, and what of it may go on, is a matter of the mail:
beyond this module there are terms, no letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from newsroom.requests import LONGEST_TERM, Request, is_telling
from persona.wording import strip_hidden
from radio.mail import Letter
from studio.hurtful_words import find_hurtful
from studio.unseemly_words import find_unseemly

MOST_TERMS = 8  # readings of one request

_READ_BACK = 80  # characters before a wish in which its topic is looked for
_GAP = 20  # characters between a topic and its wish: 「の話を、つむぎちゃんの声で」

_WISH = (
    "(?:聞|聴|き)きたい|(?:知|し)りたい|読みたい|気にな(?:る|って)|お願い|おねがい|リクエスト|希望|待って(?:い)?ます"
)
_DEEDS = (
    "(?:取り上|とりあ|取りあ|とり上)げて|(?:教|おし)えて|(?<!の)(?:話|はな)して|(?:解説|説明|特集|紹介)して"
    "|(?:扱|あつか|語|かた|や)って|(?:聞|聴|き)かせて|触れて|読んで|して"
)
# What makes a deed a wish: not thanks (くれて), nor what has been done (いた) or shall not be (ほしくない).
_PLEASE = (
    "(?:みて)?(?:(?:ほし|欲し)い|(?:くだ|下)さ|くれ(?:ません|ない|たら|ると|(?=[!?。\\s]|$))|(?:もら|貰)(?:え|いたい)"
    "|(?:いただ|頂)(?:け|きたい)|ね|よ(?!か)|[!?。♪〜~ー.\\s]|$)"
)
_JAPANESE = re.compile(rf"(?:{_WISH})(?!と(?:は|も)?思わ|わけ|って人|人)|(?P<deed>{_DEEDS}){_PLEASE}")
_SENTENCE_END = re.compile(r"[。!?♪〜~\n]|\.\s")
_ABOUT = re.compile(
    "の(?:話題?|はなし|こと|ニュース|記事|最新情報|情報|続報|解説)|の?(?:特集|コーナー)|(?:に|と?か)(?:ついて|関して|かんして)"
)
_OBJECT = re.compile("を(?:もっと|また|ぜひ|是非|いつか|今度|くわしく|詳しく)?$")
_CLAUSE_START = re.compile(r"[、,;:()\[\]【】]")
_QUOTED = re.compile(r"[「『\"“]([^「」『』\"“”]{2,30})[」』\"”]$")
_BETWEEN = re.compile(r"とか|[とや](?=[一-鿿ァ-ヴA-Za-z0-9])|[&/]|\s(?:and|or)\s")
# Of ゆるキャン nothing: キャン begins many words.
_LAST_RUN = re.compile(r"(?![ァ-ヴー]{1,3}$)[^\sぁ-ん]+(?:\s[^\sぁ-ん]+)*$")

_ENGLISH = re.compile(
    r"""\b(?:
        (?:please|pls|could\syou|can\syou|would\syou|will\syou|you\sshould)\s(?:[a-z]+\s){0,2}?
            (?:cover|discuss|feature|explain|(?:talk|speak|tell\s(?:us|me)|do\s(?:something|a\sstory))\s(?:more\s)?(?:about|on))
      | (?<!n't\s)(?<!not\s)(?<!never\s)(?:want|wanna|like|love|hoping|hope)\s(?:to\s)?(?:hear|know|learn|read)\s
            (?:(?:some|any|a\slot|much)\s?)?(?:more\s|something\s)?(?:about|on|of)
      | more\s(?:news|stories|episodes)\s(?:about|on)
    )\s(?P<topic>[^!?,;:()\n]{2,60})""",
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH_END = re.compile(
    r"\.(?:\s|$)|\swork(?:s|ed|ing)?\b|\s(?:please|pls|on\s(?:the|your)\s|in\s(?:the|a|your|one)\s|next\s|this\s|some\s?(?:day|time)|soon|again|because|since"
    r"|so|thanks|too|when|if|but|with\s|from\s|for\s|as\s|at\s|i\s|he\s|she\s|they\s|we\s|you\s)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:the|an?|some|any|more|new|latest|your|how|why|what|news|stories|about|on|of)\s)+", re.IGNORECASE
)

_EDGES = " .・'’「」『』\""
_PLAIN = re.compile(r"(?:(?!_)[\w.+#・&'’ -])+")
_HOST = re.compile(r"\.(?!js\b|ts\b)[a-z]{2,}|\bwww\b", re.IGNORECASE)


def collect_requests(letters: Iterable[Letter]) -> tuple[Request, ...]:
    """One request a listener: that of the first of their letters, in the order given, that asks for anything."""
    found: dict[int, Request] = {}
    for letter in letters:
        if letter.listener_id not in found and (request := read_request(letter.text)):
            found[letter.listener_id] = request
    return tuple(found.values())


def read_request(text: str) -> Request | None:
    """The topic that an untrusted letter asks for, of several the first; None if it asks for none that can be used."""
    plain = unicodedata.normalize("NFKC", strip_hidden(text))
    for topic in (*_find_japanese(plain), *_find_english(plain)):
        fitting = [term for term in dict.fromkeys(_read_topic(topic)) if _is_fit(term)]
        if fitting:
            return Request(terms=tuple(fitting[:MOST_TERMS]))
    return None


def _find_japanese(text: str) -> Iterator[str]:
    for wish in _JAPANESE.finditer(text):
        before = text[max(0, wish.start() - _READ_BACK) : wish.start()]
        sentence = _SENTENCE_END.split(before)[-1]
        *_, about = [None, *_ABOUT.finditer(sentence)]
        if about is None and wish["deed"]:
            about = _OBJECT.search(sentence)
        if about is not None and len(sentence) - about.end() <= _GAP:
            yield _cut_clause(sentence[: about.start()])


def _cut_clause(words: str) -> str:
    quoted = _QUOTED.search(words)
    return quoted[1] if quoted else _CLAUSE_START.split(words)[-1]


def _find_english(text: str) -> Iterator[str]:
    for wish in _ENGLISH.finditer(text):
        yield _ARTICLE.sub("", _ENGLISH_END.split(wish["topic"])[0])


def _read_topic(topic: str) -> Iterator[str]:
    """What a topic may be called: as a whole, each of several, and without what stands before its name."""
    for part in (topic, *_BETWEEN.split(topic)):
        name = _LAST_RUN.search(part.strip())
        for reading in (part, part.rpartition("の")[2], name[0] if name else ""):
            yield reading.strip(_EDGES)


def _is_fit(term: str) -> bool:
    return (
        len(term) <= LONGEST_TERM
        and _PLAIN.fullmatch(term) is not None
        and _HOST.search(term) is None
        and is_telling(term)
        and not find_hurtful(term)
        and not find_unseemly(term)
    )
