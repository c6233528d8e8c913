"""The second and the third answer: exposure of the other side by sector, and what is known of the good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from karvan.engines.access.answer import StopFact
from karvan.engines.access.law.facts import ControlQuestion
from karvan.engines.access.screening.answer import AskedQuestion, ControlAnswer, ExposureAnswer
from karvan.errors import QuestionError
from karvan.model.truth import Truth, truth_of

NO_CODE = "none"
_CONTROL_LIST = "control_list"


def exposure_of(facts: Iterable[StopFact] | None) -> ExposureAnswer:
    """The sector measures among the stops and flags of a good; None = no good was named.

    `none_known` says that no loaded fact speaks of it, and no more.
    """
    if facts is None:
        return ExposureAnswer("unknown", ())
    found = tuple(one for one in facts if one.kind == "sector_exposure")
    return ExposureAnswer("exposed" if found else "none_known", found)


def asked(
    questions: Iterable[ControlQuestion] | None, answers: Mapping[str, Truth]
) -> tuple[AskedQuestion, ...] | None:
    """The questions on a good with the firm's answers, by id. Raises QuestionError for an answer to none of them."""
    if questions is None:
        return None
    found = tuple(
        AskedQuestion(
            id=one.id,
            topic=one.topic,
            title_en=one.title.en,
            title_fa=one.title.fa,
            stops_on=one.stops_on,
            answer=answers.get(one.id, Truth.UNKNOWN),
            citations=tuple(f"{cited.source} ({cited.at})" for cited in one.envelope.citations),
        )
        for one in sorted(questions, key=lambda one: one.id)
    )
    strange = sorted(set(answers) - {one.id for one in found})
    if strange:
        raise QuestionError(
            "No control question here is called {id}.",
            fix="Questions: {known}.",
            id=strange[0],
            known=", ".join(one.id for one in found) or "-",
        )
    return found


def control_of(control_code: str, questions: tuple[AskedQuestion, ...] | None) -> ControlAnswer:
    """What is known of the good: `control_code` is the code of a control list, `none`, or empty = unknown."""
    code = control_code.strip()
    given = Truth.UNKNOWN if not code else truth_of(code.lower() != NO_CODE)
    answer = ControlAnswer(code, given, questions)
    said = [one.answer for one in questions or () if one.topic == _CONTROL_LIST]
    if given is Truth.UNKNOWN and said and Truth.UNKNOWN not in said:
        # Answered in the pack's own words: the gate reads whether the answer stops.
        return replace(answer, is_controlled=Truth.YES if Truth.YES in said else Truth.NO)
    return answer
