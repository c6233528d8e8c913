"""Labels of products and what became of their codes."""

from __future__ import annotations

from karvan.store.tables.declare import I16, C, S, Table

TABLES: tuple[Table, ...] = (
    Table(
        "hs_labels",
        "hs_nomenclature",
        "Official English labels of HS chapters, headings and subheadings.",
        ("hs_rev", "code"),
        (
            C("hs_rev", I16, "HS revision", "year"),
            C("code", S, "2, 4 or 6 digits"),
            C("parent", S, "code one level up; empty for a chapter"),
            C("text_en", S, "label without the code"),
            C("unit", S, "standard quantity unit, as abbreviated by the source"),
        ),
    ),
    Table(
        "hs_concordance",
        "hs_nomenclature",
        "Which code of one revision became which of another; 1:n stays 1:n.",
        ("from_rev", "to_rev", "from_code", "to_code"),
        (
            C("from_rev", I16, "HS revision", "year"),
            C("to_rev", I16, "HS revision", "year"),
            C("from_code", S, "six digits"),
            C("to_code", S, "six digits"),
            C("relationship", S, "1:1, 1:n, n:1 or n:n as published"),
        ),
    ),
)
