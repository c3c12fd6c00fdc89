"""Leftovers: what belongs to the making of copy and not on the air, and copy in no fit language. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from persona.character import Persona
from persona.prompts import system_prompt
from persona.wording import strip_hidden
from radio.writing import Finding
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.texts import fold_copy, squeeze

_ECHO = 18  # letters in a row shared with the instructions
_FEWEST_KANA = 0.35  # of the letters, quotations apart
_LANGUAGE_LETTERS = 30  # letters that are enough to tell a language

_LABEL = re.compile(
    r"^\s*[^\s。、!?「」『』:\d]{1,14}\s?:(?!\d)|^\s*[「『【\[(]?(?:[^\s。、!?「」:]{0,8})[」』】\])]\s*:", re.MULTILINE
)
# Words that have no place in spoken copy, by what they give away.
_LEFTOVERS = (
    # shapes of an answer that is no speech
    r"[\[{}\]]|【|】|<<|>>|</?think|\bthink>|^\s*(?:json|yaml|text|markdown|plaintext|html)\s*$|\\n|\\u[0-9a-f]{4}",
    r'"(?:facts?|claims?|quotes?|caveat|number|maker|topics?|teaser|day_line|text|copy)"\s*:',
    # blanks nobody filled in
    r"ここに.{0,12}(?:入れ|入り|書[いくき]|挿入)|[〇○◯]{2,}|[×✕]{2,}|プレースホルダ",
    r"(?<![A-Za-z])(?:XX+|TODO|TBD|FIXME|lorem ipsum)(?![A-Za-z])",
    # a model that excuses itself
    r"as an? (?:ai|artificial|(?:large )?language)\b|language model developed|i(?:'m| am) (?:sorry|unable|an ai)",
    r"\bi can(?:'t|not)\b|i apologi[sz]e",
    r"^\s*(?:sure|certainly|of course|here(?:'s| is| are)|okay|absolutely|note)\b[,!: ]",
    r"申し訳(?:ありません|ございません|ないです|ないけど、?(?:その|お答え|対応))|承知(?:しました|いたしました)",
    r"かしこまりました|了解(?:しました|です)|お(?:答え|手伝い|応え)(?:でき(?:ません|ない)|いたしかねます|しかねます)",
    r"(?:リクエスト|依頼|ご要望)に(?:は)?(?:応じ|お応え|対応)|いかがでしょうか|お役に立て|何かあれば",
    r"(?:AI|人工知能|言語モデル|アシスタント|ChatGPT)(?:として(?:は)?、?|なので、?|ですので)"
    r"(?=.{0,12}(?:でき|答え|お|私|回答|あーし))",
    r"(?:情報|サイト|インターネット|リンク)に(?:は)?アクセスでき(?:ない|ません)|お話しでき(?:ない|ません)|もう一度リクエスト",
    # a model that talks of its task
    r"system prompt|システムプロンプト|プロンプトの内容",
    r"(?:これ|それ)まで(?:の|に受けた)(?:すべての|全ての|全部の)?(?:指示|命令|ルール)",
    r"(?:指示|命令|ルール)(?:は|を)(?:すべて|全て|全部)?(?:無視|忘れ)",
    r"(?:ignore|disregard|forget)\s.{0,40}(?:instruction|prompt|rule|previous|above)",
    r"(?:^|[。\s(「])以下(?:は|に|が|の(?:とおり|通り|台本|原稿|文章))|(?:書き|かき)直し(?:ました|たもの|版)|修正(?:版|しました|後)",
    r"台本|原稿|校閲|事実シート|指示(?:どおり|通り|のとおり)に|ファクトシート|fact\s?sheet|\bcaveats?\b|一人称は|口調で|話し方の見本|文字数",
    r"\d+\s?字(?:程度|以内|以上|くらい|前後|でまとめ)|資料ここまで|資料\s[0-9a-f]{6,}",
    r"(?:渡された|いただいた|もらった|与えられた|提供された)(?:資料|事実|情報|記事|材料)|ご(?:確認|要望|指定|希望|不明)",
    # what a page offers to its own readers
    r"(?:読者|会員|視聴者|購読者)[^。!?\n]{0,20}(?:オフ|割引|半額|無料|プレゼント|クーポン)",
    r"(?:ニュースレター|メルマガ|メールマガジン|定期購読|有料会員)[^。!?\n]{0,40}(?:登録して|申し?[こ込]|タダ|無料|購読)",
    # stage directions
    r"\((?:BGM|SE|ジングル|効果音|間|拍手|音楽|笑い声|ため息|咳払い|ポーズ|フェード|曲)[^)\n]{0,12}\)",
)
_LEFTOVER = re.compile("|".join(_LEFTOVERS), re.IGNORECASE | re.MULTILINE)
_OTHER_SCRIPT = re.compile(
    "[가-힣Ѐ-ӿ֐-׿؀-ۿ฀-๿ऀ-ॿ]|[这们说时为对发经过还进关问题东车马龙门见贝长书乐认识让语词请谁该读调谈边达迁远选适邮释铁银错键飞饭馆并个么吗呢你很给样种现应总结处类难动转运资产业务网络电脑计]"
)
_LATIN_RUN = re.compile(r"(?:[A-Za-z][A-Za-z'-]*[ ,.]+){7,}[A-Za-z'-]+")
_KANJI_RUN = re.compile(r"[㐀-䶿一-鿿、,]{22,}")
_SHOWN = re.compile("「[^」\n]*」")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]")
_MANY_BREAKS = re.compile(r"\n{3,}")


def check_labels(galley: Galley) -> Iterator[Finding]:
    """No name plate and no heading before a line."""
    names = "|".join(re.escape(name) for name in {galley.persona.name, galley.persona.short_name, galley.persona.slug})
    plate = re.compile(
        rf"^\s*[【\[(<「]?(?:{names})[^\S\n]?[】\])>」]?\s?[:「『]|^\s*[【\[(<](?:{names})",
        re.MULTILINE | re.IGNORECASE,
    )
    for found in (*_LABEL.finditer(galley.plain), *plate.finditer(galley.plain)):
        message = "行のはじめに名札や見出しがあります。話す言葉だけにしてください。"
        yield gate("labels", message, around(galley.plain, found.start(), found.end()))


def check_leftovers(galley: Galley) -> Iterator[Finding]:
    """No placeholder, refusal, excuse, or talk about the writing itself."""
    for found in _LEFTOVER.finditer(galley.plain):
        if _is_told(found, galley):
            continue
        message = "放送する言葉ではないもの（指示、ことわり、書き方の説明、うめ忘れ）が残っています。消してください。"
        yield gate("leftovers", message, around(galley.plain, found.start(), found.end()))


def check_echo(galley: Galley) -> Iterator[Finding]:
    """The instructions themselves are not read out."""
    instructions = _instructions(galley.persona)
    words = squeeze(galley.plain)
    for place in range(len(words) - _ECHO + 1):
        if words[place : place + _ECHO] in instructions:
            message = "番組の書き方のきまりが、そのまま出ています。消してください。"
            yield gate("echo", message, words[place : place + 2 * _ECHO])
            return


def check_hidden(galley: Galley) -> Iterator[Finding]:
    """Nothing that a reader cannot see."""
    composed = unicodedata.normalize("NFC", galley.raw.replace("\r\n", "\n"))
    if strip_hidden(composed) != composed:
        yield gate("hidden signs", "目に見えない文字や制御文字が入っています。ふつうの文字だけにしてください。")
    if _MANY_BREAKS.search(galley.plain):
        yield gate("hidden signs", "空の行が続いています。つめてください。")


def check_language(galley: Galley) -> Iterator[Finding]:
    """The host speaks Japanese."""
    own = galley.own
    letters = sum(sign.isalpha() for sign in own)
    message = "日本語になっていないところがあります。全部、日本語の話し言葉で書いてください。"
    if letters >= _LANGUAGE_LETTERS and len(_KANA.findall(own)) < _FEWEST_KANA * letters:
        yield gate("language", message, own)
        return
    for pattern in (_OTHER_SCRIPT, _LATIN_RUN, _KANJI_RUN):
        for found in pattern.finditer(own):
            yield gate("language", message, around(own, found.start(), found.end()))


def _is_told(found: re.Match[str], galley: Galley) -> bool:
    """Whether it stands in 「」 and is a proven fact's wording: news about prompts has to name such words."""
    quoted = any(each.start <= found.start() < each.end for each in galley.quotations)
    words = squeeze(found.group())
    return quoted and words != "" and words in squeeze(galley.evidence.claimed)


@lru_cache(maxsize=16)
def _instructions(persona: Persona) -> str:
    told = fold_copy(system_prompt(persona))
    for line in (*persona.samples, *persona.explanations, *persona.asides):
        told = told.replace(fold_copy(line), "「」")  # how she speaks is shown so that she speaks so
    return "|".join(map(squeeze, _SHOWN.split(told)))
