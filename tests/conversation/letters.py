"""Letters: from the form to the receipt, and before managers who want to read them first."""

from tests.conversation.evening import HERS, Evening
from tests.conversation.talk import AOI, HINATA, SAKURA, SORA
from tests.loopback.discord import Interaction

KAEDE, MOMIJI, ICHO, SUSUKI = "かえで", "もみじ", "いちょう", "すすき"
WRITE = "おたよりを送る"
APPROVE, REJECT, BLOCK = "読んでいい", "読まない", "この人をブロック"
CURRY, SODA, STUDY = "カレー大王", "ソーダ水", "はかせ見習い"  # the pen names that are read on the air
YES, NO = "yes", "no"


async def write(evening: Evening) -> None:
    """By the button, open when the bot starts anew; one to mend; and one that is for her alone."""
    evening.transcript.head("おたよりを送る")
    (invitation,) = evening.look(evening.show)
    opened = await evening.press(invitation, WRITE, AOI)
    await evening.house.interrupt()
    text = "毎週たのしみです。ニュースはむずかしいと思っていたけれど、最後まで読めるようになりました。カレーが大好きで、夜食のおともにしています。"
    await evening.fill_in(opened, AOI, {"pen_name": CURRY, "text": text, "may_air": YES, "may_remember": YES})
    text = "読めない漢字があったけど、さいごまで読めました！"
    wrong = f"{text}電話は 090-1234-5678 です"
    await evening.write_letter(evening.chat, SORA, pen_name=SODA, text=wrong, may_air=YES)
    await evening.write_letter(evening.chat, SORA, pen_name=SODA, text=text, may_air=YES)
    await evening.write_letter(
        evening.chat, HINATA, pen_name="ひなたぼっこ", text="これは番組では読まないでね。いつもありがとう。", may_air=NO
    )


async def moderate(evening: Evening) -> None:
    """Four letters before managers: one is approved, one rejected, one's sender blocked, and one left waiting."""
    evening.transcript.head("管理者がおたよりを確認するサーバー")
    for name, pen_name, text in (
        (KAEDE, STUDY, "研究室のみんなで読んでいます。ロボットが歩く話が聞きたいです。"),
        (MOMIJI, "もみじ屋", "うちの店のセールにも来てください。あしたまで半額です。"),
        (ICHO, "通りすがり", "こんな番組つまらないよ。はやくやめちゃえば。"),
        (SUSUKI, "夜ふかし", "夜のラジオがすきです。しずかな声で、よくねむれます。"),
    ):
        await evening.write_letter(evening.lobby, name, pen_name=pen_name, text=text, may_air=YES)
    card = await evening.use(evening.lobby, SAKURA, "station mailbag", manager=True)
    await evening.house.interrupt()
    for label, pen_name in ((APPROVE, STUDY), (REJECT, "もみじ屋"), (BLOCK, "通りすがり")):
        await judge(evening, card, label, pen_name)
    await evening.use(evening.lobby, SAKURA, "station status", manager=True)
    evening.say(evening.lobby, ICHO, f"{HERS}なんで読まないの？")
    await evening.answered(evening.say(evening.lobby, KAEDE, f"{HERS}こんばんは、研究会の者です"))


async def judge(evening: Evening, card: Interaction, label: str, pen_name: str) -> None:
    """Press a button under the letter of a pen name."""
    (message,) = card.messages
    waiting = await evening.house.storage.waiting_letters(evening.lab.id)
    letter = next(each for each in waiting if each.pen_name == pen_name)
    deed = {APPROVE: "approve", REJECT: "reject", BLOCK: "block"}[label]
    shown = f"「{pen_name}」さんのおたよりの下の［{label}］を押す"
    await evening.press(message, f"mailbag:{deed}:{letter.letter_id}", SAKURA, manager=True, shown=shown)
