"""What the newsroom knows of topics: which words are AI, which engineering, which help a beginner. Data only.

Words in the form that `newsroom.words` gives them.
"""

import re

# The show's first concern: models, what is built with them and what they run on.
AI_WORDS = """
languagemodel gpt chatgpt claude claudecode gemini gemma llama openai anthropic deepmind mistral deepseek qwen grok
xai sora
agent rag mcp reasoning inference transformer prompt finetuning hallucination diffusion multimodal chatbot token
machinelearning deeplearning neural reinforcement moe quantization lora pretraining alphafold alphago copilot codex
cursor
huggingface pytorch tensorflow cuda nvidia blackwell cerebras gpu tpu npu robot selfdriving perplexity sakana
notebooklm
whisper midjourney 生成 画像生成 動画生成 音声合成 音声認識 画像認識 自然言語 機械翻訳 強化 学習 推論 知能 llmops eval
vibe context
"""

# Its second: how software and computers are made.
ENGINEERING_WORDS = """
python rust go golang typescript javascript java kotlin swift ruby php c++ c# zig elixir haskell wasm webassembly
react vue
next.js node.js deno bun svelte angular css html browser chrome firefox kubernetes container docker terraform ansible
aws azure
googlecloud lambda bedrock serverless cloud linux kernel ubuntu debian windows database sql postgresql mysql sqlite
redis
compiler interpreter debugger debug git github githubactions gitlab cicd devops sre observability api rest graphql
grpc http
dns tls tcp quic oauth passkey password encryption security vulnerability malware ransomware phishing backdoor zeroday
bug
opensource license library framework architecture microservice algorithm cache latency benchmark performance memory
cpu chip
risc-v fpga arm server datacenter supercomputer network test testing refactoring code programming programmer developer
engineer
software frontend backend infra editor vscode vim emacs terminal shell bash cli unicode utf regex json yaml
raspberrypi arduino
quantum fugaku 開発 設計 実装 技術 運用 監視 移行 自動化 量子 暗号 通信 回路 基盤 型安全 正規表現 文字コード
データ構造
"""

# Technology that a listener of this show may like to hear of, though it is nobody's craft here.
TECHNOLOGY_WORDS = """
tech technology startup smartphone iphone ipad mac android pixel galaxy app camera headset glasses earphone drone
battery ev
tesla space spacex starship starlink rocket satellite nasa jaxa telescope lander moon mars jupiter europa asteroid
protein gene
brain science physics video game streaming youtube discord twitter playstation switch nintendo steam vr ar metaverse
3d sensor
suica payment computer web website internet email download gps map wifi bluetooth usb ssd disk printer pc
laptop macbook screen display file phone photo font digital electronic 電子 半導体 研究 科学 宇宙 実験 発電 ロボット
デジタル データ システム ネット オンライン researcher
paper nobel
"""

# What helps a beginner along.
PLAIN_WORDS = re.compile(
    r"入門|初心者|はじめて|初めて|わかりやすく|図解|なぜ|仕組み|しくみ|とは|解説|きほん|基本|完全に理解"
    r"|(?<![a-z])(?:beginners?|explain(?:ed|s|er)?|introduction|why|how .{1,40} works?|visual|from scratch"
    r"|simple)(?![a-z])"
)

PRACTICAL_WORDS = re.compile(
    r"使ってみ|やってみ|試してみ|作ってみ|してみた|使い方|作り方|やり方|書き方|始め方|はじめ方|入門|ガイド"
    r"|チュートリアル|ハンズオン|手順|方法"
    r"|コツ|活用|ベストプラクティス|チートシート|まとめ|を作[るっ]|つくる|つくった|導入し|構築|自作|で学ぶ"
    r"|してわかった|ツール"
    r"|(?<![a-z])(?:how[ -]to|guide|tutorial|hands[ -]on|getting started|cheat ?sheet|best practices|tips|step by step"
    r"|i (?:built|made|tested|tried)"
    r"|build(?:ing)? (?:your|an?|my)|from scratch|tools?|cli|introducing .{1,40} for developers"
    r"|when .{1,60} makes sense)(?![a-z])"
)

# A company's notice to its own world: hiring, who spoke where, what was held. Interesting to those who were there.
NOTICE_WORDS = re.compile(
    r"採用し|積極採用|採用情報|入社エントリ|入社\d|入社し|登壇(?:し|レポ|報告|のお知らせ)|参加(?:し|レポ|報告|記)"
    r"|協賛|おすすめセッション|スポンサー|出展"
    r"|開催(?:し|のお知らせ|レポ|決定)|ウェビナー|セミナー|イベントレポ|インターン|\d+卒|新卒|内定"
    r"|社員インタビュー|求人|募集(?:中|し|開始)"
    r"|(?<![a-z])(?:hiring|webinar|meetup|recap of|we are attending|join us at|sponsor(?:s|ing|ed)?)(?![a-z])"
)

# What takes longest to explain, and so comes late in a show.
HARD_WORDS = re.compile(
    r"論文|アルゴリズム|アーキテクチャ|レイテンシ|スループット|量子化|並列|分散|最適化|推論|数理|証明|カーネル"
    r"|コンパイラ|暗号|確率|行列|仕様|内部実装|プロトコル"
    r"|(?<![a-z])(?:arxiv|paper|latency|throughput|kernel|compiler|inference|quantiz[a-z]*|attention|distributed"
    r"|parallel[a-z]*"
    r"|protocol|consensus"
    r"|gradient|theorem|proof|cryptograph[a-z]*|batch(?:ing)?|pipeline|cache|mixture[ -]of[ -]experts|at scale"
    r"|internals?|deep dive)(?![a-z])"
)
