"""Evidence in another HS revision: codes that kept their goods are used, the others are shown without a share."""

from __future__ import annotations

from datetime import date

import pytest
from tests.engines.potential.region.evidence import AS_OF, SUPPLY_UNTIL, line

from karvan.cube.hs_mapping import HsMap, open_hs_map
from karvan.engines.potential.region import Level, allocate
from karvan.engines.potential.region.ask.revision import Fit, fit, fitted, sources_of
from karvan.model.known import Known, Unknown
from karvan.store.snapshot import Store

# 0101 keeps its goods, 0202 loses some to 0303, 040410 and 040420 become one inside their heading.
LINKS = {
    "010110": {"010110"},
    "020210": {"020210", "030310"},
    "030310": {"030310"},
    "040410": {"040410"},
    "040420": {"040410"},
}
TOY = HsMap(2022, 2017, tuple(LINKS), {old: frozenset(new) for old, new in LINKS.items()})


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("01", Fit(("01",), "")),
        ("010110", Fit(("010110",), "")),
        ("0202", Fit(("020210", "030310"), "code_changed")),
        ("030310", Fit(("030310",), "code_changed")),
        ("040410", Fit(("040410",), "code_changed")),
        ("0404", Fit(("0404",), "")),
        ("99", Fit(("99",), "no_concordance")),
    ],
)
def test_what_became_of_a_code(code: str, found: Fit):
    assert fit(TOY, sources_of(TOY), code) == found


def test_a_gap_is_shown_and_gives_no_share():
    lines = [
        line(Level.STATED, "XA-1", "0202", share=0.4, gap="code_changed"),
        line(Level.FALLBACK, "XA-1", share=0.1),
    ]
    found = allocate(
        "XAA", ["XA-1"], {"020210": 5.0}, lines, hs_rev=2017, as_of=AS_OF, supply_until=SUPPLY_UNTIL
    ).of("XA-1", "020210")
    assert found.share == Known(0.1)
    assert [one.share for one in found.alternatives] == [Unknown("code_changed", ("source",))]


def test_from_2022_to_the_shipped_trade():
    """Unwrought aluminium kept its goods; telephones were split."""
    snapshot = Store.open()
    lines = [line(Level.STATED, "XA-1", code, share=0.4, hs_rev=2022) for code in ("7601", "851714")]
    kept, *split = fitted(snapshot, [*lines, line(Level.FALLBACK, "XA-1", share=0.1)], 2017)
    assert (kept.code, kept.hs_rev, kept.gap) == ("7601", 2017, "")
    *changed, fallback = split
    assert {(one.code[:4], one.hs_rev, one.gap) for one in changed} == {("8517", 2017, "code_changed")}
    assert fallback.code == ""
    assert kept.observed_on == date(2025, 6, 1)
    found = open_hs_map(snapshot, 2022)
    fits = [fit(found, sources_of(found), code) for code in ("760110", "020890")]
    assert [one.gap for one in fits] == ["", "code_changed"]
