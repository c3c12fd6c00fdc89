"""Names of the trade: how the other language spells them, and who makes what. Data only.

Read by `newsroom.words` and `newsroom.topics`; written in lower case after NFKC, katakana of four characters and more
without a trailing ー.
"""

# Names in the other language's spelling. The first word is the name we use.
SAME_NAME = """
openai: オープンai オープンエーアイ
anthropic: アンソロピック アンスロピック
google: グーグル
alphabet: アルファベット
deepmind: ディープマインド
microsoft: マイクロソフト 米マイクロソフト
meta: メタ
facebook: フェイスブック
instagram: インスタグラム インスタ
apple: アップル
amazon: アマゾン
aws: アマゾンウェブサービス
nvidia: エヌビディア
amd: エーエムディー
intel: インテル
qualcomm: クアルコム
tsmc: 台積電
samsung: サムスン サムスン電子
sony: ソニー
nintendo: 任天堂 ニンテンドー
toyota: トヨタ トヨタ自動車
honda: ホンダ 本田技研
nissan: 日産 日産自動車
hitachi: 日立 日立製作所
fujitsu: 富士通
toshiba: 東芝
panasonic: パナソニック
softbank: ソフトバンク
rakuten: 楽天
mercari: メルカリ
ntt: 日本電信電話
docomo: ドコモ nttドコモ
riken: 理研 理化学研究所
jaxa: 宇宙航空研究開発機構
nasa: 米航空宇宙局
esa: 欧州宇宙機関
tesla: テスラ
spacex: スペースx
starship: スターシップ
starlink: スターリンク
twitter: ツイッター 旧twitter
tiktok: ティックトック
youtube: ユーチューブ
netflix: ネットフリックス
spotify: スポティファイ
discord: ディスコード
github: ギットハブ
cloudflare: クラウドフレア
oracle: オラクル
adobe: アドビ
figma: フィグマ
ibm: アイビーエム
deepseek: ディープシーク
alibaba: アリババ
qwen: クウェン 通義千問
baidu: バイドゥ 百度
tencent: テンセント 騰訊
huawei: ファーウェイ 華為技術
bytedance: バイトダンス 字節跳動
xiaomi: シャオミ 小米
mistral: ミストラル
perplexity: パープレキシティ
xai: エックスエーアイ
grok: グロック
huggingface: ハギングフェイス
cerebras: セレブラス
sakana: サカナai
kadokawa: カドカワ 角川
niconico: ニコニコ ニコニコ動画 ニコ動
chatgpt: チャットgpt
claude: クロード
gemini: ジェミニ
copilot: コパイロット
llama: ラマ ラーマ
iphone: アイフォーン アイフォン
ipad: アイパッド
mac: マック
android: アンドロイド
windows: ウィンドウズ
linux: リナックス
playstation: プレイステーション プレステ
switch: スイッチ ニンテンドースイッチ
raspberrypi: ラズパイ ラズベリーパイ
fugaku: 富岳
hayabusa: はやぶさ
ryugu: リュウグウ
zundamon: ずんだもん
tsumugi: つむぎ
voicevox: ボイスボックス
vtuber: ブイチューバー バーチャルyoutuber バーチャルユーチューバー
vocaloid: ボーカロイド ボカロ
miku: 初音ミク
suica: スイカ
saitama: 埼玉 埼玉県
mars: 火星
jupiter: 木星
saturn: 土星
europa: エウロパ
nobel: ノーベル賞 ノーベル ノーベル化学賞 ノーベル物理学賞
"""

# A product's name tells its maker.
MAKERS = """
OpenAI: openai chatgpt gpt sora codex dall-e whisper
Anthropic: anthropic claude claudecode
Google: google googlecloud alphabet deepmind gemini gemma pixel chrome android notebooklm veo alphafold tensorflow
Google: flutter stadia
Microsoft: microsoft windows azure copilot copilotstudio xbox vscode teams bing phi activision
GitHub: github githubactions
Meta: meta facebook instagram whatsapp llama threads quest
Apple: apple iphone ipad mac macbook macos ios airpods siri xcode visionos
Amazon: amazon aws bedrock alexa kindle lambda kiro
NVIDIA: nvidia geforce cuda blackwell
AMD: amd ryzen radeon
Intel: intel xeon
Qualcomm: qualcomm snapdragon
TSMC: tsmc
Samsung: samsung galaxy
Sony: sony playstation
Nintendo: nintendo switch
Tesla: tesla
SpaceX: spacex starship starlink
X: twitter
xAI: xai grok
DeepSeek: deepseek
Alibaba: alibaba qwen
Baidu: baidu ernie
Tencent: tencent
ByteDance: bytedance tiktok
Huawei: huawei
Mistral AI: mistral
Perplexity: perplexity
Hugging Face: huggingface
Cerebras: cerebras
Sakana AI: sakana
Stability AI: stability
Cursor: cursor
Cloudflare: cloudflare
Oracle: oracle
Adobe: adobe photoshop firefly
IBM: ibm watson
HashiCorp: hashicorp terraform
Docker: docker
Unity: unity
Valve: valve steam
Raspberry Pi: raspberrypi
NASA: nasa
JAXA: jaxa
Toyota: toyota
SoftBank: softbank
NTT: ntt
Fujitsu: fujitsu
Rakuten: rakuten
Mercari: mercari
LINEヤフー: line lineヤフー
KADOKAWA: kadokawa niconico
"""
