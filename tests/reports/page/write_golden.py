"""Write the golden pages of the sample anew: python -m tests.reports.page.write_golden. Then read them."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image
from tests.reports.document_sample import sample

from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.page import to_html

FOLDER = Path(__file__).parent / "golden"
_STYLE = re.compile(r"(<style>).*?(</style>)", re.DOTALL)
_DATA = re.compile(r"(data:image/png;base64,)[^\"]*")


def golden(lang: Lang) -> Path:
    """Where a language's golden page stands."""
    return FOLDER / f"sample.{lang}.html"


def picture() -> bytes:
    """A small PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (6, 3), (11, 79, 96)).save(stream, "PNG")
    return stream.getvalue()


def bare(page: str) -> str:
    """The page without its style sheet and the bytes of its pictures."""
    return _DATA.sub(r"\1", _STYLE.sub(r"\1\2", page))


def main() -> None:
    """Write both pages."""
    FOLDER.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        golden(lang).write_text(bare(to_html(sample(lang), {"bars": picture()})), "utf-8")


if __name__ == "__main__":
    main()
