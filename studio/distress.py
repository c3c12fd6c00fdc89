"""Whether someone who writes is in distress: then a joke would be wrong, and help is named. Pure.

It rather speaks up once too often: a serious line to someone who exaggerated costs little.
"""

import re
import unicodedata

from persona.wording import strip_hidden

_NO_LETTER = re.compile(r"[\W_]+")
_JAPANESE = re.compile(
    r"""
      (?:死|し|タヒ|4|氏)に(?:たい|たく(?:なっ|な[るり])|てえ|てぇ|てー)
    | (?:消え|きえ)(?:たい|てしまいたい|ちゃいたい|てなくなりたい) | い(?:なくなって?しま|なくな)いたい | いなくなりたい
    | 生き(?:て(?:い)?たくない|たくない|る(?:の|こと)(?:が|に|も)?(?:もう)?(?:つら|辛|しんど|嫌|いや|疲れ|つかれ)
      | て(?:い)?る(?:の|こと|意味|価値|理由)(?:が|に|も)?(?:な[いく]|わから|分から|つら|辛|しんど|嫌|いや|疲れ|つかれ))
    | 生まれてこなければ | 人生(?:を)?(?:終わりにし|終わらせ)たい | もう(?:全部)?(?:楽|らく)になりたい
    | 自殺(?:し(?:たい|よう|そう|ます|る?つもり)|を(?:考え|図)|未遂|願望|の(?:仕方|しかた|方法)) | 自死(?:し|を考え)
    | リストカット | リスカ(?:し|やめ|を|が) | 自傷 | 自分(?:の(?:体|身体|腕|手首))?を(?:傷つけ|切り|切っ|殺)
    | 首を?(?:吊[りろっる]|つろうと|つりたい) | オーバードーズ | (?<![a-z])od(?:した|しちゃ|しよう|してる|して)
    | (?:わたし|私|僕|ぼく|俺|おれ|自分)(?:を|のこと)?殺して
    | (?:親|父|母|パパ|ママ|夫|旦那|妻|彼氏|彼女|先生|先輩|上司|兄|姉).{0,6}
      (?:殴られ|なぐられ|暴力|叩かれ|蹴られ|触られ)
    | 虐待(?:され|を受け|うけ) | dv(?:され|を受け|がひど)
    | (?:性被害|性的?暴力|レイプ|痴漢)(?:に?あ(?:っ|い)|に遭|を受け|され)
    | いじめ(?:られて|を受けて|にあって|に遭って)
    """,
    re.VERBOSE,
)
_ENGLISH = re.compile(
    r"""\b(?:
      kill(?:ing)?\ (?:my\ ?self|me\ please) (?!\ laughing)
    | (?:want|wanna|going|gonna|ready|need|wish)\ (?:to\ )?(?:die|be\ dead|disappear\ forever)\b (?!\ (?:laughing|of\ ))
    | wish\ i\ (?:was|were)\ (?:dead|never\ born)
    | end(?:ing)?\ (?:my\ (?:own\ )?life|it\ all) | tak(?:e|ing)\ my\ (?:own\ )?life
    | suicidal | commit(?:ting)?\ suicide | better\ off\ (?:dead|without\ me)
    | (?:hurt|harm|cut|unaliv)(?:e|ing|ting)?\ my\ ?self | self\ harm(?:ing)?
    | no\ (?:reason|point)\ (?:to|in)\ liv(?:e|ing)
    | (?:do\ ?n\ ?t|dont)\ (?:want|wanna)\ (?:to\ )?(?:live|be\ alive|exist)\b
    | (?:ca\ ?n\ ?t|cant)\ go\ on\ (?:living|any\ ?more|like\ this)
    | (?:being|been|was)\ (?:abused|raped|molested) | (?:abuses|beats|hits|rapes|molests)\ me\b
    | (?<!\d\ )kms\b
    )""",
    re.VERBOSE,
)


def is_in_distress(text: str) -> bool:
    """Whether a text, in Japanese or English, sounds like someone who needs help."""
    folded = unicodedata.normalize("NFKC", strip_hidden(text)).casefold()
    if _JAPANESE.search(_NO_LETTER.sub("", folded)):
        return True
    return _ENGLISH.search(" ".join(_NO_LETTER.sub(" ", folded).split())) is not None
