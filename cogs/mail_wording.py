"""What the bot says around the mail, in Japanese and English: the form, the managers' mailbag, privacy.

What the host says in answer to a message or a letter stands in her sheet, not here.
"""

from cogs.wording import Line
from radio.mail import MailMode

# The form; Discord takes 45 characters of a title or label and 100 of a description.

WRITE = Line("おたよりを送る", "Write a letter")
FORM_TITLE = Line("つむぎへのおたより", "A letter to the show")
FORM_PEN_NAME = Line("ラジオネーム", "Pen name")
FORM_PEN_NAME_HELP = Line("本名じゃなくて、番組で呼ばれたい名前を書いてね", "What the show calls you, not your name")
FORM_TEXT = Line("おたより（5〜500文字）", "Your letter (5 to 500 characters)")
FORM_TEXT_HELP = Line(
    "リンク、メンション、住所や電話番号は書かないでね", "No links, mentions, addresses or phone numbers, please"
)
FORM_MAY_AIR = Line("番組で読んでもいい？", "May it be read on the air?")
FORM_MAY_AIR_HELP = Line(
    "「いいよ」なら、ラジオネームとおたよりの内容が、同じ番組を流しているサーバーすべてで読まれることがあるよ",
    "If yes, your pen name and what you wrote may be read in every server that carries the same show",
)
AIR_YES = Line("いいよ", "Yes, read it")
AIR_NO = Line("読まないで", "No, keep it off the air")
FORM_MAY_REMEMBER = Line("ラジオネームと好きな話題、覚えててもいい？", "May the host remember you?")
FORM_MAY_REMEMBER_HELP = Line(
    "90日で忘れるよ。/privacy delete で、いつでも消せるよ",
    "Your pen name and favourite topic, for 90 days; /privacy delete removes them at any time",
)
REMEMBER_YES = Line("覚えてていいよ", "Yes, remember me")
REMEMBER_NO = Line("覚えないで", "No")
YOUR_TEXT = Line(
    "{line}\n-# きみが書いたもの（コピーして直せるよ）：\n{text}", "{line}\n-# What you wrote, to copy:\n{text}"
)

# The mailbag, for managers

MAILBAG_HEAD = Line("### おたより箱", "### Mailbag")
MODES = {
    MailMode.AUTO: Line(
        "チェックを通ったおたよりは、そのまま番組へ", "letters that pass the checks go on by themselves"
    ),
    MailMode.REVIEW: Line("管理者がOKしたおたよりだけ、番組へ", "only letters that a manager approved go on the air"),
}
MODE_IS = Line("おたより：{mode}", "Letters: {mode}")
REPLIES_ON = Line("話しかけられたときの返事：する", "Replies to messages: on")
REPLIES_OFF = Line("話しかけられたときの返事：しない", "Replies to messages: off")
CHANNEL_IS = Line("おたよりポスト：<#{channel}>", "Mailbag channel: <#{channel}>")
CHANNEL_NONE = Line("おたよりポスト：なし", "Mailbag channel: none")
DEAF = Line(
    "⚠️ このボットはメッセージの内容を読む設定（Message Content Intent）になっていないから、"
    "<#{channel}> では、あーしへのメンションにだけ返事するよ。変えられるのは、ボットを動かしている人だけ。",
    "⚠️ This bot runs without the message content intent: in <#{channel}> it answers only where it is mentioned. "
    "Whoever runs the bot can change that.",
)
MAILBAG_MISSING = Line(
    "⚠️ <#{channel}> で返事するのに足りない権限：{names}", "⚠️ Missing for replies in <#{channel}>: {names}"
)
MAILBAG_GONE = Line(
    "⚠️ おたよりポストのチャンネルが見あたらないの。`/station mailbag` で選びなおしてね。",
    "⚠️ The mailbag channel is gone or hidden. Choose another with `/station mailbag`.",
)
NOTHING_WAITS = Line("OKを待っているおたよりは、いまはないよ。", "No letter is waiting for your word.")
SOME_WAIT = Line("OKを待っているおたより：{count}通（古い順）", "Waiting for your word, oldest first: {count}")
COUNT_WAITS = Line(
    "OKを待っているおたより：{count}通。`/station mailbag` で読んで、決めてね。",
    "Letters waiting for your word: {count}. `/station mailbag` shows them.",
)
NOBODY_CALLED = Line(
    "-# おたよりがとどいても、お知らせは出さないよ。放送の前に、ここか `/station status` を見てね。",
    "-# Nobody is notified of a new letter: look in here, or at `/station status`, before the show.",
)
MORE_WAIT = Line("-# まだほかにもあるよ。上から順に決めてね。", "-# There are more; decide these first.")
LETTER_HEAD = Line("**{pen_name}** さん ・ {sent}", "**{pen_name}** · {sent}")
APPROVE = Line("読んでいい", "Approve")
REJECT = Line("読まない", "Reject")
BLOCK = Line("この人をブロック", "Block the sender")
CLOSE_CHANNEL = Line("おたよりポストをやめる", "No mailbag channel")
APPROVED = Line("オッケー、番組で読めるようにしたよ！", "Approved; it may be read on the air.")
REJECTED = Line("わかった、このおたよりは読まないね。", "Rejected; it will not be read.")
BLOCKED = Line(
    "この人のメッセージもおたよりも、このサーバーではもう読まないよ。まちがえたら、すぐ下のボタンで戻せるからね。",
    "Neither messages nor letters of this person are read in this server any more. The button below undoes that.",
)
UNBLOCK = Line("ブロックを取り消す", "Undo the block")
UNBLOCKED = Line("ブロックを取り消したよ。", "The block is undone.")
DECIDED_ALREADY = Line("このおたよりは、もう待っていないよ。", "That letter is not waiting any more.")
CLOSED_CHANNEL = Line("おたよりポストをやめたよ。メンションには返事するね。", "There is no mailbag channel now.")
PUT_INVITE = Line("「おたよりを送る」ボタンを置く", "Post a button for letters")
INVITED = Line("<#{channel}> に「おたよりを送る」ボタンを置いたよ！", "The button for letters stands in <#{channel}>.")
NOT_INVITED = Line(
    "<#{channel}> に「おたよりを送る」ボタンを置けなかったよ。{reason}",
    "The button for letters could not be put into <#{channel}>: {reason}",
)

# Privacy

SHOWN = Line(
    "きみについて覚えていることは、このファイルでぜんぶだよ。消したいときは `/privacy delete` を使ってね。",
    "This file holds all that is kept about you. `/privacy delete` removes it.",
)
SHOWN_NOTHING = Line("きみについて覚えていることは、ひとつもないよ。", "Nothing is kept about you.")
SHOWN_CLOSED = Line(
    "覚えているのは、きみが「読まないで」と言ったことだけ。ほかには、なんにもないよ。",
    "All that is kept is that you do not want to be read; there is nothing else.",
)
DELETED = Line(
    "きみについて覚えていたことを、ぜんぶ消したよ（{count}件）。まだ読んでいないおたよりもね。",
    "All that was kept about you is deleted ({count} items), letters not yet aired included.",
)
OPTED_OUT = Line(
    "わかった。きみのメッセージはもう読まないし、覚えていたこともぜんぶ消したよ。"
    "また話したくなったら `/privacy optin` で呼んでね。",
    "Your messages are never read again, and all that was kept about you is deleted. `/privacy optin` takes that back.",
)
OPTED_IN = Line("おかえり！また話しかけてくれたら、ちゃんと読むね。", "Welcome back. Your messages are read again.")
NEVER_OUT = Line("もともと、きみのメッセージは読んでるよ！", "You had not opted out.")
