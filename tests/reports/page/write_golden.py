"""Write the golden pages of the sample anew: python -m tests.reports.page.write_golden. Then read them."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from tests.reports.document_sample import sample

from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.page import to_html
from karvan.reports.pdf import to_pdf

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


def looks(lang: Lang) -> Path:
    """Where the picture of a page of a language's PDF stands."""
    return FOLDER / f"sample.{lang}.page3.png"


def look(content: bytes, folder: Path) -> Image.Image:
    """The third page of a PDF as grey dots, 25 an inch: stored pictures stay tiny."""
    (folder / "a.pdf").write_bytes(content)
    how = ["-r", "25", "-f", "3", "-l", "3", "-gray", "-png", "-singlefile"]
    subprocess.run(["pdftoppm", *how, str(folder / "a.pdf"), str(folder / "a")], check=True)
    with Image.open(folder / "a.png") as found:
        return found.convert("L")


def main() -> None:
    """Write both pages and the pictures of both PDFs."""
    FOLDER.mkdir(exist_ok=True)
    for lang in LANGUAGES:
        golden(lang).write_text(bare(to_html(sample(lang), {"bars": picture()})), "utf-8")
        with tempfile.TemporaryDirectory() as folder:
            seen = look(to_pdf(sample(lang), {"bars": picture()}), Path(folder))
        seen.quantize(16).save(looks(lang), optimize=True)


if __name__ == "__main__":
    main()
