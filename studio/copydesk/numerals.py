"""What a numeral is worth: digits, 漢数字, 万 and million, English number words. Pure."""

import re

DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
KANJI = "〇零一二三四五六七八九"
NUMERAL = (  # atomic: a long row of digits can be cut up in millions of ways
    rf"(?>(?:{DIGITS}|[{KANJI}](?:・(?=[{KANJI}]))?|[十百千万億兆]|(?<=[\d{KANJI}十百千])京(?!都|大|王|急|成|阪|浜))+)"
)

_KANJI_DIGITS = str.maketrans(f"{KANJI}・", "00123456789.")
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_JAPANESE_PART = re.compile(r"\d+(?:\.\d+)?|[十百千万億兆京]")

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: dict[str, float] = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "quintillion": 10**18,
    "sextillion": 10**21,
    "septillion": 10**24,
    "mn": 10**6,
    "bn": 10**9,
}
LETTER_SCALES: dict[str, float] = {"k": 10**3, "K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_WORD = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))  # seventeen before seven
_SCALE = "|".join(SCALES)
_WORD_PARTS = re.compile(rf"(?:{_WORD}|{_SCALE})", re.IGNORECASE)
ENGLISH_NUMBER = re.compile(
    rf"\b(?:(?:{_WORD})(?:[ -](?:and )?(?:{_WORD}|{_SCALE}))*|(?:half an? |an? )(?:{_SCALE}))\b", re.IGNORECASE
)


def read_numeral(words: str) -> float | None:
    """The value of digits and 漢数字 mixed (1,500, 二千五百, 1億2000万, 一・五); None if it is none."""
    bare = words.replace(",", "").translate(_KANJI_DIGITS).rstrip(".")
    if not re.search(r"[十百千万億兆京]", bare):
        return float(bare) if re.fullmatch(r"\d+(?:\.\d+)?", bare) else None
    if bare[0] in _LARGE:
        return None  # 万 and 億 alone are no numbers
    return _add_up(_JAPANESE_PART.findall(bare))


def read_english(words: str) -> float:
    """The value of an English number in words: "twenty-five", "two hundred thousand", "half a million"."""
    folded = words.casefold()
    parts = _WORD_PARTS.findall(folded)
    half = folded.startswith("half")
    total, section = 0.0, 0.0
    for part in parts:
        if part in SCALES:
            scaled = (section or 1) * SCALES[part]
            total, section = (total, scaled) if part in {"hundred", "dozen"} else (total + scaled, 0.0)
        else:
            section += _ONES.get(part, 0) + _TENS.get(part, 0)
    return (total + section) * (0.5 if half else 1)


def _add_up(parts: list[str]) -> float:
    total, section = 0.0, 0.0
    number: float | None = None
    for part in parts:
        if part in _SMALL:
            section += (1 if number is None else number) * _SMALL[part]
            number = None
        elif part in _LARGE:
            total += (section + (number or 0) or 1) * _LARGE[part]
            section, number = 0.0, None
        else:
            number = float(part)
    return total + section + (number or 0)
