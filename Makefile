# The developers' tasks. `make help` needs nothing; every other target installs what it needs first.
PYTHON := .venv/bin/python
EXAMPLE ?= $(firstword $(sort $(wildcard examples/*.yaml)))
PAGES := build/pages
FAST := tests/assessment tests/questions tests/contacts tests/storage
COMPILE := $(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: help run test test-fast lint format lock upgrade bench assets schema tables pdf-pages verapdf pictures ready

help: ## Say what each target does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: ## The site and its worker at http://127.0.0.1:8000, as ./run does (settings: docs/operators.md)
	@./run

test: ## Every test, as ./test does; ARGS="tests/storage -k keys" for some
	@./test $(ARGS)

test-fast: ready ## The tests of rules, bank, contacts and store in under a minute, properties with fewer examples
	HYPOTHESIS_PROFILE=fast $(PYTHON) -m pytest -n auto $(FAST)

lint: ## Style, types, imports between rooms, and the bank: what CI checks before the tests
	@scripts/lint

format: ready ## Put the code into its form, and mend what can be mended by itself
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

lock: ready ## Write the lock files again after a change of dependencies in pyproject.toml; versions stay where they can
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.lock
	$(COMPILE) pyproject.toml -c requirements-dev.lock -o requirements.lock
	@! grep -nE '://|--(extra-)?index|--find-links' requirements*.lock || { echo "A lock file holds an address."; exit 1; }

upgrade: ready ## Take the newest versions that pyproject.toml allows, uv itself too, and write the lock files again
	rm -f requirements.lock requirements-dev.lock
	echo uv | $(COMPILE) - --upgrade -o requirements-uv.lock
	@$(MAKE) --no-print-directory lock

bench: ready ## Measure rules, pages, figures and print, and show the numbers beside what is aimed at
	$(PYTHON) -m bench

assets: ready ## Make static/ again from assets/ (needs npm)
	$(PYTHON) scripts/build-assets

schema: ready ## Write the JSON Schemas of the bank's files again
	$(PYTHON) -m flask bank schema

tables: ready ## Write the tables of the documents again: the bank (docs/bank.md), and what flask plan writes
	$(PYTHON) -m scripts.bank_tables
	$(PYTHON) -m scripts.export_table

pdf-pages: ready ## Print an example and look at it: build/pages/*.png; EXAMPLE=examples/... for another
	@rm -rf $(PAGES) && mkdir -p $(PAGES)
	$(PYTHON) -m flask plan $(EXAMPLE) --pdf $(PAGES)/plan.pdf
	pdftoppm -png -r 80 $(PAGES)/plan.pdf $(PAGES)/page
	@ls $(PAGES)

verapdf: ready ## Let veraPDF judge what pdf-pages printed (needs Java); FILES="a.pdf b.pdf" for others
	@scripts/verapdf $(FILES)

pictures: ready ## Take the README's pictures again: docs/pictures/*.png
	$(PYTHON) -m scripts.pictures

ready: ## Install what developers need, where it is missing
	@scripts/setup dev
