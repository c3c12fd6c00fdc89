import pytest

from studio.distress import is_in_distress


@pytest.mark.parametrize(
    "text",
    [
        "もう死にたい",
        "し に た い",
        "ｼﾆﾀｲ。。死・に・た・い",
        "死\u200bにたい",
        "タヒにたい",
        "消えたいです",
        "いなくなりたいなって",
        "生きるのがもうつらい",
        "生きてる意味がわからない",
        "生きていたくない",
        "もう楽になりたい",
        "自殺しようと思ってる",
        "リスカしちゃった",
        "自分を傷つけてしまう",
        "首を吊ろうとした",
        "父に殴られてる",
        "彼氏から暴力をうけてて",
        "学校でいじめられてて行けない",
        "虐待されてます",
        "誰か私を殺して",
        "I want to die",
        "i wanna die tonight",
        "I'm going to kill myself",
        "I don't want to live anymore",
        "thinking about ending my life",
        "I feel suicidal",
        "I've been cutting myself",
        "everyone would be better off without me",
        "i can't go on living like this",
        "my dad hits me",
        "kms",
    ],
)
def test_someone_in_distress_is_heard(text: str):
    assert is_in_distress(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "死ぬほど笑った",
        "テスト前でしにそう",
        "死にたくないからちゃんと寝るね",
        "ゲームで敵に殺された",
        "この記事、バッテリーが死にやすいって話だよね",
        "メモリが消えたけど直った",
        "首が痛い",
        "首をつった",
        "kill myself laughing",
        "I want to die laughing",
        "the process was killed",
        "it is 10 kms away",
        "どうやってプロセスをkillするの？",
        "self-hosting is fun",
        "カレーを食べすぎて苦しい",
    ],
)
def test_everyday_talk_is_not_distress(text: str):
    assert not is_in_distress(text)
