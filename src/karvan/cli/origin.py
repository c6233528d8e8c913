"""`karvan origin`: does a firm's product take an agreement's preference, as far as origin goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karvan.cli.clock import day
from karvan.cli.home import karvan_home
from karvan.cli.output import done, line
from karvan.cli.session import current
from karvan.cli.words import marked
from karvan.errors import QuestionError

if TYPE_CHECKING:
    from karvan.engines.access.origin import OriginScheme, Question
    from karvan.engines.access.origin.ask import Held
    from karvan.model.bill import Bill


def origin(
    bill: Path,
    /,
    *,
    to: str = "",
    agreement: str = "",
    on: str | None = None,
    known_on: str | None = None,
    rule: str = "",
    tolerance: str = "",
    base: str = "",
    cumulation: str = "",
    template: bool = False,
) -> None:
    """Judge a bill of materials by an agreement's rule of origin, or by a rule you hold.

    The answer is: qualifies, does not qualify, or unknown, and which line decides. It informs and is no
    certificate; the body that issues the proof of origin decides.

    Parameters
    ----------
    bill
        A .yml, .xlsx or .csv as docs/how-to/check-origin.md describes it.
    to
        The importing country.
    agreement
        The agreement's id in the packs, such as eaeu-iran.
    on
        Day of the law (YYYY-MM-DD or Jalali); today when not given.
    known_on
        Day of knowledge: what the packs held on that day; today when not given.
    rule
        A rule from a text you hold, such as "CTH or MAXNOM 50% EXW"; it stands in for the agreement's.
    tolerance
        With --rule: its tolerance, such as 10%, or none.
    base
        With --rule: EXW or FOB, for values where the rule does not say it.
    cumulation
        With --rule: none, bilateral, full or unknown.
    template
        Write an empty bill to the path instead of reading one; a file that is there is never overwritten.
    """
    if template:
        _write_template(bill)
        return
    from karvan.cli.origin_lines import origin_lines
    from karvan.engines.access.origin import judge
    from karvan.model.markets import market_of
    from karvan.sources.bill_of_materials import read

    if not to or not (agreement or rule):
        raise QuestionError(
            marked("Say to which country, and under which agreement or rule."),
            fix=marked("Give --to, and --agreement or --rule."),
        )
    given, importer = read(bill), market_of(to)
    held = _held(agreement, importer, day(on), day(known_on)) if agreement else None
    scheme = held.scheme if held else _own_agreement(given, importer)
    if rule:
        scheme = _with_rule(scheme, given, rule)
    scheme = _with_terms(scheme, tolerance, base, cumulation, is_own=bool(rule))
    answer = judge(_question(given, scheme, importer, day(on), held))
    facts = held.agreement if held else None
    document = {"bill": given.name, **_plain(answer), "agreement_facts": _plain(facts)}
    done(document, origin_lines(answer, given, facts))


def _question(bill: Bill, scheme: OriginScheme, importer: str, on: date, held: Held | None) -> Question:
    from karvan.engines.access.origin import Question

    applied, why = (held.applied, held.why) if held else (None, "")
    return Question(bill, scheme, importer, on, applied, why)


def _held(agreement: str, importer: str, on: date, known_on: date) -> Held:
    from karvan.engines.access.origin.ask import open_agreement
    from karvan.sources.packs import keep_in_force
    from karvan.store.snapshot import Store

    home = karvan_home()
    keep_in_force(home)
    return open_agreement(Store.open(home), agreement, importer, on, known_on)


def _own_agreement(bill: Bill, importer: str) -> OriginScheme:
    """Nothing is known of the agreement but its two countries."""
    from karvan.engines.access.origin import OriginScheme

    return OriginScheme("", (bill.country, importer), (), is_complete=False)


def _with_rule(scheme: OriginScheme, bill: Bill, rule: str) -> OriginScheme:
    from karvan.engines.access.origin import ProductRule

    own = ProductRule((bill.hs,), bill.hs_rev, rule, ())
    # The user says that this is the rule of the very product: nothing finer goes before it.
    return replace(scheme, rules=(own,), is_complete=True, is_own=True)


def _with_terms(
    scheme: OriginScheme, tolerance: str, base: str, cumulation: str, *, is_own: bool
) -> OriginScheme:
    """What the user's text says of the agreement besides the rule."""
    from karvan.model.known import Known
    from karvan.model.origin_rule import parse_tolerance

    if not is_own and (tolerance or base or cumulation):
        raise QuestionError(
            marked("An agreement's own terms cannot be changed."),
            where="--tolerance, --base, --cumulation",
            fix=marked("Give --rule as well: the answer is then labelled as of your rule."),
        )
    terms: dict[str, Any] = {"value_base": base.upper(), "cumulation": cumulation.lower()}
    if tolerance:
        terms["tolerance"] = Known(parse_tolerance(tolerance))
    return replace(scheme, **{name: value for name, value in terms.items() if value})


def _write_template(path: Path) -> None:
    from karvan.sources.bill_of_materials import ENDINGS, template

    if path.suffix.lower() not in ENDINGS:
        raise QuestionError(
            marked("A bill is written as {endings}."),
            where=str(path),
            fix=marked("Choose another name."),
            endings=", ".join(ENDINGS),
        )
    if path.exists():
        raise QuestionError(
            marked("There is a file of this name."), where=str(path), fix=marked("Choose another name.")
        )
    path.write_bytes(template(path.suffix.lower(), current().lang))
    done({"written": str(path)}, [line(marked("Written: {path}"), path=path)])


def _plain(value: Any) -> Any:
    from karvan.dossier.encode import plain

    return _texts(plain(value))


def _texts(value: Any) -> Any:
    """Decimals as plain text, so that no digit is lost."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items()}
    return [_texts(one) for one in value] if isinstance(value, list) else value
