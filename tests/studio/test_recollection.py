import pytest

from archive.storage import Storage
from radio.mail import Turn
from radio.news import story_key
from radio.transmission import Delivery
from studio.recollection import find_terms, recollect, wants_to_know
from tests.archive.builders import MONDAY, add_station
from tests.studio.mail_day import LINK, NOW, TITLE, TSUMUGI, MailDay, open_mail


async def look_up(day: MailDay, text: str, talk: tuple[Turn, ...] = (), **given: object):
    return await recollect(day.storage, TSUMUGI, day.message(text, **given), talk)


@pytest.mark.parametrize(
    "text",
    [
        "what was that about Cerebras?",
        "Ｃｅｒｅｂｒａｓって何？",
        "cerebrasの話おもしろかった！",
        "ウェハースケールってどういうこと？",
        "推論って何ですか",
        "推論の話、おもしろかった！",
        "ウェハースケールってほんと？",
        "Cerebrasほしい〜",
    ],
)
async def test_an_aired_story_is_found_by_its_words(text: str):
    async with open_mail() as day:
        found = await look_up(day, text)

    assert found.story is not None
    assert found.story.ranked.story.lead.title == TITLE


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Fugakuって何？", True),
        ("推論は速いほうがいい", False),
        ("チップス食べながら推論した", False),
        ("やっほー", False),
    ],
)
async def test_what_never_aired_is_not_known(text: str, asked: bool):
    async with open_mail() as day:
        found = await look_up(day, text)

    assert found.story is None
    assert found.asked is asked


async def test_a_question_without_a_name_means_what_was_talked_of():
    talk = (Turn(text="Cerebrasって何？", by_host=False), Turn(text="大きいチップだよ！", by_host=True))
    async with open_mail() as day:
        found = await look_up(day, "それってどういうこと？", talk)
        lost = await look_up(day, "それってどういうこと？")

    assert found.story is not None
    assert found.asked
    assert lost.story is None
    assert not lost.asked


async def test_a_new_name_is_not_taken_for_the_old_one():
    talk = (Turn(text="Cerebrasって何？", by_host=False), Turn(text="大きいチップだよ！", by_host=True))
    async with open_mail() as day:
        found = await look_up(day, "じゃあGroqって何？", talk)

    assert found.story is None
    assert found.asked


async def _deliver(storage: Storage) -> None:
    station_id = await add_station(storage)
    broadcast = await storage.claim_slot(station_id, MONDAY, NOW, "me")
    assert broadcast is not None
    await storage.start_broadcast(broadcast.broadcast_id, 1, 10)
    await storage.log_delivery(
        Delivery(broadcast_id=broadcast.broadcast_id, part="story-1", message_id="701", sent_at=NOW)
    )


async def test_a_reply_to_a_post_of_the_show_is_about_its_story():
    async with open_mail() as day:
        await _deliver(day.storage)

        found = await look_up(day, "ここがよくわからなかった", replied_to=701)
        other = await look_up(day, "ここがよくわからなかった", replied_to=702)

    assert found.story is not None
    assert found.story.key == story_key(LINK)
    assert other.story is None


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("Cerebrasって何？", True),
        ("この前の話、詳しく教えて", True),
        ("What is RLHF?", True),
        ("explain tokens please", True),
        ("ロケットの話して！", True),
        ("カレーは好き？", False),
        ("つむぎちゃんの趣味は何？", False),
        ("what do you eat", False),
        ("今日は寒いね", False),
    ],
)
def test_a_question_after_knowledge_is_told_from_one_after_her(text: str, wants: bool):
    assert wants_to_know(text) is wants


def test_telling_words_come_first_and_everyday_ones_not_at_all():
    terms = find_terms("つむぎの番組で話してたGPT-5とトランスフォーマー、量子とAIの記事", TSUMUGI)

    assert list(terms.items()) == [("GPT-5", 3), ("トランスフォーマー", 2), ("量子", 1), ("AI", 1)]
    assert list(find_terms("AI法とH3ロケット", TSUMUGI))[:2] == ["H3ロケット", "AI法"]


def test_no_more_than_a_few_words_are_looked_for():
    assert len(find_terms(" ".join(f"Word{number}" for number in range(50)), TSUMUGI)) == 6
