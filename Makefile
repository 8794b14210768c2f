# The door to everything: what the build server runs is what a person runs.
# Needs Python 3.11 or newer and make; everything else is brought in by hash.

PYTHON ?= $(firstword $(foreach v,python3.11 python3.12 python3.13 python3,$(if $(shell command -v $(v)),$(v))))
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
READY := $(VENV)/.ready
FRONTEND := $(if $(shell command -v npm),,-r requirements/frontend.txt)
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links

.DEFAULT_GOAL := help
.PHONY: help setup demo test check lint quick needs bench audit lock pictures references

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /: /'

setup: $(READY) ## prepare .venv with the goldenthread command in it
	@$(BIN)/python hatch_build.py

$(READY): requirements/uv.txt requirements/dev.txt requirements/frontend.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Golden Thread needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || { echo "Making $(VENV) ..."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing what is pinned in requirements/dev.txt ..."
	@test -x $(UV) || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt $(FRONTEND)
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: setup ## load the examples and serve them at http://127.0.0.1:8000
	@exec $(BIN)/goldenthread demo

check: setup lint quick ## the quick loop, under two minutes

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quick:
	$(BIN)/pytest -q -n 2 -m "not browser and not slow"

needs:
	@sh .ci/needs

test: setup needs lint ## everything: on SQLite, without the data set, on PostgreSQL and in a browser
	$(BIN)/pytest -q -n 2 -m "not browser"
	DATASET=off $(BIN)/pytest -q -n 2 -m "not browser and not slow"
	$(BIN)/python -m tests.postgres $(BIN)/pytest -q -n 2 -m "not browser and not slow" --database-only
	$(BIN)/pytest -q -m browser

bench: setup ## how fast pages and reading are, on this machine
	$(BIN)/python -m benchmarks

audit: setup ## whether weaknesses are known of anything we are built on; says so where it cannot look
	@$(BIN)/python -m tests.security.audit

pictures: setup ## take the README's pictures of today's pages
	PICTURES=1 $(BIN)/pytest -q tests/browser/test_pictures.py

references: setup ## write the generated references anew
	$(BIN)/python -m goldenthread.cli.reference docs/reference/commands.md
	$(BIN)/goldenthread check --rules > docs/reference/plan-check-rules.md
	$(BIN)/python -c 'from goldenthread.improvement import rules; print(rules.rag_rules_page(), end="")' > docs/reference/rag-rules.md
	$(BIN)/python -m goldenthread.dataset.queries.dictionary_text docs/reference
	$(BIN)/python -c 'from goldenthread.dataset.synth import comparing; print(comparing.page(), end="")' > docs/reference/made-up-country.md

lock: $(READY) ## choose and pin newer versions of everything, by hash
	$(COMPILE) --upgrade requirements/uv.in -o requirements/uv.txt
	$(COMPILE) --upgrade requirements/frontend.in -o requirements/frontend.txt
	$(COMPILE) --upgrade requirements/audit.in -o requirements/audit.txt
	$(COMPILE) --upgrade pyproject.toml -o requirements/runtime.txt
	$(COMPILE) --upgrade pyproject.toml --extra dataset -o requirements/dataset.txt
	$(COMPILE) --upgrade pyproject.toml --extra spark --group dev -o requirements/dev.txt
	npm install --package-lock-only --ignore-scripts
