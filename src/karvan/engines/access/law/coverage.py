"""How well the answer is supported: facts of each topic by their standing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from karvan.engines.access.answer import StopFact
from karvan.engines.access.law.answer import AccessAnswer, Branch, Levy, Side, Topic
from karvan.engines.access.law.envelope import Envelope
from karvan.engines.access.law.facts import ControlQuestion, PaymentFact
from karvan.engines.access.law.levies import Moment
from karvan.model.charge import CHARGE_TOPICS, STANDINGS

Standings = dict[str, dict[str, str]]


def standings(
    branches: Sequence[Branch],
    export: Side,
    imported: Side,
    stops: Sequence[StopFact],
    questions: Sequence[ControlQuestion],
    payment: Sequence[PaymentFact],
    moment: Moment,
) -> Standings:
    """Topic -> fact -> standing, in the order of the answer."""
    charges = [charge for branch in branches for charge in branch.charges] + list(export.charges)
    found: Standings = {
        topic: {one.levy.measure: _of_levy(one.levy, moment) for one in charges if one.levy.kind in kinds}
        for topic, kinds in CHARGE_TOPICS.items()
    }
    found["prohibitions"] = {one.id: _of_stop(one) for one in stops}
    sides = (imported, export)
    found["requirements"] = dict(_of_facts((one for side in sides for one in side.requirements), moment))
    found["documents"] = dict(_of_facts((one for side in sides for one in side.documents), moment))
    found["procedure"] = dict(_of_facts((one for side in sides for one in side.steps), moment))
    found["control_questions"] = dict(_of_facts(questions, moment))
    found["payment"] = dict(_of_facts(payment, moment))
    return found


def counted(found: Standings) -> tuple[Topic, ...]:
    """One row for each topic; a topic on which no fact speaks counts one unknown."""
    return tuple(_topic(name, tuple(each.values())) for name, each in found.items())


def coverage_of(answers: Iterable[AccessAnswer]) -> tuple[Topic, ...]:
    """The coverage of several answers together: each fact once."""
    together: Standings = {}
    for one in answers:
        asked = one.question
        moment = Moment(asked.on, asked.known_on, asked.allow_stale)
        parts = (one.branches, one.export, one.imported, one.stops + one.flags, one.questions, one.payment)
        for topic, each in standings(*parts, moment).items():
            together.setdefault(topic, {}).update(each)
    return counted(together)


def _topic(name: str, each: Sequence[str]) -> Topic:
    found = Counter(each or ["unknown"])
    return Topic(name, *(found[standing] for standing in STANDINGS))


def _of_levy(levy: Levy, moment: Moment) -> str:
    if levy.status in ("unknown", "conflict", "stale"):
        return levy.status
    return _standing(levy.envelope, moment)


def _of_facts(facts: Iterable[Any], moment: Moment) -> Iterator[tuple[str, str]]:
    for fact in facts:
        state = getattr(fact, "state", "known")
        yield fact.id, state if state in ("unknown", "conflict") else _standing(fact.envelope, moment)


def _of_stop(stop: StopFact) -> str:
    return "stale" if stop.is_overdue else _counted(stop.standing)


def _standing(envelope: Envelope, moment: Moment) -> str:
    """The standing as the coverage table counts it; what is ours (assigned) rests on one source at best."""
    return "stale" if envelope.is_stale(moment.on, moment.known_on) else _counted(envelope.standing)


def _counted(standing: str) -> str:
    return "single_source" if standing == "assigned" else standing
