"""The page in a real browser: rules of accessibility, narrow screens, and silence on the network."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.reports.document_sample import sample
from tests.reports.page.write_golden import picture
from tests.reports.sample import sample as sample_plan

from karvan.reports.document import Document
from karvan.reports.documents.plan import plan_document
from karvan.reports.i18n import LANGUAGES, Lang
from karvan.reports.page import to_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is absent: make test-browser installs it"),
]
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--disable-extensions",
]
CHECKS = (Path(__file__).parent / "checks.js").read_text("utf-8")
BOTH = pytest.mark.parametrize("lang", LANGUAGES)


def documents(lang: Lang) -> list[Document]:
    return [sample(lang), plan_document(sample_plan(), lang, {})]


def browse(page: str, folder: Path, *options: str) -> str:
    """The page as the browser has it after all is drawn."""
    (folder / "page.html").write_text(page, "utf-8")
    own = [f"--user-data-dir={folder / 'profile'}", *options, "--virtual-time-budget=2000", "--dump-dom"]
    done = subprocess.run(
        [str(CHROMIUM), *QUIET, *own, (folder / "page.html").as_uri()],
        check=True, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done.stdout


def faults(page: str, folder: Path, width: int) -> list[str]:
    """What the rules find; the page's own policy, which allows no script, is taken away for them."""
    opened = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page)
    script = f"<script>document.fonts.ready.then(() => {{ {CHECKS} }});</script></body>"
    shown = browse(opened.replace("</body>", script), folder, f"--window-size={width},900")
    found = re.search(r'<pre id="faults">(.*?)</pre>', shown, re.DOTALL)
    assert found is not None
    return json.loads(html.unescape(found[1]))


@BOTH
@pytest.mark.parametrize("width", [500, 1280])
def test_the_rules_of_accessibility_hold(lang: Lang, width: int, tmp_path: Path) -> None:
    for at, document in enumerate(documents(lang)):
        folder = tmp_path / str(at)
        folder.mkdir()
        assert faults(to_html(document, {"bars": picture()}), folder, width) == []


@pytest.mark.parametrize(
    ("good", "bad", "rule"),
    [
        ('alt="', 'data-alt="', "pictures have words"),
        ('scope="row"', "", "one head for each row"),
        ("#4a5a66", "#aab0b4", "words stand out"),
        ('href="#stops"', 'href="#nowhere"', "links lead somewhere"),
        ("<h3", "<h4", "headings descend"),
        ('<html lang="en"', "<html", "html has a language"),
    ],
)
def test_each_rule_finds_its_fault(good: str, bad: str, rule: str, tmp_path: Path) -> None:
    page = to_html(sample("en"), {"bars": picture()})
    broken = page.replace(good, bad)
    assert broken != page
    assert [one for one in faults(broken, tmp_path, 1280) if rule in one] != []


@BOTH
def test_a_phone_of_360_pixels_shows_it_without_scrolling_sideways(lang: Lang, tmp_path: Path) -> None:
    """Headless windows are never narrower than 500, so the page is read inside a frame of 360."""
    (tmp_path / "inner.html").write_text(to_html(documents(lang)[1]), "utf-8")
    script = (
        "onload = () => { const r = frames[0].document.documentElement;"
        " document.title = [r.clientWidth, r.scrollWidth].join(); }"
    )
    outer = f'<!doctype html><script>{script}</script><iframe src="inner.html" style="width:360px;height:800px;border:0">'
    shown = browse(outer, tmp_path, "--allow-file-access-from-files", "--hide-scrollbars")
    assert re.findall(r"<title>(.*?)</title>", shown) == ["360,360"]


def asked(page: str, folder: Path) -> list[str]:
    """What the page asks for beside itself: the browser keeps a list of it, whether it came or not."""
    script = (
        "<script>onload = () => setTimeout(() => { document.title ="
        " performance.getEntriesByType('resource').map((one) => one.name).join(' '); }, 500);</script></body>"
    )
    opened = re.sub(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "", page)
    shown = browse(opened.replace("</body>", script), folder, "--host-resolver-rules=MAP * ~NOTFOUND")
    found = re.search(r"<title>(.*?)</title>", shown)
    assert found is not None
    return [one for one in found[1].split() if not one.startswith("data:")]


@BOTH
def test_nothing_is_asked_of_the_network(lang: Lang, tmp_path: Path) -> None:
    """Without a network and without the policy that would forbid it."""
    assert asked(to_html(sample(lang), {"bars": picture()}), tmp_path) == []


def test_a_picture_from_elsewhere_would_be_noticed(tmp_path: Path) -> None:
    page = to_html(sample("en")).replace("</main>", '<img src="http://127.0.0.1:9/x.png" alt="x"></main>')
    assert asked(page, tmp_path) == ["http://127.0.0.1:9/x.png"]
