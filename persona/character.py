"""Persona: the host as the other rooms know one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """The fixed lines of a programme. Placeholders in braces are filled in by `persona.frames`.

    The `…_only` lines stand in where a show has a single story; empty means that the usual line serves.
    """

    opening: str  # {date} {count} {day_line} {teaser}, and {weekday} where the host names the day
    first: str
    next: tuple[str, ...]  # for stories 2, 3, … with {number}; the last line repeats
    last: str
    title: str  # {title}
    follow_up: str  # {earlier}
    closing: str  # {count} {recap}
    recap_item: str  # {topic}; said of every story
    recap_light: str  # {topic}; said of the last one
    standby: str  # the host's honest line before copy that is read as it stands
    day_line: str  # stands in for the free line on the day
    teaser: str  # stands in for the free line before the first story
    first_only: str = ""
    teaser_only: str = ""
    recap_only: str = ""  # {topic}
    recap_noun: str = ""  # {topic}; better than `recap_item` where the topic ends in a noun
    seasons: tuple[str, ...] = ()  # twelve, January first: better than `day_line` where the sheet has them
    mailbag: str = "おたよりのコーナー。"  # begins the listeners' letters
    mailbag_letter: tuple[str, ...] = ("ラジオネーム、{pen_name}さんから。",)  # {pen_name}; taken in turn
    mailbag_standby: tuple[str, ...] = ("おたより、たしかに受けとった。",)  # where no answer was written; in turn
    mailbag_end: str = "おたよりは、いつでも待っている。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the host says around an article that is read as it stands. Each is taken in turn, story by story."""

    honest: tuple[str, ...] = ()  # further lines like Frames.standby
    foreign: tuple[str, ...] = ()  # said once where the article is not in the show's language
    lead: tuple[str, ...] = ("「{quote}」",)  # {quote}
    more: tuple[str, ...] = ("「{quote}」",)  # {quote}; for the second and third quotation
    headline: tuple[str, ...] = ()  # instead of quotations, where only the headline is known
    parting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLines:
    """What the host says when listeners ask between two episodes. Placeholders in braces are filled in by code.

    Lists are taken in turn. The lines from `no_link` on say kindly why something is not explained.
    """

    now: tuple[str, ...] = ("いまの話題は、この{count}つ。",)  # {count}
    topic: tuple[str, ...] = ("「{words}」の記事は、この{count}つ。",)  # {words} {count}
    quiet: str = "いまは、新しい話題が見あたらない。"
    nothing: str = "「{words}」の記事は見あたらない。"  # {words}
    nearest: str = "近い話題: {topics}"  # {topics}
    simpler: tuple[str, ...] = ("もっとやさしく。",)
    deeper: tuple[str, ...] = ("もっとくわしく。",)
    notes: str = "取材メモを、そのまま。"  # before the claims of a fact sheet, read as they stand
    why: str = "「{title}」を選んだ理由。"  # {title}
    brought: str = "「{title}」は、聞いてくれた人が持ってきた記事。"  # {title}
    found: str = "「{words}」は、いままでに{count}件。"  # {words} {count}
    not_aired: str = "「{words}」は、まだ紹介していない。"  # {words}
    no_episode: str = "その回は見つからない。"
    progress: tuple[str, ...] = ("記事を読んでいるところ。",)
    late: str = "時間がかかりすぎて、間にあわなかった。"
    not_here: str = "ここには書けないので、見えるのは聞いた人だけ。"
    busy: str = "少し休んで、{when}にまた。"  # {when}
    busy_server: str = "このサーバーは少し休んで、{when}にまた。"  # {when}
    no_link: str = "記事のリンクが見あたらない。"
    credentials: str = "名前や合言葉の入ったリンクは開かない。"
    private: str = "だれでも開ける場所の記事ではない。"
    not_article: str = "これは記事ではない。"
    thin: str = "文章が短すぎて、説明できない。"
    pay_wall: str = "続きは会員だけのもの。"
    robots: str = "機械に読んでほしくないと書いてある。"
    too_large: str = "ページが大きすぎる。"
    unreachable: str = "ページが開かない。"
    language: str = "日本語か英語の記事だけ。"
    avoided: str = "この番組ではあつかわない話題。"
    unknown_story: str = "その記事のことは、もう手もとにない。"
    unclear: str = "何をさがせばいいか、わからない。"
    too_long: str = "長すぎて読みきれない。"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLines:
    """What the host says to listeners who write. Placeholders in braces are filled in by code; lists are taken in turn.

    The lines from `short` on say kindly why a letter is not taken.
    """

    standby: tuple[str, ...] = ("メッセージ、うけとった。",)  # a reply where no model can write one
    unseen: tuple[str, ...] = ("読めるのは文字だけ。",)  # the same, to a picture or the like without a word
    known: tuple[str, ...] = ("「{title}」の話。",)  # {title}; before its claims, read as they stand
    unknown: tuple[str, ...] = ("それは、番組で紹介したことがない。",)
    deflection: tuple[str, ...] = ("その話は、ここまでに。",)  # where nothing fit could be said
    busy: str = "少し休んで、またあとで。"  # the last line before silence: to one listener …
    busy_place: str = "ここでは少し休んで、またあとで。"  # … or to a whole channel or server
    spent: str = "今日はもう、返事が書けない。"  # today's model budget is spent
    care: str = "ひとりで抱えないで、話を聞いてくれるところへ。\n{lines}"  # {lines}: where help is to be had; no joke
    received: tuple[str, ...] = ("おたより、うけとった。",)
    received_private: str = "おたより、うけとった。番組では読まない。"
    chosen: str = "{pen_name}さんのおたよりを、次の番組で読む。"  # {pen_name}
    aired: str = "{pen_name}さんのおたよりを、番組で読んだ。"  # {pen_name}
    invite: str = "おたよりは、下のボタンから。"
    welcome: str = (
        "ここに書かれたことは、全部読んで返事をする。番組で読むおたよりは、下のボタンから。"  # in a mailbag channel
    )
    short: str = "おたよりが短すぎる。"
    long: str = "おたよりが長すぎる。"
    pen_name: str = "その名前では読めない。"
    link: str = "リンクのあるおたよりは読めない。"
    mention: str = "だれかを呼びだす印があって読めない。"
    personal: str = "住所や電話番号は書かないで。"
    slur: str = "人を傷つける言葉は読めない。"
    moderation: str = "このおたよりは読めない。"
    closed: str = "いまは、おたよりを受けとれない。"
    often: str = "おたよりは、少し間をおいて。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """A host, from `hosts/<slug>.toml`. Every text is the host's own, in the language of the show."""

    slug: str
    name: str
    short_name: str
    programme: str
    weekday: int  # 0 is Monday
    colour: int  # 0xRRGGBB
    credit: str
    first_person: str
    second_person: str
    polite: bool  # whether です・ます belongs to this host's own manner
    character: str  # prose for the prompt
    manner: tuple[str, ...]
    never: tuple[str, ...]
    samples: tuple[str, ...]
    wrong_first_persons: tuple[str, ...]
    foreign_endings: tuple[str, ...]  # sentence endings that belong to other hosts
    markers: tuple[str, ...]  # sentence endings and words that show it is this host
    known_names: tuple[str, ...]  # names the host may say though no source has them
    light_topics: tuple[str, ...]
    avoided_topics: tuple[str, ...]
    frames: Frames
    apologies: tuple[str, ...]
    explanations: tuple[str, ...] = ()  # samples of how the host makes a hard term easy
    asides: tuple[str, ...] = ()  # samples of the host's last word on an article
    reading: Reading = Reading()
    news: NewsLines = NewsLines()
    mail: MailLines = MailLines()
