from radio.show import Layout
from radio.transmission import BroadcastState
from tests.cogs.on_air import AIR_TIME, PARTS, add_station, finish_episode, open_evening


async def test_the_slot_arrives_and_the_episode_is_there_once_in_order_in_a_thread():
    async with open_evening() as evening:
        channel = evening.server.channel()
        station = await add_station(evening.storage, channel)
        await finish_episode(evening.storage, station)

        await evening.knock()
        await evening.knock()

        (thread,) = evening.server.threads(channel.id)
        assert evening.aired(channel) == list(PARTS)
        assert len(evening.server.messages(channel.id)) == 1
        assert thread.id == evening.server.messages(channel.id)[0].id
        assert thread.name == "第1回 ・ 2026年11月23日月曜日　openingの題"
        (broadcast,) = await evening.storage.list_broadcasts(AIR_TIME.date())
        assert broadcast.state is BroadcastState.AIRED
        assert broadcast.thread_id == thread.id


async def test_in_the_channel_layout_everything_stands_in_the_channel():
    async with open_evening() as evening:
        channel = evening.server.channel()
        station = await add_station(evening.storage, channel, layout=Layout.CHANNEL)
        await finish_episode(evening.storage, station)

        await evening.knock()

        assert evening.aired(channel) == list(PARTS)
        assert evening.server.threads(channel.id) == []
