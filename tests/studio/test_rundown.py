from datetime import date

from radio.news import FeedRole, RankedStory, Score, Story
from radio.show import Edition
from studio.rundown import drop_mailbag, has_mailbag, plan_rundown
from tests.factories import article

EDITION = Edition(air_date=date(2026, 11, 23), host="tsumugi")


def ranked(url: str) -> RankedStory:
    return RankedStory(story=Story(lead=article(url)), score=Score(total=0.5, freshness=1, parts=()), role=FeedRole.AI)


def test_stories_stand_between_opening_and_closing_in_the_order_given():
    stories = [ranked("https://a.example/"), ranked("https://b.example/")]

    rundown = plan_rundown(EDITION, 3, stories)

    assert [slot.part for slot in rundown.slots] == ["opening", "story-1", "story-2", "closing"]
    assert rundown.stories == tuple(stories)
    assert rundown.episode_number == 3


def test_only_the_final_story_is_the_last():
    rundown = plan_rundown(EDITION, 1, [ranked(f"https://{n}.example/") for n in range(3)])

    assert [slot.last for slot in rundown.slots] == [False, False, False, True, False]


def test_letters_are_read_between_the_last_story_and_the_closing():
    rundown = plan_rundown(EDITION, 1, [ranked("https://a.example/")], mailbag=True)

    assert [slot.part for slot in rundown.slots] == ["opening", "story-1", "mailbag", "closing"]
    assert rundown.slots[1].last
    assert has_mailbag(rundown)


def test_without_letters_there_is_no_mailbag():
    rundown = plan_rundown(EDITION, 1, [ranked("https://a.example/")])

    assert not has_mailbag(rundown)


def test_a_mailbag_whose_letters_were_withdrawn_leaves_the_rundown_as_it_would_have_been():
    stories = [ranked("https://a.example/")]

    rundown = drop_mailbag(plan_rundown(EDITION, 1, stories, mailbag=True))

    assert rundown == plan_rundown(EDITION, 1, stories)
