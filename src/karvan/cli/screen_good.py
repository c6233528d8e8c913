"""The good behind a screening: what the law says of it, and what the firm answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import cyclopts

from karvan.cli.words import marked
from karvan.errors import QuestionError

if TYPE_CHECKING:
    from karvan.engines.access.answer import StopFact
    from karvan.engines.access.law.facts import ControlQuestion
    from karvan.model.truth import Truth
    from karvan.store.snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Good:
    """The good in question; nothing is asked of it when none is named.

    Parameters
    ----------
    product
        Tariff code of the good, with --to: asks for exposure and control questions.
    hs_rev
        HS revision of the code.
    from_
        The exporting country.
    to
        The importing country.
    control_code
        The good's code on a control list, or none when the firm says that none applies.
    answer
        An answer to a control question, such as iq-end-use=no; may be given several times.
    """

    product: str = ""
    hs_rev: int = 2022
    from_: Annotated[str, cyclopts.Parameter(name="from")] = "IRN"
    to: str = ""
    control_code: str = ""
    answer: tuple[str, ...] = ()


NO_GOOD = Good()


def law_of(
    snapshot: Snapshot, good: Good, on: date
) -> tuple[tuple[StopFact, ...], tuple[ControlQuestion, ...]] | None:
    """Stops, flags and control questions on a good; None when no good and market were named."""
    if not good.product and not good.to:
        return None
    if not good.product or not good.to:
        raise QuestionError(
            marked("A good is asked about with its market."), fix=marked("Give --product and --to.")
        )
    from karvan.cli.access import question_of
    from karvan.engines.access.law import answer, open_law_book

    question = question_of(good.product, good.from_, good.to, good.hs_rev, on, on, allow_stale=False)
    found = answer(open_law_book(snapshot, question.home, question.market, on), question)
    return found.stops + found.flags, found.questions


def answers_of(given: Sequence[str]) -> dict[str, Truth]:
    """`id=yes` or `id=no`, as control questions are answered."""
    from karvan.model.truth import Truth

    found = {}
    for one in given:
        id_, _, said = one.rpartition("=")
        if not id_ or said not in list(Truth):
            raise QuestionError(
                marked("{given} answers no question."), fix=marked("Write id=yes or id=no."), given=one
            )
        found[id_] = Truth(said)
    return found
