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
