"""The evening and its Monday, as it comes and with the bot killed all the while: who is answered, read, told, forgotten."""

import asyncio
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from terminal.practice import PracticeStand, serve_practice
from tests.conversation.evening import HOST, Evening
from tests.conversation.house import ROOT, open_house
from tests.conversation.letters import CURRY, SODA, STUDY
from tests.conversation.model import LETTERS, REPLIES
from tests.conversation.monday import SENDERS
from tests.conversation.play import play
from tests.conversation.talk import AOI, BURST, NAGI, YUU
from tests.loopback.discord import Channel, Message

KILLS = 9  # at least
WINDOW = 6  # characters in a row by which words are known again
UNANSWERED = (
    "明日は晴れの予報です",
    "ひなた、宿題やった？",
    "うーん、なんでもない",
    "まだ聞こえてる？",
    "なんで読まないの？",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """An evening that is over, and what the bot logged in its course."""

    evening: Evening
    log: str


async def _play(stand: PracticeStand, folder: Path, *, killed: bool) -> Played:
    async with open_house(stand, folder, killed=killed) as house:
        evening = Evening(house)
        try:
            await play(evening)
        except Exception as error:
            error.add_note(f"{evening.transcript.print()[-1000:]}\n{house.bot.log.read_text('utf-8')[-2000:]}")
            raise
    return Played(evening=evening, log=house.bot.log.read_text("utf-8"))


async def _play_both(stand: PracticeStand, folder: Path) -> tuple[Played, Played]:
    async with asyncio.TaskGroup() as tasks:
        undisturbed, killed = (tasks.create_task(_play(stand, folder / str(k), killed=bool(k))) for k in (0, 1))
    return undisturbed.result(), killed.result()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Played, Played]:
    with serve_practice(ROOT / "data" / "practice", datetime.now(UTC)) as stand:
        folder = tmp_path_factory.mktemp("conversation")
        for part in ("0", "1"):
            (folder / part).mkdir()
        return asyncio.run(_play_both(stand, folder))


@pytest.fixture(params=[0, 1], ids=["as it comes", "killed"])
def played(both: tuple[Played, Played], request: pytest.FixtureRequest) -> Played:
    return both[request.param]


@pytest.fixture
def evening(played: Played) -> Evening:
    return played.evening


def said_by_her(evening: Evening, place: Channel) -> list[str]:
    return [message.text for message in evening.house.server.messages(place.id)]


def all_she_said(evening: Evening) -> str:
    return "\n".join(
        text for place in evening.house.server.world.channels.values() for text in said_by_her(evening, place)
    )


def read_files(evening: Evening, name: str) -> Iterator[dict[str, Any]]:
    for entry in evening.transcript.entries:
        if entry.alone == name:
            yield from (json.loads(text) for text in entry.files.values())


def test_people_see_the_same_whether_the_bot_is_killed_or_not(both: tuple[Played, Played]):
    calm, killed = both

    assert calm.evening.transcript.print() == killed.evening.transcript.print()
    assert calm.evening.house.kills == 0
    assert killed.evening.house.kills >= KILLS


def test_every_message_for_her_is_answered_once_and_no_other(evening: Evening):
    answers = {text: len(evening.answers(message)) for text, message in evening.asked.items()}

    assert {text for text, count in answers.items() if count == 0} == set(UNANSWERED)
    assert {count for text, count in answers.items() if text not in UNANSWERED} == {1}


def test_each_channel_is_answered_in_its_order(evening: Evening):
    for place in (evening.chat, evening.bag, evening.lobby):
        messages = evening.house.server.messages(place.id)
        answered = [int(each.reference["message_id"]) for each in messages if each.reference]

        assert len(answered) >= 1
        assert answered == sorted(answered)


def test_in_a_burst_each_message_has_its_own_answer(evening: Evening):
    said = [evening.answers(evening.asked[text])[0].text for text in BURST]

    assert said == [next(reply for words, reply in REPLIES.items() if words in text) for text in BURST]


def test_a_reply_to_her_goes_on_with_the_talk(evening: Evening):
    prompt = next(each.user for each in evening.house.model.requests if "じゃがいもは" in each.user)

    assert "カレー作ったよ" in prompt


def test_she_knows_when_her_show_is(evening: Evening):
    prompt = next(each.user for each in evening.house.model.requests if "番組って何時から" in each.user)

    assert "毎週月曜日の8時（日本時間）" in prompt


def test_a_changed_message_is_answered_in_its_new_wording(evening: Evening):
    (answer,) = evening.answers(evening.asked["明日テストなの、はげまして"])

    assert answer.text == REPLIES["あさってテスト"]
    assert not any("明日テスト" in each.user for each in evening.house.model.requests)


def test_what_is_not_answered_is_not_thought_about_either(evening: Evening):
    thought_about = "\n".join(each.user for each in evening.house.model.requests)

    assert not any(text in thought_about for text in UNANSWERED)


def test_someone_in_distress_is_sent_to_help_without_a_model(evening: Evening):
    (answer,) = evening.answers(evening.asked["もう消えてしまいたい"])

    assert "0120-279-338" in answer.text
    assert not any("消えてしまいたい" in each.user for each in evening.house.model.requests)


def test_each_programme_stands_there_once_and_in_order(evening: Evening):
    server = evening.house.server
    (thread,) = server.threads(evening.show.id)
    shown = [message.text for place in (evening.show, thread) for message in server.messages(place.id)][1:]
    shown = [text for text in shown if text not in REPLIES.values() and "もうちょっと" not in text]

    for episode in (shown[:7], said_by_her(evening, evening.night)):
        assert len(episode) == 7
        assert "第" in episode[0]
        assert "おたよりコーナー" in episode[5]
        assert "非公式・AI生成" in episode[6]


def test_letters_are_read_with_pen_name_and_answer_where_their_senders_can_hear_them(evening: Evening):
    (thread,) = evening.house.server.threads(evening.show.id)
    ours, theirs = ("\n".join(said_by_her(evening, place)) for place in (thread, evening.night))

    for corner, read in ((ours, {CURRY: "夜食", SODA: "漢字"}), (theirs, {STUDY: "研究室"})):
        for pen_name, words in read.items():
            assert corner.count(f"{pen_name}さん") == 1
            assert all(said in corner for said in LETTERS[words])
    assert STUDY not in ours
    assert CURRY not in theirs


def test_no_other_letter_is_read(evening: Evening):
    said = all_she_said(evening)

    assert not any(name in said for name in ("ひなたぼっこ", "もみじ屋", "通りすがり", "夜ふかし"))


def test_a_letter_that_waits_can_be_read_once_a_manager_has_said_yes(evening: Evening):
    assert evening.readable == [(), ("夜ふかし",)]


def test_each_sender_is_told_once_that_it_will_be_and_once_that_it_was_read(evening: Evening):
    for name, pen_name in zip(SENDERS, (CURRY, SODA, STUDY), strict=True):
        will_be, was = [text for text in said_by_her(evening, evening.direct(name)) if pen_name in text]

        assert "次の" in will_be
        assert re.search("読んだよ|お読みしました", was)
        place_id, message_id = map(int, was.rpartition("/channels/")[2].split("/")[1:])
        read_in = evening.house.server.world.channels[place_id].messages[message_id]
        assert f"{pen_name}さん" in read_in.text
    others = [place for place in evening.house.server.world.channels.values() if place.recipient is not None]
    assert {place.recipient.name for place in others if place.recipient} == {*SENDERS, NAGI}


def test_the_file_about_a_listener_holds_all_and_after_the_deletion_nothing(evening: Evening):
    before, after = read_files(evening, AOI)

    assert [each["text"] for each in before["messages"]] == [
        text for text, message in evening.asked.items() if message.author.name == AOI
    ]
    assert all(each["reply"] in REPLIES.values() for each in before["messages"])
    assert [(each["pen_name"], each["state"]) for each in before["letters"]] == [(CURRY, "aired")]
    assert {each["kind"]: each["text"] for each in before["memories"]} == {
        "ラジオネーム": CURRY,
        "すきなもの": "カレー",
    }
    assert (after["messages"], after["letters"], after["memories"]) == ([], [], [])


def test_who_opts_out_is_forgotten_and_not_heard(evening: Evening):
    before, after = read_files(evening, YUU)

    assert [each["text"] for each in before["messages"]] == list(BURST)
    assert (after["messages"], after["opted_out"]) == ([], True)


def test_the_words_of_a_deleted_message_are_forgotten(evening: Evening):
    (kept,) = read_files(evening, NAGI)

    assert "こんばんは" in [each["text"] for each in kept["messages"]]
    assert not any("なんでもない" in str(each["text"]) for each in kept["messages"])


def test_nobody_but_their_listener_sees_what_is_theirs_alone(evening: Evening):
    for entry in evening.transcript.entries:
        if entry.files or "本名じゃなくて" in entry.text:
            assert entry.alone != ""


def test_the_log_holds_no_word_of_anybody(played: Played):
    written = {*played.evening.written, *REPLIES.values(), *(said for both in LETTERS.values() for said in both)}

    found = {text for text in written if any(part in played.log for part in _windows(text))}

    assert " DEBUG " in played.log
    assert "message answered" in played.log
    assert found == set()


def _windows(text: str) -> Iterator[str]:
    parts = (text[start : start + WINDOW] for start in range(max(1, len(text) - WINDOW + 1)))
    yield from (part for part in parts if not part.isascii())  # /letter is a word of our own


def test_discord_has_nothing_to_complain_about(evening: Evening):
    assert evening.house.server.violations == []


def test_she_pings_nobody(evening: Evening):
    said: list[Message] = [
        message for place in evening.house.server.world.channels for message in evening.house.server.messages(place)
    ]

    assert len(said) > len(evening.asked)
    assert [message.pings for message in said if message.pings] == []
    assert {message.author.name for message in said} == {HOST}
