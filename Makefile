# Tasks for developers. `make help` needs nothing installed; every other target installs what it needs first.
PYTHON := .venv/bin/python
EXAMPLE ?= $(firstword $(sort $(wildcard examples/*.yaml)))
PAGES := build/pages
FAST := tests/assessment tests/questions tests/contacts tests/storage
COMPILE := $(PYTHON) -m uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

.PHONY: help run dev demo demo-code test test-fast lint format lock upgrade bench bench-load bench-growth bench-nodes scan audit \
	assets schema tables pdf-pages verapdf pictures sbom ready

help: ## Explain each target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: ## Run the site and its worker at http://127.0.0.1:8000, as ./run does (settings: docs/operators.md)
	@./run

dev: ready ## Run the site for development: it reloads at each change, and prints in the same process
	@$(PYTHON) -m scripts.dev

demo: ready ## Run the site with made-up data in build/demo: businesses, advisers, a workshop; prints how to open each
	@$(PYTHON) -m scripts.demo

demo-code: ready ## Print the next one-time codes of the advisers of `make demo`
	@$(PYTHON) -m scripts.demo code

test: ## Run every test, as ./test does; ARGS="tests/storage -k keys" for some of them
	@./test $(ARGS)

test-fast: ready ## Run the tests of the rules, bank, contacts and store, with fewer examples for each property
	HYPOTHESIS_PROFILE=fast $(PYTHON) -m pytest -n auto $(FAST)

lint: ## Check style, types, imports between packages, and the bank, as CI does before the tests
	@scripts/lint

format: ready ## Format the code and apply automatic fixes
	$(PYTHON) -m ruff check --fix
	$(PYTHON) -m ruff format

lock: ready ## Update the lock files after a change of dependencies in pyproject.toml; other versions stay as they are
	$(COMPILE) pyproject.toml --group dev -o requirements-dev.lock
	$(COMPILE) pyproject.toml -c requirements-dev.lock -o requirements.lock
	$(COMPILE) pyproject.toml --extra postgres -c requirements-dev.lock -o requirements-postgres.lock
	@! grep -nE '://|--(extra-)?index|--find-links' requirements*.lock || { echo "A lock file contains an address."; exit 1; }

upgrade: ready ## Update the lock files to the newest versions that pyproject.toml allows, including uv itself
	rm -f requirements.lock requirements-dev.lock requirements-postgres.lock
	echo uv | $(COMPILE) - --upgrade -o requirements-uv.lock
	@$(MAKE) --no-print-directory lock

bench: ready ## Run the benchmarks of rules, pages, figures, prints, uploads and workshop, and compare them with their targets
	$(PYTHON) -m bench

bench-load: ready ## Let 200 businesses answer for five minutes; ARGS="30 50": for 30 seconds, and 50 of them
	$(PYTHON) -m bench.busy $(ARGS)

bench-growth: ready ## Fill both kinds of store with 10,000, 100,000 and 1,000,000 workspaces and measure; ARGS="postgres 1000"
	$(PYTHON) -m bench.growth $(ARGS)

bench-nodes: ready ## Kill one of two sites and workers after the other while 200 businesses answer for five minutes; ARGS="60 50"
	$(PYTHON) -m bench.nodes $(ARGS)

scan: ready ## Have wapiti attack a site of our own, as a visitor, an owner and an adviser; it must be in PATH
	$(PYTHON) -m bench.scan

audit: ready ## Compare every pinned package with the faults that are known (asks pypi.org; ARGS="-s osv" for osv.dev)
	$(PYTHON) -m uv tool run pip-audit --strict --disable-pip --require-hashes -r requirements.lock $(ARGS)

assets: ready ## Build static/ from assets/ (needs npm)
	$(PYTHON) scripts/build-assets

schema: ready ## Update the JSON Schemas of the bank's files
	$(PYTHON) -m flask bank schema

tables: ready ## Update the tables of the documents: the bank (docs/bank.md), and what flask plan writes
	$(PYTHON) -m scripts.bank_tables
	$(PYTHON) -m scripts.first_jobs
	$(PYTHON) -m scripts.export_table

pdf-pages: ready ## Print an example as pictures, build/pages/*.png; EXAMPLE=examples/... for another example
	@rm -rf $(PAGES) && mkdir -p $(PAGES)
	$(PYTHON) -m flask plan $(EXAMPLE) --pdf $(PAGES)/plan.pdf
	pdftoppm -png -r 80 $(PAGES)/plan.pdf $(PAGES)/page
	@ls $(PAGES)

verapdf: ready ## Check what pdf-pages printed with veraPDF (needs Java); FILES="a.pdf b.pdf" for other files
	@scripts/verapdf $(FILES)

sbom: ready ## List what the service is made of as CycloneDX, in build/sbom.cdx.json
	@mkdir -p build
	$(PYTHON) -m scripts.sbom > build/sbom.cdx.json
	@echo build/sbom.cdx.json

pictures: ready ## Update the README's pictures, docs/pictures/*.png
	$(PYTHON) -m scripts.pictures

ready: ## Install whatever developers need that is missing
	@scripts/setup dev
