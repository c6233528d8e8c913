"""How each jurisdiction reads ownership by listed persons, dated.

The texts were seen in part or through law firms' notes; the standing says so. None of this is legal advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Reading:
    """`includes_half`: 50 % exactly is enough. `adds_up`: holdings of several listed persons are added.

    `counts_control`: control by a listed person is enough without shares. `id` is a code for faces.
    """

    id: str
    jurisdiction: str
    valid_from: date | None
    includes_half: bool
    adds_up: bool
    counts_control: bool
    standing: str
    citations: tuple[str, ...]

    def reached(self, share: Decimal) -> bool:
        """Whether a share is enough."""
        return share >= HALF if self.includes_half else share > HALF


READINGS: tuple[Reading, ...] = (
    Reading(
        "us-50-percent", "US", date(2014, 8, 13), True, True, False, "verified",
        ("OFAC, revised guidance on entities owned by blocked persons, 2014-08-13", "OFAC FAQ 398, 399, 401"),
    ),
    Reading(
        "us-50-percent-alone", "US", None, True, False, False, "single_source",
        ("OFAC guidance of 2008-02-14, as the note on the 2014 guidance tells it (lexology.com)",),
    ),
    Reading(
        "eu-half-or-more", "EU", date(2024, 7, 3), True, True, True, "single_source",
        ("EU Council, Best Practices on restrictive measures, update of 2024-07-03, by the notes of law firms "
         "(akingump.com 2024-07-22; sorainen.com)",),
    ),
    Reading(
        "eu-more-than-half", "EU", None, False, True, True, "single_source",
        ("EU Council, Best Practices (2018), paragraph 62, and FAQ of the Commission on adding up, by "
         "alphaumi.com",),
    ),
    Reading(
        "uk-more-than-half", "UK", None, False, False, True, "single_source",
        ("UK: more than 50 % or control; that the UK kept «more than» is told by akingump.com 2024-07-22; the "
         "text of the regulations was not seen, nor OFSI's on joint holdings",),
    ),
    Reading(
        "un-owned-or-controlled", "UN", None, True, True, True, "assigned",
        ("Resolution 1737 (2006), paragraph 12: owned or controlled, without a percentage; 50 % together is "
         "karvan's reading",),
    ),
    Reading(
        "listed-half-or-more", "OS", None, True, True, True, "assigned",
        ("karvan's reading for a file that joins many lists: the widest of the others",),
    ),
)  # fmt: skip


def reading_of(jurisdiction: str, on: date) -> Reading:
    """The reading of a jurisdiction on a day."""
    held = [one for one in READINGS if one.jurisdiction == jurisdiction]
    return max(
        (one for one in held if one.valid_from is None or one.valid_from <= on),
        key=lambda one: one.valid_from or date.min,
    )
