"""Picture data that fits the sample plan: Armenia is observed, Iraq silent and unknown; all figures invented."""

from __future__ import annotations

from karvan.dossier.name import Name
from karvan.dossier.picture_history import Bands, HistoryYear, ShownChapter, SilentHistory
from karvan.dossier.picture_markets import LineFigures, MarketFigures
from karvan.dossier.picture_space import ProductSpace, SpaceLink, SpaceProduct
from karvan.dossier.pictures import PictureData
from karvan.model.known import Known, Unknown

NOT = Unknown("not_observed", ("baci",))
NONE = Unknown("not_computed", ("estimate",))
SHEETS, CARPETS = Name("Aluminium sheets", "ورق آلومینیوم"), Name("Carpets", "فرش")

ARMENIA = MarketFigures(
    market="ARM", name=Name("Armenia", "ارمنستان"), demand_usd=Known(2e8), supply_factor=Known(0.05),
    benchmark_usd=Known(1e7), ease=Known(3.0), ease_low_80=NONE, ease_high_80=NONE, potential_usd=Known(3e7),
    low_usd=Known(2.5e7), high_usd=Known(4.1e7), realised_usd=Known(6e6), realised_share=Known(0.2), lacks=0,
    lines=(
        LineFigures("sheets", SHEETS, "industry", False, Known(1.9e8), Known(5e8), Known(2.7e7), Known(0.15)),
        LineFigures("carpets", CARPETS, "industry", False, Known(1e7), Known(3e7), Known(3e6), Known(0.95)),
        LineFigures("juice", Name("Juice", "آبمیوه"), "agriculture", True, Known(1e6), NOT, NOT, NOT),
    ),
)  # fmt: skip
IRAQ = MarketFigures(
    market="IRQ", name=Name("Iraq", "عراق"), demand_usd=Known(1.5e9), supply_factor=NOT, benchmark_usd=NOT,
    ease=NOT, ease_low_80=NONE, ease_high_80=NONE, potential_usd=NOT, low_usd=NOT, high_usd=NOT,
    realised_usd=NOT, realised_share=NOT, lacks=2,
    lines=(
        LineFigures("sheets", SHEETS, "industry", False, Known(1.4e9), Known(5e8), NOT, NOT),
        LineFigures("carpets", CARPETS, "industry", False, NOT, Known(3e7), NOT, NOT),
    ),
)  # fmt: skip


def silent() -> SilentHistory:
    """Three years: one whole, one listed in part, one not at all; then the estimate."""
    return SilentHistory(
        market="IRQ",
        name=IRAQ.name,
        chapters=(
            ShownChapter("72", Name("Iron and steel"), is_mixed=False),
            ShownChapter("80", Name("Tin and articles thereof"), is_mixed=True),
        ),
        years=(
            HistoryYear(2021, 60, False, Known(7e8), (Known(4e8), Known(2e8)), Known(1e8)),
            HistoryYear(2022, 2, True, Known(3e7), (Known(3e7), NOT), Known(0.0)),
            HistoryYear(2023, 0, True, NOT, (NOT, NOT), NOT),
        ),
        estimate=Bands(2024, 6e8, 5e8, 7.1e8, 4e8, 8.2e8, 2e8, 1.1e9, "carried", 2021, "past_windows"),
    )


SPACE = ProductSpace(
    period=2024,
    products=(
        SpaceProduct("5701", Name("Carpets, knotted"), Known(2.5e7), Known(40.0), ("carpets",)),
        SpaceProduct("7606", Name("Aluminium plates"), Known(9e6), Known(0.4), ("sheets",)),
        SpaceProduct("7607", Name("Aluminium foil"), NOT, NOT, ("sheets",)),
        SpaceProduct("7214", Name("Bars of iron"), Known(8e8), Known(6.5), ()),
    ),
    links=(SpaceLink(0, 1, 0.3), SpaceLink(1, 2, 0.61), SpaceLink(1, 3, 0.45)),
)


def data() -> PictureData:
    """All of it, Armenia first."""
    return PictureData(markets=(ARMENIA, IRAQ), histories=(silent(),), space=SPACE)
