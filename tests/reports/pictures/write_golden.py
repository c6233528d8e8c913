"""Write the golden specification anew after a wanted change: python -m tests.reports.pictures.write_golden."""

from __future__ import annotations

import json

from tests.reports.pictures.sample_data import data
from tests.reports.pictures.test_draw import GOLDEN
from tests.reports.sample import sample

from karvan.reports.pictures import every_picture

if __name__ == "__main__":
    spec = every_picture(sample(), data(), "en")[2].spec
    GOLDEN.write_text(json.dumps(spec, indent=1, ensure_ascii=False) + "\n", "utf-8")
