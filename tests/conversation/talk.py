"""The evening: what the managers set up, and what listeners say to her."""

from tests.conversation.evening import HERS, Evening

AOI, SORA, HINATA, YUU, NAGI = "あおい", "そら", "ひなた", "ゆう", "なぎ"
MIDORI, SAKURA = "みどり", "さくら"  # the managers of the two servers
INVITE = "「おたよりを送る」ボタンを置く"
BURST = ("ねえねえ", "きいて", "犬をむかえたの", "名前はもち", "白くてまるいよ")


async def set_up(evening: Evening) -> None:
    """Two programmes, a button for letters, a mailbag channel, and a server whose managers read letters first."""
    evening.transcript.head("管理者が番組をはじめる")
    done = await evening.use(evening.chat, MIDORI, "station setup", manager=True, channel=evening.show)
    await evening.press(done.messages[0], INVITE, MIDORI, manager=True)
    evening.look(evening.show)
    await evening.use(evening.chat, MIDORI, "station mailbag", manager=True, channel=evening.bag)
    evening.look(evening.bag)
    await evening.use(evening.chat, SORA, "station mailbag")
    await evening.use(
        evening.lobby, SAKURA, "station setup", manager=True, channel=evening.night, host="しるべ", layout="channel"
    )
    await evening.use(evening.lobby, SAKURA, "station mailbag", manager=True, mode="review")


async def greet(evening: Evening) -> None:
    """A mention, the reply that follows from it, and a question after the show."""
    evening.transcript.head("話しかける")
    async with evening.thinking() as begun:
        asked = evening.say(evening.chat, AOI, f"{HERS}こんばんはー。今日はカレー作ったよ")
        await begun()
        await evening.house.interrupt()
    first = await evening.answered(asked)
    evening.house.server.nonces.window = 0.0  # only her own looking keeps the next answer from coming twice
    async with evening.house.lose_power(1, lambda message: message.channel_id == evening.chat.id):
        asked = evening.say(evening.chat, AOI, "じゃがいもは入れる派？", to=first)
    await evening.answered(asked)
    evening.house.server.nonces.window = 180.0
    await evening.answered(evening.say(evening.chat, SORA, f"{HERS}番組って何時から？"))


async def write_directly(evening: Evening) -> None:
    """Direct messages, a serious one among them."""
    evening.transcript.head("ダイレクトメッセージ")
    place = evening.direct(SORA)
    await evening.answered(evening.say(place, SORA, "はじめまして！番組、きのうはじめて読んだよ"))
    place = evening.direct(NAGI)
    await evening.answered(evening.say(place, NAGI, "もう消えてしまいたい"))


async def drop_in(evening: Evening) -> None:
    """The mailbag channel, where all is for her; elsewhere neither what bots say nor what people say to one another."""
    evening.transcript.head("おたよりポストのチャンネル")
    robot = evening.house.server.world.add_user("天気ボット", bot=True)
    evening.say(evening.chat, robot, f"{HERS}明日は晴れの予報です")
    evening.say(evening.chat, NAGI, "ひなた、宿題やった？")
    await evening.answered(evening.say(evening.bag, HINATA, "半導体の回、好きだった！またああいうの聞きたい"))


async def chatter(evening: Evening) -> None:
    """Five messages in a burst, and somebody else's among them."""
    async with evening.house.lose_power(2, lambda message: message.channel_id == evening.bag.id):
        asked = [evening.say(evening.bag, YUU, text) for text in BURST]
        asked.insert(2, evening.say(evening.bag, NAGI, "こんばんは"))
    await evening.answered(*asked)


async def change_their_minds(evening: Evening) -> None:
    """While she thinks one message that waits is changed, and another one is deleted."""
    evening.transcript.head("書きなおす、消す")
    server = evening.house.server
    async with evening.thinking() as begun:
        first = evening.say(evening.chat, AOI, f"{HERS}おやつのおすすめある？")
        await begun()
        changed = evening.say(evening.chat, SORA, f"{HERS}明日テストなの、はげまして")
        gone = evening.say(evening.chat, NAGI, f"{HERS}うーん、なんでもない")
        server.revise_message(changed, changed.content.replace("明日", "あさって"))
        evening.written.append("あさってテストなの、はげまして")
        evening.transcript.tell(f"{SORA}が書きなおす：「あさってテストなの、はげまして」")
        await evening.house.reads(changed.id, "あさって")
        evening.transcript.tell(f"{NAGI}が消す：「うーん、なんでもない」")
        await evening.house.interrupt(lambda: server.withdraw_message(gone))
    await evening.answered(first, changed)


async def opt_out(evening: Evening) -> None:
    """What is kept of a listener, who then wants not to be read any more, and later to be read again."""
    evening.transcript.head("もう読まないで")
    await evening.use(evening.chat, YUU, "privacy show")
    await evening.use(evening.chat, YUU, "privacy optout")
    await evening.house.interrupt()
    evening.say(evening.chat, YUU, f"{HERS}まだ聞こえてる？")
    await evening.answered(evening.say(evening.chat, AOI, f"{HERS}おやすみ"))
    await evening.use(evening.chat, YUU, "privacy show")
    await evening.use(evening.chat, YUU, "privacy optin")
