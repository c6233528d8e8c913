"""How well the answer is supported: facts of each topic by their standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from karvan.engines.access.answer import StopFact
from karvan.engines.access.law.answer import Branch, Side, Topic
from karvan.engines.access.law.envelope import Envelope
from karvan.engines.access.law.facts import ControlQuestion, PaymentFact
from karvan.engines.access.law.levies import Moment

# Topic -> kinds of charge. A topic on which no fact speaks counts one unknown: silence is not consent.
TOPICS = {
    "duty": frozenset(["mfn_duty", "preference"]),
    "other_duties": frozenset(["additional_duty", "protective_duty"]),
    "taxes": frozenset(["vat", "excise"]),
    "fees": frozenset(["fee", "deposit"]),
    "export_duty": frozenset(["export_duty"]),
}
STANDINGS = ("verified", "single_source", "conflict", "unknown", "stale")


def coverage(
    branches: Sequence[Branch],
    export: Side,
    imported: Side,
    stops: Sequence[StopFact],
    questions: Sequence[ControlQuestion],
    payment: Sequence[PaymentFact],
    moment: Moment,
) -> tuple[Topic, ...]:
    """One row for each topic, in the order of the answer."""
    charges = [charge for branch in branches for charge in branch.charges] + list(export.charges)
    levies = {(one.levy.measure, one.levy.kind): one.levy for one in charges}
    found = {
        topic: [
            levy.status
            if levy.status in ("unknown", "conflict", "stale")
            else _standing(levy.envelope, moment)
            for levy in levies.values()
            if levy.kind in kinds
        ]
        for topic, kinds in TOPICS.items()
    }
    found["prohibitions"] = [_of_stop(one) for one in stops]
    sides = (imported, export)
    found["requirements"] = list(_of_sides((one for side in sides for one in side.requirements), moment))
    found["documents"] = list(_of_sides((one for side in sides for one in side.documents), moment))
    found["procedure"] = list(_of_sides((one for side in sides for one in side.steps), moment))
    found["control_questions"] = list(_of_sides(questions, moment))
    found["payment"] = list(_of_sides(payment, moment))
    return tuple(_topic(name, standings) for name, standings in found.items())


def _topic(name: str, standings: Sequence[str]) -> Topic:
    counted = Counter(standings or ["unknown"])
    return Topic(name, *(counted[standing] for standing in STANDINGS))


def _of_sides(facts: Iterable[object], moment: Moment) -> Iterator[str]:
    for fact in facts:
        state = getattr(fact, "state", "known")
        envelope: Envelope = fact.envelope  # type: ignore[attr-defined]
        yield state if state in ("unknown", "conflict") else _standing(envelope, moment)


def _of_stop(stop: StopFact) -> str:
    return "stale" if stop.is_overdue else _counted(stop.standing)


def _standing(envelope: Envelope, moment: Moment) -> str:
    """The standing as the coverage table counts it; what is ours (assigned) rests on one source at best."""
    return "stale" if envelope.is_stale(moment.on, moment.known_on) else _counted(envelope.standing)


def _counted(standing: str) -> str:
    return "single_source" if standing == "assigned" else standing
