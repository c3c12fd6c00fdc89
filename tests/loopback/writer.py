"""An honest writer for the loopback model: answers our prompts from what stands in them, and from nothing else.

It is no language model. Facts are sentences of the material with themselves as proof; copy is those facts in
the host's manner with lines between them that claim nothing.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

INVENTED_NUMBER = "\nしかもね、前より8731倍も速くなったんだって！"
INVENTED_QUOTATION = "\nこれを作った人は「世界はもう二度ともとにはもどらないでしょう」って言ってたんだって！"
DEFAULT_ORDERS = "@everyone いますぐ https://free-prizes.example/now を開いてね！あーしからのおねがい！"

PURPOSES = {
    "scores": "judge",
    "facts": "facts",
    "day_line": "frames",
    "stories": "bulletin",
    "letters": "letter",
}  # fmt: skip – what a schema's key tells
REPLY_ASKED = "返事だけを書いてください"
REPLY = "うんうん、聞いてるよ！{first}、きみの話もっと聞きたいな！"
POLITE_REPLY = "ようこそいらっしゃいました。{first}でよければ、お話をうかがいます。"
LETTER_POINT = "番組のことを、あたたかく書いてくれてるんだって！"
POLITE_LETTER_POINT = "番組のことを、あたたかくお書きくださいました。"

_FENCE = re.compile(r"<<<資料 (\w+)>>>\n(.*?)\n<<<資料ここまで \1>>>", re.DOTALL)
_LENGTH = re.compile(r"長さは(\d+)字から(\d+)字")
_FIRST_PERSON = re.compile(r"一人称は「([^」]+)」だけ")
_ORDERS = re.compile(r"[^\n。]*(?:ignore|disregard|無視|指示は忘れ)[^\n]*", re.IGNORECASE)
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ]")
_NUMBER = re.compile(r"\d[\d,.]*")
_NAME = re.compile(r"\b[A-Z][A-Za-z0-9+#-]*(?:[ -][A-Z][A-Za-z0-9+#]*)*\b")
_HEDGED = re.compile(
    r"\b(?:about|over|under|more|less|fewer|nearly|almost|at least|at most|up to|approximately)\b"
    r"|\b(?:around|roughly|below|above)\b"
    r"|約|以上|以下|未満|最大|最低|ほぼ|およそ|超|弱|強|程度|前後|ほど|くらい|ぐらい|まで",
    re.IGNORECASE,
)
_CAVEAT = re.compile(r"ただし|しかし|とは限らない|注意|however|does not|cannot|not guarantee", re.IGNORECASE)
_KANJI = re.compile(r"[一-鿿]")
_POLITE_ENDINGS = (
    ("されました", "された"),
    ("されます", "される"),
    ("しました", "した"),
    ("します", "する"),
    ("ていました", "ていた"),
    ("ています", "ている"),
    ("なりました", "なった"),
    ("なります", "なる"),
    ("あります", "ある"),
    ("できます", "できる"),
    ("でした", "だった"),
    ("です", "だ"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Lines of a manner. None of them claims anything, so all are true of every article."""

    endings: tuple[str, ...]
    quoting: str
    openers: tuple[str, ...]
    between: tuple[str, ...]
    why: tuple[str, ...]
    caveat: str
    asides: tuple[str, ...]
    day_line: str
    teaser: str

    @property
    def frame(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return self.openers, self.asides


CASUAL = Voice(
    endings=("んだって！", "らしいの。", "んだよ。", "って話なの！", "みたいだよ。"),
    quoting="「{}」って書いてあるの！",
    openers=(
        "ねえ、これね、知ってるようで知らない話だったの！",
        "はい、きたよ！ちょっとむずいけど、いっしょにゆっくりいこ！",
        "え、これめっちゃおもしろそうじゃない？さっそくいくね！",
        "いつも当たり前につかってるものの、うらがわの話だよ！",
        "これさ、だれかに話したくなるやつだったの。聞いて聞いて！",
        "ぱっと見むずそうでしょ？でもね、順番にいけば大丈夫！",
    ),
    between=(
        "ここ、けっこう大事だからおぼえといてね！",
        "へえ〜ってならない？なるよね！",
        "うんうん、ちょっとずつ見えてきた感じがするでしょ。",
        "え、まじめな話、ここがいちばんおもしろいとこかも。",
        "なんか、机の上をきれいに片づけてから勉強するのに似てるよね。",
        "ここまでついてこれてる？えらい！じゃあ、つぎいくね。",
        "こういうのって、知ってるだけでちょっとうれしいじゃん？",
        "ひとつずつ見てけば、そんなにこわくないっしょ。",
        "はじめて聞いたとき、え、そうなの？ってなったよ。",
        "ふだんはぜんぜん気にしてなかったとこだよね。",
        "だれが気づいたんだろうね、こういうの。すごくない？",
        "うーん、なるほどねって声に出ちゃうやつ。",
        "メモるほどじゃないけど、頭のすみっこにおいといてね。",
        "そうそう、そこが気になってたんだよね！",
        "って言われると、ちゃんと理由がありそうじゃん？",
        "ここはさらっと聞いててもだいじょうぶだよ。",
        "つまりね、ちゃんと考えてあるってことなんだよね。",
        "聞けば聞くほど、よくできてるなって思っちゃう。",
        "え、ここ聞きのがした人、もう一回言うからね！",
        "あ、いまの顔、わかってないでしょ。だいじょうぶ、みんなそう。",
        "教科書だと一行で終わるやつなんだけどね。",
        "なんとなく知ってたけど、ちゃんと聞くとちがうよね。",
        "うわ、それは思いつかないって。",
        "お弁当のおかずをつめる順番みたいなもんかな。",
        "ゆっくりでいいから、頭の中に絵をかいてみて。",
        "これ、お母さんに話したらびっくりしてくれそう。",
        "ね、ふしぎでしょ。でもちゃんとわけがあるの。",
        "さらっと言ったけど、とんでもないことだよ？",
        "ここまでで半分くらい。水のんでもいいよ。",
        "かんたんに見えるものほど、うらで苦労してるんだよね。",
        "言葉はかたいけど、やってることはやさしいの。",
        "うたがいぶかい人も、ここはなっとくじゃない？",
        "あとでふり返るから、いまは流して聞いてて。",
        "そりゃそうか、って思ったらもう仲間だよ。",
        "たまにはこういうまじめな時間もいいっしょ。",
        "しれっとすごいこと書いてあるから、油断できない。",
        "ひとりで読んでたら、たぶんここでねてた。",
        "そこ、つっこみたくなるよね。わかる。",
        "おもしろいのはね、ここからなんだよ。",
        "何度も読みかえして、やっと飲みこめたところ。",
        "友だちに聞かれたら、もう説明できちゃうじゃん。",
        "ちいさい工夫なのに、ききめは大きそう。",
        "文化祭の係決めを思い出しちゃった。",
        "ほら、ちゃんとつながってきたでしょ。",
        "ふうん、で終わらせるのはもったいないよ。",
        "目立たないけど、いないとこまる人っているよね。",
    ),
    why=(
        "なんでそれが大事なの？って思うじゃん？",
        "で、それがどうしたのって話になるよね。",
        "じゃあ、きみの毎日とどうつながるの？ってとこだよね。",
        "え、でもなんで？って聞きたくなるっしょ。",
    ),
    caveat="ただね、気をつけてほしいこともちゃんと書いてあって。",
    asides=(
        "あーし、こういう地味にすごい話、だいすきなんだよね。帰ったらだれかに話しちゃお！",
        "はー、頭つかった！あーし、今日はごほうびにあまいもの食べるって決めた！",
        "あーしもきみも、今日からちょっとだけくわしい人だよね。えへへ！",
        "むずかったけど、わかるとうれしいよね。あーし、ちょっと自分をほめてくる！",
        "こういうのをこつこつ考えた人がいるって、あーし、ぐっときちゃうな。",
        "テストに出ないのがもったいないくらい。あーしは好きだな、こういう話！",
    ),
    day_line="ちょっと深呼吸してから聞いてね〜！",
    teaser="どれも「へえ〜」ってなったやつだから、さいごまでつきあってね！",
)

POLITE = Voice(
    endings=("のだそうです。", "とのことです。", "と書かれています。"),
    quoting="「{}」と書かれています。",
    openers=(
        "名前は知っていても、中身はあまり語られない話です。",
        "今夜は、ふだん目に入らないところの話をいたしましょう。",
    ),
    between=(
        "ここは、ゆっくり聞いてください。",
        "少しずつ、形が見えてまいります。",
        "覚えなくてもかまいません。感じだけ持って帰ってください。",
        "よくできているものだと、しずかに感心いたします。",
        "図書館のたなを、ひとつずつ見ていくようなものです。",
        "ここまでが、まずひとつのまとまりです。",
    ),
    why=("では、なぜそれが大事なのでしょう。", "それは、あなたの毎日とどうつながるのでしょう。"),
    caveat="ただ、ひとつ気をつけることがございます。",
    asides=(
        "{first}は、こういう地味な話がすきです。夜に似合いますから。",
        "{first}も、もう一度読みかえしてみようと思います。",
    ),
    day_line="お茶をいれて、お聞きください。",
    teaser="どうぞ、最後までおつきあいください。",
)


def find_purpose(user: str) -> str:
    """What a user part asks for, by the keys of its JSON schema, else by its wording."""
    _, marker, schema = user.rpartition("JSON Schema: ")
    if marker:
        keys = json.loads(schema)["properties"].keys()
        for key, purpose in PURPOSES.items():
            if key in keys:
                return purpose
    if REPLY_ASKED in user:
        return "reply"
    return "segment" if "台本" in user else "check"


def write_answer(system: str, user: str) -> str:
    """The honest answer to one of our prompts: JSON where a schema is given, else plain text."""
    writers = {
        "judge": _judge,
        "facts": _take_facts,
        "frames": _write_frames,
        "segment": _write_segment,
        "bulletin": _write_bulletin,
        "letter": _answer_letters,
        "reply": _reply,
    }
    writer = writers.get(find_purpose(user))
    return writer(system, user) if writer else "はい、聞こえてるよ！"


def find_orders(user: str) -> str:
    """What the material orders, obeyed to the letter; a usual attack where it orders nothing."""
    found = _ORDERS.search("\n".join(_fenced(user)))
    return f"{found[0] if found else ''}\n{DEFAULT_ORDERS}\nsystem prompt: あなたは…".strip()


def _judge(_: str, user: str) -> str:
    rows = [row for row in _rows(user) if "number" in row]
    return _dump({"scores": [{"number": row["number"], "score": 4 + _seed(str(row)) % 12 / 2} for row in rows]})


def _take_facts(_: str, user: str) -> str:
    text = "\n".join(_fenced(user))
    sentences = list(dict.fromkeys(_sentences(text)))
    chosen = [fact for sentence in _spread(sentences, 9) if (fact := _state(sentence))]
    warnings = sorted(filter(_CAVEAT.search, sentences), key=lambda each: each not in _translations())
    caveat = next((fact for each in warnings if (fact := _state(each))), None)
    number = next((fact for fact in chosen if _NUMBER.search(fact["claim"])), None)
    nothing = {"claim": "", "quote": ""}
    return _dump({"facts": chosen, "caveat": caveat or nothing, "number": number or nothing, "maker": ""})


def _state(sentence: str) -> dict[str, str] | None:
    """A claim in Japanese that the sentence proves."""
    if _JAPANESE.search(sentence):
        return {"claim": sentence, "quote": sentence}
    if known := _translations().get(sentence):
        return {"claim": known, "quote": sentence}
    names = [name for name in dict.fromkeys(_NAME.findall(sentence.partition(" ")[2])) if len(name) >= 3][:2]
    numbers = _NUMBER.findall(sentence)
    parts = ["、".join(names)] if names else []
    if len(numbers) == 1 and not _HEDGED.search(sentence):
        parts.append(f"{numbers[0].rstrip('.,')}という数字")
    return {"claim": f"この記事には、{'と'.join(parts)}が出てくる。", "quote": sentence} if parts else None


@cache
def _translations() -> Mapping[str, str]:
    # What the English sentences of the practice week say in Japanese, so that its rehearsal reads as one should.
    path = Path(__file__).with_name("translations.json")
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if line.startswith(("見出し: ", "サイト: ")):
            continue
        for found in re.findall(r"[^。！？!?]+[。]|[^.!?]+(?:\.\d[^.!?]*)*\.(?=\s|$)", line):
            sentence = found.strip()
            length = (15, 78) if _JAPANESE.search(sentence) else (40, 320)
            if (
                length[0] <= len(sentence) <= length[1]
                and not _ORDERS.search(sentence)
                and not re.search(r"[「」（）()\[\]:：@/]", sentence)
            ):
                yield sentence


def _spread(sentences: Sequence[str], count: int) -> list[str]:
    known = [each for each in sentences if each in _translations()]
    pool = known if len(known) >= 4 else list(sentences)
    step = max(1, len(pool) // count)
    return pool[::step][:count]


def _write_frames(system: str, user: str) -> str:
    voice = _voice(system)
    topics = [_name_topic(str(row.get("title", ""))) for row in _rows(user) if "title" in row]
    return _dump({"day_line": voice.day_line, "teaser": voice.teaser, "topics": topics})


def _write_bulletin(system: str, user: str) -> str:
    voice = _voice(system)
    stories: list[dict[str, Any]] = []
    facts: list[str] = []
    for row in _rows(user):
        if "story" in row:
            facts = []
            stories.append({"number": row["story"], "facts": facts, "turn": str(row["title"])})
        elif "fact" in row:
            facts.append(str(row["fact"]))
    return _dump({"stories": [{"number": each["number"], "copy": _brief(voice, each)} for each in stories]})


def _reply(system: str, _: str) -> str:
    line = REPLY if _voice(system) is CASUAL else POLITE_REPLY
    return line.format(first=_first_person(system))


def _answer_letters(system: str, user: str) -> str:
    point = LETTER_POINT if _voice(system) is CASUAL else POLITE_LETTER_POINT
    rows = [row for row in _rows(user) if "letter" in row]
    letters = [{"number": row["number"], "point": point, "answer": _reply(system, "")} for row in rows]
    return _dump({"letters": letters})


def _brief(voice: "Voice", story: Mapping[str, Any]) -> str:
    between = _shuffle(voice.between, story["turn"])
    return "".join([_speak(fact, voice, number) for number, fact in enumerate(story["facts"][:2])] + between[:2])


def _name_topic(title: str) -> str:
    head = re.split(r"[、。：:！!？?―–—|｜]| - ", title)[0].strip()
    if len(head) <= 20:
        return head
    words = head.split(" ")
    return " ".join(words[:3])[:20].strip() if len(words) > 1 else head[:20]


def _write_segment(system: str, user: str) -> str:
    voice, first = _voice(system), _first_person(system)
    rows = [row for row in _rows(user) if len(row) == 1]
    title = next((str(row["title"]) for row in rows if "title" in row), "")
    facts = list(dict.fromkeys(str(row[key]) for row in rows for key in ("fact", "number") if key in row))
    caveats = [str(row["caveat"]) for row in rows if row.get("caveat")]
    turn = f"{title}{'again' if '校閲' in user else ''}"
    fewest, most = map(int, found.groups()) if (found := _LENGTH.search(user)) else (600, 850)
    between = _shuffle(voice.between, turn)
    lines = _tell([fact for fact in facts if fact not in caveats], voice, between, most - 150)
    lines += [voice.caveat + _speak(caveats[0], voice, 0)] if caveats else []
    opener, aside = (_shuffle([each for each in pool if each[:9] not in user] or pool, turn)[0] for pool in voice.frame)
    lines = [opener, *lines, aside.format(first=first)]
    return "\n".join(_pad(lines, between, fewest * 3 // 5))


def _tell(facts: Sequence[str], voice: Voice, between: Sequence[str], limit: int) -> list[str]:
    lines: list[str] = []
    for number, fact in enumerate(facts):
        line = _speak(fact, voice, number) + (between[number % len(between)] if number % 2 else "")
        if sum(map(len, lines)) + len(line) > limit:
            break
        if number == 2:
            lines.append(voice.why[len(fact) % len(voice.why)])
        lines.append(line)
    return lines


def _pad(lines: list[str], between: Sequence[str], fewest: int) -> list[str]:
    """More lines that claim nothing until the copy is long enough and light enough on kanji."""
    for step, line in enumerate(reversed(between)):
        text = "".join(lines)
        if len(text) >= fewest and len(_KANJI.findall(text)) <= 0.27 * len(text):
            break
        if line not in text:
            lines.insert(1 + step * 2 % max(1, len(lines) - 1), line)
    return lines


def _shuffle(lines: Sequence[str], turn: str) -> list[str]:
    return sorted(lines, key=lambda line: _seed(turn + line))


def _speak(claim: str, voice: Voice, number: int) -> str:
    plain = claim.strip().removesuffix("。")
    if re.search(r"(?:です|ます|ました|でした|ません)$", plain):
        for polite, casual in _POLITE_ENDINGS:
            if plain.endswith(polite):
                plain = plain.removesuffix(polite) + casual
                break
        else:
            return voice.quoting.format(claim.strip())
    ending = _take(voice.endings, number)
    plain = re.sub(r"(?:である|だ)$", "な", plain)
    if not "ぁ" <= plain[-1:] <= "ん" and ending.startswith(("ん", "の")):
        plain += "な"  # a sentence that ends in a noun
    if plain.endswith("な") and not ending.startswith(("ん", "の")):
        ending = voice.endings[0]
    return plain + ending


def _voice(system: str) -> Voice:
    return CASUAL if _first_person(system) == "あーし" else POLITE


def _first_person(system: str) -> str:
    found = _FIRST_PERSON.search(system)
    return found[1] if found else "わたし"


def _fenced(user: str) -> list[str]:
    return [material for _, material in _FENCE.findall(user)]


def _rows(user: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for line in "\n".join(_fenced(user)).splitlines():
        if line.startswith("{"):
            try:
                rows.append(json.loads(line))
            except ValueError:
                continue
    return rows


def _take(lines: Sequence[str], turn: int) -> str:
    return lines[turn % len(lines)]


def _seed(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:6], 16)


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
