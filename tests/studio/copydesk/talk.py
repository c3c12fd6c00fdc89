"""Articles that nobody wrote, and clean sentences on them in the free voice of a host. Data only.

Full of names in two scripts, idioms with numbers, and numbers of the host's own, which the desk has to let through.
"""

from radio.news import Article, Language
from tests.factories import article

_HARBOR = article(
    title="Harbor battery: what the trial in Rotterdam showed",
    language=Language.ENGLISH,
    summary="",
    text="""
On 12 May 2024 Northvale Energy, a startup founded by Priya Raghunathan and Owen Thackeray at the University of Edinburgh, connected a sodium battery named Brinecell to the port of Rotterdam.
The battery stores about 48 megawatt-hours, enough for nearly 5,000 homes for a day, and cost 31 million euros.
In the first year it was charged and emptied more than 700 times and kept 91.6 percent of its capacity, against 84 percent for the lithium pack of Hallmark Motors that had been tested before.
The test ran at 35 degrees Celsius.
"Salt is boring, and boring is good," said Raghunathan.
The company had raised 12 million euros in 2021 from Lakeside Ventures and the city of Gothenburg.
Version 2.0 is planned for 2027; version 1.4 was installed in Lisbon in 2025.
Nobody has yet shown that the battery survives twenty years.
Thackeray told the Melbourne Herald that winter tests in Reykjavik and Winnipeg were "the real exam".
Up to 16 containers can be joined.
The project began in 2019 at Massachusetts Institute of Technology with three people.
""",
)

_CHOIR = article(
    title="A choir of 1,200 phones",
    language=Language.ENGLISH,
    summary="",
    text="""
Composer Imogen Castellane and engineer Dmitri Volkonsky let 1,200 phones sing together in Wellington on 3 March 2023.
Each phone played one of eight voices; sound from the farthest phone arrived 0.9 seconds late, so the app, called Murmuration, delayed the others.
The app was written in Kotlin and Swift in under six weeks.
Half of the phones belonged to listeners.
A second concert in Vancouver drew almost 2,600 phones, and one in Kuala Lumpur is set for 2026.
Volkonsky, who works at Stanford University, admits that one phone in twelve dropped out.
The recording was downloaded two million times in a month.
Google and Samsung lent 300 phones each.
The ticket cost $15.
A critic of the Chicago Tribune called it "a flock with batteries".
""",
)

_BENTO = article(
    title="弁当の廃棄を3割減らしたAI\u3000予測の仕組みと限界",
    language=Language.JAPANESE,
    summary="",
    text="""
コンビニチェーン「ひなたマート」は、弁当の売れ行きを予測する仕組み「サキヨミ」を2024年4月に全国820店舗へ導入した。
開発したのは札幌市の企業ノースフォークで、社長の桐生真帆氏が2018年に創業した。
同社によると、導入から1年で廃棄は約32%減り、欠品は1.8%から2.1%へわずかに増えた。
予測には天気、曜日、近くの学校の行事など、およそ40種類のデータを使う。
最初の実験は2022年に旭川市の5店舗で行われ、誤差は1日あたり平均3.4個だった。
費用は1店舗につき月額9,800円である。
東京大学の長谷川理恵教授は「予測が当たるほど、外れた日の備えが薄くなる」と指摘する。
今後は最大2,000店舗へ広げ、2026年度末までに廃棄を半分にする目標を掲げる。
ただし台風などの災害時には人が判断する。
アルバイトの作業は1日25分短くなった。
""",
)

_WHALE = article(
    title="クジラの声を聞き分ける\u3000海底マイク網の10年",
    language=Language.JAPANESE,
    summary="",
    text="""
海洋研究機構は2014年から、相模湾の水深1,200メートルに置いた12台の海底マイクでクジラの声を集めてきた。
これまでに録音した時間は8万時間をこえ、確認したクジラは9種類にのぼる。
2023年にはアメリカの非営利団体オーシャンリスンと協力し、声を自動で聞き分けるソフト「ソナグラム」を公開した。
正しく聞き分けた割合は94%で、人が聞いた場合の97%には届かない。
マッコウクジラの声は毎秒約6,000回の振動を含む。
2021年8月には、ザトウクジラ2頭の歌が37分続いたことが記録された。
機構の大森拓也研究員は「船の音が静かだった2020年の記録が、いちばん貴重だ」と話す。
維持費は年間約4,500万円で、寄付が6割を占める。
ソフトは5.1版から無料で配られている。
""",
)

TALK: tuple[tuple[Article, str], ...] = (
    (
        _HARBOR,
        """
あーし、この記事3回読んだんだけど、まだふしぎ!
2024年5月12日、「ブラインセル」っていう塩の電池が、ロッテルダムの港につながったの。
作ったのはノースヴェイル・エナジー。エディンバラ大学のプリヤ・ラグナタンさんとオーウェン・サッカレーさんがはじめた会社なんだって。
ためられる電気はだいたい48メガワット時。五千軒近くのおうちが、一日くらせるくらい!
値段は三千百万ユーロ。おこづかい何年分だろ、って計算するのもこわいわ。
一年で700回以上も、ためて空っぽにして、をくりかえしたの。
それでも元の91.6%、つまり九割一分六厘も力が残ってたんだって。
くらべたホールマーク・モーターズのリチウム電池は84%だったから、けっこうな差じゃん?
お塩って地味だけど、地味なのがいいんだよって、ラグナタンさんは言ってるの。
2021年に、レイクサイド・ベンチャーズとヨーテボリの街から、千二百万ユーロを集めてるよ。
リスボンには2025年に、バージョン1.4が入ったんだって。その二年後の2027年に2.0の予定。
でもね、二十年もつかどうかは、まだだれも見たことがないの。
レイキャビクとウィニペグの冬のテストが本番の試験だって、サッカレーさんがメルボルン・ヘラルドに話してるよ。
コンテナは最大16個までつなげられるの。
はじまりは2019年、マサチューセッツ工科大学で、たった三人だったんだって。
一石二鳥どころか、港もうるおって三鳥くらいいってない?
あーしなら、三日坊主で終わる自信ある!
百聞は一見にしかずっていうし、いつか港まで見に行きたいかも。
え、待って、三度見したよ、あーし。
まばたき3回するあいだに、話がどんどん進んでくの。
2秒で分かる説明をするね。塩でできた電池、以上!
一か八かの勝負じゃなくて、ちゃんと積みあげた実験だったの。
一目でわかるくらい、結果の線がまっすぐだったらしいよ。
これでやっと一安心、とはいかないのがミソ。
四六時中はたらく電池って、えらすぎない?
電池の悩みは千差万別、十人十色なんだよね。
三度目の正直、ってやつかな?
値段の話は二の次で、まずは長もちするか、だよね。
ふたりの会社は、まさに二人三脚!
ゼロからはじめて港をまるごと動かすとか、ヤバくない?
100点満点の電池なんて、まだどこにもないの。
あーし、カレー2杯いけるくらいテンションあがった!
ここ、テストに出るから10回くらい読み返してね。
むずかしい言葉は1個も使わないで説明するから、安心して!
きのうの夜、あーしは5時間しか寝てないのに、これ読んで目がさめちゃった。
七転び八起きの根性、見習いたいっしょ。
35度っていうと、夏のプールサイドくらいの暑さでためしたってこと。
あーしの自転車なんて、3年でサビサビだからね。
30秒だけ時間ちょうだい。しくみを話すから!
ぶっちゃけ、あーしの電池は残り2%って感じの月曜だけど、がんばるね!
""",
    ),
    (
        _CHOIR,
        """
2023年3月3日、ウェリントンで、千二百台のスマホがいっせいに歌ったの!
しかけたのは、作曲家のイモジェン・カステレーンさんと、技術者のドミトリー・ヴォルコンスキーさん。
スマホはそれぞれ、八つの声のうちひとつを歌うんだって。
いちばん遠いスマホの音は0.9秒おくれて届くから、「マーミュレーション」っていうアプリが、ほかの子を待たせるの。
アプリは「コトリン」と「スウィフト」で、六週間もかからずに書いちゃったらしいよ。
スマホの半分は、お客さんのものだったの。
二回目のバンクーバーでは、2,600台近くが集まったんだって。
2026年にはクアラルンプールでもやる予定だよ。
スタンフォード大学のヴォルコンスキーさんは、12台に1台は途中で落ちちゃったって認めてる。
録音は、一か月で二百万回もダウンロードされたの。
グーグルとサムスンが、300台ずつ貸してくれたんだって。
チケットは15ドル。映画とどっちにするか、あーしなら5分は悩む。
シカゴ・トリビューンの評論家は、電池のついた鳥の群れって呼んだらしいよ。
1回でいいから、生で聞いてみたくない?
あーし、動画があったら100回はリピートしちゃうな。
カラオケで90点とったことあるあーしでも、この合唱にはまざれない。
鳥肌が3回立ったんだけど!
みんなで息をあわせるの、クラスの合唱コンクールで2位だったあーしには、むずさがわかる。
十二分の一が落ちるって聞くと多い気もするけど、歌は止まらなかったの。
半分はお客さんのスマホって、もう出演者じゃん!
二つ返事で貸したのかな、グーグルさん。
このあと3分だけ、しくみの話につきあって!
一人ひとりの音は小さくても、重なるとすごいの。
ひとつだけ言わせて。0.9秒って、けっこう長いよ?
一台目がうたい出して、最後の一台まで声がつながるの、エモすぎ。
友だち5人で遊んでても声がそろわないのに、すごくない?
うちのクラス40人でもバラバラなのに!
""",
    ),
    (
        _BENTO,
        """
コンビニの「ひなたマート」で、お弁当の捨てる分が、約32%もへったんだって!
およそ三割二分、っていうと野球の打率っぽい?
使ってるのは「サキヨミ」っていう、売れ行きを先読みするAI。2024年4月に、全国の820店に入ったの。
作ったのは札幌のノースフォーク。桐生真帆さんが2018年にはじめた会社なんだって。
材料は、天気とか曜日とか、近所の学校の行事とか、40種類くらいのデータ。
最初は2022年に、旭川の5店だけでためしたの。
そのときのズレは、一日に平均3.4個。
その二年後の2024年に、全国にひろがったってこと!
お値段は、一店につき月に九千八百円。
でもね、売り切れは1.8%から2.1%に、ちょっとだけふえたの。
東京大学の長谷川理恵先生は、当たるほど外れた日の備えがうすくなるって言ってる。
これから最大二千店まで広げて、2026年度の終わりまでに、捨てる分を半分にするのが目標なんだって。
台風のときは人が決めるから、まかせきりじゃないよ。
バイトの人の作業は、1日に25分短くなったんだって。
あーし、お弁当2個いける派だから、売り切れは困る!
25分あったら、あーしはカップ麺が8個作れるよ。
学校の購買だって、3分で売り切れるもんね。
おにぎり100個つめる自信はある!
朝ごはん食べたのに、10時にはもうおなかすくじゃん?
五分五分の予想じゃ、店長さんも困るよね。
毎日三食カレーでもいいあーしには、予測いらないかも。
一個も余らないのが理想だけど、そうはいかないのね。
先読みって聞くと、百発百中かと思うじゃん?
1日25分って、1週間でアニメ何本ぶん?
年末年始の3日間、あーしはお餅しか食べてなかったよ。
ひとり1個まで、って書いてあるとつい買っちゃう。
""",
    ),
    (
        _WHALE,
        """
相模湾の海の底、水深1,200メートルに、マイクが12台もしずんでるの!
2014年からずっと、クジラの声を集めてるんだって。
録音は8万時間をこえたの。あーしが一生で聞く音楽より長いかも。
見つけたクジラは九種類。
2023年には、アメリカの「オーシャンリスン」と組んで、聞き分けるソフト「ソナグラム」を公開したの。
当たる割合は94%で、人間の97%にはまだ届かない。
マッコウクジラの声は、一秒にだいたい六千回もふるえるんだって。
2021年の8月には、ザトウクジラ二頭の歌が、37分もつづいたの。カラオケなら何曲分?
船が静かだった2020年の記録が、いちばん大事だって、大森拓也さんは話してるよ。
お金は一年におよそ四千五百万円。その六割が寄付なの。
ソナグラムの5.1からは、タダで配られてるよ。
はじまって九年後の2023年に、やっとソフトになったの。
37分って、あーしの通学時間とほぼ同じじゃん!
クジラの歌、イヤホンで3時間は聞けるね。
水深1,200メートルって、どんだけ深いの?
あーし、25メートル泳ぐだけでヘトヘトなんだけど。
耳が2つじゃ足りない!
うちの犬の声なら、あーし100%聞き分けられる!
一から十まで説明するとたいへんだから、ポイントは3つね。
千里の道も一歩から、ってこういうこと。
十中八九、船の音のせいなんじゃないかなって思うじゃん?
二年生のときに行った水族館、思い出しちゃった。
友だちに話したら、3人とも食いついてきたよ!
5.1ってことは、何回も作りなおしたんだろうな。
中学のころ、理科で5とったことあるの、ちょっと自慢。
""",
    ),
)
