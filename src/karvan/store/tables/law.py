"""The law of countries as packs hold it: measures, agreements, documents, steps, questions, schedules.

Each fact has two times. `valid_from`/`valid_to` say when it is the law; `observed_on`/`known_until` say from
which day and until which day it was what we knew.
"""

from __future__ import annotations

import polars as pl

from karvan.store.tables.declare import I16, C, Column, D, S, Table

I32 = pl.Int32()

_ENVELOPE: tuple[Column, ...] = (
    C("valid_from", D, "first day; null = the source does not say", nullable=True),
    C("valid_to", D, "last day; null = open or its lifting unknown", nullable=True),
    C("date_precision", S, "day, month, year or unknown: how exactly the source dates it"),
    C("lifting", S, "open, lifted or unknown: what is known of its end"),
    C("observed_on", D, "day from which we knew it"),
    C("review_by", D, "when it must be looked at again"),
    C("known_until", D, "last day on which it was what we knew; null = still", nullable=True),
    C("standing", S, "verified, single_source, conflict, stale, assigned or unknown"),
    C("citations", S, "JSON: [[pack:citation, place inside it], ...]"),
    C("pack", S, "pack id"),
    C("country", S, "ISO 3166-1 alpha-3 of the country whose law it is; empty = of none"),
)
_WORDS: tuple[Column, ...] = (
    C("title_en", S, "one line"),
    C("title_fa", S, "one line"),
    C("text_en", S, "what the source says"),
    C("text_fa", S, "the same in Persian"),
)
_SCOPE: tuple[Column, ...] = (
    C("direction", S, "import into the country, or export from it"),
    C("origins", S, "ISO 3166-1 alpha-3, comma separated; empty = any"),
    C("destinations", S, "ISO 3166-1 alpha-3, comma separated; empty = any"),
    C("hs_rev", I16, "revision of the codes"),
    C("codes", S, "code prefixes, comma separated; empty = all goods"),
    C("except_codes", S, "code prefixes left out"),
)


def _two(name: str, doc: str) -> tuple[Column, ...]:
    return tuple(C(f"{name}_{lang}", S, doc) for lang in ("en", "fa"))


def _days() -> tuple[Column, ...]:
    return (
        C("days_least", I32, "shortest time; null = not known", "days", nullable=True),
        C("days_most", I32, "longest time; null = not known", "days", nullable=True),
    )


TABLES: tuple[Table, ...] = (
    Table(
        "pack_jurisdictions",
        "packs",
        "Countries whose law a pack holds: code system, currency, valuation and rounding.",
        ("jurisdiction", "observed_on"),
        (
            C("jurisdiction", S, "id"),
            C("system", S, "name of the tariff nomenclature"),
            C("hs_rev", I16, "HS revision it is built on"),
            C("digits", I32, "digits of a national line", "digits"),
            C("currency", S, "ISO 4217"),
            C("valuation", S, "cif, cip, fob or unknown: basis of the customs value"),
            C("round_step", S, "smallest step of a charge in the currency; empty = not known"),
            C("round_mode", S, "half_up, half_even, down or up; empty = not known"),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_measures",
        "packs",
        "Charges and requirements of a country's law, by scope, branch and date.",
        ("pack", "measure", "observed_on"),
        (
            C("measure", S, "id inside the pack"),
            C("kind", S, "mfn_duty, preference, excise, vat, fee, conformity, ..."),
            *_SCOPE,
            C("branch", S, "only under this treatment of the origin; empty = under each"),
            C("state", S, "known, unknown, conflict or not_applicable"),
            C("rate", S, "in the notation of karvan.model.rate; empty = none"),
            C("low", S, "lower bound that a source gives; empty = none"),
            C("high", S, "upper bound that a source gives; empty = none"),
            *_two("missing", "what would tell"),
            C("says", S, "JSON: what each of the conflicting sources says"),
            C("base", S, "what the rate is of, comma separated"),
            C("sequence", I32, "order in which the law stacks charges"),
            C("needs", S, "documents that must be held for it to apply"),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_treatments",
        "packs",
        "How a country treats goods of an origin: which branch of its tariff applies.",
        ("pack", "treatment", "observed_on"),
        (
            C("treatment", S, "id inside the pack"),
            C("origin", S, "ISO 3166-1 alpha-3"),
            C("branch", S, "mfn, non-mfn or an agreement"),
            C("state", S, "applies, does_not_apply, unknown or conflict"),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_agreements",
        "packs",
        "Trade agreements: signed, in force and applied are three different days.",
        ("pack", "agreement", "observed_on"),
        (
            C("agreement", S, "id inside the pack"),
            C("parties", S, "ISO 3166-1 alpha-3, comma separated"),
            C("signed", D, "day of signature; null = not known", nullable=True),
            C("in_force", D, "day of entry into force; null = not known or not", nullable=True),
            C("applied_from", D, "first day of its application; null = not known or not", nullable=True),
            C("applied", S, "applied, not_applied, unknown, conflict or ended"),
            C("proofs", S, "documents that prove origin, comma separated"),
            *_two("issuer", "who issues the proof; empty = not known"),
            C("proof_months", I32, "validity of a proof; null = not known", "months", nullable=True),
            C("value_base", S, "exw, fob or unknown: base of value content"),
            C("tolerance", S, "share of non-originating value let pass; empty = not known"),
            C("cumulation", S, "none, bilateral, diagonal, full or unknown"),
            C("direct_transport", S, "required, not_required or unknown"),
            C("rules_complete", pl.Boolean(), "whether the rules of all products are loaded"),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_origin_rules",
        "packs",
        "Product rules of agreements.",
        ("pack", "agreement", "observed_on", "position"),
        (
            C("agreement", S, "id inside the pack"),
            C("observed_on", D, "of the version of the agreement that it belongs to"),
            C("position", I32, "order in the file"),
            C("codes", S, "code prefixes, comma separated"),
            C("hs_rev", I16, "revision of the codes"),
            C("rule", S, "in the notation of karvan.model.origin_rule"),
            C("citations", S, "JSON: [[pack:citation, place inside it], ...]"),
            C("pack", S, "pack id"),
        ),
    ),
    Table(
        "pack_documents",
        "packs",
        "Documents and certificates that a country asks for.",
        ("pack", "document", "observed_on"),
        (
            C("document", S, "id inside the pack"),
            *_SCOPE,
            C("necessity", S, "required, if_claimed, if_listed or unknown"),
            *_two("issuer", "who issues it"),
            *_two("where", "where to apply"),
            C("language", S, "language it must be in; empty = not known"),
            *_two("legalisation", "who must legalise it; empty = not known"),
            C("per", S, "shipment, year, contract, once or unknown"),
            C("cost_state", S, "known, unknown, conflict or not_applicable"),
            C("cost", S, "in the notation of rates; empty = not known"),
            *_days(),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_steps",
        "packs",
        "The procedure, step by step, on the side of the country.",
        ("pack", "step", "observed_on"),
        (
            C("step", S, "id inside the pack"),
            C("side", S, "export, import or transit"),
            C("order", I32, "place in the procedure"),
            *_SCOPE,
            *_two("who", "who acts"),
            *_two("where", "where"),
            *_two("form", "which form; empty = none or not known"),
            *_days(),
            C("depends_on", S, "steps that come before, comma separated"),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_questions",
        "packs",
        "Questions that a person must answer before anything is recommended.",
        ("pack", "question", "observed_on"),
        (
            C("question", S, "id inside the pack"),
            C("topic", S, "end_use, end_user, re_export, common_high_priority, control_list ..."),
            *_SCOPE,
            C("stops_on", S, "yes or no: the answer that stops"),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_payment",
        "packs",
        "Terms of payment, who bears which risk, guarantees, banks, and what to ask one's bank and lawyer.",
        ("pack", "payment", "observed_on"),
        (
            C("payment", S, "id inside the pack"),
            C("part", S, "term, guarantee, bank, ask_bank or ask_lawyer"),
            C("markets", S, "ISO 3166-1 alpha-3, comma separated; empty = any"),
            *_two("exporter_bears", "risk of the exporter; empty = not said"),
            *_two("importer_bears", "risk of the importer; empty = not said"),
            *_WORDS,
            *_ENVELOPE,
        ),
    ),
    Table(
        "pack_schedule_lines",
        "packs",
        "Lines of bulk schedules.",
        ("pack", "schedule", "code", "observed_on"),
        (
            C("schedule", S, "id inside the pack"),
            C("branch", S, "mfn, or the agreement the rates belong to"),
            C("direction", S, "import or export"),
            C("code", S, "national line"),
            C("description", S, "as published"),
            C("unit", S, "supplementary unit; empty = none"),
            C("rate_text", S, "rate as published"),
            C("rate", S, "in the notation of karvan.model.rate; null = unreadable", nullable=True),
            C("status", S, "known, unknown or conflict"),
            C("footnote", S, "as published; empty = none"),
            C("edition", D, "edition of the chapter; null = none given", nullable=True),
            *_ENVELOPE,
        ),
    ),
)
