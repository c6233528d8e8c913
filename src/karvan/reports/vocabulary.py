"""The words for every code a plan can hold: kind -> code -> English, translated by the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from karvan.reports.i18n import marked as m

CODES: Mapping[str, Mapping[str, str]] = {
    "section": {
        "industry": m("Industry, with mining and crafts"),
        "agriculture": m("Agriculture and food"),
        "energy": m("Energy"),
    },
    "sector": {
        "industry": m("industry"),
        "mining": m("mining"),
        "craft": m("crafts"),
        "agriculture": m("agriculture"),
        "food": m("food"),
        "energy": m("energy"),
        "services": m("services"),
    },
    "pair_status": {
        "observed": m("observed"),
        "not_observed": m("not observed"),
        "no_flow": m("no trade declared"),
        "importer_missing": m("importer missing from the data"),
        "unknown": m("unknown"),
    },
    "reporting": {
        "both": m("both sides report"),
        "one": m("one of the two sides reports"),
        "none": m("neither side reports"),
        "unknown": m("unknown who reports"),
    },
    "confidence": {"high": m("high"), "medium": m("medium"), "low": m("low")},
    "producer_group": {
        "listed_only": m("all known producers listed"),
        "some_listed": m("some known producers listed"),
        "not_found": m("not found on the loaded lists"),
        "unknown": m("producer unknown"),
    },
    "screening": {
        "listed": m("listed"),
        "not_found": m("not found on the loaded lists"),
        "unknown": m("screening unknown"),
    },
    "kind": {
        "only_listed_producers": m("only listed producers known"),
        "export_ban": m("export ban"),
        "import_ban": m("import ban"),
        "export_duty": m("export duty"),
        "sector_exposure": m("sanctions exposure of the sector"),
    },
    "effect": {"stop": m("stop"), "flag": m("flag")},
    "lifting": {
        "open": m("no end set"),
        "unknown": m("lifting unknown: treated as in force"),
        "lifted": m("lifted"),
    },
    "standing": {
        "verified": m("official text seen"),
        "single_source": m("a single source"),
        "conflict": m("sources conflict"),
        "stale": m("out of date"),
        "assigned": m("assigned by us"),
        "unknown": m("unknown"),
    },
    "ranked_by": {
        "potential": m("export potential"),
        "benchmark": m("benchmark at ease 1"),
    },
    "reason": {
        "not_observed": m("not observed"),
        "detail_not_loaded": m("detail not loaded"),
        "importer_missing": m("importer missing from the data"),
        "no_distance": m("no distance"),
        "not_in_release": m("not in the release"),
        "reporting_unknown": m("unknown who reports"),
        "not_loaded": m("not loaded"),
        "not_applied": m("not applied"),
    },
    "figure": {
        "supply_usd": m("Home's exports to the world"),
        "world_usd": m("World exports"),
        "supply_share": m("Home's share"),
        "net_exporter_factor": m("Net exporter factor"),
        "demand_usd": m("Market's imports"),
        "distance_factor": m("Distance factor"),
        "distance_km": m("Distance"),
        "benchmark_usd": m("Benchmark at ease 1"),
        "potential_usd": m("Potential"),
        "observed_usd": m("Observed exports"),
        "realised_usd": m("Used"),
        "unrealised_usd": m("Unused"),
    },
    "unit": {"current USD": m("current USD"), "ln km": m("ln km"), "km": m("km")},
    "event": {
        "conference": m("conference"),
        "forum": m("forum"),
        "exhibition": m("exhibition"),
        "meeting": m("meeting"),
        "summit": m("summit"),
        "workshop": m("workshop"),
    },
    "topic": {
        "b2b_meetings": m("business meetings"),
        "exhibition": m("exhibition"),
        "export": m("export"),
        "export_managers": m("export managers"),
        "investment": m("investment"),
        "legal_sessions": m("legal sessions"),
        "workshops": m("workshops"),
    },
    "field": {
        "region": m("region"),
        "home": m("home country"),
        "markets": m("markets"),
        "organisers": m("organisers"),
        "partners": m("partners"),
        "event": m("kind of event"),
        "title": m("title"),
        "sector_scope": m("sectors"),
        "selection_reason": m("why these markets"),
        "editions": m("editions"),
        "topics": m("topics"),
    },
}

# Codes that others may add without us: printed as code until somebody gives them words.
OPEN_KINDS = frozenset({"reason", "field", "topic", "event", "unit"})
