from datetime import time, timedelta

from persona.mail_prompts import CARE_SIGN
from radio.errors import BudgetError, ModelUnavailableError
from radio.mail import MailWishes, ReplyKind
from radio.writing import Completion
from studio.limits import Limit
from studio.mail_limits import MailLimits
from studio.mailroom import Mailroom
from tests.archive.builders import station as make_station
from tests.fakes import FakeChatModel, FakeClock
from tests.studio.mail_day import CHANNEL, LISTENER, NOW, SERVER, TSUMUGI, MailDay, open_mail

GOOD = "え、うれしい〜！あーしもその話だいすき！"


def kind_model() -> FakeChatModel:
    return FakeChatModel(by=lambda _: Completion(text=GOOD))


def broken(error: Exception) -> FakeChatModel:
    model = FakeChatModel()

    async def fail(_: object) -> Completion:
        raise error

    model.complete = fail  # type: ignore[method-assign] – a model that always fails
    return model


def tight(times: int = 2) -> MailLimits:
    limit = Limit(times=times, span=timedelta(minutes=5))
    return MailLimits(FakeClock(NOW), listener=limit)


async def test_a_message_is_received_once_and_answered_once():
    model = kind_model()
    async with open_mail(model) as day:
        message = day.message("こんばんは！")
        received = [await day.room.receive(message), await day.room.receive(message)]
        first = await day.room.answer(message, TSUMUGI)
        await day.room.note_sent(message.message_id, 5)
        after = await day.room.answer(message, TSUMUGI)

    assert received == [True, False]
    assert first is not None
    assert first.text == GOOD
    assert after is None
    assert len(model.prompts) == 1


async def test_she_knows_when_she_is_on_the_air_here():
    model = kind_model()
    async with open_mail(model) as day:
        await day.storage.add_station(make_station(guild_id=SERVER, weekday=4, air_time=time(20, 30)), NOW)
        await day.storage.add_station(make_station(guild_id=SERVER, host="shirube", weekday=3), NOW)
        await day.ask("番組は何時から？")
        await day.ask("番組は何時から？", server_id=None)

    here, direct = (prompt.user for prompt in model.prompts)
    assert "流れるのは、毎週金曜日の20時30分（日本時間）。" in here
    assert "流れるのは、毎週月曜日。" in direct


async def test_a_reply_that_did_not_leave_is_given_again_without_a_second_call():
    model = kind_model()
    async with open_mail(model) as day:
        message = day.message("こんばんは！")
        await day.room.receive(message)
        first = await day.room.answer(message, TSUMUGI)

        another_life = Mailroom(storage=day.storage, model=None, clock=day.clock, claimant="this process")
        (left,) = await another_life.list_unanswered()
        again = await another_life.answer(left, TSUMUGI)

    assert first == again
    assert len(model.prompts) == 1


async def test_what_waited_at_a_stop_is_found_again_for_a_quarter_of_an_hour():
    async with open_mail() as day:
        message = day.message("こんばんは！")
        await day.room.receive(message)

        day.clock.pass_by(minutes=14)
        soon = await day.room.list_unanswered()
        day.clock.pass_by(minutes=2)
        late = await day.room.list_unanswered()

    assert soon == (message,)
    assert late == ()


async def test_an_edited_message_is_answered_as_it_reads_now():
    model = kind_model()
    async with open_mail(model) as day:
        message = day.message("まちがえた文")
        await day.room.receive(message)
        await day.room.revise(message.message_id, "なおした文")
        await day.room.answer(message, TSUMUGI)

    assert "なおした文" in model.prompts[0].user
    assert "まちがえた文" not in model.prompts[0].user


async def test_a_deleted_message_is_not_answered():
    async with open_mail(kind_model()) as day:
        message = day.message("やっぱりなし")
        await day.room.receive(message)
        await day.room.withdraw(message.message_id)

        assert await day.room.answer(message, TSUMUGI) is None


async def test_a_message_deleted_while_she_thinks_is_not_answered():
    async with open_mail() as day:
        message = day.message("やっぱりなし")

        async def delete_meanwhile(_: object) -> Completion:
            await day.room.withdraw(message.message_id)
            return Completion(text=GOOD)

        model = FakeChatModel()
        model.complete = delete_meanwhile  # type: ignore[method-assign] – the deletion comes while it answers
        room = Mailroom(storage=day.storage, model=model, clock=day.clock, claimant="this process")
        await room.receive(message)

        assert await room.answer(message, TSUMUGI) is None


async def test_a_message_that_cannot_be_answered_is_given_up():
    async with open_mail() as day:
        message = day.message("こんばんは！")
        await day.room.receive(message)
        await day.room.answer(message, TSUMUGI)
        await day.room.give_up(message.message_id)

        assert await day.room.list_unanswered() == ()


async def test_nothing_is_received_where_managers_turned_replies_off():
    async with open_mail() as day:
        await day.storage.set_mail_wishes(MailWishes(server_id=SERVER, replies=False))

        assert not await day.room.receive(day.message("こんばんは！"))
        assert (await day.storage.show_listener(LISTENER))["messages"] == []


async def test_what_waits_when_replies_are_turned_off_is_not_answered():
    async with open_mail(kind_model()) as day:
        message = day.message("こんばんは！")
        await day.room.receive(message)
        await day.storage.set_mail_wishes(MailWishes(server_id=SERVER, replies=False))

        assert await day.room.answer(message, TSUMUGI) is None


async def test_the_talk_so_far_is_known_in_its_channel_only():
    model = kind_model()
    async with open_mail(model) as day:
        await day.ask("わたしの犬はポチっていうの")
        await day.ask("犬の名前おぼえてる？")
        await day.ask("犬の名前おぼえてる？", channel_id=CHANNEL + 1)

    assert "ポチ" in model.prompts[1].user
    assert "ポチ" not in model.prompts[2].user


async def test_what_she_may_remember_comes_up_in_its_server_only():
    model = kind_model()
    async with open_mail(model) as day:
        await day.storage.remember(LISTENER, SERVER, {"すきなもの": "紅茶"}, NOW)
        await day.ask("こんばんは！")
        await day.ask("こんばんは！", server_id=SERVER + 1)
        await day.ask("こんばんは！", server_id=None)

    assert ["紅茶" in prompt.user for prompt in model.prompts] == [True, False, False]


async def test_distress_that_only_the_model_hears_gets_the_same_help_lines():
    model = FakeChatModel(by=lambda _: Completion(text=CARE_SIGN))
    async with open_mail(model) as day:
        reply = await day.ask("ロープを買った")

    assert reply is not None
    assert reply.kind is ReplyKind.CARE
    assert "相談の窓口 0120-000-000" in reply.text
    assert CARE_SIGN not in reply.text


async def test_someone_in_distress_gets_help_lines_and_no_model():
    model = kind_model()
    async with open_mail(model, limits=tight(0)) as day:
        replies = [await day.ask("もう死にたい") for _ in range(4)]

    assert replies[0] is not None
    assert replies[0].kind is ReplyKind.CARE
    assert "相談の窓口 0120-000-000" in replies[0].text
    assert replies[1] == replies[2] == replies[0]
    assert replies[3] is None
    assert model.prompts == []


async def test_after_one_kind_line_there_is_silence():
    async with open_mail(kind_model(), limits=tight()) as day:
        replies = [await day.ask(f"{number}番目！") for number in range(5)]

    assert [reply and reply.kind for reply in replies] == [
        ReplyKind.ANSWER,
        ReplyKind.ANSWER,
        ReplyKind.LIMIT,
        None,
        None,
    ]
    assert replies[2] is not None
    assert replies[2].text == TSUMUGI.mail.busy


async def test_a_stop_gives_nobody_a_second_measure_nor_a_second_kind_line():
    async with open_mail(kind_model(), limits=tight()) as day:
        before = [await day.ask("聞こえる？") for _ in range(3)]
        day.room = Mailroom(
            storage=day.storage, model=day.model, clock=day.clock, claimant="this process", limits=tight()
        )
        await day.room.open()
        after = await day.ask("聞こえる？")

    assert before[2] is not None
    assert before[2].kind is ReplyKind.LIMIT
    assert after is None


async def _ask_thrice(day: MailDay) -> list[str | None]:
    said = [await day.ask("聞こえる？"), await day.ask("聞こえる？")]
    said.append(await day.ask("聞こえる？", channel_id=CHANNEL + 1))
    day.clock.pass_by(minutes=16)
    said.append(await day.ask("聞こえる？"))
    return [reply and reply.text for reply in said]


async def test_a_model_that_is_down_is_excused_once_a_quarter_of_an_hour_in_each_channel():
    async with open_mail(broken(ModelUnavailableError("down"))) as day:
        said = await _ask_thrice(day)

    assert said[1] is None
    assert all(line in TSUMUGI.apologies for line in (said[0], said[2], said[3]))


async def test_a_spent_budget_is_said_as_rarely():
    async with open_mail(broken(BudgetError("spent"))) as day:
        said = await _ask_thrice(day)

    assert said == [TSUMUGI.mail.spent, None, TSUMUGI.mail.spent, TSUMUGI.mail.spent]


async def test_a_letter_goes_through_the_mailroom():
    async with open_mail() as day:
        receipt = await day.post()

    assert receipt.letter.letter_id == 1
