"""The tree of commands. They are named by text and imported when called, so that --help is quick."""

from __future__ import annotations

import cyclopts

from karvan import __version__

EVERYWHERE = (
    "Every command also takes, before or after its name: --json (answers and errors as JSON), --lang fa|en "
    "(otherwise from LANG), --debug (tracebacks), --log-json FILE (one line a step with seconds and rows; - "
    "for stderr). Exit statuses are listed in docs/reference/exit-statuses.md."
)

LOADS = {
    "baci": "Trade by pair and product: your own download of CEPII BACI, a zip, a folder or an address.",
    "customs_table": "A national or provincial customs export table, through a YAML mapping of its columns.",
    "world_bank": "GDP and population, as downloaded from the World Bank.",
    "geodist": "Distances between countries, CEPII's dist_cepii.",
    "hs_nomenclature": "Labels of HS 2017 and 2022 and what became of their codes.",
    "fx_rates": "Your own dated table of exchange rates.",
    "region_evidence": "What speaks for a region's part of its country's exports: a YAML file or a table.",
    "un_sanctions": "The consolidated list of the United Nations, as XML.",
    "ofac_sdn": "The SDN list of the United States Treasury, as XML or CSV.",
    "eu_sanctions": "The financial sanctions list of the European Union, as XML.",
    "uk_sanctions": "The sanctions list of the United Kingdom, as CSV, in its old or new layout.",
    "opensanctions": "Your own licensed OpenSanctions file, entities.ftm.json.",
    "national_schedule": "A country's own tariff schedule, line by line, with a YAML file about it.",
    "trains": "Averages of tariffs by country and product: your own download from WITS.",
    "trains_ntm": "Non-tariff measures by country and product: your own download from UNCTAD's TRAINS.",
    "packs": "The shipped law and region packs with your own in their place.",
}

# What is not here is a function of data_load.
LOADED_BY = dict.fromkeys(("ofac_sdn", "eu_sanctions", "uk_sanctions", "opensanctions"), "load_lists")
LOADED_BY |= dict.fromkeys(("national_schedule", "trains", "trains_ntm"), "load_tariffs")

BACKTESTS = {
    "silent": "Pairs that fell silent, carried forward from their last year.",
    "unseen": "Pairs never reported, by gravity and trees.",
    "spread": "Chapter totals spread to subheadings.",
    "flows": "New product flows: which scores rank them.",
    "region": "A country's exports allocated to its regions, where states publish theirs.",
    "screening": "Names on lists found from their other spellings.",
}
# The back-tests that have a module of their own.
TESTED_BY = {"screening": "backtest_screening"}


def build() -> cyclopts.App:
    """The app with every command; nothing of it is imported yet."""
    app = _group("karvan", "From the announcement of a region's export conference to a plan.")
    app.command("karvan.cli.plan:plan", name="plan", help="From an announcement, or options, to a plan.")
    app.command("karvan.cli.read:read", name="read", help="Read an announcement into a draft programme.")
    app.command(
        "karvan.cli.potential:potential", name="potential", help="What a country can sell in a market."
    )
    app.command("karvan.cli.potential:why", name="why", help="Every factor behind one potential.")
    app.command("karvan.cli.markets:markets", name="markets", help="Target markets beside all others.")
    app.command("karvan.cli.diversify:diversify", name="diversify", help="Products not exported yet, ranked.")
    app.command("karvan.cli.access:access", name="access", help="What the law says of a good, on a day.")
    app.command("karvan.cli.origin:origin", name="origin", help="A bill of materials by a rule of origin.")
    app.command("karvan.cli.screen:screen", name="screen", help="Parties against each sanctions list, apart.")
    app.command("karvan.cli.doctor:doctor", name="doctor", help="What is installed, loaded and too old.")
    app.command(_backtests())
    app.command(_data())
    pack = _group("pack", "Look after law and region packs.")
    pack.command("karvan.cli.pack:lint", name="lint", help="Name all that is wrong or doubtful in packs.")
    pack.command("karvan.cli.pack_test:test", name="test", help="Ask the law cases of packs and compare.")
    pack.command("karvan.cli.pack_look:stale", name="stale", help="Facts whose review is due.")
    pack.command("karvan.cli.pack_look:diff", name="diff", help="What changed between days or packs.")
    pack.command("karvan.cli.pack_look:coverage", name="coverage", help="How well each country is known.")
    app.command(pack)
    screening = _group("screening", "Decide what a screening leaves open, and see what was decided.")
    screening.command("karvan.cli.screening:decide", name="decide", help="Record an officer's decision.")
    screening.command("karvan.cli.screening:log", name="log", help="All decisions, checked for tampering.")
    app.command(screening)
    return app


def _backtests() -> cyclopts.App:
    tests = _group("backtest", "Measure the estimates on trade that was hidden from them.")
    for name, text in BACKTESTS.items():
        tests.command(f"karvan.cli.{TESTED_BY.get(name, 'backtest')}:{name}", name=name, help=text)
    return tests


def _data() -> cyclopts.App:
    data = _group("data", "Load trade data, lists and packs, and look after them.")
    data.command("karvan.cli.data:list_sources", name="list", help="The data in force, and whom to credit.")
    data.command("karvan.cli.data:status", name="status", help="The age of each source against its rhythm.")
    data.command("karvan.cli.data:verify", name="verify", help="Compare every file with its checksum.")
    data.command("karvan.cli.data:remove", name="remove", help="Delete one loaded version.")
    data.command("karvan.cli.data_update:update", name="update", help="Fetch anew what can be fetched.")
    data.command(
        "karvan.cli.data_bundle:bundle", name="bundle", help="Build the shipped snapshot.", show=False
    )
    data.command("karvan.cli.load_tariffs:template", name="template", help="Write an empty table to fill in.")
    load = _group("load", "Load one source from your own files.")
    for source, text in LOADS.items():
        module = LOADED_BY.get(source, "data_load")
        load.command(f"karvan.cli.{module}:{source}", name=source, help=text)
    data.command(load)
    return data


def _group(name: str, text: str) -> cyclopts.App:
    return cyclopts.App(
        name=name,
        help=text,
        version=__version__,
        default_parameter=cyclopts.Parameter(negative=()),
        help_epilogue=EVERYWHERE,
        help_format="plaintext",
        help_formatter="plain",
    )
