import pytest

from radio.errors import ModelUnavailableError
from radio.mail import Letter, LetterFault, LetterState, MailMode, MailWishes
from studio.letter_intake import remember_of
from tests.studio.mail_day import LISTENER, NOW, SERVER, TSUMUGI, open_mail


class FakeModerator:
    """Lets pass what it is told to, or fails. Keeps what it read."""

    def __init__(self, verdict: bool | Exception) -> None:
        self.verdict = verdict
        self.read: list[str] = []

    async def is_fit(self, text: str) -> bool:
        self.read.append(text)
        if isinstance(self.verdict, Exception):
            raise self.verdict
        return self.verdict


async def test_a_letter_that_passes_goes_on_by_itself():
    async with open_mail() as day:
        receipt = await day.post(pen_name=" こ\u200bむぎ ", text=" いつも聞いて\u202eいます \n")
        chosen = await day.storage.letters_to_choose(2, NOW)

    assert receipt.line in TSUMUGI.mail.received
    assert receipt.fault is None
    assert receipt.letter.state is LetterState.APPROVED
    assert (receipt.letter.pen_name, receipt.letter.text) == ("こむぎ", "いつも聞いています")
    assert chosen == (receipt.letter,)


async def test_where_managers_review_a_letter_waits():
    async with open_mail() as day:
        await day.storage.set_mail_wishes(MailWishes(server_id=SERVER, mode=MailMode.REVIEW))
        receipt = await day.post()
        waiting = await day.storage.waiting_letters(SERVER)

    assert waiting == (receipt.letter,)


async def test_a_letter_not_for_the_air_stays_private():
    async with open_mail() as day:
        receipt = await day.post(may_air=False)
        chosen = await day.storage.letters_to_choose(2, NOW)

    assert receipt.line == TSUMUGI.mail.received_private
    assert receipt.letter.state is LetterState.PRIVATE
    assert chosen == ()


async def test_a_letter_by_direct_message_goes_on_by_itself():
    async with open_mail() as day:
        receipt = await day.post(server_id=None)

    assert receipt.letter.state is LetterState.APPROVED


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("あ", LetterFault.SHORT),
        ("あ" * 501, LetterFault.LONG),
        ("https://evil.example/ を見て", LetterFault.LINK),
        ("@everyone こんばんは", LetterFault.MENTION),
        ("電話は090-1234-5678だよ", LetterFault.PERSONAL),
        ("みんな死ねばいい、死ね", LetterFault.SLUR),
    ],
)
async def test_a_letter_that_may_not_be_read_is_refused_kindly(text: str, fault: LetterFault):
    async with open_mail() as day:
        receipt = await day.post(text)
        shown = await day.storage.show_listener(LISTENER)

    assert (receipt.fault, receipt.letter) == (fault, None)
    assert receipt.line == getattr(TSUMUGI.mail, fault.name.lower())
    assert shown["letters"] == []


async def test_a_wrong_pen_name_is_refused():
    async with open_mail() as day:
        receipt = await day.post(pen_name="system")

    assert receipt.fault is LetterFault.PEN_NAME


async def test_a_letter_of_distress_is_answered_with_help_and_not_kept():
    async with open_mail() as day:
        receipt = await day.post("もう生きていたくないです")
        shown = await day.storage.show_listener(LISTENER)

    assert receipt.fault is LetterFault.CARE
    assert "0120-000-000" in receipt.line
    assert shown["letters"] == []


async def test_who_opted_out_or_is_blocked_hears_that_the_mailbag_is_closed():
    async with open_mail() as day:
        await day.storage.opt_out(LISTENER, NOW)
        await day.storage.block_listener(SERVER, 2, NOW)
        receipts = [await day.post(), await day.post(listener_id=2)]

    assert [receipt.fault for receipt in receipts] == [LetterFault.CLOSED] * 2


async def test_the_last_letter_of_a_day_may_be_sent_off_again_after_an_error():
    async with open_mail() as day:
        receipts = [await day.post(text=f"{number}通めのおたよりです") for number in range(5)]
        again = await day.post(text="4通めのおたよりです")

    assert again == receipts[4]


async def test_a_sixth_letter_on_one_day_is_too_many():
    async with open_mail() as day:
        receipts = [await day.post(text=f"{number}通めのおたよりです") for number in range(6)]
        day.clock.pass_by(hours=25)
        next_day = await day.post()

    assert [receipt.fault for receipt in receipts] == [None] * 5 + [LetterFault.OFTEN]
    assert next_day.fault is None


async def test_what_the_moderator_turns_down_is_not_kept():
    moderator = FakeModerator(False)
    async with open_mail(moderator=moderator) as day:
        receipt = await day.post("いつも聞いています")

    assert receipt.fault is LetterFault.MODERATION
    assert moderator.read == ["こむぎ\nいつも聞いています"]


async def test_what_the_moderator_lets_pass_goes_on():
    async with open_mail(moderator=FakeModerator(True)) as day:
        receipt = await day.post()

    assert receipt.letter.state is LetterState.APPROVED


async def test_where_the_moderator_cannot_be_asked_a_manager_is():
    async with open_mail(moderator=FakeModerator(ModelUnavailableError("down"))) as day:
        in_server, direct = await day.post(), await day.post(server_id=None)

    assert in_server.letter.state is LetterState.WAITING
    assert direct.letter.state is LetterState.PRIVATE


async def test_little_things_are_remembered_only_where_that_was_chosen():
    async with open_mail() as day:
        await day.post("わたしは量子コンピューターの話が大好きです", may_remember=True)
        await day.post("紅茶が好きです", listener_id=2)
        mine = await day.storage.recall(LISTENER, SERVER, NOW)
        other = await day.storage.recall(2, SERVER, NOW)

    assert mine == {"ラジオネーム": "こむぎ", "すきなもの": "量子コンピューター"}
    assert other == {}


@pytest.mark.parametrize(
    ("text", "favourite"),
    [
        ("カレーが好き！", "カレー"),
        ("I really love SQLite and tea", "SQLite"),
        ("特になにもありません", None),
    ],
)
def test_a_favourite_is_read_from_the_letter(text: str, favourite: str | None):
    letter = Letter(listener_id=1, pen_name="こむぎ", text=text, sent_at=NOW)

    assert remember_of(letter).get("すきなもの") == favourite
