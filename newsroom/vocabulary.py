"""The newsroom's word lists: what means the same in both languages, and what says nothing.

Data only, read by `newsroom.words`. Written in lower case after NFKC; a trailing ー of a
katakana word of four characters or more is left off, as `newsroom.words` does with what it reads.
"""

# What headline writers of both languages, or of one, have several words for. None of these names an event.
SAME_MEANING = """
tokyo: 東京 東京都
japan: 日本 japanese 国内
usa: 米国 アメリカ 米 american u.s
china: 中国 chinese
india: インド indian
europe: 欧州 eu ヨーロッパ european
korea: 韓国 korean
taiwan: 台湾
release: 公開 リリース 提供開始 発売 launch 配信 登場 released launched rollout debut 提供 開始 正式版 out here
release: available arrive
announce: 発表 unveil reveal introducing introduce introduced announcement 公表 披露 お披露目
acquire: 買収 acquisition acquire merger buy 合併 takeover
layoff: 人員削減 解雇 リストラ レイオフ layoffs 希望退職 削減 laid 人員整理
fire: 解任 ousted oust 更迭 fired
resign: 辞任 退任
shutdown: 終了 サービス終了 discontinue 廃止 closure shutting 閉鎖 sunset shutter
outage: 障害 停止 ダウン システム障害 通信障害 offline halt
attack: 攻撃 サイバー攻撃 cyberattack
breach: 流出 漏えい 漏洩 情報漏えい 情報流出 leak 不正アクセス hacked
vulnerability: 脆弱性 flaw 欠陥 hole
bug: バグ 不具合
zeroday: ゼロデイ
backdoor: バックドア
malware: マルウェア
ransomware: ランサムウェア ランサム
phishing: フィッシング
password: パスワード
passkey: パスキー
encryption: 暗号化 暗号
privacy: プライバシー
security: セキュリティ 安全性
copyright: 著作権
lawsuit: 提訴 訴訟 sue sues sued court 裁判
penalty: 罰金 制裁金 fined
ban: 禁止 禁止令 banned
regulation: 規制 regulate
law: 法律 法案 新法
antitrust: 独占禁止法 独禁法
investigation: 調査 捜査 probe investigate
funding: 資金調達 出資 raise raised investment 投資
valuation: 評価額 時価総額
stock: 株価 株式 shares
price: 価格 値段 pricing
pricehike: 値上げ
pricecut: 値下げ
free: 無料 無償 無料ユーザ
fee: 料金 手数料
charge: 課金 有料化 有料
revenue: 売上 売上高 収益
profit: 利益 黒字
delay: 延期 延期へ postpone delayed
cancel: 中止 撤回 断念 scrap abandon
partnership: 提携 協業 partner
opensource: オープンソース oss
license: ライセンス licence licensing
fork: フォーク
developer: 開発者 デベロッパ
employee: 従業員 社員 worker staff workforce
student: 学生 生徒
school: 学校 高校
teacher: 教師 教員
doctor: 医師
researcher: 研究者 研究チーム scientist 科学者 研究
paper: 論文
university: 大学
model: モデル
languagemodel: 大規模言語モデル llm 言語モデル
reasoning: 推論モデル 推論
inference: 推論処理
training: 訓練
machinelearning: 機械学習
deeplearning: 深層学習 ディープラーニング
finetuning: ファインチューニング
ai: 人工知能
benchmark: ベンチマーク 性能比較
accuracy: 精度
hallucination: ハルシネーション 幻覚
agent: エージェント agentic
chatbot: チャットボット 対話ai
prompt: プロンプト
token: トークン
parameter: パラメータ
context: コンテキスト 文脈
memory: メモリ メモリー 長期記憶 記憶
image: 画像 picture
video: 動画 映像
voice: 音声 speech audio
translation: 翻訳 translate
search: 検索
browser: ブラウザ
robot: ロボット humanoid robotics
drone: ドローン
selfdriving: 自動運転 robotaxi
car: 自動車 車 クルマ
ev: 電気自動車
battery: 電池 バッテリ
solar: 太陽光 太陽電池 太陽
chip: チップ 半導体 semiconductor
gpu: グラフィックス処理 グラボ
cpu: プロセッサ processor
datacenter: データセンタ
supercomputer: スパコン スーパーコンピュータ
quantum: 量子 量子コンピュータ 量子計算
cloud: クラウド
database: データベース db
server: サーバ
kubernetes: クバネティス k8s
container: コンテナ docker
compiler: コンパイラ
computer: コンピュータ パソコン
internet: インターネット
map: 地図 マップ
smartphone: スマホ スマートフォン
camera: カメラ
earphone: イヤホン イヤフォン earbuds
headset: ヘッドセット
glasses: メガネ スマートグラス 眼鏡
watch: 腕時計
keyboard: キーボード
update: アップデート 更新
version: バージョン 版
support: サポート 対応
feature: 機能 新機能
app: アプリ
service: サービス
game: ゲーム gaming videogame
streaming: ストリーミング
anime: アニメ アニメーション
manga: 漫画 マンガ コミック
music: 音楽 楽曲
singer: 歌手
voiceactor: 声優
curry: カレー
ramen: ラーメン
food: 食品 料理
train: 電車 鉄道 列車
station: 駅
moon: 月 月面 衛星 lunar
asteroid: 小惑星
comet: 彗星
rocket: ロケット
lander: 着陸機 探査機 probes spacecraft
landing: 着陸 月面着陸 land landed
satellite: 人工衛星
telescope: 望遠鏡 宇宙望遠鏡
space: 宇宙
planet: 惑星 exoplanet
blackhole: ブラックホール
water: 水 水分
vapor: 水蒸気 vapour plume
earth: 地球
climate: 気候 温暖化
earthquake: 地震
protein: タンパク質 たんぱく質 蛋白質
gene: 遺伝子 ゲノム dna genome
cancer: がん 癌
vaccine: ワクチン
drug: 薬 新薬 創薬
brain: 脳
physics: 物理学 物理
chemistry: 化学
record: 最高記録 世界記録 記録
windowsupdate: 月例パッチ
government: 政府
bank: 銀行
payment: 決済
cookie: クッキー
thirdparty: サードパーティ サードパーティー
advertising: 広告 ads advertisement
subscription: サブスク サブスクリプション
tariff: 関税
election: 選挙
factory: 工場 plants
port: 港
airport: 空港
flight: 航空便 飛行
hospital: 病院
library: ライブラリ 図書館
language: 言語
programming: プログラミング
engineer: エンジニア
ceo: 最高経営責任者
board: 取締役会
user: ユーザ 利用者
tool: ツール
guide: ガイド 入門
"""

# Parts of a phrase that carry one meaning together; folded to the word on the right before anything else is read.
PHRASES = {
    "lays off": "layoff",
    "lay off": "layoff",
    "laid off": "layoff",
    "laying off": "layoff",
    "job cuts": "layoff",
    "cut jobs": "layoff",
    "shut down": "shutdown",
    "shuts down": "shutdown",
    "shutting down": "shutdown",
    "steps down": "resign",
    "zero-day": "zeroday",
    "zero day": "zeroday",
    "open source": "opensource",
    "open-source": "opensource",
    "data center": "datacenter",
    "data centre": "datacenter",
    "black hole": "blackhole",
    "self-driving": "selfdriving",
    "hugging face": "huggingface",
    "raspberry pi": "raspberrypi",
    "third-party": "thirdparty",
    "machine learning": "machinelearning",
    "deep learning": "deeplearning",
    "fine-tuning": "finetuning",
    "fine tuning": "finetuning",
    "language model": "languagemodel",
    "goes on sale": "release",
    "rolls out": "release",
    "rolling out": "release",
    "サイバー攻撃": "cyberattack",
    "オープンai": "openai",
    "チャットgpt": "chatgpt",
    "スペースx": "spacex",
    "サカナai": "sakana",
    "たんぱく質": "タンパク質",
    "漏えい": "漏洩",
    "claude code": "claudecode",
    "google cloud": "googlecloud",
    "github actions": "githubactions",
    "copilot studio": "copilotstudio",
    "vs code": "vscode",
    "game changer": "",
    "game-changer": "",
    "game changing": "",
    "game-changing": "",
    "game theory": "",
    "show hn": "",
    "ask hn": "",
    "tech blog": "",
    "テックブログ": "",
}
