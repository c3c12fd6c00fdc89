"""Latin words that are nobody's name, and what places are called in either language. Data only."""

LATIN = frozenset(
    """
    3d ai api apis app apps ar art asmr ascii beta bgm bios blog bluetooth book box bpm btw bug byte cad cd cdn cg
    cgi chat cli cloud cmos code cookie cpu cpus css csv cui data ddos demo diy dl dm dna dns docs dvd eco edge
    email emoji end exif faq fps ftp gif gps gpu gpus gui hdd hdmi hello high html http https ide illust image info
    input iot ip isp it jk jpeg json kana lan lcd led line linux llm llms lol low lsi mac mail max memo mini ml mp3
    mp4 nas navi neo net new news nft ng nlp npc npu ocr off ok old on online open oss output pc pcs pdf php png pop
    prompt pwa qr ram rag random rom rpg sdk seo sf sns soc sos spa sql ssd ssh ssl stop svg tcp test tls token tpu
    tts tv udp ui url usb user utf ux vip vpn vr vs wan web wifi wi-fi wiki wow www xml yaml zip go start up down
    yes no the and for with you your are not but all can one two day time world
    """.split()  # noqa: SIM905 – a list of words is read more easily in a text
)

# What a Japanese text calls a place → what the source may call it, squeezed.
PLACES = {
    "アメリカ": "us usa america american unitedstates 米国 米",
    "米国": "us usa america american unitedstates アメリカ 米",
    "イギリス": "uk britain british england english unitedkingdom 英国 英",
    "英国": "uk britain british england english unitedkingdom イギリス 英",
    "ドイツ": "germany german deutsche deutschland 独",
    "フランス": "france french 仏",
    "イタリア": "italy italian 伊",
    "スペイン": "spain spanish",
    "オランダ": "netherlands dutch holland 蘭",
    "スイス": "switzerland swiss",
    "ベルギー": "belgium belgian",
    "オーストリア": "austria austrian",
    "ギリシャ": "greece greek",
    "スウェーデン": "sweden swedish",
    "フィンランド": "finland finnish",
    "ノルウェー": "norway norwegian",
    "デンマーク": "denmark danish",
    "ポーランド": "poland polish",
    "ロシア": "russia russian 露",
    "ソ連": "sovietunion soviet ussr",
    "ウクライナ": "ukraine ukrainian",
    "カナダ": "canada canadian",
    "ブラジル": "brazil brazilian",
    "インド": "india indian",
    "オーストラリア": "australia australian 豪",
    "スコットランド": "scotland scottish scots",
    "イングランド": "england english",
    "ウェールズ": "wales welsh",
    "アイルランド": "ireland irish",
    "アイスランド": "iceland icelandic",
    "エストニア": "estonia estonian",
    "ラトビア": "latvia latvian",
    "リトアニア": "lithuania lithuanian",
    "ルーマニア": "romania romanian",
    "ブルガリア": "bulgaria bulgarian",
    "クロアチア": "croatia croatian",
    "スロベニア": "slovenia slovenian slovene",
    "スロバキア": "slovakia slovak",
    "ルクセンブルク": "luxembourg",
    "ニュージーランド": "newzealand",
    "メキシコ": "mexico mexican",
    "アルゼンチン": "argentina argentine argentinian",
    "チリ": "chile chilean",
    "ペルー": "peru peruvian",
    "タイ": "thailand thai",
    "ベトナム": "vietnam vietnamese",
    "フィリピン": "philippines philippine filipino",
    "インドネシア": "indonesia indonesian",
    "マレーシア": "malaysia malaysian",
    "シンガポール": "singapore singaporean",
    "サウジアラビア": "saudi saudiarabia",
    "南アフリカ": "southafrica southafrican",
    "ミラノ": "milan",
    "トリノ": "turin",
    "リスボン": "lisbon",
    "カリフォルニア": "california californian",
    "イスラエル": "israel israeli",
    "ポルトガル": "portugal portuguese",
    "チェコ": "czech",
    "ハンガリー": "hungary hungarian",
    "トルコ": "turkey türkiye turkish",
    "エジプト": "egypt egyptian",
    "ケルン": "cologne köln",
    "ミュンヘン": "munich münchen",
    "ウィーン": "vienna wien",
    "プラハ": "prague",
    "チューリッヒ": "zurich zürich",
    "ジュネーブ": "geneva",
    "ローザンヌ": "lausanne",
    "フィレンツェ": "florence",
    "ナポリ": "naples",
    "ベネチア": "venice",
    "ローマ": "rome roman",
    "アテネ": "athens",
    "ヨーテボリ": "gothenburg göteborg",
    "コペンハーゲン": "copenhagen",
    "モスクワ": "moscow",
    "キーウ": "kyiv kiev",
    "韓国": "korea korean southkorea",
    "中国": "china chinese",
    "台湾": "taiwan taiwanese",
    "香港": "hongkong",
    "北京": "beijing",
    "上海": "shanghai",
    "深圳": "shenzhen",
    "ヨーロッパ": "europe european eu 欧州",
    "欧州": "europe european eu ヨーロッパ",
    "アフリカ": "africa african",
    "シリコンバレー": "siliconvalley",
    "水星": "mercury",
    "金星": "venus",
    "火星": "mars martian",
    "木星": "jupiter",
    "土星": "saturn",
    "天王星": "uranus",
    "海王星": "neptune",
    "冥王星": "pluto",
    "東京": "tokyo",
    "大阪": "osaka",
    "京都": "kyoto",
    "名古屋": "nagoya",
    "札幌": "sapporo",
    "福岡": "fukuoka",
    "横浜": "yokohama",
    "神戸": "kobe",
    "広島": "hiroshima",
    "仙台": "sendai",
    "北海道": "hokkaido",
    "沖縄": "okinawa",
    "筑波": "tsukuba つくば",
    "つくば": "tsukuba 筑波",
}

# Whose home anyone knows: 「アメリカのNASA」 says no more of them than an article that leaves the country out.
HOMES = {
    "アメリカ": "nasa darpa nist fda fbi cia nsa cisa nsf noaa mit harvard stanford caltech google apple microsoft "
    "amazon meta facebook openai nvidia intel amd ibm oracle tesla spacex netflix グーグル アップル マイクロソフト "
    "アマゾン エヌビディア northwestern cornell princeton yale berkeley ucla purdue johnshopkins carnegiemellon duke "
    "michigan texas washington chicago northeastern georgiatech nyu",
    "ヨーロッパ": "esa cern",
    "欧州": "esa cern",
    "スイス": "cern ethz",
    "イギリス": "bbc oxford cambridge arm deepmind",
    "フランス": "cnrs inria mistral airbus",
    "ドイツ": "siemens sap bosch volkswagen",
    "オランダ": "asml philips",
    "フィンランド": "nokia ノキア",
    "スウェーデン": "ericsson spotify エリクソン",
    "韓国": "samsung lg hynix サムスン",
    "台湾": "tsmc foxconn mediatek",
    "中国": "huawei alibaba tencent baidu bytedance deepseek",
    "カナダ": "shopify blackberry",
}

# Names that any host of a Japanese programme may say.
NO_NAMES = frozenset(
    """
    日本 日本国 東洋 西洋 北欧 東欧 西欧 欧米 中東 極東 東アジア 東南アジア 南米 北米 中南米 南極 北極 赤道
    文殊 弘法 釈迦 閻魔 弁慶 天狗 河童 大黒 恵比寿 浦島 桃太郎
    富士 琵琶 竜宮 大中 太平 大西 太平洋 大西洋 銀河 江戸 昭和 平成 令和 明治 大正
    """.split()  # noqa: SIM905 – a list of words is read more easily in a text
)
