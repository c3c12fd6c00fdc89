"""What people in distress write, by what it is about. Patterns for `studio.distress`, which folds the text first.

Japanese is read without blanks and signs, in small letters and with all kana as hiragana as well as they stand;
English as small words with one blank between. Each line is one way of saying it.
"""

import re

_SELF = "(?:わたし|私|あたし|僕|ぼく|俺|おれ|自分|じぶん|うち)"
_WHO = "(?:誰|だれ)"
_NEAR_ONE = (
    "(?:親|父|母|とうさん|かあさん|パパ|ママ|夫|旦那|だんな|妻|彼氏|彼女|元彼|彼(?![女岸方ら])|先生|先輩|上司|店長|コーチ"
    "|兄|姉|従兄|おじ|おば|叔父|祖父|継父|継母|家族|クラス)"
)
_SUFFERED = (
    "(?:(?:殴|なぐ)(?:ら|って)|暴力|暴れて|物を投げ|(?:叩|たた)かれ|ぶたれ|蹴られ|(?:触|さわ)(?:られ|ってく)|変なことさ"
    "|(?:怒鳴|どな)られ|罵倒され|締め出さ|閉じ込め|追い出され|待ち伏せ|首を(?:しめ|絞め)|無理(?:やり|矢理)(?:さ|キス|抱|脱|触))"
)

JAPANESE = (
    # to die
    r"(?:死|し|タヒ|たひ|4|氏)に(?:たい|たく(?:なっ|な[るり]|て)|てえ|てぇ|てー)",
    r"死に方|死(?:のう(?:かな|か|と(?:思|し|おも))|ぬ(?:方法|しかな|勇気)|に場所|ねる(?:かな|かも|の?かな|方法)|ねますか)",
    r"死んで(?:しまいたい|楽に|らくに|お?(?:詫|わ)び)|(?:苦|くる)しまずに死|(?:楽|らく)に死(?:に|ね|ぬ)",
    r"死ぬこと(?:ばか|ばっか|しか|だけ|を(?:考|かんが))|死ね(?:たら|れば)(?:い|良|楽|らく)",
    r"(?:死|し)んだ(?:ほう|方)が(?:まし|いい|良い|楽|らく)|死んだら.{0,4}(?:楽|らく|いいのに|悲し|喜)",
    rf"{_SELF}.{{0,8}}死(?:ねば|んだら|んでも{_WHO}も)",
    rf"(?:いっそ|誰か|だれか).{{0,3}}殺して|{_SELF}(?:を|のこと)?殺して",
    r"希死念慮|自死(?:し|を考え)|自殺(?:し(?:たい|よう|そう|ます|る?つもり)|を(?:考え|図)|の(?:仕方|しかた|方法))",
    r"自殺(?:未遂|願望)(?!.{0,10}(?:検知|予測|検出|見つけ|防|研究|記事))|遺書(?:を|も|は)?(?:書|か|残|用意)|練炭",
    # not to be there
    r"(?:消え|きえ)(?:たい|てしまいたい|ちゃいたい|てなくなりたい|てなくなれば|てしまえ(?:たら|ば))|いなくなりたい",
    r"い(?:なくなって?しま|なくな)いたい|どこにもいたくな|(?:消える|いなくなる)方法(?:ない|教え|を|が|って)",
    r"(?:この世|世の中)(?:に|から)(?:い(?:たくな|なくなり)|消え|きえ)",
    rf"{_SELF}.{{0,8}}(?:いない|いなかった)(?:ほう|方)が",
    rf"{_SELF}.{{0,8}}い(?:なくても|なくなっても|なければ)(?:{_WHO}|みんな)",
    rf"{_SELF}(?:なんて|なんか)(?:消え|いなく)",
    rf"{_SELF}が(?:消え|きえ|いなくな)(?:れば|たら)|{_SELF}.{{0,4}}いてもいなくても",
    r"お前(?:は|なんか)いらない|いらない子|(?:死ね|消えろ)(?:って|と)(?:毎日)?(?:言わ|いわ|送ら|書か)れ",
    rf"{_WHO}から?(?:にも|も)(?:必要と|愛)され|{_WHO}も.{{0,6}}(?:見て|わかって|助けて|気づいて)くれな",
    # not to go on living
    r"生き(?:て(?:い)?たくない|たくない|るの?(?:疲れ|つかれ)|て(?:い)?く(?:自信|気力|意味|の(?:が|に)))",
    r"生き(?:て(?:い)?)?る(?:の|こと|意味|価値|理由)(?:が|に|も)?(?:もう)?(?:な[いく]|わから|分から|つら|辛|しんど|嫌|いや|疲れ|つかれ)",
    r"生きる(?:意味|理由|価値|気力)が|なん(?:で|のため)に?.{0,3}(?:生き(?!物|字)|(?:生|う)まれ)",
    r"(?:生き|いのち|命(?!名|令)|(?<![がは])存在).{0,8}(?:意味|価値|理由|資格)(?:が|も|なんて|は)?.{0,2}(?:な[いくし]|わから|分から|見つから)",
    r"(?:生|う)まれてこな(?:ければ|きゃ|い(?:ほう|方)が)|(?:産|生)ま(?:なきゃ|なければ)よかった",
    r"人生(?:を)?(?:終わりにし|終わらせ|やめ)たい",
    r"(?<![てでがをとも])(?<!もっと)(?:楽|らく)になりたい|もう(?:楽|らく)になりたい",
    r"(?:目|め)が?(?:覚め|さめ)(?:なければ|なきゃ|たくない|な(?:い|くて)で?(?:ほし|欲し|くれ|いい))",
    r"(?:明日|あした|朝)(?:が|は|も|なんか|なんて)?(?:来|こ)な(?:ければ|きゃ|くて|くても)い[いか]",
    r"(?:起き|目覚め)なくて(?:も)?いい",
    # ways of doing it
    r"首(?:吊|つ)り(?!ゲーム)|首を?(?:吊[りろっる]|つろうと|つりたい)|首に(?:ロープ|縄|なわ|ひも|紐)",
    r"飛び降り(?:たら(?:楽|死)|れば(?:楽|死)|たい|たくな|よう(?:か|と)|ます)",
    r"(?:今|いま|これ)から(?:飛び降り|とびおり|飛び込|首を?(?:吊|つ)|死(?!ぬほど|ぬ気で)|し(?:に|ぬ(?!ほど)))",
    r"(?<![がは])(?:消え|きえ|いなくなっ)(?:た|ちゃった|てしまった)ら.{0,3}(?:楽(?!し)|らくかな)",
    r"(?:電車|線路|車道)に(?:飛び込|とびこ)(?:み(?!乗|営)|[むもん])",
    r"(?:屋上|ベランダ|窓|橋|ビル|マンション|ホーム)から(?:飛|とび|落ち).{0,3}(?:たい|たく|よう|たら|てしま)",
    r"(?:屋上|橋の上|線路)にい(?:る|ます)",
    # hurting oneself
    r"リストカット|(?<![ァ-ヴー])(?:リスカ|アムカ|レグカ)(?![ァ-ヴー])|自傷|拒食|過食嘔吐|食べて(?:は)?吐(?:く|い)",
    r"(?:自分|体|身体|腕|手首|足|太もも)を?(?:傷つけ|切[りっるら]|殺)|(?:手首|腕)(?:から血|が傷|の傷|に傷)",
    r"カッターで.{0,4}(?:自分|腕|手首|切)|切っ(?:ちゃ|てしま).{0,6}血が",
    r"オーバードーズ|(?<![a-z])od(?:した|しちゃ|しよう|してる|して|したい|で(?:病院|救急|運ば|倒れ)|やめられ)",
    r"(?:薬|くすり|錠剤)を?(?:たくさん|大量に?|まとめて|いっぱい|[0-9]+錠も?)(?:飲|のん|のみ)",
    r"(?:薬|くすり)を?(?:飲|の)みすぎ",
    r"(?:ブロン|咳止め|睡眠薬|眠剤|メジコン|安定剤|風邪薬|鎮痛剤).{0,5}(?:瓶|箱|シート|錠|大量|たくさん|全部|ぜんぶ|酒)",
    r"吐くまで.{0,3}(?:薬|くすり)|[0-9]日(?:間)?(?:何も|なにも)?食べて(?:い)?な",
    # what others do
    rf"{_NEAR_ONE}.{{0,16}}{_SUFFERED}",
    rf"{_NEAR_ONE}.{{0,4}}(?:ごはん|ご飯|食事)を?(?:もらえ|食べさせてもらえ|くれな|作ってくれな)",
    r"(?:体|からだ|胸|お尻)を(?:さわ|触)られ|虐待(?:され|を受け|うけ)",
    r"(?<![a-z])dv(?![a-z])(?:され|を受|をうけ|が(?:ひど|こわ|怖|つら)|から逃)",
    r"レイプされ|(?:性被害|性的?暴力|レイプ|痴漢)(?:に?あ(?:っ|い)|に遭|を受け|され)|(?:裸|はだか)の写真を?(?:送|撮)",
    r"脅(?:されて|して(?:く|き))|(?:殺す|ころす)(?:って|と)(?:言|い|脅)われ",
    r"(?:包丁|刃物|ナイフ)を?(?:つきつけ|突きつけ|向け)られ",
    r"包丁が飛|首を?(?:しめ|絞め)られ|ストーカーされ",
    r"つけられて(?:て|い)る?(?:怖|こわ)|育児放棄|ネグレクト|見捨てられ",
    r"(?:パワハラ|セクハラ)(?:され|を受|がひど|にあ|に遭)|に罵倒され|水を?かけられ|(?:ハブ|はぶ)られて",
    r"(?:上履き|うわばき|靴|教科書|持ち物).{0,2}(?:隠され|かくされ)",
    r"悪口を?(?:書かれ|言われ|いわれ|拡散され|ばらまかれ)",
    r"いじめ(?:られ(?:て|る[しの]|ます)|を受けて|にあって|に遭って|が(?:つら|辛|ひど|こわ|怖|終わら|止まら|とまら))",
    r"(?:みんな|全員|クラス|友達|友だち).{0,6}(?:無視され|むしされ|仲間(?:外れ|はずれ))",
    r"(?:クラス|友達|友だち|先輩|同級生).{0,8}(?:お金|おかね)を?(?:とら|取ら|盗ら)れ",
    r"(?:学校|クラス|職場|家|どこ)に(?:は|も)?居場所(?:が|は|も)?な|逃げ場が?(?:な|どこ)",
)

_HE = (
    r"(?:he|she|they|dad|mom|mum|father|mother|step ?\w+|parents?|uncle|aunt|brother|boyfriend|girlfriend|husband"
    r"|wife|ex|teacher|coach|boss)"
)
_NOT = r"(?:do ?n ?t|dont|ca ?n ?t|cant|not)"
ENGLISH = (
    # to die
    r"kill(?:ing)? (?:my ?self|me please)(?! laughing)|(?<!\d )kms",
    r"(?:want|wanna|going|gonna|ready|need|wish) (?:to )?(?:die|be dead|disappear forever)"
    r"(?! (?:laughing|of |on (?:this|that|the) hill))",
    r"(?:painful|painless|easiest|easy|quickest|quick|best) way to die",
    r"feel like dying|thinking about (?:death(?! stranding)|dying)",
    r"suicidal|suic(?:i?d|ed)al|(?:suicide|goodbye|good bye) note",
    r"(?:commit(?:ting)?|attempt(?:ed|ing)?|consider(?:ed|ing)?|think(?:ing)? (?:of|about)|plan(?:ned|ning)?) suicide",
    r"end(?:ing)? (?:my (?:own )?life|it all)|thinking of ending it",
    r"end things (?:tonight|today|now)|tak(?:e|ing) my (?:own )?life",
    r"better off (?:dead|without me)|rather be dead|(?:someone|somebody) to (?:end|kill) me|shinitai|shinitee|kietai",
    # not to be there
    r"i (?:\w+ )?(?:want to|wanna) (?:just )?disappear|wish i (?:could|would) (?:just )?disappear",
    r"wish(?:es|ed)? i (?:was|were|had) ?(?:dead|not here|gone|never (?:been )?born|n ?t (?:here|alive|born))",
    r"wish i (?:did ?n ?t|didnt) exist|regret being born|if i (?:live|lived) or (?:die|died)",
    r"if i (?:was|were) (?:gone|dead|not here)|if i (?:was|were) ?n ?t (?:here|around|alive)",
    r"easier if i (?:just )?(?:died|disappeared)",
    r"burden (?:to|on) (?:everyone|my|them|others|people)|(?:every(?:one|body)|they all) hates? me",
    r"(?:nobody|no one) (?:would|will|d) (?:even )?(?:miss me|(?:miss|care|notice|cry) (?:me )?if i)",
    # not to go on living
    rf"{_NOT} (?:want to|wanna) (?:wake up(?! (?:early|at|so|before|for))|be here any ?more)|sleep forever",
    rf"{_NOT} (?:want|wanna) (?:to )?(?:live|be alive|exist)",
    r"(?:wish|hope|want|sleep) (?:\w+ ){0,8}never wak(?:e|ing) up",
    r"want (?:it all|everything) to (?:stop|end|be over)|(?:want|need) the pain to (?:stop|end|go)",
    r"no (?:reason|point) (?:to|in) liv(?:e|ing)",
    r"(?:not|isn ?t|ain ?t|never) worth living|(?:left|nothing) to live for|will to live",
    r"tired of (?:being alive|living|existing)|done with (?:life|living)",
    rf"{_NOT} (?:go on|keep) (?:living|any ?more|like this|doing this)",
    rf"(?:not sure|{_NOT} think) i (?:ll|will|can) make it through",
    rf"no future for (?:me|my ?self)|{_NOT} see (?:a|any) future for (?:me|my ?self)",
    r"my life is (?:meaningless|pointless|worthless|over)",
    # hurting oneself
    r"(?:hurt|harm|cut|unaliv)(?:e|ing|ting)? my ?self|self harm(?:ing|ed)?",
    r"starv(?:e|ing) my ?self|do (?:something )?to my ?self",
    r"(?:cut|cutting|slit) my (?:wrists?|arms?|legs?|thighs?|skin)",
    r"i (?:\w+ ){0,3}cut again|been cutting (?:for|again|since)",
    r"overdos(?:e|ed|ing)(?! (?:of|on) (?!pills|meds|my))|pills (?:next to|in front of|beside) me",
    r"(?:drank|drink|drinking|swallowed) (?:bleach|poison)",
    r"(?:too many|whole bottle of|handful of|all (?:of )?my) (?:\w+ )?(?:pills|meds|tablets)",
    r"(?:going to|gonna|want to|will|ll|about to) jump (?:off|from) (?:a|the|my)"
    r" (?:bridge|roof|building|balcony|window)",
    r"(?:jump|step|walk)(?:ing)? in front of (?:a|the) (?:train|car|bus|truck)",
    r"standing on the (?:roof|bridge|ledge|edge)",
    # what others do
    r"(?:being|been|was) (?:\w+ly )?(?:abused|raped|molested|groped|assaulted)|(?:abuses|rapes|molests|chokes) me",
    rf"{_HE} (?:\w+ ){{0,2}}(?:hits?|beats?|chokes?|slaps?|touch(?:es|ed)"
    r"|grop(?:es|ed)|raped|molested|abused|assaulted)"
    r" (?:me|us|my (?:mom|mum|mother|sister|brother))(?! (?:at|in|to|by|with|up|back)\b)",
    r"threaten(?:s|ed|ing)? (?:to (?:kill|hurt) )?me|(?:leak|post|share) my nudes|locks? me (?:in|up)(?! (?:my|with))",
    r"(?:kicked|threw) me out(?! of (?:the|a) (?:call|game|lobby|channel|server))",
    r"do ?n ?t feel safe (?:at home|in my)",
    r"bull(?:y|ies|ied|ying) me|(?:get|getting|got|being|been|am|i m|was) bullied",
    r"scared of my (?:dad|mom|mum|father|mother|parents|husband|boyfriend|wife)",
)

# A plight and a feeling say little alone, and together a lot.
PLIGHTS = (
    r"死[ぬにん]|生き[てる]|鬱|うつ病|不登校|家出した|もう(?:限界|げんかい)",
    r"(?:耐え|たえ)られな|居場所(?:が|も|は)?な|消えそう",
    rf"{_WHO}にも(?:言え|いえ|相談|話せ|頼れ)",
    r"(?:家|いえ)に(?:いたくな|帰りたくな|かえりたくな)|帰りたくな|外に出られな",
    r"学校(?:に|へ)?(?:行き|いき)たくな|学校(?:に|へ)?(?:行け|いけ)な|学校やめたい|(?:朝|布団から)起きられな",
    r"(?:自分|じぶん)が(?:大|だい)?(?:嫌い|きらい)|(?:ひとり|一人|独り)ぼっち|涙(?:が|も)?(?:止ま|とま)ら",
    r"もう(?:全部|ぜんぶ|何もかも|なにもかも)",
    r"(?:全部|ぜんぶ|何もかも|なにもかも)(?:終わり|おわり|終わら|やめ|捨て)|終わりにしたい",
    r"(?:今夜|今日|これ)で(?:最後|終わり|おわり)|息を?するのも",
    r"(?:人|ひと)と(?:会|話)(?:いたくな|すのがこわ)|また(?:殴|なぐ)られ|抱えきれな|出て(?:い)?けって(?:言|い)われ|行くところがな",
    r"頑張れな|がんばれな|心が(?:折れ|壊れ|こわれ)|絶望|パニックにな",
    r"\b(?:ca ?n ?t|cant) (?:take|do|handle|stand|bear) (?:it|this) (?:all )?any ?(?:more|longer)",
    r"\b(?:ca ?n ?t|cant) tell any(?:one|body)",
    r"\bhate (?:myself|my (?:life|body)|being alive)|\bno way out",
    r"\bnothing (?:matters|helps)|\bgiv(?:e|ing) up on (?:life|everything)",
    r"\b(?:feel|am|m|so) (?:\w+ )?(?:worthless|hopeless|trapped|unloved)",
    r"\bscared to go home|\bnowhere to go|\bdepressed\b",
)
FEELINGS = (
    r"つら[いくす]|辛[いくす]|しんど|くるし|苦し|泣い|ないて(?:る|ばかり)",
    r"もう(?:無理|むり|だめ|いや|嫌|やめたい)|疲れ[たま]|つかれ[たま]",
    r"(?:眠|ねむ)れな|(?:怖|こわ)[いく]|(?:助|たす)けて(?!くれた)|逃げたい",
    r"にげたい|さようなら|さよなら|孤独|さみし|寂し|情けな|申し訳",
    r"何もできな|なにもできな|話を聞いて",
    r"\b(?:good ?bye|help me|please help|cry(?:ing)?|alone|lonely|hopeless|scared|hurts|pain|nobody|no one)\b",
    r"\b(?:tired of everything|my room again|last night|out of bed)\b",
)
LASTING = r"毎日|毎晩|ずっと|今まで|いままで|いつも|二度と|(?:誰|だれ)も"

# What people moan about every day: beside it a plight is a manner of speaking.
EVERYDAY = (
    r"バグ|エラー|コンパイル|コード|サーバ|デプロイ|ビルド|宿題",
    r"課題|レポート|テスト|締切|締め切り|残業|ゲーム|ガチャ|推し|尊",
    r"カレー|おなか|お腹|食べ(?!て(?:い)?な)|眠(?!れ)|ねむ(?!れ)|花粉",
    r"暑|寒|トイレ|映画|ホラー|アニメ|感動|嬉し|うれし|ライブ|風邪",
    r"筋トレ|ダイエット|笑|ロボット|モデル|(?<![a-z])ai(?![a-z])",
    r"\b(?:lol|lmao|haha\w*|regex|bugs?|code|compil\w+|homework|exams?|server|deploy\w*)\b",
    r"\b(?:build|game|css|javascript|python|linux|printer|monday|diet|hungry|spicy|movie)\b",
)


def join(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern that finds what any of them finds."""
    return re.compile("|".join(f"(?:{each})" for each in patterns))


def join_words(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """The same, where a whole word has to begin and to end."""
    return re.compile("|".join(rf"(?:\b(?:{each})\b)" for each in patterns))
