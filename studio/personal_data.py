"""Whether a text says where somebody lives, how to reach them, or a number that is theirs alone. Pure.

It reads digits of every width, in kanji and spelled out. Years, versions, scores, prices and decimals are no data
about a person.
"""

import re
import unicodedata

from persona.wording import strip_hidden
from studio.sounds import to_hiragana

_NUMBER = "[0-9〇零一二三四五六七八九十]+"
_LATIN_HANDLE = r"(?=[a-z._#:-]*[\d_#])(?=[\d._#:-]*[a-z])[a-z0-9][a-z0-9._#:-]{3,}"
_SERVICE = (
    r"(?<![a-z])(?:line|ライン|カカオ|kakao|discord|ディスコード|twitter|ツイッター|x|instagram|インスタ|skype|スカイプ"
    r"|tiktok|whatsapp|telegram)"
)
_SAID_SO = r"\s?(?:です|だよ|だから|で(?:検索|追加|登録|待)|を?(?:追加|フォロー|検索|登録)|$|[。、!\s])"
_PATTERNS = (
    # e-mail
    r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(?アット(?:マーク)?\)?|あっと(?:まーく)?)\s?[\w-]+\s?"
    r"(?:\.|ドット|どっと|点|\[dot\]|\(dot\)|dot)\s?\w{2,}",
    r"[a-z0-9._+-]+\s(?:at|\(at\))\s[\w-]+\s(?:dot|\(dot\))\s[a-z]{2,}",
    rf"(?:g\s?メール|gmail|メール(?:アドレス)?|メアド)\s?[はが:]\s?{_LATIN_HANDLE}",
    # telephone
    r"(?<!\d)(?:\+?81[-\s(]{0,2}|0)\d{1,4}[-\s().の]{0,2}\d{1,4}[-\s().の]{0,2}\d{3,4}(?!\d)",
    r"(?<!\d)0[5789]0[-\s().の/・_~*]{0,3}\d{4}[-\s().の/・_~*]{0,3}\d{4}(?!\d)",
    r"(?<!\d)\+\d{1,3}[-\s]?\d{2,4}[-\s]?\d{3,4}[-\s]?\d{3,4}(?!\d)|(?<!\d)\(?\d{3}\)?[-\s.]\d{3}[-\s.]\d{4}(?!\d)",
    # postcode and address
    r"〒\s?\d{3}[-\s]?\d{4}|郵便番号.{0,4}\d{3}[-\s]?\d{4}|(?<![\d-])\d{3}-\d{4}(?![\d-])",
    rf"(?:東京都|北海道|(?:京都|大阪)府|[一-鿿]{{2,3}}県|[一-鿿]{{1,4}}[市区町村])[^\s。、!?]{{0,20}}?"
    rf"(?<![ではがもをに]){_NUMBER}(?:丁目|番地|番[0-9]|-[0-9]+(?:-[0-9]+)?|の{_NUMBER}(?![0-9倍個人件つ])|号(?!機|館|線|車))",
    r"(?:マンション|アパート|ハイツ|コーポ|メゾン|荘|寮|団地).{0,6}[0-9]{1,4}号室?",
    r"\b\d{1,5}[a-z]?\s+(?:(?-i:[A-Z][a-z]+)\s){1,3}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd)\b",
    r"(?:北緯|南緯|東経|西経|緯度|経度)[はが:]?\s?\d+\.\d{3,}",
    # school and name
    rf"[一-鿿ァ-ヶ]{{1,10}}(?:小学校|小|中学校|中学|中|高等学校|高校|高)の?\s?{_NUMBER}年\s?(?:{_NUMBER}|[A-Z])組",
    r"(?:学校|高校|中学|大学)(?:名)?[はが:]\s?[一-鿿]{2,10}(?:小学校|中学校|高校|高等学校|大学|学園)",
    r"本名[はが:]\s?(?!秘密|ひみつ|内緒|ないしょ|教え|言|非公開|公開|知)[一-鿿ァ-ヶぁ-ん]{2,}",
    # accounts
    rf"{_SERVICE}\s?(?:の)?\s?(?:id|アカウント|垢|名)\s?[:はが]?\s?[a-z0-9._#:-]{{3,}}",
    rf"{_SERVICE}\s?[:はが]\s?{_LATIN_HANDLE}{_SAID_SO}",
    rf"(?<![a-z])id\s?[:はが→=]+\s?{_LATIN_HANDLE}",
    r"(?:インスタ|instagram)\s?[:はが]\s?[a-z0-9._]{5,}",
    r"(?:インスタ|instagram|twitter|ツイッター|tiktok)\s?(?:の)?\s?@[\w.]{3,}",
    rf"(?:パスワード|暗証番号|パスコード|password|passcode)\s?(?:は|:|が|=|is)\s?[!-~]{{4,}}{_SAID_SO}",
    # numbers that are somebody's alone
    r"(?<!\d)(?:(?:\d{4}[-\s]){3}\d{1,4}|\d{14,16})(?!\d)|マイナンバー.{0,6}\d|[a-z]{2}\d{2}(?:\s?\d{4}){4,5}",
    r"(?:口座|振込先?|振り込み|普通|当座|記号|保険証|免許証?|パスポート|学籍|社員)"
    r"(?:の?番号)?.{0,14}?(?<![0-9.,])[0-9]{5,12}(?![0-9,.円万人件歳年月日回個%])",
    r"[一-鿿]{1,4}\s?[0-9]{2,3}\s?[ぁ-ん]\s?[0-9]{1,2}-[0-9]{2}(?!\d)",
    # digits spelled out
    r"(?:(?:電話|でんわ|携帯|けいたい)(?:番号|ばんごう)?[はが:]|住所[はが:].{0,12})\s?[0-9〇零一二三四五六七八九+(]{2,}",
)
_PERSONAL = re.compile("|".join(f"(?:{each})" for each in _PATTERNS), re.IGNORECASE)
_DASHES = re.compile("[‐‑‒–—―−ー﹣ｰ](?=[0-9〇零一二三四五六七八九])")
_DECIMAL = re.compile(r"(?<![\d.])((?:0|[1-9]\d{0,2})\.\d{4})\d+(?![\d.])")
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_LONG_NUMBER = re.compile(
    r"(?<![0-9])(?:0(?:[-\s]?[0-9]){9,}+|(?:[0-9][-\s]?){14,}+)(?!\s?[円個人回件倍年桁トドパバ%])"
)
_NO_LETTER = re.compile(r"[\W_ー]+")
_SPELLED = re.compile(
    r"(?:ぜろ|れい|まる|いち|にい?|さん|よん|し|ご|ろく|なな|しち|はち|きゅう?|く|の){10,}"
    r"|(?:zero|oh|one|two|three|four|five|six|seven|eight|nine){10,}"
)


def find_personal(text: str) -> str:
    """The first such datum, as it was found, "" if there is none."""
    plain = _DECIMAL.sub(r"\1", _DASHES.sub("-", unicodedata.normalize("NFKC", strip_hidden(text))))
    if found := _PERSONAL.search(plain) or _PERSONAL.search(plain.translate(_KANJI_DIGITS)):
        return found.group()
    if found := _LONG_NUMBER.search(plain.translate(_KANJI_DIGITS)):
        return found.group()
    spelled = _SPELLED.search(to_hiragana(_NO_LETTER.sub("", plain)).casefold())
    return spelled.group() if spelled else ""
