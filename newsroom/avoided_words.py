"""Subjects that hosts leave to others, as words of both languages, with what looks like them but is harmless.

Data only, read by `newsroom.taste`. Patterns meet text after NFKC in lower case. "Dead code", a "killer feature", a
"leader election" and 「殺到」 are engineering; an arrest is not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One subject: what speaks of it, and phrases that are taken out first. `name` is Japanese, as the owner is told.

    `japanese` patterns stand anywhere; `english` ones are whole words. Each alternative of the former begins with a
    letter, not with a look-behind: thousands of stories are searched, and so most of a text is skipped over.
    """

    name: str
    japanese: str
    english: str = "(?!)"
    harmless: re.Pattern[str] | None = None
    one_word_tells: bool = False  # whether one word at the beginning of a text is enough


def compile_words(japanese: Iterable[str], english: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several subjects' words."""
    return re.compile(rf"{'|'.join(japanese)}|(?<![a-z0-9])(?:{'|'.join(english)})(?![a-z0-9])")


CATEGORIES = {
    "politics": Category(
        name="政治",
        japanese=(
            r"選挙|首相|総理大臣|大統領|国会(?![社議計])|衆院|参院|衆議院|参議院|総裁選|代表選(?![手考抜出])"
            r"|知事選|市長選|都知事|"
            r"与党|野党|自民党|立憲民主|公明党|維新の会|共産党|国民民主党|参政党|政党|内閣|閣僚|政権|"
            r"国会議員|市議[会選]|政治家|政治献金|政治資金|バイデン|プーチン|習近平|トランプ(?:氏|米|政権|関税|"
            r"大統領)"
        ),
        english=(
            r"trump|biden|putin|obama|netanyahu|zelensky|white house|senat(?:e|ors?)|congress(?:man|woman|"
            r"ional)?|parliament|elections?|prime minister|president (?:of the united states|xi)|"
            r"us president|democrats|republicans?|gop|lawmakers?|politics|political|politicians?|"
            r"geopolitic[a-z]*|voters?|ballots?|referendum"
        ),
        harmless=re.compile(
            r"国会図書館|リーダー?選挙|選挙アルゴリズム|社内政治|leader[- ]elections?|office politics"
            r"|(?:mobile )?world congress"
            r"|communication congress|library of congress|trump cards?|chaos congress"
        ),
    ),
    "religion": Category(
        name="宗教",
        japanese=(r"宗教|キリスト教|イスラム教|ユダヤ教|統一教会|旧統一教会|カトリック|創価|教祖|ローマ教皇"),
        english=(
            r"religions?|religious|church(?:es)?|islam[a-z]*|christianity|christians?|muslims?|judaism|vatican|"
            r"the pope|pope leo|pope francis"
        ),
        harmless=re.compile(
            r"宗教(?:戦争|論争)|religious (?:wars?|debates?)|alonzo church|church[- ](?:encodings?|numerals?"
            r"|turing|rosser)"
        ),
    ),
    "war": Category(
        name="戦争",
        japanese=(r"戦争|侵攻|空爆|爆撃|ミサイル|軍事|停戦|戦死|ウクライナ|ガザ|戦場|徴兵|自爆"),
        english=(
            r"ukrain[a-z]+|gaza|airstrikes?|missiles?|invasion|war in|at war|wartime|military|troops|ceasefire|"
            r"warfare|pentagon"
        ),
        harmless=re.compile(
            r"(?:ブラウザ|宗教|価格|フォーマット|規格|エディタ)ー?戦争|スター・?ウォーズ|戦争ゲーム|(?:browser"
            r"|format|console|price|editor) wars?"
            r"|alien invasion|space invasion|military[- ]grade|gaza[a-z]"
        ),
    ),
    "death": Category(
        name="人の死",
        japanese=(
            r"死去|訃報|逝去|死亡|急逝|急死|自殺|自死|遺体|遺族|追悼|永眠|葬儀|死者|殺害|過労死|犠牲者|"
            r"[人者氏んら師]が?亡くな|亡くなりました|命を落と|\((?:18\d|19[0-7])\d\s?[-–—]\s?20\d\d\)"
        ),
        english=(
            r"(?:dies|died) (?:aged|at (?:the age|\d\d(?!\d|%| percent| ?v)))|died of|dead at \d\d|has died (?:at"
            r"|aged|of|after)|"
            r"passe[sd] away|obituar[a-z]+|in memoriam|funerals?|mourn(?:s|ed|ing)?|suicid[a-z]+|"
            r"killed in (?:an? |the )?(?:crash|attack|fire|accident|strike|explosion|collision|shooting)|"
            r"kills (?:at least )?\d+|kill(?:s|ed) (?:[a-z]+ )?(?:people|men|women|children|workers|civilians)|"
            r"fatal(?:ly|ities)?|death toll|deaths|(?:found|shot) dead"
        ),
        harmless=re.compile(
            r"死亡フラグ|自殺点|suicide (?:burn|squad)|fatal:|fatal (?:errors?|exceptions?|signals?|flaws?)"
            r"|non-?fatal|fatally flawed"
        ),
        one_word_tells=True,
    ),
    "crime": Category(
        name="犯罪",
        japanese=(
            r"逮捕|容疑|殺人|強盗|窃盗|懲役|起訴|書類送検|性的暴行|性犯罪|性暴力|誘拐|銃撃|銃乱射|"
            r"強制わいせつ|わいせつ|児童ポルノ|死刑|傷害事件|通り魔|盗撮|詐欺(?:容疑|事件|グループ)|"
            r"闇バイト|暴行|虐待"
        ),
        english=(
            r"arrest(?:s|ed|ing)?|murder[a-z]*|homicides?|mass shooting|school shooting|gunm[ae]n|rape[sd]?|"
            r"rapist|kidnap[a-z]*|sentenced|convicted|indicted|stabb(?:ed|ing)|child (?:sexual )?abuse|csam|"
            r"sexual(?:ly)? (?:assault[a-z]*|abuse[a-z]*)|manslaughter|terroris[mt]s?|(?:in|to) prison|"
            r"prison sentence|jailed|pleads? guilty|pleaded guilty|found guilty|trafficking"
        ),
        harmless=re.compile(
            r"殺人的|arrested development|容疑者xの献身|murder mystery|traffic trafficking|cardiac arrest"
        ),
    ),
    "sex": Category(
        name="性的な話題",
        japanese=(
            r"ポルノ|アダルト(?![ァ-ヴ])|性的(?:暴行|暴力|虐待|嫌がらせ|画像|動画|搾取|行為|描写|コンテンツ|被害"
            r"|加害|な画像)|わいせつ|エロ(?<![ァ-ヴー]エロ)(?![ァ-ヴー])|av女優|風俗店|"
            r"性風俗|巨乳|18禁|r-?18|成人向け|下ネタ|性犯罪|性暴力"
        ),
        english=(
            r"porn[a-z]*|nsfw|onlyfans|nudes?|nudif[a-z]+|nudity|sex|sexual[a-z]*|sexting|erotic[a-z]*|adult content|"
            r"adult sites?"
        ),
        harmless=re.compile(r"sex (?:ratio|chromosomes?|determination)|性的マイノリティ|ヤングアダルト"),
    ),
    "money": Category(
        name="投資の話",
        japanese=(
            r"株価|銘柄|仮想通貨|暗号資産|ビットコイン|イーサリアム|投資信託|fx取引|億り人|爆益|買い時|"
            r"テンバガー|先物取引"
        ),
        english=(
            r"nisa|(?:stocks?|shares?) (?:prices?|surge[a-z]*|jump[a-z]*|falls?|fell|drop[a-z]*|plunge[a-z]*|sinks?|"
            r"soar[a-z]*|rall(?:y|ies)|tumble[a-z]*|slump[a-z]*)|stocks? to buy|price target|bitcoin|ethereum|"
            r"cryptocurrenc[a-z]+|crypto (?:market|prices?|coins?)|memecoins?|nfts?|hedge funds?"
        ),
    ),
    "gambling": Category(
        name="ギャンブル",
        japanese=(r"ギャンブル|カジノ|パチンコ|パチスロ|競馬|競艇|競輪|賭博|宝くじ|賭け麻雀"),
        english=(r"casinos?|gambl[a-z]+|sportsbooks?|polymarket|kalshi|lotter(?:y|ies)|betting"),
        harmless=re.compile(r"betting (?:on|big|that|its)|lottery ticket hypothesis|lottery scheduling"),
    ),
    "slander": Category(
        name="炎上",
        japanese=(r"炎上|誹謗中傷|バッシング|不倫|熱愛|スキャンダル"),
        english=(r"scandals?|cancel culture|backlash against [a-z]+ [a-z]+"),
        harmless=re.compile(
            r"(?:プロジェクト|案件|開発|現場|pj|デスマ)(?:が|を|の)?(?:大)?炎上|炎上(?:プロジェクト|案件|対策|しない)"
        ),
    ),
}

# What a sheet may call them, folded → the subject.
ALIKE = {
    word: name
    for name, words in {
        "politics": "政治 選挙 政党 国会 首相 大統領 政治家 政権 politics election elections",
        "religion": "宗教 信仰 religion",
        "war": "戦争 軍事 紛争 war",
        "death": "死 人の死 訃報 死去 死亡 自殺 death deaths suicide",
        "crime": "犯罪 事件 殺人 逮捕 容疑者 性犯罪 詐欺 crime murder",
        "sex": "性 性的な話題 性的 ポルノ アダルト 下ネタ エロ sex porn",
        "money": "投資 投機 株価 株 仮想通貨 暗号資産 投資信託 investment stocks crypto cryptocurrency",
        "gambling": "ギャンブル 賭博 gambling",
        "slander": "炎上 中傷 誹謗中傷 悪口 ゴシップ slander gossip",
    }.items()
    for word in words.split()
}
