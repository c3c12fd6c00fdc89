"""The words that any week's news is made of, so that they do not seem rare in a short list. Data only.

Read by `newsroom.words` and `newsroom.likeness`; written in lower case after NFKC, katakana without a trailing ー.
"""

# How often a word stands in a usual week's entries, in percent: what is rare in a small list need not be rare.
USUAL_SHARE = """
35: ai
15: release announce model
10: support update app feature google service openai developer engineer agent code usa
8: claude claudecode github data user tool free japan use version open languagemodel cloud
6: microsoft apple chatgpt meta security gemini amazon aws llm generative opensource rag mcp image
5: nvidia gpu android iphone windows linux python copilot anthropic chip search video game system software tech
5: startup
5: 開発 生成 技術 企業 機能 活用 導入 実装 設計 運用 入門 可能 利用 問題 方法 時代 記事 紹介 解説 環境 管理 登壇 勉強
5: 自動
4: web api server database test typescript javascript rust go react docker kubernetes terraform lambda browser design
4: price company business employee researcher study smartphone language training inference reasoning chatbot pro max
3: youtube twitter tesla vulnerability attack breach acquire layoff shutdown lawsuit funding robot openai car ceo
3: memory
3: voice library product platform team project performance quality cost automation workflow productivity benchmark
3: prompt
3: パフォーマンス プロジェクト チーム データ システム コード テスト イベント レビュー プロダクト デザイン ワークフロー
3: 検索 業務 組織 効率 改善 移行 検証 構築 対策 参加 開催 株式 会社 本番 事例 仕組 実際 最新 情報 世界 内容 対話
2: bedrock salesforce oracle kiro figma slack notion googlecloud githubactions githubcopilot copilotstudio next.js
2: node.js vue swift kotlin java php ruby cursor codex cli sdk sql postgresql mysql redis nginx git vscode serverless
2: deepseek llama qwen mistral playstation switch nintendo mac ipad samsung sony cursor gpt pixel spacex nasa moon
2: space
2: context token parameter opus sonnet haiku mini flash ultra plus preview beta stable desktop mobile video audio
2: store
2: アーキテクチャ フロントエンド バックエンド インフラ セキュリティ マネジメント エンジニアリング キャリア インターン
"""

# Words of any news in either language: they fill a headline and name nothing.
GENERAL_WORDS = """
accept accuse act add adopt affect aim allow answer appear apply approach area arrest ask available avoid bad bar
battle
beat become begin behind believe better block boost break bring build bug business call card care carry case catch
cause
caught center challenge change cheap cheaper check choose claim clear clip close code come comment common company
compare
compete complete concern confirm consider continue control copy correct crash create critical current daily damage
date
deal decide deep default defend deliver demand deny detail die different difficult digital disable discover display
double draw drive drop early earn easy edge edit effect effort end enter error event expand expect experience explain
explore expose face fact fail faith fall family fast faster faulty feel few field fight figure file fill final find
finish fit fix flag flat focus follow force form found friend front full fun future gain general give global goal good
ground grow guess half hand handle happen hard head hear heart help hide high hire history hit hold home hope hour
house
huge human hundred idea identify impact important improve include increase industry inside issue item join jump keep
key
kick kill kind knock know large late later latest law lead leader learn leave less lesson level life light limit line
list little live local log long lose lost love low lower machine main major manage map mark market massive matter mean
measure meet member million mind minute miss mistake money move name nation need network news night note notice number
offer office official old online open option order organization original outside own owner page pair parent part pass
past
pay people perfect person pick piece place plan play point popular possible post power prepare present press prevent
private probably problem process produce professional program promise protect prove public pull push put question
quick
quiet quit raise rank rate reach react read ready real reason receive recent reduce reject remain remember remove
repeat
replace report request require reset respond rest result retire return reverse review rewrite rewrote right rise risk
rival rule run safe sale save scale scare sell send serious serve set share sheet short side sign simple single site
size
skill slow small smart social solve soon source special speed spend spot stage stand standard start state statement
stay
step stop story strategy strong struggle style success suffer suggest surprise switch table talk target task tell term
thank threaten thousand threat tip title together top total touch town track trade tradition train treat trend trick
trouble
true trust try turn type under understand unit unlock unusual usage value view visit wait walk wall war warn waste
wear
weekend weird welcome whole wide win wind wipe wish woman wonder word work world worldwide worry worth write wrong
wrote
action agency alpha analysis annotation architecture assistant association authority award blog build builder cast
client coding command community
component conference config consortium console corporation council container contract core course crew crypto data
debug deploy device diagram document
decision development driver editor effort element embedded engine enterprise entity exchange factory feed filter
foundation framework frontend function
gateway general graph group guide hook host hosting identity index infra insight instance institute integration
interface issue kernel kit
lab layer logic loop management market master media meetup metric migration module monitor native next node object
observe
operation package parser pattern performance pipeline plugin policy post private process product profile protocol
provider
public query quick record reference register repository research resource roadmap route router runtime scaling schema
scope script
self sense sensor session setting sheet signal skill slide solution spec sprint stack standard statistic storage
stream
studio style summit surface sync syntax teach template terminal text theme thread timer tips topic trace transform
trigger
tutorial ui usage util ux vector virtual visual web widget window wiki worker workspace
アイデア アクセス アクション アプローチ アドバイス イメージ インターネット インタビュー エラー オンライン カスタム
カンファレンス
キャンペーン グループ ケース コスト コツ コミュニティ コミュニケーション コンテンツ サイト サンプル シリーズ シンプル
スキル スケジュール
スタート ステップ ストレス スピード セッション ゼロ ソフトウェア ソリューション タスク ターミナル チェック チャレンジ
ツール テーマ
ドキュメント トップ トラブル トレンド ニュース ネットワーク ノウハウ ハードウェア バランス パソコン パターン ビジネス
ファイル フィード
プラットフォーム プラン プロセス プロトタイプ ページ ポイント マーケティング マネージャ メディア メリット メンバ
モード ユーザ リアルタイム
リスク リスト ルール レポート ログ ログイン ワーク
影響 原因 被害 復旧 成功 失敗 完了 予定 決定 検討 実現 実施 実験 確認 追加 変更 削減 拡大 強化 向上 支援 協力 参加
期待 懸念 反発
批判 指摘 注意 注目 話題 人気 特徴 種類 場合 理由 目的 目標 結果 効果 課題 事業 事業者 市場 業界 社会 生活 家庭 仕事
職場 現場 経験
経営 経済 政策 制限 制度 基準 標準 規模 全体 全国 全面 各社 他社 自社 同社 当社 本社 会見 担当 代表 社長 幹部 専門家
専門 能力 性能
品質 方針 計画 戦略 提案 比較 評価 分析 調査 予測 理解 判断 選択 準備 整理 作成 作業 処理 操作 設定 接続 通信 端末
製品 商品 新製品
発売日 販売 購入 契約 料金 費用 予算 年間 今年 来年 昨年 今週 来週 今日 明日 本日 時間 期間 期限 以上 以下 以内 未満
最大 最小 最高 最低
最長 最後 最初 初期 前回 今回 次回 毎日 毎月 簡単 便利 重要 必要 不要 有効 無効 安全 危険 安心 高速 高性能 軽量 大型
小型 新型 従来 一部
一般 通常 特別 個人 本人 自分 他人 男性 女性 子供 若者 高齢者 人間 人類 人物 地域 都市 海外 国際 大手 中小 親会社
子会社 傘下 発足 設立
"""

# Not even read as terms.
STOP_WORDS = frozenset(
    """
    a an the and or but nor of in on at to for from by with without into onto over under after before about against
    as is are was were be been being am do does did doing has have had having will would can could should may might
    must shall it its it's this that these those he she they we you i me my our your his her their them us who whom
    which what when where why how than then there here so such no not only own same too very just also still yet ever
    all any both each few more most other some every many much one two three four five six seven eight nine ten new
    now up out off down again once if because while during until through between across per via vs amid says say said
    get gets got make makes made take takes want need let like way ways thing things time year years week day days
    today month first last next top best big good great really back want know see look using used use time
    january february march april june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec monday tuesday wednesday thursday friday saturday sunday s t re ve ll d don isn won com http
    https
    www html about cut cuts nearly almost around over under its half another already
    こと もの ため これ それ
    """.split()  # noqa: SIM905 – a prose-like list is easier to read and to mend than one in quotation marks
)
