"""From a document to the text of a page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from karvan.reports import format as written
from karvan.reports.document import Document, Picture, Section, Table
from karvan.reports.i18n import Lang, translations
from karvan.reports.page.anchors import PICTURE, TABLE, anchors
from karvan.reports.page.cells import Cells
from karvan.reports.page.pictures import as_address
from karvan.reports.page.runs import Runs, direction
from karvan.reports.page.style import style
from karvan.reports.page.tables import Paper, laid

_NO_PICTURES: Mapping[str, bytes] = {}
_COLUMNS_UPRIGHT = 8  # a table with more columns is printed on paper that lies


def to_html(
    document: Document, pictures: Mapping[str, bytes] = _NO_PICTURES, paper: Paper | None = None
) -> str:
    """One page that needs nothing from outside; `pictures` are PNG files by id. With `paper`, laid out for it.

    A picture without a file shows its words and its data. Raises RenderError for two parts with one id
    and for a picture that is no PNG.
    """
    runs = Runs(document.lang, anchors(document))
    cells = Cells(runs, for_paper=paper is not None)
    return (
        _environment(document.lang)
        .get_template("page.html")
        .render(
            document=document,
            paper=paper,
            style=style(document, for_paper=paper is not None),
            words=runs.words,
            value=cells.value,
            row=cells.row,
            laid=laid,
            image=lambda picture: _image(picture, pictures),
        )
    )


def _image(picture: Picture, pictures: Mapping[str, bytes]) -> str:
    png = pictures.get(picture.id)
    return as_address(picture.id, png) if png is not None else ""


def lies(section: Section) -> bool:
    """Whether the section needs paper that lies: its own tables do, or it has only a title before parts that do."""
    if not section.blocks and section.sections:
        return lies(section.sections[0])
    tables = [one for one in section.blocks if isinstance(one, Table)]
    return any(len(one.columns) > _COLUMNS_UPRIGHT and one.rows for one in tables)


@cache
def _environment(lang: Lang) -> Environment:
    environment = Environment(
        loader=PackageLoader("karvan.reports", "templates/document"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    said = translations(lang)

    def say(template: str, **facts: Any) -> str:
        return said.gettext(template) % facts if facts else said.gettext(template)

    environment.globals.update(
        _=say, lang=lang, direction=direction(lang), table_id=TABLE, picture_id=PICTURE
    )
    environment.filters.update(whole=lambda number: written.whole(number, lang), lies=lies)
    environment.tests.update(
        {name: lambda block, name=name: type(block).__name__ == name for name in
         ("Paragraph", "Items", "Facts", "Table", "Picture")}
    )  # fmt: skip
    return environment
