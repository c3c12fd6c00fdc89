"""Choosing: from scored stories to a rundown's, with a reason for every decision. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from newsroom.likeness import Likeness
from newsroom.recall import drop_aired
from newsroom.requests import REQUEST_PART, leave_out_requests
from newsroom.scoring import WEIGHTS, Weights, score_stories
from newsroom.taste import Interests, find_unfit_reason
from newsroom.topics import measure_hardness
from newsroom.words import fold_headline
from radio.news import FeedRole, Language, RankedStory

__all__ = [
    "WEIGHTS", "Decision", "Interests", "Selection", "Weights", "drop_aired", "find_unfit_reason", "score_stories",
    "select_stories", "shortlist",
]  # fmt: skip

POOL = 40  # of the best stories are looked at
RELEVANCE = 0.7  # MMR's λ: what a story's score counts against its likeness to those chosen
GOOD_ENOUGH = 0.25  # total below which a shorter show is better
FIT_ENOUGH = 0.3  # fit below which a story is none of this programme's business, however popular
LIGHT_GOOD_ENOUGH = 0.3
QUOTA_GOOD_ENOUGH = 0.45  # from which a Japanese and a practical story belong among the first three
QUOTA_PLACES = 3
EXPLAINABLE = 180  # characters of text or summary; about as much as a feed gives, and the least one can retell

_SHORTLIST = 40
_SHORTLISTED_LIGHT = 8
_SHORTLISTED_A_LANGUAGE = 12
_SHORTLISTED_A_SITE = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Whether a story was chosen and why, in plain Japanese."""

    url: str
    chosen: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen `stories` in a rundown's order, and why they and no others."""

    stories: tuple[RankedStory, ...]
    decisions: tuple[Decision, ...] = ()


def shortlist(ranked: Sequence[RankedStory], size: int = _SHORTLIST) -> tuple[RankedStory, ...]:
    """The stories whose pages shall be read: the best, among them light ones and both languages, few of one site."""
    spread = _spread_sites(ranked)
    light = [each for each in spread if each.role is FeedRole.LIGHT][:_SHORTLISTED_LIGHT]
    languages = [
        each
        for language in (Language.JAPANESE, Language.ENGLISH)
        for each in [one for one in spread if one.story.lead.language is language][:_SHORTLISTED_A_LANGUAGE]
    ]
    wanted = {each.story.lead.url: each for each in (*light, *languages, *spread, *ranked)}
    first = list(wanted.values())[:size]
    return tuple(sorted(first, key=lambda each: (-each.score.total, each.story.lead.url)))


def select_stories(ranked: Sequence[RankedStory], *, count: int) -> Selection:
    """At most `count` stories for one show, fewer where no more are good; never two of one site, maker or headline.

    All but one are about AI or engineering and one is light, if a good one exists. News comes first, then something
    to try out, then the hardest, then the light one.
    """
    refused = {each.story.lead.url: reason for each in ranked if (reason := find_refusal(each))}
    usable = [each for each in ranked if each.story.lead.url not in refused]
    serious = [each for each in usable if each.role is not FeedRole.LIGHT][:POOL]
    light = [each for each in usable if each.role is FeedRole.LIGHT and _is_good(each, LIGHT_GOOD_ENOUGH)][:POOL]
    choice = _Choice([*serious, *light])
    chosen = choice.fill((), serious, count - 1 if light and count > 1 else count)
    chosen = choice.meet_quotas(chosen, serious)
    chosen = choice.fill(chosen, light, len(chosen) + 1) if len(chosen) < count else chosen
    chosen = choice.fill(chosen, serious, count)
    ordered = order_stories(chosen)
    return Selection(stories=ordered, decisions=_explain(ranked, ordered, refused))


def find_refusal(ranked: RankedStory) -> str | None:
    """Why a story is not good enough for any show, in plain Japanese; None if it is."""
    lead = ranked.story.lead
    if max(len(lead.text or ""), len(lead.description), len(lead.summary)) < EXPLAINABLE:
        return "説明できる本文も要約もない"
    if not _is_good(ranked, GOOD_ENOUGH):
        return f"点数が{leave_out_requests(ranked.score):.2f}で、基準の{GOOD_ENOUGH:.2f}に足りない"
    fit = next((part.value for part in ranked.score.parts if part.name == "fit"), 0.0)
    return f"番組の話題から遠い（{fit:.2f}）" if fit < FIT_ENOUGH else None


def order_stories(chosen: Sequence[RankedStory]) -> tuple[RankedStory, ...]:
    """News, something to try out, then from easy to hard, the light one last; a Japanese one not after the third."""
    best = sorted(chosen, key=lambda each: -each.score.total)
    serious = [each for each in best if each.role is not FeedRole.LIGHT]
    news = next((each for each in serious if not each.practical), None)
    practical = next((each for each in serious if each.practical), None)
    first = [each for each in (news, practical) if each is not None]
    rest = sorted((each for each in serious if each not in first), key=lambda each: measure_hardness(each.story.lead))
    japanese = next((each for each in rest if _is_japanese(each)), None)
    if japanese is not None and not any(map(_is_japanese, (*first, *rest)[:QUOTA_PLACES])):
        rest = [japanese, *(each for each in rest if each is not japanese)]
    return (*first, *rest, *(each for each in best if each.role is FeedRole.LIGHT))


class _Choice:
    """Picks from a pool, minding likeness, sites and makers."""

    def __init__(self, pool: Sequence[RankedStory]) -> None:
        self._likeness = Likeness(each.story.lead for each in pool)
        self._best = max((each.score.total for each in pool), default=1.0) or 1.0

    def fill(self, chosen: tuple[RankedStory, ...], pool: Sequence[RankedStory], count: int) -> tuple[RankedStory, ...]:
        """`chosen` and the best of `pool` after them, up to `count` in all."""
        while len(chosen) < count:
            possible = [each for each in pool if find_clash(each, chosen) is None]
            if not possible:
                break
            chosen = (*chosen, max(possible, key=lambda each: self._weigh(each, chosen)))
        return chosen

    def meet_quotas(self, chosen: tuple[RankedStory, ...], pool: Sequence[RankedStory]) -> tuple[RankedStory, ...]:
        """`chosen` with a Japanese and a practical story among them, where good ones exist."""
        good = [each for each in pool if _is_good(each, QUOTA_GOOD_ENOUGH)]
        chosen = self._meet_quota(chosen, good, _is_japanese, keep=_is_practical)
        return self._meet_quota(chosen, good, _is_practical, keep=_is_japanese)

    def _meet_quota(
        self,
        chosen: tuple[RankedStory, ...],
        good: Sequence[RankedStory],
        wanted: Callable[[RankedStory], bool],
        keep: Callable[[RankedStory], bool],
    ) -> tuple[RankedStory, ...]:
        """Exchanges the weakest that can be spared, never the best."""
        if any(map(wanted, chosen)):
            return chosen
        kept = [each for each in chosen if keep(each)]
        spare = [each for each in chosen[1:] if kept != [each]]
        for leaving in sorted(spare, key=lambda each: each.score.total):
            others = tuple(each for each in chosen if each is not leaving)
            filled = self.fill(others, [each for each in good if wanted(each)], len(chosen))
            if len(filled) == len(chosen):
                return filled
        return chosen

    def _weigh(self, candidate: RankedStory, chosen: Sequence[RankedStory]) -> tuple[float, float]:
        likest = max(
            (self._likeness.match(candidate.story.lead, each.story.lead).closeness for each in chosen), default=0.0
        )
        score = candidate.score.total / self._best
        return RELEVANCE * score - (1 - RELEVANCE) * likest, candidate.score.total


def find_clash(candidate: RankedStory, chosen: Sequence[RankedStory]) -> str | None:
    """Why `candidate` cannot stand in one show with `chosen`, in plain Japanese; None if it can."""
    for other in chosen:
        if candidate.story.lead.url == other.story.lead.url:
            return "もう選んだ"
        if candidate.story.lead.site == other.story.lead.site:
            return f"同じサイト（{other.story.lead.site}）の話を選んだ"
        if fold_headline(candidate.story.lead.title) == fold_headline(other.story.lead.title):
            return "同じ見出しの話を選んだ"
        if candidate.maker is not None and candidate.maker == other.maker:
            return f"同じ会社（{other.maker}）の話を選んだ"
    return None


def _spread_sites(ranked: Sequence[RankedStory]) -> list[RankedStory]:
    seen: dict[str, int] = {}
    spread: list[RankedStory] = []
    for each in ranked:
        site = each.story.lead.site
        seen[site] = seen.get(site, 0) + 1
        if seen[site] <= _SHORTLISTED_A_SITE:
            spread.append(each)
    return spread


def _is_good(ranked: RankedStory, bar: float) -> bool:
    return leave_out_requests(ranked.score) >= bar


def _is_japanese(ranked: RankedStory) -> bool:
    return ranked.story.lead.language is Language.JAPANESE


def _is_practical(ranked: RankedStory) -> bool:
    return ranked.practical


def _explain(
    ranked: Sequence[RankedStory], chosen: tuple[RankedStory, ...], refused: Mapping[str, str]
) -> tuple[Decision, ...]:
    """A reason for each of the best stories and for those chosen from further down."""
    places = {each.story.lead.url: place for place, each in enumerate(chosen, start=1)}
    told = [*ranked[:POOL], *(each for each in ranked[POOL:] if each.story.lead.url in places)]
    return tuple(_decide(each, chosen, places.get(each.story.lead.url), refused) for each in told)


def _decide(
    ranked: RankedStory, chosen: tuple[RankedStory, ...], place: int | None, refused: Mapping[str, str]
) -> Decision:
    url = ranked.story.lead.url
    if place is not None:
        # Decisions are logged, and what a listener asked for is for no log: the part of the score names it.
        asked = "、おたよりのリクエストあり" if any(part.name == REQUEST_PART for part in ranked.score.parts) else ""
        return Decision(url=url, chosen=True, reason=f"{place}番目に採用（{ranked.score.total:.2f}）{asked}")
    reason = refused.get(url) or find_clash(ranked, chosen) or "点数と、ほかの話とのちがいで選ばれなかった"
    return Decision(url=url, chosen=False, reason=reason)
