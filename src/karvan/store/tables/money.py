"""Exchange rates."""

from __future__ import annotations

from karvan.store.tables.declare import C, D, S, Table

TABLES: tuple[Table, ...] = (
    Table(
        "fx",
        "fx_rates",
        "Dated exchange rates from the user's table; kinds are never mixed.",
        ("on", "base", "quote", "kind"),
        (
            C("on", D, "day of the rate"),
            C("base", S, "ISO 4217 currency that is one"),
            C("quote", S, "ISO 4217 currency that is counted"),
            C("kind", S, "official, nima, market or another named kind"),
            C("rate", S, "units of quote per unit of base, exact decimal as text"),
            C("source", S, "who published the rate"),
        ),
    ),
)
