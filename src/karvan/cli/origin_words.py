"""The words of an answer on origin, by the codes that the engine uses."""

from __future__ import annotations

from karvan.cli.words import marked

OUTCOMES = {
    "qualifies": marked("Qualifies: by what the firm declares, the rule of origin is fulfilled."),
    "does_not_qualify": marked("Does not qualify."),
    "unknown": marked("Unknown."),
}
TRUTHS = {"yes": marked("yes"), "no": marked("no"), "unknown": marked("unknown")}
CONDITIONS = {
    "applied": marked("The agreement is applied on that day"),
    "sufficient_working": marked("The work is more than simple operations"),
    "direct_transport": marked("Transport is direct, or under customs control with proof"),
}
FIGURES = {
    "nom": marked("Non-originating materials"),
    "rvc_build_down": marked("Regional value content, built down"),
    "rvc_build_up": marked("Regional value content, built up"),
    "tolerance": marked("Material that misses the change of classification"),
}
WHY_NO_RULE = {
    "rule_not_loaded": marked("the product's rule is not loaded"),
    "rule_absent": marked("the agreement's rules are loaded, and none is for this product"),
    "rule_conflict": marked("two rules for the product contradict each other"),
    "rule_may_be_finer": marked("only a more general rule is loaded, and not all rules are"),
    "more_digits": marked("the product's code needs more digits to choose its rule"),
    "other_revision": marked("the rules are in another HS revision than the bill"),
}
WHY_NOT_APPLIED = {
    "review_overdue": marked("its review is overdue"),
    "conflict": marked("the sources differ"),
    "edge": marked("the source dates the change by month or year only"),
    "start_unknown": marked("its first day is not known"),
    "end_unknown": marked("its term has passed and it is not known whether it was prolonged"),
    "unknown": marked("no source says so"),
}
OF_PRODUCT = {
    "product_hs": marked("the product's code with more digits"),
    "exw": marked("the product's ex-works value"),
    "fob": marked("the product's FOB value"),
    "wholly_obtained": marked("whether the product is wholly obtained"),
    "only_simple_operations": marked("whether only simple operations are done"),
    "transport": marked("the way of transport"),
    "process": marked("whether this process is done: {name}"),
    "tolerance": marked("the agreement's tolerance"),
    "value_base": marked("the agreement's base of value (EXW or FOB)"),
    "cumulation": marked("the agreement's cumulation"),
    "cumulates_with": marked("the countries of the agreement's cumulation"),
    "direct_transport": marked("whether the agreement asks for direct transport"),
    "applied": marked("whether the agreement is applied on that day ({name})"),
    "rule": marked("the rule of origin: {name}"),
}
OF_MATERIAL = {
    "hs": marked("line {line}: its HS code, with enough digits"),
    "origin": marked("line {line}: its country of origin"),
    "status": marked("line {line}: whether it originates there"),
    "proof": marked("line {line}: whether a proof of its origin is held"),
    "value": marked("line {line}: its value"),
    "inputs": marked("line {line}: which part of it was made in the parties"),
}
