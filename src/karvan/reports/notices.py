"""The words of the notices: a title that stands above every ranking and the sentence behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karvan.reports.i18n import marked as m


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """Templates over the notice's facts, as `karvan.reports.facts` prints them."""

    title: str
    text: str


NOTICES: Mapping[str, NoticeWords] = {
    "one_year": NoticeWords(
        m("One year of data: %(period)s"),
        m("Every trade figure here is of %(period)s alone. A single year can be unusual."),
    ),
    "data_before_event": NoticeWords(
        m("The data are older than: %(title)s"),
        m(
            "The trade data end with %(period)s. On %(on)s came: %(title)s. "
            "They do not describe the trade after it."
        ),
    ),
    "supply_understated": NoticeWords(
        m("The supply of %(home)s is understated"),
        m(
            "%(home)s seems not to report its trade (inferred, confidence: %(confidence)s), so only what its "
            "partners declared is seen. Exports to %(markets_unseen)s countries that do not report either are not "
            "observed; its largest flows may be among them."
        ),
    ),
    "supply_restored": NoticeWords(
        m("Part of the supply of %(home)s is estimated"),
        m(
            "%(home)s seems not to report its trade (inferred, confidence: %(confidence)s). What it sells to "
            "%(markets_unseen)s countries that do not report either is estimated from the last years that were seen "
            "and counted in its supply, in world trade and in the imports of these countries."
        ),
    ),
    "national_potential": NoticeWords(
        m("Potential is that of the whole country, the region's part beside it"),
        m(
            "Figures are those of %(home)s as a whole, for the products that the region makes. Beside each stands the "
            "part of %(region)s with a grade: high or medium by its own production, low by a single or partial "
            "source, fallback by population alone. Not tested on published regional exports yet."
        ),
    ),
    "importers_missing": NoticeWords(
        m("%(count)s importers are missing from the world totals"),
        m(
            "The imports of %(importers)s are not in the data. World totals leave them out: "
            "they are unknown, not zero."
        ),
    ),
    "neutral_factors": NoticeWords(
        m("Growth and tariffs are taken as neutral"),
        m(
            "Potential counts neither expected growth nor tariff advantages yet. "
            "It is a benchmark, neither a forecast nor a ceiling."
        ),
    ),
    "growth_trend": NoticeWords(
        m("Growth is the trend of %(first_year)s to %(last_year)s"),
        m(
            "GDP and population of each country are carried on for %(horizon_years)s years by their own trend "
            "relative to the world's, from World Bank data. It is a benchmark, neither a forecast nor a ceiling."
        ),
    ),
    "tariffs_not_applied": NoticeWords(
        m("Tariffs are not applied"),
        m(
            "Neither past nor coming tariff advantages are counted: their factor is left out, not taken as zero."
        ),
    ),
    "law_not_checked": NoticeWords(
        m("Law not checked"),
        m(
            "Duties, rules of origin, permits and procedures in force on %(on)s have not been checked. "
            "Only the stops and flags shown here have."
        ),
    ),
    "law_partly_known": NoticeWords(
        m("The law of %(market)s is known in part"),
        m(
            "On %(on)s the import duty is one known rate for %(known)s of %(codes)s codes. Taxes, papers, steps and "
            "duties stand in the part on law, each with its source and standing; what nobody published is named as unknown."
        ),
    ),
    "codes_assigned": NoticeWords(
        m("HS codes are ours"),
        m(
            "We assigned the HS codes of %(lines)s of %(of)s product lines; "
            "a customs classifier has yet to confirm them."
        ),
    ),
    "list_stale": NoticeWords(
        m("Out of date: %(source)s"),
        m(
            "%(source)s is of %(published_on)s, %(age_days)s days old on the day of this plan. Load a newer one."
        ),
    ),
    "pair_estimated": NoticeWords(
        m("Exports to %(market)s in %(period)s are estimated"),
        m(
            "Neither side reports. Estimated %(amount_usd)s, with four chances in five between %(low_usd)s and "
            "%(high_usd)s (%(tested)s). Amounts of this market rest on the estimate."
        ),
    ),
    "pair_not_observed": NoticeWords(
        m("Exports to %(market)s in %(period)s are not observed"),
        m(
            "Neither side reports, so the trade is unknown, not zero. Lines stand in the order of the benchmark "
            "at ease 1: the order holds, the amount says nothing about size."
        ),
    ),
    "market_missing": NoticeWords(
        m("The imports of %(market)s are missing from the data"),
        m("Without the imports of %(period)s its demand is unknown, and nothing can be ranked by size."),
    ),
    "pair_one_side": NoticeWords(
        m("Only one of the two sides reports"),
        m("The figures of %(period)s between %(home)s and %(market)s rest on one side's declarations."),
    ),
    "detail_missing": NoticeWords(
        m("Detailed flows are not loaded"),
        m(
            "Competitors and observed exports by product are unknown for %(market)s until its detailed flows of "
            "%(period)s are loaded."
        ),
    ),
}
