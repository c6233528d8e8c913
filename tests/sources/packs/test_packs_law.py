"""Each rule of the law files has a broken twin of an invented law, and says what, where and what to do."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from tests.engines.access.law.toy_law import FILES, ending, write_law

from karvan.errors import PackError
from karvan.sources import packs
from karvan.sources.packs.cases import read_cases

PROCEDURE = f"""\
licence: CC0-1.0
steps:
  - id: declare
    side: import
    order: 1
    scope: {{direction: import, origins: any, destinations: any, hs_rev: 2022, codes: [], except: []}}
    who: {{en: Importer, fa: واردکننده}}
    where: {{en: Customs, fa: گمرک}}
    form: null
    days_least: null
    days_most: 2
    depends_on: []
{ending("declare")}"""
WHOLE = {**FILES, "procedure.yml": PROCEDURE}
LACKS = "Add it: a fact without citation, dates or licence does not load."
DATES = "Correct one of the two dates."
ENDS = "A lifted fact has a last day, an open one has null."
ID = "Correct the id, or add it."
RATE = 'Write it as in "15%", "0.5 EUR/kg", "10% min 0.04 EUR/kg".'

TWINS = [
    # file, old (its first place), new, line, what, fix
    ("measures.yml", "    sequence: 10\n", "    sequence: 10\n    colour: red\n", 11, "A measure has the unknown key colour.", "Known keys: id, kind, scope, branch, value, base, sequence, needs, title, text, valid, known, standing, citations."),
    ("measures.yml", "    known: {observed_on: 2026-01-10, review_by: 2027-01-10, until: null}\n", "", 3, "A measure lacks known.", LACKS),
    ("measures.yml", "    valid: {from: 2020-01-01, to: null, precision: day, end: open}\n", "", 3, "A measure lacks valid.", LACKS),
    ("measures.yml", "    standing: single_source\n", "", 3, "A measure lacks standing.", LACKS),
    ("measures.yml", '    citations: [{source: gazette, at: "art. 1"}]\n', "", 3, "A measure lacks citations.", LACKS),
    ("measures.yml", "precision: day, end: open", "end: open", 14, "The validity lacks precision.", LACKS),
    ("measures.yml", "review_by: 2027-01-10, until: null", "until: null", 15, "What was known when lacks review_by.", LACKS),
    ("measures.yml", "to: null, precision: day, end: open", "to: null, precision: day, end: lifted", 3, "The end is lifted, but valid.to is null.", ENDS),
    ("measures.yml", "to: 2025-12-31, precision: day, end: lifted", "to: 2025-12-31, precision: day, end: open", 18, "The end is open, but valid.to is 2025-12-31.", ENDS),
    ("measures.yml", "from: 2020-01-01, to: null, precision: day", "from: null, to: null, precision: day", 3, "A fact without a first day has the precision day.", "Write unknown."),
    ("measures.yml", "to: 2025-12-31", "to: 2019-12-31", 18, "valid.to is before valid.from (2019-12-31 < 2020-01-01).", DATES),
    ("measures.yml", "review_by: 2027-01-10", "review_by: 2026-01-09", 3, "known.review_by is before known.observed_on (2026-01-09 < 2026-01-10).", DATES),
    ("measures.yml", "until: null", "until: 2026-01-09", 3, "known.until is before known.observed_on (2026-01-09 < 2026-01-10).", DATES),
    ("measures.yml", "precision: day", "precision: week", 14, "week is not known here.", "Use one of: day, month, year, unknown."),
    ("measures.yml", "to: 2025-12-31", "to: 2026-01-01", 33, "duty-76-new holds on the same days, for the same goods, as duty-76.", "Give the older one a last day."),
    ("measures.yml", "id: duty-76-new", "id: duty-76", 33, "duty-76 stands twice for the same days of knowledge; first at line 18.", "Close the older one with known.until, or give each its own id."),
    ("measures.yml", 'rate: "10%"', "rate: null", 18, "A charge that is known has no rate.", "Write its rate, or state: unknown."),
    ("measures.yml", "{state: known, rate: null}", '{state: known, rate: "5%"}', 168, "A labelling has a rate, but is no charge.", "Write null."),
    ("measures.yml", "base: [customs_value]", "base: []", 3, "A charge does not say of what it is.", "Write base: [customs_value] or what the law says."),
    ("measures.yml", "base: [customs_value]", "base: [price]", 9, "price is not known here.", "Use one of: customs_value, mfn_duty, additional_duty, protective_duty, excise, vat, fee, declaration."),
    ("measures.yml", "standing: conflict", "standing: verified", 183, "The value is in conflict, the standing is verified.", "Write standing: conflict."),
    ("measures.yml", "branch: pta", "branch: fta", 93, "no-added-pta points to fta, which agreements.yml does not have.", ID),
    ("measures.yml", "needs: [form]", "needs: [forms]", 123, "preference points to forms, which documents.yml does not have.", ID),
    ("measures.yml", 'rate: "12%"', 'rate: "twelve"', 38, "twelve is not a rate.", RATE),
    ("measures.yml", 'rate: "10%"', "rate: 10", 23, "10 is not a rate.", RATE),
    ("measures.yml", '"76"', '"7"', 20, "7 is not a tariff code.", "Write 2 to 12 digits, without dots and with the leading zero."),
    ("measures.yml", '"76"', '"76.06"', 20, "76.06 is not a tariff code.", "Write 2 to 12 digits, without dots and with the leading zero."),
    ("measures.yml", "{state: not_applicable}", '{state: not_applicable, rate: "0%"}', 83, "A value that is not_applicable has the unknown key rate.", "Known keys: state."),
    ("measures.yml", "{state: not_applicable}", "{rate: null}", 83, "A value has no state.", "Use one of: known, unknown, conflict, not_applicable."),
    ("measures.yml", "state: known", "state: sure", 23, "sure is not known here.", "Use one of: known, unknown, conflict, not_applicable."),
    ("measures.yml", ", missing: {en: Schedule, fa: جدول}", "", 8, "A value that is unknown lacks missing.", LACKS),
    ("measures.yml", '{rate: "5%", text: {en: five, fa: پنج}, citations: [{source: gazette, at: a}]}, ', "", 188, "A list of at least 2 is missing here.", "Write it as [one, two]."),
    ("measures.yml", "citations: [{source: gazette, at: a}]", "citations: []", 188, "A list of at least 1 is missing here.", "Write it as [one, two]."),
    ("measures.yml", '{source: gazette, at: "art. 1"}', "{source: gazette}", 17, "A citation lacks at.", LACKS),
    ("measures.yml", '{source: gazette, at: "art. 1"}', '{source: gazette, at: ""}', 17, "A text is missing here.", "Write it on this line."),
    ("measures.yml", '{source: gazette, at: "art. 1"}', "gazette", 17, "A citation must be written as keys and values.", "Needed keys: source, at."),
    ("measures.yml", '{source: gazette, at: "art. 1"}', '{source: journal, at: "art. 1"}', 17, "No citation is called journal.", "Declare it under citations in pack.yml of the same pack."),
    ("measures.yml", "kind: vat", "kind: tithe", 49, "tithe is not known here.", "Use one of: mfn_duty, preference, additional_duty, protective_duty, excise, vat, fee, deposit, export_duty, quota, licence, conformity, labelling, sps, valuation, fx_return, transit, registration."),
    ("measures.yml", "direction: import", "direction: sideways", 5, "sideways is not known here.", "Use one of: import, export."),
    ("measures.yml", "origins: any", "origins: [Iran]", 5, "Iran is not a country code.", "Use ISO 3166-1 alpha-3, for example IRN."),
    ("measures.yml", "sequence: 10", "sequence: first", 10, "first is no whole number.", "Write digits only."),
    ("jurisdiction.yml", "country: KAZ", "country: Kazakhstan", 3, "Kazakhstan is not a country code.", "Use ISO 3166-1 alpha-3, for example IRN."),
    ("jurisdiction.yml", "digits: 8", "digits: eight", 6, "eight is no whole number.", "Write digits only."),
    ("jurisdiction.yml", "valuation: cif", "valuation: guess", 8, "guess is not known here.", "Use one of: cif, cip, fob, unknown."),
    ("treatments.yml", "branch: pta", "branch: fta", 23, "pta-iran points to fta, which agreements.yml does not have.", ID),
    ("treatments.yml", "state: conflict", "state: maybe", 26, "maybe is not known here.", "Use one of: applies, does_not_apply, unknown, conflict."),
    ("agreements.yml", "proofs: [form]", "proofs: [paper]", 3, "pta points to paper, which documents.yml does not have.", ID),
    ("agreements.yml", "in_force: null", "in_force: 2023-06-17", 3, "in_force (2023-06-17) is before signed (2023-06-18).", DATES),
    ("agreements.yml", "rules_complete: false", "rules_complete: no idea", 17, "no idea is not known here.", "Use one of: true, false."),
    ("agreements.yml", "parties: [IRN, KAZ]", "parties: [IRN]", 4, "A list of at least 2 is missing here.", "Write it as [one, two]."),
    ("agreements.yml", "rules: []", 'rules: [{codes: ["76"], hs_rev: 2022, rule: as you like, citations: [{source: gazette, at: a}]}]', 3, "The origin rule «as you like» cannot be read: «AS» is no kind of rule.", "Write it like WO, CTH except 7601, MAXNOM 50% EXW, RVC 40% FOB, PROCESS spinning, or joined by and, or."),
    ("documents.yml", "necessity: if_claimed", "necessity: maybe", 5, "maybe is not known here.", "Use one of: required, if_claimed, if_listed, unknown."),
    ("documents.yml", "days_least: 1", "days_least: 1.5", 12, "1.5 is no whole number.", "Write digits only."),
    ("procedure.yml", "depends_on: []", "depends_on: [weigh]", 3, "declare points to weigh, which procedure.yml does not have.", ID),
    ("schedules.yml", "file: tt.parquet", "file: other.parquet", 3, "The schedule's file other.parquet is missing.", "Put it into schedules/."),
    ("schedules.yml", "branch: mfn", "branch: fta", 3, "tt points to fta, which agreements.yml does not have.", ID),
    ("schedules.yml", "standing: verified\n", "standing: verified\n    rate: 5%\n", 10, "A schedule has the unknown key rate.", "Known keys: id, file, branch, direction, valid, known, standing, citations, title, text."),
]  # fmt: skip


def broken(file: str, old: str, new: str) -> dict[str, str]:
    """The invented law with the first `old` of a file replaced."""
    assert old in WHOLE[file]
    return {**WHOLE, file: WHOLE[file].replace(old, new, 1)}


@pytest.mark.parametrize(("file", "old", "new", "line", "what", "fix"), TWINS)
def test_broken_twin(tmp_path: Path, file: str, old: str, new: str, line: int, what: str, fix: str) -> None:
    root = write_law(tmp_path, broken(file, old, new))
    with pytest.raises(PackError) as caught:
        packs.read(root)
    assert str(caught.value) == f"{what} [{root}/kz/{file}:{line}] {fix}"


def test_the_whole_law_has_no_fault(tmp_path: Path) -> None:
    root = write_law(tmp_path, WHOLE)
    assert packs.lint([root]) == []
    assert packs.read(root).coverage["packs"] == ["kz"]


@pytest.mark.parametrize("file", ["documents.yml", "agreements.yml", "jurisdiction.yml"])
def test_a_fault_is_told_once_and_not_again_where_others_point(tmp_path: Path, file: str) -> None:
    root = write_law(tmp_path, broken(file, "review_by: 2027-01-10", "review_by: soon"))
    (found,) = packs.lint([root])
    assert Path(found.file).name == file
    assert found.message == "soon is not an ISO date. Write the day as YYYY-MM-DD (Gregorian)."


def test_law_of_no_country(tmp_path: Path) -> None:
    root = write_law(tmp_path, {name: text for name, text in WHOLE.items() if name != "jurisdiction.yml"})
    (found,) = packs.lint([root])
    assert (Path(found.file).name, found.line, found.message) == (
        "pack.yml",
        1,
        "The pack kz holds law but does not say of which country. Add jurisdiction.yml.",
    )


def test_terms_of_payment_need_no_country(tmp_path: Path) -> None:
    payment = f"""\
licence: CC0-1.0
payment:
  - id: open-account
    part: term
    markets: any
    exporter_bears: {{en: All, fa: همه}}
    importer_bears: null
{ending("open-account")}"""
    root = write_law(tmp_path, {"pack.yml": WHOLE["pack.yml"], "payment.yml": payment})
    (root / "kz" / "schedules" / "tt.parquet").unlink()
    (root / "kz" / "schedules").rmdir()
    assert packs.lint([root]) == []


def test_an_id_may_stand_again_as_what_was_known_later(tmp_path: Path) -> None:
    later = WHOLE["documents.yml"].partition("documents:\n")[2].replace("2026-01-10", "2026-02-01")
    closed = WHOLE["documents.yml"].replace("until: null", "until: 2026-01-31")
    assert packs.lint([write_law(tmp_path / "a", {**WHOLE, "documents.yml": closed + later})]) == []
    open_ = WHOLE["documents.yml"].replace("until: null", "until: 2026-02-01")
    (found,) = packs.lint([write_law(tmp_path / "b", {**WHOLE, "documents.yml": open_ + later})])
    assert found.message == (
        "form stands twice for the same days of knowledge; first at line 3. "
        "Close the older one with known.until, or give each its own id."
    )


def test_a_schedule_that_is_no_table(tmp_path: Path) -> None:
    root = write_law(tmp_path, WHOLE)
    (root / "kz" / "schedules" / "tt.parquet").write_text("code,rate\n", encoding="utf-8")
    (found,) = packs.lint([root])
    assert (Path(found.file).name, found.line) == ("schedules.yml", 3)
    assert found.message.startswith("The schedule's file tt.parquet is no Parquet: ")
    assert found.message.endswith(". Build it again.")


def test_a_schedule_with_other_columns(tmp_path: Path) -> None:
    root = write_law(tmp_path, WHOLE)
    table = root / "kz" / "schedules" / "tt.parquet"
    pl.read_parquet(table).drop("footnote").write_parquet(table)
    (found,) = packs.lint([root])
    assert (Path(found.file).name, found.line, found.message) == (
        "schedules.yml",
        3,
        "The schedule's file tt.parquet has other columns than a schedule. Needed columns: "
        "code, description, unit, rate_text, rate, status, footnote, edition.",
    )


def test_codes_of_another_revision_are_doubtful(tmp_path: Path) -> None:
    root = write_law(tmp_path, broken("measures.yml", '"76"', '"760612", "76061299", "77"'))
    known = {2022: {"76", "760612", "5702", "570232", "94", "99", "84", "22", "7606"}, 2017: {"08"}}
    assert [
        (Path(one.file).name, one.line, one.message) for one in packs.lint([root], nomenclature=known)
    ] == [("measures.yml", 18, "HS 2022 has no 77. Check the code and its revision.")]


@pytest.mark.parametrize(
    ("case", "line", "what", "fix"),
    [
        ("  - id: one\n    because: art. 1\n    ask: {ASK}\n", 2, "A case lacks expect.", LACKS),
        ("  - id: one\n    because: art. 1\n    ask: {ASK}\n    expect: {}\n", 5, "A case must say what is expected.",
         "Give at least one of: charges, export_charges, stops, flags, documents, export_documents, requirements, "
         "export_requirements, questions, agreements, branches, subtotal, missing, bounds."),
        ("  - id: one\n    because: art. 1\n    ask: {ASK, colour: red}\n    expect: {stops: []}\n", 4,
         "The question has the unknown key colour.", "Known keys: product, hs_rev, from, to, on."),
        ("  - id: one\n    because: art. 1\n    ask: {ASK, allow_stale: maybe}\n    expect: {stops: []}\n", 4,
         "maybe is not known here.", "Use one of: true, false."),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_asked(tmp_path: Path, case: str, line: int, what: str, fix: str) -> None:
    root = write_law(tmp_path, WHOLE)
    path = root / "kz" / "tests" / "cases.yml"
    path.parent.mkdir()
    ask = 'product: "760612", hs_rev: 2022, from: IRN, to: KAZ, on: 2026-06-01'
    path.write_text("cases:\n" + case.replace("ASK", ask), encoding="utf-8")
    faults: list[PackError] = []
    assert read_cases([root], faults.append) == ()
    assert str(faults[0]) == f"{what} [{path}:{line}] {fix}"
