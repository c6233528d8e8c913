# Every target sets up what it needs: Python 3.11 with venv and pip, git and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check serve bench docs bundle catalog wheel-test test-slow test-browser pango clean help

help:  ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/  -/'

# uv comes from pip into the project's own environment, so no system package is needed.
$(STAMP): pyproject.toml uv.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "karvan needs Python 3.11 or newer; say: make PYTHON=python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
	UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --inexact
	touch $(STAMP)

demo: $(STAMP)  ## read the example announcement and write the first plan to out/markazi
	$(BIN)/karvan plan examples/markazi/announcement.txt --out out/markazi

test: $(STAMP)  ## the whole test suite
	$(BIN)/python -m pytest

test-slow: $(STAMP)  ## the tests that take minutes
	$(BIN)/python -m pytest -m slow

# PDF needs Pango and the looking tests a browser and poppler: installed when we may, named when we may not.
pango:  ## the system library that a PDF needs
	@ldconfig -p | grep -q libpangoft2-1.0 || { test "$$(id -u)" = 0 && apt-get install -y -qq libpango-1.0-0 libpangoft2-1.0-0; } \
	  || { echo "Install libpango-1.0-0 and libpangoft2-1.0-0 (apt-get install, or your system's way)."; exit 1; }

test-browser: $(STAMP) pango  ## the tests that look at pages in headless Chromium
	@{ command -v chromium && command -v pdftoppm; } > /dev/null || { test "$$(id -u)" = 0 && apt-get install -y -qq chromium poppler-utils; } \
	  || { echo "Install chromium and poppler-utils (apt-get install, or your system's way)."; exit 1; }
	$(BIN)/python -m pytest -m browser

check: $(STAMP)  ## style, types, the walls between rooms, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

serve: demo  ## show the plan on http://127.0.0.1:8000 (the portal comes later)
	$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory out/markazi

bench: $(STAMP)  ## time and memory of the main job, the whole world, complexity and the law, beside others (minutes)
	status=0; for job in main_job whole_world complexity access; do $(BIN)/python benchmarks/$$job.py || status=1; done; exit $$status

docs: $(STAMP)  ## rebuild the generated reference pages
	$(BIN)/python tools/write_reference.py

catalog: $(STAMP)  ## compile the Persian message catalogue
	$(BIN)/python tools/compile_catalog.py

bundle: $(STAMP)  ## rebuild the shipped snapshot from ../shared/data
	$(BIN)/karvan data bundle ../shared/data src/karvan/bundle

wheel-test: $(STAMP)  ## build the wheel and run the plan from it, outside the clone
	$(BIN)/python tools/try_wheel.py

clean:
	rm -rf $(VENV) out dist
