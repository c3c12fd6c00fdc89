"""What discord.py and its connection raise, as our own faults with their remedy."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

import aiohttp
import discord

from radio.errors import TransmissionError

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE = 10003, 10008
MISSING_ACCESS, NOT_A_TEXT_CHANNEL, MISSING_PERMISSIONS, WRONG_CHANNEL_TYPE = 50001, 50008, 50013, 50024
INVALID_FORM, THREAD_ARCHIVED = 50035, 50083
THREAD_EXISTS, THREAD_LOCKED = 160004, 160005

CHANNEL_GONE = "the channel was deleted: set the station up in another one with /station setup"
THREAD_GONE = (
    "the episode's thread or its first message was deleted, so the rest stays away: /station air airs it all again"
)
NO_ACCESS = "the bot cannot see the channel: give it View Channel there, or set the station up in another one"
NO_PERMISSION = "the bot may not write in the channel: give it Send Messages (and Send Messages in Threads) there"
NO_TEXT = "the channel takes no messages: set the station up in a text channel with /station setup"
LOCKED = "the episode's thread is locked: unlock it, then air the episode again with /station air"
LEFT = "the bot was removed from this server: invite it again, or remove the station"
NO_THREADS = (
    "the episode stands in the channel itself, because the bot may not open a thread there: give it Create Public "
    "Threads and Send Messages in Threads"
)
NO_CARDS = "the episode airs as plain messages, because the bot may not show cards there: give it Embed Links"
BAD_TOKEN = "Discord no longer takes the bot's token: its owner has to set DISCORD_TOKEN anew"  # noqa: S105 – words
NOT_THERE = "Discord cannot be reached or is not well; the post leaves by itself once it is back"
TOO_FAST = "Discord asks for a pause; the post leaves by itself after it"

# What the archive and `status` hold in English, for managers who read Japanese.
IN_JAPANESE = {
    CHANNEL_GONE: "チャンネルが削除されています。/station setup で別のチャンネルを設定してください。",
    THREAD_GONE: "番組のスレッドか最初の投稿が削除されたため、続きは投稿されません。"
    "/station air で最初から放送できます。",
    NO_ACCESS: "チャンネルが見えません。ボットに「チャンネルを見る」を許可するか、別のチャンネルを設定してください。",
    NO_PERMISSION: "チャンネルに書き込めません。ボットに「メッセージを送信」と「スレッドでメッセージを送信」を"
    "許可してください。",
    NO_TEXT: "このチャンネルには投稿できません。/station setup でテキストチャンネルを設定してください。",
    LOCKED: "番組のスレッドがロックされています。ロックを外してから /station air でもう一度放送してください。",
    LEFT: "ボットがサーバーから外されています。もう一度招待してください。",
    NO_THREADS: "スレッドを作れないため、番組をチャンネルに直接投稿しています。ボットに「公開スレッドの作成」と"
    "「スレッドでメッセージを送信」を許可してください。",
    NO_CARDS: "カードを表示できないため、ふつうのメッセージで投稿しています。ボットに「埋め込みリンク」を"
    "許可してください。",
    BAD_TOKEN: "ボットのトークンが無効になっています。ボットの運営者による設定が必要です。",
    NOT_THERE: "Discordにつながりにくくなっています。復旧すると自動で投稿されます。",
    TOO_FAST: "Discordから少し待つように言われています。このあと自動で投稿されます。",
}

_OWNERS_PAUSE_S = 600.0  # nothing but the owner mends it, and each try counts as an invalid request
_GONE = (UNKNOWN_CHANNEL, UNKNOWN_MESSAGE)
_MANAGERS_TURN = {
    UNKNOWN_CHANNEL: CHANNEL_GONE,
    UNKNOWN_MESSAGE: THREAD_GONE,
    MISSING_ACCESS: NO_ACCESS,
    MISSING_PERMISSIONS: NO_PERMISSION,
    NOT_A_TEXT_CHANNEL: NO_TEXT,
    WRONG_CHANNEL_TYPE: NO_TEXT,
    THREAD_ARCHIVED: LOCKED,
    THREAD_LOCKED: LOCKED,
}


@contextmanager
def name_faults() -> Iterator[None]:
    """Turn what discord.py lets through within into a TransmissionError."""
    try:
        yield
    except discord.HTTPException as error:
        raise explain_answer(error) from error
    except discord.RateLimited as error:
        raise TransmissionError(TOO_FAST, retry_after_s=error.retry_after) from error
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError, json.JSONDecodeError) as error:
        raise TransmissionError(NOT_THERE) from error


def explain_answer(error: discord.HTTPException) -> TransmissionError:
    """An answer of Discord's as a fault: whose turn it is, or how long to wait."""
    if error.code in _MANAGERS_TURN:
        return TransmissionError(_MANAGERS_TURN[error.code], permanent=True, gone=error.code in _GONE)
    if error.status == HTTPStatus.UNAUTHORIZED:
        return TransmissionError(BAD_TOKEN, retry_after_s=_OWNERS_PAUSE_S)
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return TransmissionError(TOO_FAST, retry_after_s=_read_pause(error))
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR or not error.code:
        return TransmissionError(NOT_THERE)  # without a code it is not Discord that speaks, but something before it
    return TransmissionError(f"Discord refused the post ({error.status}, code {error.code})", permanent=True)


def is_broken_line(fault: TransmissionError) -> bool:
    """Whether the connection broke before there was an answer: a repeat may help at once."""
    cause = fault.__cause__
    return isinstance(cause, aiohttp.ClientError | OSError) and not isinstance(cause, TimeoutError)


def _read_pause(error: discord.HTTPException) -> float:
    """Seconds to wait after a 429; without a figure it is a ban of the address, which tries would only prolong."""
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return _OWNERS_PAUSE_S
