# The four verbs are demo, test, check and bench; `make` alone lists all. Nothing here touches what is outside this folder.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
DEV := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")

.DEFAULT_GOAL := help
.PHONY: help setup develop demo test check eval format bench beauty neo4j pins clean

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

setup: .venv/.runtime ## Make .venv with the pinned dependencies and the wattgraph command
	@:
develop: .venv/.develop ## The same, with what tests and checks need
	@:

demo: setup ## Load the example articles into a new ledger and answer the first questions
	@$(BIN)/wattgraph demo

test: develop ## Run all tests, or some: make test ARGS='-k gate'
	@$(BIN)/pytest $(ARGS)

check: develop ## Format, lint, types and import direction; changes nothing
	@$(BIN)/ruff format --check --quiet . || { echo "Run make format."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: develop ## Format the code and mend what the linter can
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

eval: develop ## Measure the extractor and identity on annotated examples; fails if a figure fell
	@$(BIN)/python -m bench.quality $(ARGS)
	@$(BIN)/python -m bench.identity

bench: develop ## Run every benchmark; the last line of each is its figures
	@failed=0; for file in bench/[!_]*.py; do \
	    name=bench.$$(basename $$file .py); echo "$$name"; $(BIN)/python -m $$name --json || failed=1; \
	done; exit $$failed

beauty: develop ## Print figures of the code itself: lengths, Any, dependencies, import time
	@$(BIN)/python scripts/beauty.py

neo4j: setup ## Start a Neo4j with its Browser on this machine; scripts/neo4j down stops it
	@scripts/neo4j up --browser

pins: ## Write constraints.txt anew from the newest releases that pyproject.toml allows
	@rm -rf build/pins && $(PYTHON) -m venv build/pins
	@build/pins/bin/python -c '$(DEV)' > build/pins/develop.txt
	build/pins/bin/python -m pip --quiet install . -r build/pins/develop.txt
	@grep '^#' constraints.txt > build/pins/new.txt
	@build/pins/bin/python -m pip freeze --exclude wattgraph >> build/pins/new.txt
	@mv build/pins/new.txt constraints.txt && rm -rf build/pins

clean: ## Remove .venv and all that tools left behind
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.runtime: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Wattgraph needs Python 3.11 or newer, as python3 or by: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into .venv ..."
	@$(PYTHON) -m venv .venv
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable .
	@touch $@

.venv/.develop: .venv/.runtime
	@echo "Installing what tests and checks need ..."
	@$(BIN)/python -c '$(DEV)' > .venv/develop.txt
	@$(PIP) --requirement .venv/develop.txt
	@touch $@
