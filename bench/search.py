"""Search over 150,000 aired articles: `.venv/bin/python -m bench.search [articles]`.

Builds an archive of made-up titles and claims in a temporary folder, asks it for words of every length and
rarity, and compares each count with a plain look through all texts. Exit 1 where p95 is above 100 ms or a
hit is missing.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from archive.bigrams import fold_words, pair_up
from archive.database import open_database, write
from archive.storage import Storage
from radio.news import story_key

ARTICLES = 150_000
EPISODE = 4  # stories in one
MOST_MS = 100.0
ROUNDS = 5

SUBJECTS = """
量子コンピューター セキュリティ 生成AI 大規模言語モデル GPU ＧＰＵ データベース ﾛﾎﾞｯﾄ 宇宙探査 半導体 Python Rust
JavaScript C++ ブラウザー 暗号 音声合成 スマートフォン 自動運転 電池 衛星 開発 検索 クラウド Linux カーネル
脆弱性 認証 パスキー 学習 推論 画像認識 翻訳 圧縮 通信 センサー
""".split()  # noqa: SIM905 – a table of words reads better than their quotation marks
VERBS = """
を公開 が進化 の仕組みを解説 を高速化 の新しい手法 を使ってみた の歴史 が標準に を小さくする の失敗から学ぶ
""".split()  # noqa: SIM905 – a table of words reads better than their quotation marks
CLAIMS = """
{a}の処理時間が約{n}%短くなった {a}は{b}と組み合わせて使われる 開発チームは{n}件の不具合を直した
{b}には{n}個の部品がある {a}の弱点は電力を多く使うことだと書かれている 来年には{b}へ広げる予定
利用者は{n}万人をこえた {a}の設計図はだれでも読める
""".split()  # noqa: SIM905 – a table of words reads better than their quotation marks
WORDS = (
    *("量子", "セキュリティ", "ｾｷｭﾘﾃｨ", "gpu", "ＧＰＵ", "ロボット", "c++", "暗号 通信", "python 高速化", "量", "AI"),
    *("大規模言語モデル", "脆弱性", "量子コンピューター 圧縮", "のの", "777", "%", "存在しない言葉", "開発チームは"),
)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory(prefix="bench-search-") as folder:
        path = Path(folder) / "radio.db"
        began = time.perf_counter()
        texts = fill(path, count)
        print(f"{count:,} aired articles of {statistics.mean(map(len, texts)):.0f} characters on average")
        print(f"built in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
        return asyncio.run(measure(path, texts))


def fill(path: Path, count: int) -> list[str]:
    dice = random.Random(20250602)  # noqa: S311 – made-up headlines, not secrets
    texts: list[str] = []
    with closing(open_database(path)) as db, write(db):
        for number in range(1, count // EPISODE + 1):
            day = (date(1990, 1, 1) + timedelta(days=number % 12_000)).isoformat()
            db.conn.execute(
                "INSERT INTO episodes"
                " (id, number, kind, edition, air_date, host, fingerprint, started_at, finished_at, aired_at)"
                " VALUES (?, ?, 'broadcast', ?, ?, 'tsumugi', '', ?, ?, ?)",
                (number, number, f"{day}/{number}", day, day, day, day),
            )
            for place in range(EPISODE, 0, -1):
                title = f"{dice.choice(SUBJECTS)}{dice.choice(VERBS)}（第{number * EPISODE + place}回）"
                words = "\n".join([title, f"site{number % 300}.example", *(_make_claim(dice) for _ in range(7))])
                story_id = (number - 1) * EPISODE + EPISODE + 1 - place
                key = story_key(f"https://site.example/{story_id}")
                row = (story_id, number, place, key, title, "site.example", "https://site.example/")
                db.conn.execute("INSERT INTO aired_stories VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                db.conn.execute("INSERT INTO aired_words (rowid, pairs) VALUES (?, ?)", (story_id, pair_up(words)))
                texts.append(fold_words(words))
    return texts


def _make_claim(dice: random.Random) -> str:
    a, b = dice.sample(SUBJECTS, 2)
    return dice.choice(CLAIMS).format(a=a, b=b, n=dice.randint(2, 999))


async def measure(path: Path, texts: list[str]) -> int:
    times: list[float] = []
    missed = 0
    async with Storage.open(path) as storage:
        for words in WORDS:
            mine: list[float] = []
            for round_number in range(ROUNDS):
                began = time.perf_counter()
                found = await storage.search_aired(words, limit=10, offset=10 * round_number)
                mine.append((time.perf_counter() - began) * 1000)
            asked = fold_words(words).split()
            wanted = sum(all(word in text for word in asked) for text in texts)
            missed += found.total != wanted
            times += mine
            print(f"{words:<16} {found.total:>7,} of {wanted:>7,} found, median {statistics.median(mine):6.1f} ms")
    p95 = statistics.quantiles(times, n=20)[-1]
    print(f"p95 {p95:.1f} ms (at most {MOST_MS:g}), questions with a missing or wrong hit: {missed} of {len(WORDS)}")
    return int(p95 > MOST_MS or missed > 0)


if __name__ == "__main__":
    sys.exit(main())
