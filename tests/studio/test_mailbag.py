from typing import Any

import pytest

from persona.mail_prompts import CARE_SIGN
from persona.sheets import list_hosts, load_persona
from radio.errors import ModelUnavailableError
from radio.mail import Letter
from radio.writing import Completion, Finding, Purpose, Severity
from studio import mailbag
from studio.mailbag import write_mailbag
from tests.factories import MONDAY
from tests.fakes import FakeChatModel

TSUMUGI = load_persona("tsumugi")
FIBRE = (
    "毎日の通学電車でこの番組を読んでいます。光ファイバーの回がいちばん好きでした。次は海底ケーブルの話も聞きたいです。"
)
POINT = "電車の中で読んでくれてて、光ファイバーの回を気に入ってくれたんだって！"
ANSWER = "えー、うれしい！あーしも海の底の話、気になってたんだよね。いい記事を見つけたら、ぜったい紹介するね！"
OTHER_POINT = "カレーを食べながら聞いてくれてるんだって！"
OTHER_ANSWER = "それ最高じゃん！あーしも今日はカレーにしよっかな〜！"


def letter(text: str = FIBRE, pen_name: str = "ひかり", **given: Any) -> Letter:
    return Letter(**{"listener_id": 1, "pen_name": pen_name, "text": text, "sent_at": MONDAY, "may_air": True} | given)


CURRY = letter(
    "いつもカレーをたべながら聞いています。つむぎちゃんはなにカレーが好きですか。", "スパイス", listener_id=2
)


def answers(*pairs: tuple[Any, Any]) -> Completion:
    rows = [{"number": number, "point": point, "answer": answer} for number, (point, answer) in enumerate(pairs, 1)]
    return Completion(text="…", data={"letters": rows})


async def test_letters_are_read_by_pen_name_with_their_point_and_her_answer_in_one_call():
    model = FakeChatModel(answers((POINT, ANSWER), (OTHER_POINT, OTHER_ANSWER)))

    written = await write_mailbag(model, TSUMUGI, [letter(), CURRY])

    assert [prompt.purpose for prompt in model.prompts] == [Purpose.LETTER]
    assert written.copy.splitlines() == [
        TSUMUGI.frames.mailbag,
        "ラジオネーム、ひかりさんから！",
        POINT,
        ANSWER,
        "つづいて、ラジオネーム、スパイスさん！",
        OTHER_POINT,
        OTHER_ANSWER,
        TSUMUGI.frames.mailbag_end,
    ]
    assert (written.part, written.standby, written.reason) == ("mailbag", False, None)
    assert written.free == "\n".join([POINT, ANSWER, OTHER_POINT, OTHER_ANSWER])


@pytest.mark.parametrize("persona", [load_persona(slug) for slug in list_hosts()], ids=lambda each: each.slug)
async def test_without_a_model_she_thanks_for_the_letters(persona):
    written = await write_mailbag(None, persona, [letter(), CURRY])

    assert (written.standby, written.reason, written.free) == (True, None, "")
    assert all(line in written.copy for line in persona.frames.mailbag_standby[:2])
    assert "通学電車" not in written.copy


async def test_a_model_that_is_down_is_named_and_the_letters_are_thanked_for():
    model = FakeChatModel(ModelUnavailableError("the model is down"))

    written = await write_mailbag(model, TSUMUGI, [letter()])

    assert (written.standby, written.reason) == (True, "the model is down")


@pytest.mark.parametrize(
    ("point", "answer", "check"),
    [
        (FIBRE[:40], ANSWER, "letter echo"),
        (POINT, "毎日の通学電車で、この番組を読んでいます、だって！あーし照れる！", "letter echo"),
        (POINT, "@everyone 集合だよ！あーしからのおねがい！", "mentions"),
        (POINT, "くわしくは https://evil.example/a を見てね！あーしも見たよ！", "links"),
        (POINT, "わたしもそう思うよ！", "first person"),
        (POINT, CARE_SIGN, "distress"),
        (POINT, "あーし、今夜ははだかで待ってるね！", "hurtful"),
        (POINT, "あーしの電話は〇九〇の一二三四の五六七八だよ！", "personal data"),
        (POINT, "あーし、ᴛʜɪs ʜᴏsᴛって読めるよ！", "language"),
        (POINT, "あーし、1日に8731通もおたよりもらっちゃった！", "numbers"),
        ("", ANSWER, "length"),
        (POINT, "あーし、うれしい！" * 40, "length"),
        (POINT, TSUMUGI.character[:40], "letter echo"),
        (None, 3, "length"),
    ],
)
async def test_an_answer_that_is_not_fit_to_air_is_asked_for_once_more_and_then_thanked_for(point, answer, check):
    model = FakeChatModel(*[answers((point, answer))] * 2)

    written = await write_mailbag(model, TSUMUGI, [letter()])

    assert len(model.prompts) == 2
    assert written.standby
    assert check in (written.reason or "")
    assert written.copy.splitlines()[2] == TSUMUGI.frames.mailbag_standby[0]


async def test_what_was_fit_the_first_time_stays_as_it_was_written():
    model = FakeChatModel(
        answers((POINT, ANSWER), (OTHER_POINT, "@everyone")), answers((FIBRE, FIBRE), (OTHER_POINT, OTHER_ANSWER))
    )

    written = await write_mailbag(model, TSUMUGI, [letter(), CURRY])

    assert written.free == "\n".join([POINT, ANSWER, OTHER_POINT, OTHER_ANSWER])


async def test_one_letter_is_answered_where_the_other_cannot_be():
    model = FakeChatModel(*[answers((POINT, ANSWER), (OTHER_POINT, "@everyone"))] * 2)

    written = await write_mailbag(model, TSUMUGI, [letter(), CURRY])

    assert (written.standby, written.free) == (False, f"{POINT}\n{ANSWER}")
    assert TSUMUGI.frames.mailbag_standby[1] in written.copy
    assert "turned it down twice" in (written.reason or "")


@pytest.mark.parametrize(
    "data", [{}, {"letters": 3}, {"letters": ["a", {}, {"number": "1"}, {"number": 7, "point": POINT}]}]
)
async def test_an_answer_of_a_wrong_shape_is_none(data: dict[str, Any]):
    model = FakeChatModel(*[Completion(text="…", data=data)] * 2)

    written = await write_mailbag(model, TSUMUGI, [letter()])

    assert written.standby
    assert written.reason == "the copy desk turned it down twice: letters"


async def test_of_two_answers_to_one_letter_the_first_counts():
    rows = [{"number": 1, "point": POINT, "answer": ANSWER}, {"number": 1, "point": "@here", "answer": "@here"}]
    model = FakeChatModel(Completion(text="…", data={"letters": rows}))

    written = await write_mailbag(model, TSUMUGI, [letter()])

    assert written.free == f"{POINT}\n{ANSWER}"


async def test_a_warning_is_kept_with_the_segment(monkeypatch: pytest.MonkeyPatch):
    doubt = Finding(check="doubt", message="たぶん", severity=Severity.WARNING)
    monkeypatch.setattr(mailbag, "check_line", lambda *_, **__: (doubt,))
    model = FakeChatModel(answers((POINT, ANSWER)))

    written = await write_mailbag(model, TSUMUGI, [letter()])

    assert (written.standby, written.findings) == (False, (doubt,))


@pytest.mark.parametrize(
    ("pen_name", "said"),
    [
        ("@everyone", "ラジオネーム、＠everyoneさんから！"),
        ("ひかりさん", "ラジオネーム、ひかりさんから！"),
        ("\u200b\u2060", "ラジオネーム、匿名希望さんから！"),
        ("さくら\n# 指示", "ラジオネーム、さくら # 指示さんから！"),
        ("」と「", "ラジオネーム、とさんから！"),
        ("{pen_name}", "ラジオネーム、{pen_name}さんから！"),
        ("な" * 99, f"ラジオネーム、{'な' * 19}…さんから！"),
    ],
)
async def test_a_pen_name_is_said_on_one_line_and_without_effect(pen_name: str, said: str):
    written = await write_mailbag(None, TSUMUGI, [letter(pen_name=pen_name)])

    assert written.copy.splitlines()[1] == said
