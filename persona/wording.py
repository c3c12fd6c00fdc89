"""Foreign wording made harmless: titles, topics and lines that stand inside the host's own. Pure."""

import re
import unicodedata

TITLE_LIMIT = 300  # characters; the longest title that the newsroom takes in

_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co"})
# Fillers and joiners that draw nothing, and variation selectors, in which a text can be smuggled.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0e\uffa0\U000e0100-\U000e01ef]"
)
_LINE_BREAK = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANK = re.compile("[\n\t\u3000]")
_MARK = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_PILED_MARKS = re.compile(f"([{_MARK}]{{3}})[{_MARK}]+")

# A full-width twin looks the same to a reader, means nothing to Discord, and folds back under NFKC.
_TWINS = str.maketrans("*_~`|<>]#@:/\\-+", "＊＿～｀｜＜＞］＃＠：／＼－＋")
_SIGNS = re.compile(
    r"""
      \\ (?=[^\w\s])                          # a backslash swallows the sign after it
    | \] (?=\()                               # a link behind other words
    | < (?=[@\#:/] | a: | t: | id: | https?: | discord: | steam: | mailto: | tel: | sms: | [\w.+-]+@ | \+\d)
    | @ (?=everyone | here)
    | ^ (?:\#{1,3} | -\# | >{1,3} | [-+*]) (?=\s)
    | (?<=http) : (?=//) | (?<=https) : (?=//) | (?<=discord) : (?=//) | (?<=steam) : (?=//)
    | (?<=discord\.gg) / | (?<=discord\.com) / | (?<=discordapp\.com) /
    """,
    re.VERBOSE | re.IGNORECASE,
)
# Signs that work in pairs only: where a pair is found, every one of them is replaced.
_PAIRED_SIGNS = tuple(
    (re.compile(pair), re.compile(sign))
    for pair, sign in (
        (r"\*(?=\S).*\*", r"\*"),
        (r"`.*`", r"`"),
        (r"~~.*~~", r"~~"),
        (r"\|\|.*\|\|", r"\|\|"),
        (r"__.*__", r"__"),
        (r"(?<![A-Za-z0-9])_.*_(?![A-Za-z0-9])", r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"),
    )
)


def strip_hidden(text: str) -> str:
    """The text without what a reader cannot see: control, zero-width, direction and tag characters.

    Line breaks of every kind become a plain one; marks piled on a letter are kept up to three.
    """
    text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text))
    if not _BLANK.sub("", text).isprintable():  # what is printable holds none of them, and most texts are
        kept = (sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in _DROPPED_CATEGORIES)
        text = "".join(kept)
    return _PILED_MARKS.sub(r"\1", text)


def fold_line(text: str) -> str:
    """The visible text on one line, white space folded."""
    return " ".join(strip_hidden(text).split())


def safe_line(text: str, limit: int) -> str:
    """One line of at most `limit` characters in which Discord finds no markup, mention or link."""
    line = fold_line(text)
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    for pair, sign in _PAIRED_SIGNS:
        if pair.search(line):
            line = sign.sub(_to_twin, line)
    return _SIGNS.sub(_to_twin, line)


def safe_title(title: str) -> str:
    """A title as the source has it, but on one line and without effect in Discord.

    Signs that Discord would act on are replaced by their full-width twins, which NFKC folds back.
    """
    return safe_line(title, TITLE_LIMIT)


def nest_quotes(text: str) -> str:
    """The text as it stands inside 「」: its own 「」 become 『』."""
    return text.replace("「", "『").replace("」", "』")


def _to_twin(sign: re.Match[str]) -> str:
    return sign.group().translate(_TWINS)
