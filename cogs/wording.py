"""What the bot says to a server's managers and to whoever asks about it, in Japanese and English.

Japanese is the language of the programme's own host; everyone whose Discord is in another language reads
English. Values that others wrote are made harmless by the caller (persona.wording.safe_line).
"""

from dataclasses import dataclass
from datetime import date, datetime, time

import discord

from radio.news import Language
from radio.show import Layout


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say. Both texts take the same values in {braces}."""

    ja: str
    en: str

    def say(self, language: Language, **values: object) -> str:
        """The line in a language, filled in."""
        return (self.ja if language is Language.JAPANESE else self.en).format(**values)


def read_language(locale: discord.Locale) -> Language:
    """Japanese for a Japanese Discord, English for every other."""
    return Language.JAPANESE if locale is discord.Locale.japanese else Language.ENGLISH


def moment(at: datetime, language: Language) -> str:
    """An instant in the reader's own clock, and how far it is."""
    exact, distance = discord.utils.format_dt(at, "F"), discord.utils.format_dt(at, "R")
    return f"{exact}（{distance}）" if language is Language.JAPANESE else f"{exact} ({distance})"


def day(on: date, language: Language) -> str:
    """11月23日, or 2026-11-23."""
    return f"{on.month}月{on.day}日" if language is Language.JAPANESE else on.isoformat()


def clock_time(at: time) -> str:
    """8:00, as people write it."""
    return f"{at.hour}:{at.minute:02}"


WEEKDAYS = tuple(
    Line(*names)
    for names in (
        ("月曜日", "Monday"),
        ("火曜日", "Tuesday"),
        ("水曜日", "Wednesday"),
        ("木曜日", "Thursday"),
        ("金曜日", "Friday"),
        ("土曜日", "Saturday"),
        ("日曜日", "Sunday"),
    )
)
LAYOUTS = {
    Layout.THREAD: Line("スレッドで", "in a thread"),
    Layout.CHANNEL: Line("チャンネルにそのまま", "straight in the channel"),
}
# As Discord itself names them in both languages, so that they can be found in its settings.
PERMISSIONS = {
    "view_channel": Line("チャンネルを見る", "View Channel"),
    "send_messages": Line("メッセージを送信", "Send Messages"),
    "embed_links": Line("埋め込みリンク", "Embed Links"),
    "read_message_history": Line("メッセージ履歴を読む", "Read Message History"),
    "create_public_threads": Line("公開スレッドの作成", "Create Public Threads"),
    "send_messages_in_threads": Line("スレッドでメッセージを送信", "Send Messages in Threads"),
}

# Setup

SLOT = Line("毎週{weekday} {time}（{zone}）", "every {weekday} at {time} ({zone})")
SET_UP = Line(
    "オッケー、準備できたよ！ <#{channel}> で{slot}、{host}がお届けするね！\n"
    "次の放送は {next}。記事は{stories}本、{layout}流すよ！",
    "All set. {host} will be on the air in <#{channel}>, {slot}.\nNext episode: {next}. {stories} stories, {layout}.",
)
CHANGED = Line(
    "設定、変えといたよ！ <#{channel}> で{slot}、{host}がお届けするね！\n"
    "次の放送は {next}。記事は{stories}本、{layout}流すよ！",
    "Changed. {host} will be on the air in <#{channel}>, {slot}.\nNext episode: {next}. {stories} stories, {layout}.",
)
STILL_PAUSED = Line(
    "いまはお休み中だから、はじめるときは `/station resume` を使ってね。",
    "It is paused at present; `/station resume` puts it back on the air.",
)
WAIT_OR_NOT = Line(
    "それまで待てなかったら `/station preview` で先に見れるよ！",
    "`/station preview` shows you this week's episode now.",
)
MISSING = Line(
    "⚠️ でもね、このままだと権限が足りないの。 <#{channel}> の「チャンネルの編集」→「権限」で、"
    "あーし（<@{bot}>）にこれを許可して！\n{names}",
    "⚠️ Some permissions are missing. In <#{channel}>, open Edit Channel → Permissions and allow these for "
    "<@{bot}>:\n{names}",
)
BAD_TIME = Line(
    "その時刻、ちょっと読めなかった！「8:00」とか「20時半」みたいに書いてみて。",
    "I could not read that time. Write it like `08:00` or `8:30 pm`.",
)
BAD_ZONE = Line(
    "そのタイムゾーン、見つからなかった！「東京」とか「Asia/Tokyo」みたいに書いて、出てきた候補から選んでね。",
    "I do not know that time zone. Type a city, such as `Tokyo`, and pick one from the list.",
)
BAD_HOST = Line(
    "そのパーソナリティは、うちの局にはいないみたい。いるのは：{hosts}",
    "There is no such host. There are: {hosts}",
)
HIDDEN_CHANNEL = Line(
    "そのチャンネル、あーしには見えないみたい。「チャンネルを見る」を許可してから、もう一回ためして！",
    "I cannot see that channel. Give me View Channel there, then try again.",
)
BAD_CHANNEL = Line(
    "ここでは放送できないの。ふつうのテキストチャンネルか、アナウンスチャンネルを `channel` で選んでね。",
    "The show cannot air here. Choose a text or announcement channel with `channel`.",
)
SERVER_AWAY = Line(
    "このサーバーのようすが、まだ見えてないの。少し待つか、あーしを招待しなおしてみて！",
    "I cannot see this server at present. Wait a little, or invite the bot again.",
)
SLOT_TAKEN = Line(
    "その曜日とパーソナリティの番組は、もうあるよ。`/station status` で見てみて。",
    "This server already has a programme with that host on that day. See `/station status`.",
)

# Which station

NO_STATION = Line(
    "このサーバーには、まだ番組がないよ。`/station setup` ではじめよ！",
    "This server has no programme yet. `/station setup` starts one.",
)
WHICH_STATION = Line(
    "番組がいくつかあるから、`station` でどれか選んでね：\n{stations}",
    "This server has several programmes; choose one with `station`:\n{stations}",
)
NO_SUCH_STATION = Line(
    "その番組、見つからなかった！`station` に出てくる候補から選んでみて。",
    "There is no such programme. Pick one from the list that `station` offers.",
)

# Status

STATUS_NEXT = Line("次の放送：{next}", "Next episode: {next}")
STATUS_PAUSED = Line(
    "⏸️ お休み中（`/station resume` で再開するよ）", "⏸️ Paused (`/station resume` puts it back on the air)"
)
STATUS_PLACE = Line("<#{channel}> ・ {slot}", "<#{channel}> · {slot}")
STATUS_SHAPE = Line("記事{stories}本を、{layout}", "{stories} stories, {layout}")
STATUS_WORDS = Line("注目ワード：{words}", "Watch words: {words}")
STATUS_USE = Line(
    "今日のモデル利用：{tokens} / {limit} トークン（{calls}回）",
    "Model use today: {tokens} of {limit} tokens ({calls} calls)",
)
STATUS_NO_MODEL = Line(
    "モデル：つながっていないから、記事は原文のまま読むよ",
    "Model: none is connected, so articles are read as they stand",
)
STATUS_PROBLEM = Line("⚠️ こまってること：{problem}", "⚠️ Problem: {problem}")
STATUS_MISSING = Line("⚠️ 足りない権限：{names}", "⚠️ Missing permissions: {names}")
STATUS_NO_CHANNEL = Line(
    "⚠️ チャンネルが見あたらないの。`/station setup` で選びなおしてね。",
    "⚠️ The channel is gone or hidden. Choose another with `/station setup`.",
)
STATUS_ALLOWED = Line("権限：ぜんぶそろってるよ！", "Permissions: all there")
STATUS_PLAIN = Line(
    "「埋め込みリンク」がないから、カードじゃなくてふつうの文章で流すね。",
    "Without Embed Links the show goes out as plain messages, not cards.",
)
STATUS_NO_THREAD = Line(
    "スレッドが作れないから、チャンネルにそのまま流すね。",
    "Without threads the show goes out straight in the channel.",
)
STATUS_NEVER = Line("前回：まだ放送してないよ", "Last episode: none yet")
STATUS_AIRED = Line("前回：{date}に放送したよ（{link}）", "Last episode: {date}, aired ({link})")
STATUS_ON_AIR = Line("前回：{date}、いま放送中！", "Last episode: {date}, on the air now")
STATUS_WAITING = Line(
    "前回：{date}、途中で止まってるよ。またためすね（{reason}）",
    "Last episode: {date}, stopped; it will be tried again ({reason})",
)
STATUS_FAILED = Line("前回：{date}は放送できなかった（{reason}）", "Last episode: {date}, failed ({reason})")
STATUS_SKIPPED = Line("前回：{date}はお休みした（{reason}）", "Last episode: {date}, skipped ({reason})")
READ_IT = Line("読む", "read it")
UNKNOWN_REASON = Line("理由はわからない", "reason unknown")
LINE_IN_LIST = Line("{weekday} {time} {host}", "{weekday} {time} {host}")

# Preview

PREVIEW_HEAD = Line(
    "今週の回、きみにだけ先に見せちゃうね！まだ放送はしてないよ。",
    "This week's episode, for your eyes only. Nothing has been aired.",
)
PREVIEW_BUSY = Line(
    "いまちょうど試聴の準備中！できあがるまで待っててね。", "A preview is being made already. Please wait for it."
)
PREVIEW_COOLDOWN = Line(
    "さっき見たばっかりだから、次の試聴は {again} からね！",
    "You had a preview a moment ago; the next one is possible {again}.",
)
PREVIEW_LATE = Line(
    "ごめん、思ったより時間がかかってるの。作るのは続けてるから、少ししたらもう一回 `/station preview` してみて！",
    "This takes longer than usual. It is still being made: use `/station preview` again in a few minutes.",
)

# Air, pause, resume, remove

ASK_AIR = Line(
    "{host}の番組を、<#{channel}> でいますぐ流すよ？みんなに見えるし、今日の分はこれで放送ずみになるからね。",
    "Air {host}'s show in <#{channel}> right now? Everyone there will see it, and it counts as today's episode.",
)
ASK_REMOVE = Line(
    "{slot}の、{host}の番組をやめちゃうの？設定と注目ワードは消えるよ。もう放送した分は残るからね。",
    "Remove {host}'s programme, {slot}? Its settings and watch words are deleted; what has been aired stays.",
)
DO_AIR = Line("放送する", "Air it")
DO_REMOVE = Line("やめる", "Remove")
DO_NOTHING = Line("そのまま", "Cancel")
TIME_TO_PRESS = Line("（ボタンは{seconds}秒だけ押せるよ）", "(The buttons work for {seconds} seconds.)")
AIRING = Line(
    "はーい、準備するね！できたら <#{channel}> で流すよ。数分かかるかも。",
    "On it. The show goes out in <#{channel}> as soon as it is ready; that may take a few minutes.",
)
AIRED = Line("放送したよ〜！ <#{channel}> を見てみて！", "It is on the air: see <#{channel}>.")
AIRED_ALREADY = Line(
    "今日の分は、もう放送したよ！同じ日に2回は流さないことにしてるの。",
    "Today's episode has been aired already; it never goes out twice on one day.",
)
ON_AIR_ALREADY = Line(
    "今日の分は、いままさに流してるとこ！ちょっと待ってて。",
    "Today's episode is going out right now. Please wait a moment.",
)
REMOVED = Line(
    "わかった、この番組はおしまいにしたよ。いままで聞いてくれてありがとね！", "Removed. Thank you for listening."
)
KEPT = Line("りょーかい、そのままにしとくね！", "All right, nothing has changed.")
TOO_LATE = Line("時間切れになっちゃった！もう一回コマンドからやってみて。", "Time is up. Please use the command again.")
NOT_YOURS = Line(
    "そのボタンは、コマンドを使った人だけが押せるの。ごめんね！",
    "Only the person who used the command can press this button.",
)
PAUSED = Line(
    "りょーかい、ちょっとお休みするね。また聞きたくなったら `/station resume` で呼んで！",
    "Paused. `/station resume` puts it back on the air.",
)
RESUMED = Line("おまたせ、再開するよ！次の放送は {next}。", "Back on the air. Next episode: {next}.")

# Watch words

WORDS_ADDED = Line("「ひと息コーナー」でさがす言葉に入れたよ：{words}", "The light story will now look for: {words}")
WORDS_KNOWN = Line("それ、もう入ってるよ！いまの注目ワード：{words}", "That is on the list already: {words}")
WORD_REMOVED = Line("「{word}」を注目ワードからはずしたよ。", "“{word}” is off the list.")
WORD_UNKNOWN = Line(
    "その言葉は、注目ワードに入ってないみたい。いまあるのは：{words}",
    "That word is not on the list. There are: {words}",
)
WORDS_LIST = Line("いまの注目ワード（{count}/{most}）：{words}", "Watch words ({count} of {most}): {words}")
WORDS_NONE = Line(
    "注目ワードは、まだないよ。`/station watch add` で、すきなものを教えて！",
    "There are no watch words yet. `/station watch add` adds what your server likes.",
)
WORD_LENGTH = Line("注目ワードは、ひとつ1文字から{most}文字までにしてね！", "A watch word has 1 to {most} characters.")
WORDS_FULL = Line(
    "注目ワードは{most}個まで！`/station watch remove` で減らしてから足してね。",
    "There is room for {most} watch words; take one away with `/station watch remove` first.",
)

# Faults

NOT_MANAGER = Line(
    "ごめんね、これは「サーバー管理」の権限がある人だけが使えるの。サーバーの管理者さんに頼んでみて！",
    "Sorry, this is only for members with the Manage Server permission. Ask your server's managers.",
)
GUILD_ONLY = Line("これはサーバーの中で使ってね！", "Please use this in a server.")
STALE_COMMAND = Line(
    "このコマンド、ちょうど新しくなったとこみたい。Discordを開きなおして、もう一回ためして！",
    "This command has just changed. Reload Discord and try again.",
)
SORRY = Line("{apology}", "Sorry, something went wrong. Please try again in a little while.")
NO_NEWS = Line(
    "今週は、紹介できる記事が見つからなかったの。少ししたらもう一回ためしてみて。続くようなら、ボットを動かしてる人に伝えてね。",
    "No story fit to air was found. Try again later; if it stays so, tell the person who runs this bot.",
)
NOT_SENT = Line("チャンネルに流せなかったよ。{reason}", "The show could not be sent: {reason}")
OWNERS_FAULT = Line(
    "ごめん、放送局の機材トラブルみたい。ボットを動かしてる人に、このidを伝えてほしいな。",
    "The bot itself has a fault. Please give this id to the person who runs it.",
)
WITH_ID = Line("{text}\n-# id={id}", "{text}\n-# id={id}")
