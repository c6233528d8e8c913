"""The words for the codes of screening: kind -> code -> English, translated by the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.reports.i18n import marked as m

SCREENING_CODES: Mapping[str, Mapping[str, str]] = {
    "list_state": {
        "hit": m("hit"),
        "possible_hit": m("possible hit"),
        "unknown": m("unknown: the list is not loaded"),
        "stale": m("not found, but the list is stale"),
        "not_on_list": m("not on this list as of its day"),
    },
    "role": {
        "producer": m("producer"),
        "buyer": m("buyer"),
        "bank": m("bank"),
        "emc": m("export management company"),
        "carrier": m("carrier"),
        "investor": m("investor"),
        "organiser": m("organiser"),
        "partner": m("partner"),
        "sponsor": m("sponsor"),
        "owner": m("owner"),
        "unknown": m("unknown"),
    },
    "list_of": {
        "UN": m("United Nations"),
        "EU": m("European Union"),
        "UK": m("United Kingdom"),
        "US": m("United States"),
        "OS": m("OpenSanctions"),
    },
}
