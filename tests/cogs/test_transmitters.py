from collections.abc import AsyncIterator

import pytest

from cogs.cards import MESSAGE_LIMIT
from cogs.faults import BAD_TOKEN, NO_CARDS, NOT_THERE, TOO_FAST
from cogs.pace import SendPace
from cogs.transmitters import ChannelTransmitter
from radio.errors import TransmissionError
from radio.transmission import Post
from tests.cogs.on_air import make_posts
from tests.loopback.discord import DiscordServer, Limits, Permission
from tests.loopback.discord_bot import Bot, on_the_air

LONG = Post(part="story-1", title="長い話", text="あーしはこれ、大事だと思うんだよね。" * 110, note="site.example")
SHORT = make_posts()[1]


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    async with DiscordServer(limits=Limits(enabled=False), nonce_window_s=0.0) as server:
        yield server
        assert server.violations == []


@pytest.fixture
async def radio(server: DiscordServer) -> AsyncIterator[Bot]:
    async with on_the_air(server) as radio:
        yield radio


def transmitter(server: DiscordServer, radio: Bot, *, cards: bool = True) -> ChannelTransmitter:
    channel = server.channel()
    assert radio.user is not None
    place = radio.get_partial_messageable(channel.id, guild_id=channel.guild_id)
    return ChannelTransmitter(place, me_id=radio.user.id, pace=SendPace(rate=1000), cards=cards)


async def test_a_post_that_was_sent_is_found_as_a_card_and_as_plain_messages(server: DiscordServer, radio: Bot):
    for cards, post in ((True, SHORT), (False, make_posts()[2]), (False, LONG)):
        assert await transmitter(server, radio, cards=cards).find(post) is None

        sent = await transmitter(server, radio, cards=cards).send(post, nonce="n" * 24)

        assert await transmitter(server, radio, cards=cards).find(post) == sent


async def test_what_others_wrote_is_not_ours(server: DiscordServer, radio: Bot):
    await transmitter(server, radio, cards=False).send(SHORT, nonce="n")
    (ours,) = server.messages(server.channel().id)
    server.post_message(server.channel().id, "まねっこ", ours.content)
    server.world.channels[server.channel().id].messages.pop(ours.id)

    assert await transmitter(server, radio, cards=False).find(SHORT) is None


async def test_without_the_history_nothing_is_found(server: DiscordServer, radio: Bot):
    await transmitter(server, radio).send(SHORT, nonce="n")
    server.set_permissions(server.channel().id, deny=Permission.READ_MESSAGE_HISTORY)

    assert await transmitter(server, radio).find(SHORT) is None


async def test_a_long_post_without_cards_leaves_in_pieces_with_nonces_of_their_own(server: DiscordServer, radio: Bot):
    channel = transmitter(server, radio, cards=False)

    await channel.send(LONG, nonce="n" * 24)

    pieces = server.messages(server.channel().id)
    assert channel.problem == NO_CARDS
    assert len(pieces) == 2
    assert len({piece.nonce for piece in pieces}) == 2
    assert all(len(piece.content) <= MESSAGE_LIMIT for piece in pieces)


async def test_a_post_cut_off_between_its_pieces_goes_on_with_the_next_one(server: DiscordServer, radio: Bot):
    server.fail_next(1, status=503, method="POST", path="/messages$", skip=1)
    with pytest.raises(TransmissionError):
        await transmitter(server, radio, cards=False).send(LONG, nonce="n" * 24)

    again = transmitter(server, radio, cards=False)
    assert await again.find(LONG) is None
    await again.send(LONG, nonce="n" * 24)

    pieces = [message.content for message in server.messages(server.channel().id)]
    assert len(pieces) == 2
    assert len(set(pieces)) == 2


@pytest.mark.parametrize(("status", "reason"), [(401, BAD_TOKEN), (503, NOT_THERE)])
async def test_a_refusal_that_time_does_not_mend_at_once_is_not_tried_again(
    server: DiscordServer, radio: Bot, status: int, reason: str
):
    server.fail_next(1, status=status, method="POST")

    with pytest.raises(TransmissionError) as caught:
        await transmitter(server, radio).send(SHORT, nonce="n")

    assert caught.value.reason == reason
    assert server.messages(server.channel().id) == []


async def test_a_pause_of_minutes_is_left_to_the_next_knock(server: DiscordServer, radio: Bot):
    radio.http.max_ratelimit_timeout = 30.0
    server.limits.enabled = True
    server.limits.routes = {("POST", "/channels/{channel_id}/messages"): (1, 300.0)}
    await radio.http.request(_route(server), json={"content": "まえのひと"})

    with pytest.raises(TransmissionError) as caught:
        await transmitter(server, radio).send(SHORT, nonce="n")

    assert caught.value.reason == TOO_FAST
    assert (caught.value.retry_after_s or 0) > 30


def _route(server: DiscordServer) -> object:
    from discord.http import Route

    return Route("POST", "/channels/{channel_id}/messages", channel_id=server.channel().id)
