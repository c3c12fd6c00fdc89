"""Speeds: 時速 and 秒速 are part of the unit, though they stand before the number. Pure."""

import re
from collections.abc import Iterator

from radio.writing import Finding
from studio.copydesk.galley import Galley, around, gate
from studio.copydesk.numbers import find_proofs
from studio.copydesk.quantities import find_quantities

_SPEED = re.compile(r"([時分秒])速(?:約|およそ|だいたい)?$")
_RATES = {
    "時": re.compile(r"\b(?:per|an|each|every) hour|km/h|kph|\bmph|/h\b|時速|毎時|1時間", re.IGNORECASE),
    "分": re.compile(r"\b(?:per|a|each|every) minute|/min|分速|毎分|1分", re.IGNORECASE),
    "秒": re.compile(r"\b(?:per|a|each|every) second|/s\b|秒速|毎秒|1秒", re.IGNORECASE),
}
_HEAD, _TAIL = 12, 32  # characters beside a number in which a speed is told


def check_speeds(galley: Galley) -> Iterator[Finding]:
    """時速 and 秒速: as the evidence tells that speed."""
    for number in find_quantities(galley.plain):
        said = _SPEED.search(galley.plain[max(0, number.start - _HEAD) : number.start])
        if not said:
            continue
        places = [(each.start, each.end) for each in find_proofs(number, galley.evidence)]
        told = [galley.evidence.told[max(0, start - _HEAD) : end + _TAIL] for start, end in places]
        rates = {rate for rate, pattern in _RATES.items() for words in told if pattern.search(words)}
        if rates and said[1] not in rates:
            message = f"「{said[1]}速」の{number.words}は、記事では{rates.pop()}速です。直してください。"
            yield gate("units", message, around(galley.plain, number.start, number.end))
