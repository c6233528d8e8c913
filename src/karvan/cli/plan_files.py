"""Everything a plan is written as: three documents in two languages and four formats, from the same answers."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from multiprocessing import get_context

from karvan.dossier.encode import plain
from karvan.dossier.firm import Firm
from karvan.dossier.pictures import PictureData
from karvan.dossier.plan import Plan
from karvan.errors import FormatUnavailable
from karvan.model.progress import IsCancelled, Progress, checkpoint, never, silent
from karvan.reports.document import Document, Picture
from karvan.reports.i18n import LANGUAGES, Lang

PRINTED = ("html", "pdf", "xlsx")
FORMATS = (*PRINTED, "json")
# Pixels of a picture for each of the page's, and rows of a table on paper; the workbook has all rows.
SCALE = 2.0
PAPER_ROWS, PAPER_LETTERS = 15, 1200
DOCUMENTS = ("plan", "briefs", "exporter")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which formats and documents, with pictures or without; an exporter's dossier needs a firm.

    `is_usual`: nothing in particular was asked for; then the briefs, of which there are many, are pages only.
    """

    formats: tuple[str, ...]
    documents: tuple[str, ...]
    firm: Firm | None = None
    has_pictures: bool = True
    is_usual: bool = False

    def of(self, name: str) -> tuple[str, ...]:
        """The formats of a document."""
        if self.is_usual and name.startswith("brief"):
            return ("html",)
        return tuple(kind for kind in PRINTED if kind in self.formats)


def checked(formats: Sequence[str], documents: Sequence[str]) -> None:
    """Raises FormatUnavailable for a format or document that does not exist."""
    for wanted, known in ((formats, FORMATS), (documents, DOCUMENTS)):
        for one in wanted:
            if one not in known:
                raise FormatUnavailable(
                    "{wanted} cannot be made.",
                    fix="Choose among {known}.",
                    wanted=one,
                    known=", ".join(known),
                )


def files(
    plan: Plan,
    wanted: Wanted,
    data: PictureData | None,
    *,
    encoded: bytes,
    pool: Executor | None = None,
    progress: Progress = silent,
    cancelled: IsCancelled = never,
) -> Iterator[tuple[str, bytes]]:
    """File names and bytes; `encoded` is the plan as JSON. Without `data` no pictures are drawn.

    With a `pool` of processes the parts that take long are made side by side: the pictures of each language,
    then each PDF, which is the longest, then all the rest. Raises FormatUnavailable, RenderError, Cancelled.
    """
    checkpoint(cancelled)
    if not set(wanted.formats) & set(PRINTED):
        yield from _in_json(encoded, wanted, data)
        return
    payload = pickle.dumps((plan, wanted, data))
    if pool is None:
        yield from _in_json(encoded, wanted, data)
        for at, lang in enumerate(LANGUAGES):
            progress("write", at, len(LANGUAGES))
            checkpoint(cancelled)
            images = draw(payload, lang)
            for kinds in _parts(wanted):
                yield from print_part(payload, lang, kinds, images)
        return
    drawn = {lang: pool.submit(draw, payload, lang) for lang in LANGUAGES}
    yield from _in_json(encoded, wanted, data)  # while the others draw
    images_of = {lang: job.result() for lang, job in drawn.items()}
    jobs = [
        pool.submit(print_part, payload, lang, kinds, images_of[lang])
        for kinds in _parts(wanted)
        for lang in LANGUAGES
    ]
    for at, job in enumerate(jobs):
        progress("write", at, len(jobs))
        yield from job.result()
        checkpoint(cancelled)


@contextmanager
def workshop(formats: Sequence[str]) -> Iterator[Executor | None]:
    """A process for each language, warming up while the plan is made; None where nothing is printed."""
    if not set(formats) & set(PRINTED):
        yield None
        return
    pool = ProcessPoolExecutor(len(LANGUAGES), mp_context=get_context("spawn"))
    try:
        for _ in LANGUAGES:
            pool.submit(_warm, "pdf" in formats)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _warm(prints: bool) -> None:
    """Load what takes seconds to load."""
    for name in ("karvan.reports.documents.plan", "karvan.reports.pictures.draw", "vl_convert"):
        if find_spec(name.partition(".")[0]) is not None:
            import_module(name)
    if prints:
        import_module("karvan.reports.pdf").ready()


def _parts(wanted: Wanted) -> tuple[tuple[str, ...], ...]:
    """The formats made together: PDF by itself, the quick ones after it."""
    quick = tuple(kind for kind in ("html", "xlsx") if kind in wanted.formats)
    return tuple(part for part in (("pdf",) if "pdf" in wanted.formats else (), quick) if part)


def draw(payload: bytes, lang: Lang) -> dict[str, bytes]:
    """All pictures of one language as PNG, by id."""
    return _images(_drawn(payload, lang))


def print_part(
    payload: bytes, lang: Lang, kinds: tuple[str, ...], images: Mapping[str, bytes]
) -> list[tuple[str, bytes]]:
    """The files of one language in some formats."""
    plan, wanted, _ = _unpacked(payload)
    return [
        (f"{name}.{lang}.{kind}", _made(document, kind, images))
        for name, document in _documents(plan, wanted, lang, _drawn(payload, lang))
        for kind in wanted.of(name)
        if kind in kinds
    ]


@lru_cache(maxsize=1)
def _unpacked(payload: bytes) -> tuple[Plan, Wanted, PictureData | None]:
    """A process is given the same plan for each of its parts; it unpacks it once."""
    found: tuple[Plan, Wanted, PictureData | None] = pickle.loads(payload)
    return found


@lru_cache(maxsize=2)
def _drawn(payload: bytes, lang: Lang) -> dict[str, Picture]:
    plan, _, data = _unpacked(payload)
    return _pictures(plan, data, lang)


def _in_json(encoded: bytes, wanted: Wanted, data: PictureData | None) -> Iterator[tuple[str, bytes]]:
    if "json" in wanted.formats:
        yield "plan.json", encoded
        if data is not None:
            yield "pictures.json", _as_json({"pictures": plain(data)})


def of_language(plan: Plan, wanted: Wanted, data: PictureData | None, lang: Lang) -> list[tuple[str, bytes]]:
    """All printed files of one language."""
    drawn = _pictures(plan, data, lang)
    images = _images(drawn)
    return [
        (f"{name}.{lang}.{kind}", _made(document, kind, images))
        for name, document in _documents(plan, wanted, lang, drawn)
        for kind in wanted.of(name)
    ]


def _as_json(document: object) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _documents(
    plan: Plan, wanted: Wanted, lang: Lang, pictures: Mapping[str, Picture]
) -> Iterator[tuple[str, Document]]:
    from karvan.reports.documents.brief import brief_document
    from karvan.reports.documents.exporter import exporter_document
    from karvan.reports.documents.plan import plan_document

    if "plan" in wanted.documents:
        yield "plan", plan_document(plan, lang, pictures)
    if "briefs" in wanted.documents:
        for market in plan.markets:
            yield f"brief-{market.market}", brief_document(plan, market.market, lang, pictures)
    if "exporter" in wanted.documents and wanted.firm is not None:
        yield "exporter", exporter_document(plan, wanted.firm, lang, pictures)


def _pictures(plan: Plan, data: PictureData | None, lang: Lang) -> dict[str, Picture]:
    if data is None:
        return {}
    from karvan.reports.pictures import every_picture

    return {one.id: one for one in every_picture(plan, data, lang, "/pictures")}


def _images(pictures: Mapping[str, Picture]) -> dict[str, bytes]:
    from karvan.reports.pictures.draw import png

    return {name: png(one, SCALE) for name, one in pictures.items()}


def _made(document: Document, kind: str, images: Mapping[str, bytes]) -> bytes:
    if kind == "html":
        from karvan.reports.page import to_html

        return to_html(document, images).encode()
    if kind == "pdf":
        from karvan.reports.page import Paper
        from karvan.reports.pdf import to_pdf

        return to_pdf(document, images, Paper(rows=PAPER_ROWS, letters=PAPER_LETTERS))
    from karvan.reports.workbook import to_xlsx

    return to_xlsx(document, images)
