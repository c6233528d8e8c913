"""Text and gazetteer in, draft programme out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karvan.engines.programme.announcement import bodies, clean, markets, regions, topics
from karvan.engines.programme.announcement.gazetteer import Gazetteer, Mention
from karvan.engines.programme.announcement.sentences import Sentences, sentences
from karvan.engines.programme.answer import Body, Gap, Programme, RegionFound, Seen
from karvan.errors import UnreadableInput
from karvan.model.territory import alpha3_of
from karvan.model.text import fold, is_persian

_OPTIONS = {"region": "--region", "home": "--region", "markets": "--markets"}
_SURE = ((4.0, "high"), (2.5, "medium"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text under reading: its article folded, its sentences, the places it names."""

    text: str
    marks: Sentences
    mentions: tuple[Mention, ...]
    gazetteer: Gazetteer

    def seen(self, field: str, value: str, start: int, end: int, confidence: str) -> Seen:
        """Evidence with the words as they stand in the text given."""
        first, last = self.marks.folded.span(start, end)
        quote = self.text[first:last]
        first += len(quote) - len(quote.lstrip())
        return Seen(field, value, quote.strip(), first, first + len(quote.strip()), confidence)


def read(text: str, gazetteer: Gazetteer) -> Programme:
    """Read an announcement in Persian or English.

    Raises UnreadableInput when there are no words in it.
    """
    if not any(one.isalpha() for one in text):
        raise UnreadableInput(
            "The announcement has no words in it.", fix="Give its text, or a file that holds it."
        )
    folded = fold(clean.article(text))
    marks = sentences(folded)
    found = _Reading(text, marks, tuple(gazetteer.mentions(folded)), gazetteer)
    return _programme(found)


def _programme(it: _Reading) -> Programme:
    place = regions.region(it.mentions, it.marks)
    home, home_seen = _home(it, place)
    targets = markets.targets(
        it.mentions, it.marks, home, regions.named_regions(it.mentions, it.marks.folded.text)
    )
    organisers, partners, roles = _bodies(it)
    kind, title, event_seen = _event(it)
    reason = topics.reason(it.marks)
    said = topics.editions(it.marks)
    scope, subjects = topics.scope(it.marks, _body_spans(it)), topics.topics(it.marks)
    evidence = [
        *_region_seen(it, place),
        *home_seen,
        *(it.seen("markets", one.country, one.start, one.end, _confidence(one.score)) for one in targets),
        *roles,
        *event_seen,
        *(it.seen("sector_scope", one.code, one.start, one.end, "medium") for one in scope),
        *((it.seen("selection_reason", "", *reason, "medium"),) if reason else ()),
        *(it.seen("editions", "", *span, "medium") for span in said),
        *(it.seen("topics", one.code, one.start, one.end, "medium") for one in subjects),
    ]
    return _with_missing(
        Programme(
            region=_region(it, place),
            home=home,
            markets=tuple(one.country for one in targets),
            organisers=organisers,
            partners=partners,
            event=kind,
            title=title,
            sector_scope=tuple(one.code for one in scope),
            selection_reason=_quote(it, reason) if reason else None,
            editions=tuple(_quote(it, span) for span in said),
            topics=tuple(one.code for one in subjects),
            evidence=tuple(evidence),
            missing=(),
        )
    )


def _with_missing(programme: Programme) -> Programme:
    fields = ("region", "home", "markets", "organisers", "partners", "event", "sector_scope", "selection_reason",
              "editions", "topics")  # fmt: skip
    gaps = tuple(Gap(one, _OPTIONS.get(one, "")) for one in fields if not getattr(programme, one))
    kept = {name: getattr(programme, name) for name in programme.__dataclass_fields__}
    return Programme(**{**kept, "missing": gaps})


def _confidence(score: float) -> str:
    return next((word for least, word in _SURE if score >= least), "low")


def _quote(it: _Reading, span: tuple[int, int]) -> str:
    return it.seen("", "", *span, "").text


def _region(it: _Reading, place: regions.Place | None) -> RegionFound | None:
    if place is None:
        return None
    return RegionFound(place.code, it.gazetteer.name(place.code, "en"), it.gazetteer.name(place.code, "fa"))


def _region_seen(it: _Reading, place: regions.Place | None) -> list[Seen]:
    return [it.seen("region", place.code, place.start, place.end, _confidence(place.score))] if place else []


def _home(it: _Reading, place: regions.Place | None) -> tuple[str | None, list[Seen]]:
    """The region's country; without a region, Iran when a text names no other home and speaks of Iran."""
    if place is None:
        return _home_named(it)
    home = alpha3_of(place.code)
    return home, [it.seen("home", home, place.start, place.end, _confidence(place.score))]


def _home_named(it: _Reading) -> tuple[str | None, list[Seen]]:
    """A Persian text without a region that names Iran speaks of home."""
    for one in it.mentions:
        if one.entry.code == "IRN" and is_persian(it.text):
            return "IRN", [it.seen("home", "IRN", one.start, one.end, "low")]
    return None, []


def _bodies(it: _Reading) -> tuple[tuple[Body, ...], tuple[Body, ...], list[Seen]]:
    named = bodies.bodies(it.marks)
    by_role = {role: [one for one in named if one.role == role] for role in ("organiser", "partner")}
    lead = bodies.merged([_quote(it, (one.start, one.end)) for one in by_role["organiser"]])
    with_them = bodies.merged([_quote(it, (one.start, one.end)) for one in by_role["partner"]])
    rest = [one for one in with_them if not _is_among(one[0], lead)]
    seen = [
        it.seen(f"{role}s", _quote(it, (one.start, one.end)), one.start, one.end, "medium")
        for role, some in by_role.items()
        for one in some
    ]
    return _as_bodies(lead), _as_bodies(rest), seen


def _body_spans(it: _Reading) -> list[tuple[int, int]]:
    return [span for sentence in it.marks.spans() for span in bodies.spans(it.marks, *sentence)]


def _is_among(name: str, others: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
    return any(len(bodies.merged([name, other])) == 1 for other, _ in others)


def _as_bodies(some: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Body, ...]:
    return tuple(Body(name, variants) for name, variants in some)


def _event(it: _Reading) -> tuple[str | None, str | None, list[Seen]]:
    hit = topics.event(it.marks)
    if hit is None:
        return None, None, []
    span = topics.title(hit, it.marks)
    return hit.code, _quote(it, span), [it.seen("event", hit.code, *span, "medium")]
