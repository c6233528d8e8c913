"""The words for the codes of law: kind -> code -> English, translated by the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.reports.i18n import marked as m

LAW_CODES: Mapping[str, Mapping[str, str]] = {
    "charge": {
        "mfn_duty": m("MFN duty"),
        "preference": m("Preferential duty"),
        "additional_duty": m("Additional duty"),
        "protective_duty": m("Protective duty"),
        "excise": m("Excise"),
        "vat": m("VAT"),
        "fee": m("Fee"),
        "deposit": m("Deposit"),
        "export_duty": m("Export duty"),
    },
    "law_status": {
        "known": m("known"),
        "unknown": m("unknown"),
        "conflict": m("conflict"),
        "stale": m("stale"),
        "not_applicable": m("not applicable"),
    },
    "law_why": {
        "not_loaded": m("not loaded"),
        "national_line": m("the national line decides"),
        "edge": m("the source dates the change by month or year only"),
        "start_unknown": m("its first day is not known"),
        "end_unknown": m("its term has passed and it is not known whether it was prolonged"),
        "unreadable": m("the published rate could not be read"),
        "review_overdue": m("its review is overdue"),
        "source_old": m("its source is old"),
    },
    "treatment": {
        "applies": m("applies"),
        "does_not_apply": m("does not apply"),
        "unknown": m("whether it applies is unknown"),
        "conflict": m("the sources differ on whether it applies"),
    },
    "applied": {
        "applied": m("applied"),
        "not_applied": m("not applied"),
        "ended": m("ended"),
        "unknown": m("application unknown"),
        "conflict": m("the sources differ"),
    },
    "necessity": {
        "required": m("required"),
        "if_claimed": m("if a preference is claimed"),
        "if_listed": m("if the good is listed"),
        "unknown": m("necessity unknown"),
    },
    "topic_of_law": {
        "duty": m("duty"),
        "other_duties": m("other duties"),
        "taxes": m("taxes"),
        "fees": m("fees"),
        "export_duty": m("export duty"),
        "prohibitions": m("prohibitions"),
        "requirements": m("requirements"),
        "documents": m("documents"),
        "procedure": m("procedure"),
        "control_questions": m("control questions"),
        "payment": m("payment"),
        "jurisdiction": m("jurisdiction"),
        "treatment": m("treatment of the origin"),
        "agreements": m("agreements"),
    },
    "payment_part": {
        "term": m("term of payment"),
        "guarantee": m("guarantee"),
        "bank": m("banks"),
        "ask_bank": m("ask your bank"),
        "ask_lawyer": m("ask your lawyer"),
    },
    "side": {"export": m("export side"), "import": m("import side"), "": m("both sides")},
}
