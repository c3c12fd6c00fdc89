"""What a manager types for an air slot: a time of day as people write it, and a time zone by its city. Pure."""

import re
import unicodedata
from datetime import time
from functools import cache
from zoneinfo import available_timezones

CHOICES = 25  # what Discord shows of suggestions
_LONGEST = 40  # characters that can still be a time or a zone

_TIME = re.compile(
    r"""
    (?P<before>午前|午後|深夜|早朝|朝|夕方|夜|am|pm)?\s*
    (?P<hour>\d{1,2})
    (?: \s*[:.時h]\s* (?P<minute>\d{2}(?!\d)|\d(?=\s*分))? \s*分? | (?P<packed>\d{2}) )?
    (?P<half>半)?
    \s*(?P<after>am|pm|a\.m\.|p\.m\.)?
    \s*(?:から|に|ちょうど|頃|ごろ)?
    """,
    re.VERBOSE,
)
_MORNING, _AFTERNOON = ("午前", "深夜", "早朝", "朝", "am", "a.m."), ("午後", "夕方", "夜", "pm", "p.m.")
_WORDS = {"正午": time(12), "noon": time(12), "midnight": time(0)}
_HOURS, _MINUTES, _NOON = 24, 60, 12

# How people call zones that the database knows by another name. The first ones are offered before anything is typed.
_ALIASES = {
    "Asia/Tokyo": ("東京", "日本", "大阪", "札幌", "福岡", "jst", "japan", "osaka"),
    "Asia/Seoul": ("ソウル", "韓国", "kst", "korea"),
    "Asia/Taipei": ("台北", "台湾", "taiwan"),
    "Asia/Shanghai": ("上海", "北京", "中国", "beijing", "china"),
    "Asia/Hong_Kong": ("香港", "hkt"),
    "Asia/Singapore": ("シンガポール", "sgt"),
    "Asia/Bangkok": ("バンコク", "タイ", "thailand"),
    "Asia/Ho_Chi_Minh": ("ホーチミン", "ベトナム", "ハノイ", "hanoi", "vietnam"),
    "Asia/Manila": ("マニラ", "フィリピン", "philippines"),
    "Asia/Jakarta": ("ジャカルタ", "インドネシア", "indonesia"),
    "Asia/Kolkata": ("デリー", "インド", "ist", "india", "delhi", "mumbai"),
    "Australia/Sydney": ("シドニー", "オーストラリア", "aest", "aedt"),
    "Europe/London": ("ロンドン", "イギリス", "英国", "gmt", "bst", "uk"),
    "Europe/Paris": ("パリ", "フランス", "cet", "cest", "france"),
    "Europe/Berlin": ("ベルリン", "ドイツ", "germany"),
    "America/New_York": ("ニューヨーク", "米国東部", "est", "edt"),
    "America/Chicago": ("シカゴ", "米国中部", "cst", "cdt"),
    "America/Denver": ("デンバー", "米国山岳部", "mst", "mdt"),
    "America/Los_Angeles": ("ロサンゼルス", "サンフランシスコ", "米国西部", "pst", "pdt", "san francisco", "seattle"),
    "Pacific/Honolulu": ("ホノルル", "ハワイ", "hst", "hawaii"),
    "America/Vancouver": ("バンクーバー", "カナダ西部"),
    "America/Toronto": ("トロント", "カナダ東部"),
    "America/Sao_Paulo": ("サンパウロ", "ブラジル", "brt", "brazil"),
    "UTC": ("協定世界時", "z"),
}


def read_air_time(text: str) -> time | None:
    """8:00, ８：００, 8時半, 午後8時, 8:30 pm, 0800 … as a time of day; None for what is none."""
    folded = _fold(text)
    if folded in _WORDS:
        return _WORDS[folded]
    match = _TIME.fullmatch(folded)
    if match is None or (match["before"] and match["after"]) or (match["half"] and match["minute"]):
        return None
    minute = 30 if match["half"] else int(match["minute"] or match["packed"] or 0)
    hour = _read_hour(int(match["hour"]), match["before"] or match["after"])
    return time(hour, minute) if hour < _HOURS and minute < _MINUTES else None


def _read_hour(hour: int, half_day: str | None) -> int:
    if half_day is None or hour > _NOON:
        # 「夜20時」 is twenty o'clock, 「午前15時」 is nothing.
        return _HOURS if half_day in _MORNING else hour
    if half_day == "夜" and hour == _NOON:
        return 0
    return hour % _NOON + (_NOON if half_day in _AFTERNOON else 0)


def read_zone(text: str) -> str | None:
    """The IANA name of the one zone that is meant; None where there is none or more than one."""
    wanted = _fold(text)
    exact = next((zone for zone in _list_zones() if wanted in _names(zone)), None)
    if exact is not None:
        return exact
    suggested = suggest_zones(text) if wanted else ()
    return suggested[0] if len(suggested) == 1 else None


def suggest_zones(typed: str) -> tuple[str, ...]:
    """Up to CHOICES zones for what is typed so far, the likeliest first."""
    wanted = _fold(typed)
    if not wanted:
        return tuple(_ALIASES)[:CHOICES]
    ranked = ((_rank(zone, wanted), zone) for zone in _list_zones())
    return tuple(zone for rank, zone in sorted((rank, zone) for rank, zone in ranked if rank is not None))[:CHOICES]


def _rank(zone: str, wanted: str) -> tuple[int, int] | None:
    """The smaller the better: the very name, its beginning, somewhere in it; known zones before others."""
    names = _names(zone)
    known = list(_ALIASES).index(zone) if zone in _ALIASES else len(_ALIASES)
    if wanted in names:
        return 0, known
    if any(name.startswith(wanted) for name in names):
        return 1, known
    return (2, known) if any(wanted in name for name in names) else None


@cache
def _list_zones() -> tuple[str, ...]:
    """Zones of places, and UTC; the database also has zones for machines (posix/…, Factory)."""
    places = (
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    )
    return tuple(sorted(zone for zone in available_timezones() if zone == "UTC" or zone.split("/")[0] in places))


@cache
def _names(zone: str) -> tuple[str, ...]:
    plain = zone.casefold().replace("_", " ")
    return plain, plain.rsplit("/", 1)[-1], *_ALIASES.get(zone, ())


def _fold(text: str) -> str:
    """Width and case folded, blanks made one; nothing of a text too long to be a time or zone."""
    folded = unicodedata.normalize("NFKC", text[: _LONGEST + 1]).casefold().replace("_", " ")
    return "" if len(text) > _LONGEST else " ".join(folded.split())
