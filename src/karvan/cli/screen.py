"""`karvan screen`: parties on each list apart, the exposure of the other side, the questions on the good."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import cyclopts

from karvan.cli.clock import day
from karvan.cli.output import done, line
from karvan.cli.screen_job import Said, answers_of, as_json, books, law_of, opened, parties
from karvan.cli.session import current
from karvan.cli.words import marked
from karvan.errors import QuestionError


def screen(
    *names: str,
    file: Path | None = None,
    on: Annotated[str | None, cyclopts.Parameter(name=("--on", "--as-of"))] = None,
    role: str = "",
    kind: str = "",
    country: str = "",
    identifier: tuple[str, ...] = (),
    place: str = "",
    birth: str = "",
    owner: tuple[str, ...] = (),
    product: str = "",
    hs_rev: int = 2022,
    from_: Annotated[str, cyclopts.Parameter(name="--from")] = "IRN",
    to: str = "",
    control_code: str = "",
    answer: tuple[str, ...] = (),
    template: Path | None = None,
) -> None:
    """Screen parties against every list that is loaded, and say what is not known.

    Results are: hit, possible hit, not on this list as of its day, stale, unknown. Lists are never merged,
    and nobody is cleared. It informs and is no legal advice.

    Parameters
    ----------
    names
        One or more parties, each by one name, in any script.
    file
        Firms as .xlsx, .csv or .yml, as docs/how-to/screen-parties.md describes it.
    on
        Day of the question (YYYY-MM-DD or Jalali); today when not given. --as-of is the same.
    role
        producer, buyer, bank, emc, carrier, investor, organiser, partner or sponsor.
    kind
        entity, individual, vessel or aircraft.
    country
        Country of the party.
    identifier
        A number of the party, such as national-id=10101234567; may be given several times.
    place
        City or address of the party.
    birth
        Of a person: a day or a year, in either calendar.
    owner
        A declared owner, such as "Name = 30%" or "Name = 25% control"; may be given several times.
    product
        Tariff code of the good in question, with --to: asks for exposure and control questions.
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
    template
        Write an empty file of firms to this path instead; a file that is there is never overwritten.
    """
    if template is not None:
        _write_template(template)
        return
    from karvan.cli.screen_lines import screening_lines
    from karvan.engines.access.screening import Screening, may_recommend
    from karvan.engines.access.screening import screen as screened
    from karvan.engines.access.screening.exposure import asked, control_of, exposure_of

    said = Said(role, kind, country, identifier, place, birth, owner)
    given, today = parties(names, file, said), day(on)
    snapshot = opened()
    law = law_of(snapshot, product, hs_rev, from_, to, today)
    exposure = exposure_of(law[0] if law else None)
    control = control_of(control_code, asked(law[1] if law else None, answers_of(answer)))
    held = books(snapshot, today)
    found = [screened(one, held, today) for one in given]
    # A sponsor or an organiser ships nothing: without a good, the gate is about the party alone.
    good = control if law or control_code else None
    gates = [may_recommend([one], good) for one in found]
    document = {
        "on": today.isoformat(),
        "screenings": [
            {**as_json(Screening(one, exposure, control)), "gate": {"allowed": gate.allowed, **as_json(gate)}}
            for one, gate in zip(found, gates, strict=True)
        ],
    }
    done(document, screening_lines(found, gates, exposure, control))


def _write_template(path: Path) -> None:
    from karvan.sources.firms import ENDINGS, template

    if path.suffix.lower() not in ENDINGS:
        raise QuestionError(
            marked("A file of firms is written as {endings}."), where=str(path), endings=", ".join(ENDINGS)
        )
    if path.exists():
        raise QuestionError(
            marked("There is a file of this name."), where=str(path), fix=marked("Choose another name.")
        )
    path.write_bytes(template(path.suffix.lower(), current().lang))
    done({"written": str(path)}, [line(marked("Written: {path}"), path=path)])
