"""`karvan access`: what the law says of one good between two countries on a day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import cyclopts

from karvan.cli.amounts import read_money, read_number
from karvan.cli.clock import day
from karvan.cli.home import karvan_home
from karvan.cli.output import done
from karvan.cli.words import marked
from karvan.errors import QuestionError, UnknownProduct

if TYPE_CHECKING:
    from karvan.engines.access.law import AccessAnswer, AccessQuestion

HS_REV = 2022


def access(
    product: str,
    /,
    *,
    from_: Annotated[str, cyclopts.Parameter(name="--from")],
    to: str,
    on: str | None = None,
    known_on: str | None = None,
    hs_rev: int = HS_REV,
    value: str = "",
    weight: str = "",
    quantity: tuple[str, ...] = (),
    allow_stale: bool = False,
    producer: tuple[str, ...] = (),
    buyer: tuple[str, ...] = (),
    bank: tuple[str, ...] = (),
) -> None:
    """Duties, taxes, papers, prohibitions, questions and procedure, each with its source and date.

    It informs and is no legal advice. What nobody published stays unknown, and sums say what they lack.

    Parameters
    ----------
    product
        A tariff code of 2 to 12 digits. Where the law has longer lines than the code, the answer says so.
    from_
        Country that sells, and of which the goods originate (ISO alpha-3, or a name).
    to
        Country that buys.
    on
        Day of the law (YYYY-MM-DD or Jalali); today when not given.
    known_on
        Day of knowledge: what the packs held on that day; today when not given.
    hs_rev
        HS revision of the code.
    value
        Customs value of the consignment, such as 10000USD.
    weight
        Net weight in kg; specific duties need it.
    quantity
        Another quantity as unit=number, such as pc=1200 or l=500; may be given several times.
    allow_stale
        Reckon also with facts whose review is overdue; they stay marked.
    producer
        The maker: screened on every list that is loaded; may be given several times.
    buyer
        The buyer: screened too.
    bank
        A bank named in the payment: screened too. No channel is ever suggested.
    """
    from karvan.cli.access_lines import access_lines
    from karvan.cli.access_parties import deal, deal_json, deal_lines, listed_lines
    from karvan.engines.access.law.document import to_json

    question = question_of(product, from_, to, hs_rev, day(on), day(known_on), allow_stale)
    answered = answer_of(_with_goods(question, value, weight, quantity), karvan_home())
    parties = deal(answered, {"producer": producer, "buyer": buyer, "bank": bank})
    document = to_json(answered) | ({} if parties.gate is None else deal_json(parties))
    done(document, [*listed_lines(parties), *access_lines(answered), *deal_lines(parties)])


def answer_of(question: AccessQuestion, home: Path) -> AccessAnswer:
    """The answer from the packs and schedules in force."""
    from karvan.engines.access.law import answer, open_law_book
    from karvan.sources.packs import keep_in_force
    from karvan.store.snapshot import Store

    keep_in_force(home)
    snapshot = Store.open(home)
    return answer(open_law_book(snapshot, question.home, question.market, question.known_on), question)


def question_of(
    product: str, home: str, market: str, hs_rev: int, on: date, known_on: date, allow_stale: bool
) -> AccessQuestion:
    """The question from a user's words. Raises UnknownProduct, UnknownMarket, QuestionError."""
    from karvan.engines.access.law import AccessQuestion
    from karvan.model.markets import market_of
    from karvan.model.product import HS_REVISIONS
    from karvan.model.text import ascii_digits

    code = ascii_digits(product).replace(".", "").replace(" ", "")
    if not (code.isdecimal() and 2 <= len(code) <= 12) or hs_rev not in HS_REVISIONS:
        raise UnknownProduct(
            marked("{code} of HS {hs_rev} is no tariff code."),
            fix=marked("Write 2 to 12 digits, with the leading zero, and one of the revisions {known}."),
            code=product,
            hs_rev=hs_rev,
            known=", ".join(map(str, HS_REVISIONS)),
        )
    one, other = market_of(home), market_of(market)
    if one == other:
        raise QuestionError(
            marked("{country} cannot sell to itself across a border."),
            fix=marked("Give two countries with --from and --to."),
            country=one,
        )
    return AccessQuestion(one, other, code, hs_rev, on, known_on, allow_stale=allow_stale)


def _with_goods(
    question: AccessQuestion, value: str, weight: str, quantity: tuple[str, ...]
) -> AccessQuestion:
    from dataclasses import replace

    from karvan.engines.access.law import Consignment

    quantities: dict[str, Decimal] = {"kg": read_number(weight)} if weight else {}
    for one in quantity:
        unit, _, number = one.partition("=")
        quantities[_unit(unit, one)] = read_number(number)
    consignment = Consignment(read_money(value) if value else None, quantities)
    return replace(question, consignment=consignment)


def _unit(unit: str, given: str) -> str:
    from karvan.model.rate import UNITS

    if unit not in UNITS:
        raise QuestionError(
            marked("{given} names no unit of quantity."),
            fix=marked("Write unit=number with one of the units {known}."),
            given=given,
            known=", ".join(sorted(UNITS)),
        )
    return unit
