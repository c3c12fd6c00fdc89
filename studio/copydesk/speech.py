"""Quotations: what the copy says that the source said or wrote stands there word for word. Pure."""

import re
from collections.abc import Iterator

from radio.writing import Finding
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.texts import Quotation, squeeze

LONG = 15  # characters; more than a term or a title's word
_TERM = 24  # characters; a term in 「」 may be that long where it is plainly named

# Words that give what stands in 「」 to somebody who said or wrote it.
_SAID = re.compile(
    r"(?:って|と|なんて|とか|みたいに)?[、はもまで]{0,2}(?:いう)?(?:[ァ-ヴー一-鿿A-Za-z]{2,12}(?:さん|氏|たち|さんたち)?(?:は|が|も)|はっきり|ちゃんと|しっかり|記事に|本文に|記事では|"
    r"本人が|みんなに|公式に|きっぱり|うれしそうに|堂々と|ブログで|会見で|取材に)?(?:も|は)?"
    r"(?:[言い]って(?:た(?![らり])|る|い[るたまて]|ま|て|ん)|言った(?![らり]|こと(?:は|が|も)?(?:ある|ない))|言い切|言わせ|話して(?:た|る|い|て)|話した(?![らり])|語っ(?!たら)|語る|述べ|のべて|"
    r"書いて(?:る|た|あ|い)|書いた(?![らり])|書かれ|かいてあ|コメント|説明して(?:る|た|い)|説明した(?![らり])|主張|指摘し|強調し|"
    r"答え(?:て(?:る|た|い)|た(?![らり]))|回答し|つぶや|ツイート|投稿|宣言|断言|発言|発表し(?:て(?:る|た|い)|た(?![らり]))|警告し|呼びかけ|呼び掛け|約束して|アピール|載って|のって(?:る|た)|"
    r"記して|しるして|綴|まとめて(?:る|い)|締め|結んで|明言|打ち明け|振り返っ|ふりかえっ|認めて|明かし|胸を張|自慢|意気込|喜んで|よろこんで|"
    r"公表|表明|声[をも]?(?:あげ|上げ)|うったえ|訴え|否定し|反論|批判し|分析し|解説し|伝えて(?:る|た|い)|表現し|だそう|とのこと|だとか)"
)
_HIRAGANA = re.compile("[ぁ-ん]")  # 「フロンティア」 is what something is called, even where somebody calls it so
_NAME = re.compile(r"[ァ-ヴーA-Za-z0-9・ .-]+")  # 「ネイチャー」で発表した is no speech, and names are another check
_CASE = re.compile("[でにのがはをもへ]|から")
_HEARSAY = re.compile(r"と(?:いう|言う)(?:[。!?]|$)")
_AS_IF = re.compile(r"^[^。!?]{0,14}(?:感じ|ようなもの|のと(?:同じ|おんなじ|いっしょ|一緒))")
_REPORTED = re.compile(r"(?:なん|ん)?だって(?:さ|よ|ね)?[!。〜?\n]|(?:って)?さ[!。〜]|らしい|だそう")
_SPEAKER = re.compile(
    r"(?:さん|氏|社|会社|チーム|開発者|研究者|技術者|エンジニア|社長|CEO|担当者|責任者|作者|教授|博士|公式|ブログ|メーカー|協会|団体|大学|研究所|"
    r"[一-鿿]{2,6}(?:所|会|社|者))(?:たち)?(?:は|が|も|いわく|では)[^。!?「」]{0,24}$"
)
_CLAUSE_WORDS = re.compile(r"(?=.*[ぁ-ん].*[ぁ-ん]).{7,}[るたよねだいんすくかなー!?。]")
_QUOTED_ON = re.compile(
    r"(?:と|って|なんて)(?!い[うっ]|呼|よ[ばぶん]|思|おも|感じ|考え|技術|技|ワザ|仕組|しくみ|名|こと|の|もの|や[つり])|[。!]"
)
_SAYS_BEFORE = re.compile(
    r"(?:によると|によれば|いわく|曰く|記事(?:に|で)は|本文(?:に|で)は|発表(?:で|に)は|(?:は|が)こう(?:言|書|話|述べ)[^「]{0,10}|"
    r"(?:が|は)(?:言う|いう|書く)には|コメントは|言葉は|の発言)[、:]?\s?$"
)
# Words after which the same 「…」 is a name, a thought, a request, a guess: nobody is quoted.
_NAMED = re.compile(
    r"(?:って|と|とか|みたいに)(?:いう|言う|ゆう|呼ぶ|呼ばれ|呼んで|よばれ|よんで|よぶ|名づけ|名付け|いわれ|言われて(?:る|い)|言います|"
    r"いいます|いって、|言って、|言ったり|書いて読|読[むみん]|略)|(?:は|って|っていうの)(?:ね)?、|のこと|って(?:言葉|用語|名前|単語|やつ|もの|技術|こと)"
)
_IMAGINED = re.compile(
    r"(?:って|と|とか|なんて|みたいな?|っていう|という)?(?:、)?(?:きみ|みんな|あーし|ふつう|普通|つい|ずっと|最初|一瞬|ちょっと|マジで|毎回|AI|友だち|"
    r"友達|先生|店員|だれか|誰か|人|パソコン|スマホ|コンピューター?)?(?:は|も|に|が|さん)*"
    r"(?:思[うっいわえ]|おも[うっい]|感じ|考え|聞[いくきか]|きい|訊|たずね|尋ね|質問|頼[んみむも]|たの[んむみ]|お願い|指示|命令|入力|打[っちつ]|入れ|検索|なる|"
    r"なった|なり|なっちゃ|ツッコ|つっこ|言いたく|いいたく|言いた|言えば|言えた|言える|言うと|いうと|言ったら|いったら|言っても|言って(?:もらう|くれる|ほしい|る人)|"
    r"言われ(?:たら|ても|ると)|言わな|言わず|言おう|言い(?:そう|がち|合)|返事|返[しっす]|教え|伝え|気持ち|気分|声|空気|ノリ|テンション|顔|勢い|状態|話(?![しす])|ところ|とこ|"
    r"わけ|ワケ|意味|発想|アイデア|疑問|心配|不安|約束事|ルール|しくみ|仕組み|とき|時|日|場面|タイプ|系|派|みたい|っぽ|くらい|ぐらい|より|じゃな|ではな|かも|かな)"
)


# 「…」って、A社の創業者のBさんが言った
_SPOKEN_BY = re.compile(
    r"(?:って|と)、?[^。!?「」、]{0,30}(?:さん|氏|社|社長|CEO|会社|チーム|教授|博士|先生|選手|監督|大臣|担当者)(?:たち)?(?:は|が|も)[^。!?「」、]{0,10}"
    r"(?:言っ[たて](?![らり])|話し(?:て|た(?![らり]))|書い[たて](?![らり])|述べ|語っ[たて](?![らり])|コメント|発表)"
)


def check_quotations(galley: Galley) -> Iterator[Finding]:
    """「…」 given to somebody, or too long for a term, that the source does not have word for word."""
    for quotation in galley.quotations:
        if stands_in_source(quotation, galley) or not _is_quoted(quotation, galley.plain):
            continue
        message = (
            "「」の言葉は、記事にその言葉のまま書いてありません。「」をはずして自分の言葉で言うか、消してください。"
        )
        yield gate("quotations", message, around(galley.plain, quotation.start, quotation.end))


def check_readings(galley: Galley) -> Iterator[Finding]:
    """In copy that reads the article as it stands, every 「…」 is the article's."""
    for quotation in galley.quotations:
        if not stands_in_source(quotation, galley):
            message = "「」の言葉は、記事にその言葉のまま書いてありません。記事から一字も変えずに写してください。"
            yield gate("quotations", message, around(galley.plain, quotation.start, quotation.end))


def stands_in_source(quotation: Quotation, galley: Galley) -> bool:
    """Whether the words stand in the evidence, the title or among the names the host may say."""
    words = squeeze(quotation.words)
    names = squeeze("\n".join((galley.title, *galley.persona.known_names)))
    return words in galley.evidence.squeezed or words in names


def _is_quoted(quotation: Quotation, plain: str) -> bool:
    after = plain[quotation.end : quotation.end + 40].partition("\n")[0]
    before = plain[max(0, quotation.start - 30) : quotation.start].rpartition("\n")[2]
    words = quotation.words
    said_before = _SAYS_BEFORE.search(before) is not None
    if _NAME.fullmatch(words) and _CASE.match(after):
        return False
    hearsay = len(words) > LONG and _HEARSAY.match(after) is not None
    if _SPOKEN_BY.match(after):
        return True
    if _NAMED.match(after) and len(words) <= _TERM and not hearsay and not (said_before and _HIRAGANA.search(words)):
        return False
    if said_before or (_SAID.match(after) and not _AS_IF.search(after)):
        return True
    if _IMAGINED.match(after):
        return False
    if _SPEAKER.search(before) and _CLAUSE_WORDS.fullmatch(words) and _QUOTED_ON.match(after):
        return True
    if _REPORTED.match(after):
        return len(words) > LONG or words[-1:] in "。!?よねだたるい"
    return len(words) > LONG
