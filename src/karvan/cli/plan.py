"""`karvan plan`: from an announcement, or from options, to a first plan."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from karvan.cli.bars import Watch
from karvan.cli.clock import day
from karvan.cli.home import karvan_home
from karvan.cli.output import done, line, watched
from karvan.cli.plan_able import formats_here, pictures_here
from karvan.cli.plan_files import DOCUMENTS, Wanted, checked, workshop
from karvan.cli.plan_job import Made, Request, Written, firm_in, make_plan, replay, write_plan
from karvan.cli.read import text_of
from karvan.cli.words import marked
from karvan.dossier.encode import encode
from karvan.dossier.plan import Plan
from karvan.errors import QuestionError
from karvan.model.markets import markets_of
from karvan.model.progress import Progress

_TOP = 3


def plan(
    source: Annotated[str, Parameter(allow_leading_hyphen=True)] = "",
    /,
    *,
    region: str = "",
    markets: Annotated[str, Parameter(name=["--markets", "--market", "--to"])] = "",
    as_of: str | None = None,
    on: str | None = None,
    out: Path | None = None,
    formats: str = "",
    documents: str = ",".join(DOCUMENTS),
    exporter: str = "",
    products: str = "",
    replay: Annotated[Path | None, Parameter(name="--replay")] = None,
) -> None:
    """Make a first plan: what the region can sell in which market, with the evidence.

    Parameters
    ----------
    source
        The announcement as .txt or .html; - reads standard input. Options win over the text.
    region
        A slug such as markazi, or an ISO 3166-2 code such as IR-00.
    markets
        Countries, comma separated: ISO codes or names in English or Persian.
    as_of
        The day whose knowledge counts; today when not given.
    on
        The day whose law counts; that of --as-of when not given.
    out
        Folder for the files; out/REGION when not given.
    formats
        html, pdf, xlsx, json, comma separated. When not given: all that this machine can make, the briefs
        as HTML only.
    documents
        plan, briefs (one for each market), exporter (with --exporter); all when not given.
    exporter
        A firm of the region by its name: it is screened, and gets a dossier of its own products.
    products
        What the firm makes: ids of the region's product lines or HS codes, comma separated.
    replay
        A recorded plan.json: make it again from the same data and say whether it is identical.
    """
    if replay is not None:
        _replay(replay, out, formats)
        return
    if not source and not region:
        raise QuestionError(
            marked("There is neither an announcement nor a region."),
            fix=marked("Say karvan plan FILE, or karvan plan --region markazi --markets IRQ,UZB."),
        )
    as_of_day = day(as_of)
    home, kinds = karvan_home(), formats_here(_words(formats))
    checked(kinds, _words(documents))
    with watched() as watch, workshop(kinds) as pool:
        watch.progress("read", 0, 0)
        request = Request(
            text=text_of(source) if source else None,
            region=region,
            markets=markets_of(markets),
            as_of=as_of_day,
            on=day(on) if on else as_of_day,
        )
        made = make_plan(home, request, progress=_counting(watch), cancelled=watch.cancelled)
        firm = firm_in(made, exporter, _words(products))
        wanted = Wanted(kinds, _words(documents), firm, pictures_here(), is_usual=not formats)
        written = write_plan(
            home,
            out or Path("out") / made.plan.region.slug,
            made,
            wanted,
            pool=pool,
            progress=watch.progress,
            cancelled=watch.cancelled,
        )
    _tell(written)


def _counting(watch: Watch) -> Progress:
    """The watch's progress; a market's total is the number of its subheadings, and so the step's rows."""

    def told(step: str, finished: int, total: int) -> None:
        watch.progress(step, finished, total)
        watch.log.rows(step, total)

    return told


def _replay(recorded: Path, out: Path | None, formats: str) -> None:
    home = karvan_home()
    with watched() as watch:
        made, before = replay(home, recorded, progress=watch.progress, cancelled=watch.cancelled)
        files = _written_again(home, out, made, formats, watch) if out else ()
    is_identical = encode(made.plan) == before
    document = {"replayed": str(recorded), "identical": is_identical, "files": [str(path) for path in files]}
    words = (
        marked("The replay is identical to {path}.")
        if is_identical
        else marked("The replay differs from {path}.")
    )
    done(document, [line(words, path=recorded), *map(str, files)])
    if not is_identical:
        raise SystemExit(1)


def _written_again(home: Path, out: Path, made: Made, formats: str, watch: Watch) -> tuple[Path, ...]:
    wanted = Wanted(formats_here(_words(formats)), DOCUMENTS, None, pictures_here())
    return write_plan(home, out, made, wanted, progress=watch.progress, cancelled=watch.cancelled).files


def _words(wanted: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip().lower() for part in wanted.split(",") if part.strip()))


def _tell(written: Written) -> None:
    made = written.plan
    document = {
        "files": [str(path) for path in written.files],
        "region": made.region.code,
        "as_of": made.question.as_of.isoformat(),
        "on": made.question.on.isoformat(),
        "period": made.question.period,
        "markets": [_market(made, index) for index in range(len(made.markets))],
    }
    done(document, [*_lines(made), *map(str, written.files)])


def _market(made: Plan, index: int) -> dict[str, Any]:
    market = made.markets[index]
    first = market.sections[0].recommended[:_TOP] if market.sections else ()
    return {"market": market.market, "pair": market.pair.status, "first": [one.product for one in first]}


_SAID = {
    "observed": marked("{market}: {products} lead; the pair is observed in {period}."),
    "no_flow": marked("{market}: no trade was declared in {period}; {products} lead by benchmark."),
    "importer_missing": marked(
        "{market}: its imports of {period} are not in the data, so nothing is ranked."
    ),
}
_ESTIMATED = marked("{market}: {products} lead; the pair is estimated for {period}, neither side reports.")
_UNSEEN = marked("{market}: {products} lead by benchmark; the pair is not observed in {period}.")


def _lines(made: Plan) -> list[str]:
    """One line a market: whether the pair is observed, and what leads its first section."""
    told = []
    for market in made.markets:
        leading = [one.name.en for one in market.sections[0].recommended if one.rank is not None][:_TOP]
        words = _ESTIMATED if market.pair.estimate else _SAID.get(market.pair.status, _UNSEEN)
        told.append(
            line(words, market=market.market, products=", ".join(leading), period=made.question.period)
        )
    return told
