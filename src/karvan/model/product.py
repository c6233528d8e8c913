"""A product is (HS revision, code); the code is a string, because 0101 is not 101."""

from __future__ import annotations

import re
from dataclasses import dataclass

from karvan.errors import UnknownProduct

HS_REVISIONS = (1992, 1996, 2002, 2007, 2012, 2017, 2022)
_CODE = re.compile(r"\d{2}(?:\d{2}){0,2}")


@dataclass(frozen=True, slots=True, order=True)
class Product:
    """An HS chapter, heading or subheading of one revision.

    Raises UnknownProduct when the code is not 2, 4 or 6 digits or the revision does not exist.
    """

    hs_rev: int
    code: str

    def __post_init__(self) -> None:
        if self.hs_rev not in HS_REVISIONS or not _CODE.fullmatch(self.code):
            raise UnknownProduct(
                "{code} is not an HS {hs_rev} code of 2, 4 or 6 digits.",
                fix="Write digits only, with the leading zero, and one of the revisions {known}.",
                code=self.code,
                hs_rev=self.hs_rev,
                known=", ".join(map(str, HS_REVISIONS)),
            )

    @property
    def chapter(self) -> str:
        """The two-digit chapter."""
        return self.code[:2]

    def covers(self, hs6: str) -> bool:
        """Whether a subheading of the same revision belongs to this product."""
        return hs6.startswith(self.code)


def chapter_key_1992(hs6: str) -> str:
    """Key of a subheading in the chapter history (BACI HS92 as published in the stored copy).

    That copy lost the leading zero of chapters 01-09 before it cut two digits, so 080251 is filed
    under 80, together with tin. Fifteen keys are therefore mixtures and must be read as such.
    """
    return hs6[1:3] if hs6.startswith("0") else hs6[:2]


MIXED_CHAPTER_KEYS = frozenset(
    ["10", "20", "21", "30", "40", "41", "50", "51", "60", "70", "71", "80", "81", "90", "91"]
)
