"""`karvan screen`: parties on each list apart, the exposure of the other side, the questions on the good."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import cyclopts

from karvan.cli.clock import day
from karvan.cli.output import done, line
from karvan.cli.screen_good import NO_GOOD, Good, answers_of, law_of
from karvan.cli.screen_job import NOTHING_SAID, Said, as_json, books, opened, parties
from karvan.cli.session import current
from karvan.cli.words import marked
from karvan.errors import QuestionError


def screen(
    *names: str,
    file: Path | None = None,
    on: Annotated[str | None, cyclopts.Parameter(name=("--on", "--as-of"))] = None,
    party: Annotated[Said, cyclopts.Parameter(name="*")] = NOTHING_SAID,
    good: Annotated[Good, cyclopts.Parameter(name="*")] = NO_GOOD,
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
    party
        What else is known of the party; a file says it itself.
    good
        The good in question, for the two other answers.
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

    given, today = parties(names, file, party), day(on)
    snapshot = opened()
    law = law_of(snapshot, good, today)
    exposure = exposure_of(law[0] if law else None)
    control = control_of(good.control_code, asked(law[1] if law else None, answers_of(good.answer)))
    held = books(snapshot, today)
    found = [screened(one, held, today) for one in given]
    # A sponsor or an organiser ships nothing: without a good, the gate is about the party alone.
    shipped = control if law or good.control_code else None
    gates = [may_recommend([one], shipped) for one in found]
    document = {
        "on": today.isoformat(),
        "screenings": [
            {
                **as_json(Screening(one, exposure, control)),
                "differs_from_pack": one.differs_from_pack,
                "gate": {"allowed": gate.allowed, **as_json(gate)},
            }
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
