"""The model of the evening: to each message its own answer, and it can be made to think for as long as wanted."""

import asyncio
import json
import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from tests.loopback.model import ModelServer, build_document
from tests.loopback.writer import REPLY_ASKED, find_purpose

_FENCE = re.compile(r"<<<資料 (\w+)>>>\n(.*?)\n<<<資料ここまで \1>>>", re.DOTALL)

# What stands in a message → what she says to it.
REPLIES: Mapping[str, str] = {
    "カレー作った": "えー、いいなあ！あーし、そういう夜ごはんの話だいすき。おかわりした？",
    "じゃがいも": "あーしはぜったい入れるほう！ほくほくしてないと、さみしいじゃん？",
    "何時から": "毎週月曜日の8時だよ！おたよりも /letter で待ってるね〜！",
    "はじめて読んだ": "わあ、来てくれてありがと！これからいっしょに、むずかしい話をかんたんにしてこ！",
    "半導体": "うれしい〜！ちっちゃい部品のおっきい話、あーしもわくわくしちゃう。また持ってくるね！",
    "ねえねえ": "はいはーい、どうしたの？",
    "きいて": "聞く聞く！あーしの耳、いまぜんぶきみのほう向いてるよ！",
    "犬": "えっ、新しい家族じゃん！おめでと〜！どんな子なの？",
    "もち": "おいしそうな名前！よんだら走ってきてくれそうだね。",
    "白くて": "見た目までそのまんまなの？なでてみたいなあ。",
    "研究会": "ようこそいらっしゃいました。わたしでよければ、夜のあいだ、お相手いたします。",
    "こんばんは": "こんばんは！ゆっくりしてってね〜！",
    "おやつ": "あーしなら、あったかい焼きいも！半分こしたらもっとおいしいよ。",
    "明日テスト": "明日なの！？じゃあ今日は早く寝よ、あーしが応援してる！",
    "あさってテスト": "じゃあ、まだ一日あるね！あーしも応援してるから、ちゃんと寝るんだよ。",
    "なんでもない": "え、気になる！なになに？",
    "もうちょっとくわしく": "うんうん、気になるよね！あーしのメモにあるのはここまでだから、つづきは下の記事で読んでみて！",
    "おやすみ": "おやすみ〜！いい夢見てね、また話そ！",
}
# What stands in a letter → its point and the answer, as each host says them.
LETTERS: Mapping[str, tuple[str, str]] = {
    "夜食": (
        "むずかしいニュースも、さいごまで読めるようになったんだって！",
        "うわ、それいちばんうれしいやつ！あーしも夜ごはん食べながら読みかえしてるから、おそろいだね。これからもよろしく！",
    ),
    "漢字": (
        "ちょっと手ごわい字があっても、あきらめないで読んでくれたんだって！",
        "えらい！あーしだって、はじめて見る字でとまっちゃうことあるもん。わかんないとこは、また聞いてね！",
    ),
    "研究室": (
        "お仲間と読んでくださって、機械が動く話をもっと、とのことです。",
        "ありがとうございます。わたしも、手足のある機械の話には心がはずみます。またご用意いたしますね。",
    ),
}
FALLBACK = "うんうん、聞いてるよ！あーし、きみの話もっと聞きたいな！"


class EveningModel(ModelServer):
    """The server. Between `hold` and `release` it thinks and says nothing."""

    def __init__(self, **options: Any) -> None:
        super().__init__("good", **options)
        self.held = ""
        self._free = asyncio.Event()

    def hold(self, purpose: str) -> None:
        """Say nothing from now on to what is asked for this purpose."""
        self.held = purpose
        self._free.clear()

    def release(self) -> None:
        """Say what there is to say."""
        self.held = ""
        self._free.set()

    async def _answer(self, request: web.Request, body: Mapping[str, Any], mode: str) -> web.StreamResponse:
        user = body["messages"][1]["content"]
        if find_purpose(user) == self.held:
            await self._free.wait()
        document = build_document(body, mode)
        message = document["choices"][0]["message"]
        if REPLY_ASKED in user:
            message["content"] = _reply(user)
        elif find_purpose(user) == "letter":
            message["content"] = _answer_letters(user)
        return web.json_response(document)


def _reply(user: str) -> str:
    asked = [material for _, material in _FENCE.findall(user)][-1]
    return next((reply for words, reply in REPLIES.items() if words in asked), FALLBACK)


def _answer_letters(user: str) -> str:
    rows = [json.loads(line) for _, part in _FENCE.findall(user) for line in part.splitlines() if '"letter"' in line]
    said = [{"number": row["number"], **_answer_letter(row["letter"])} for row in rows]
    return json.dumps({"letters": said}, ensure_ascii=False)


def _answer_letter(text: str) -> dict[str, str]:
    point, answer = next(said for words, said in LETTERS.items() if words in text)
    return {"point": point, "answer": answer}
