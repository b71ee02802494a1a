# Each target does its own set-up: `make demo` and `make test` work on a machine with Python alone.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
DEMO_STORE ?= sqlite:.demo/tracktwo.db

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
# `make test` tries what users install before it brings what tests need, whatever -j says.
.NOTPARALLEL:
.PHONY: help demo test installed check check-exports format lint types coverage bench clean

help: ## say what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/for-use ## load the reference network and serve it (PORT=8000 HOST=127.0.0.1)
	@mkdir -p .demo
	@TRACKTWO_STORE=$(DEMO_STORE) $(BIN)/tracktwo load reference
	@TRACKTWO_STORE=$(DEMO_STORE) $(BIN)/tracktwo serve --host $(HOST) --port $(PORT)

test: installed check ## all checks and all tests
	@$(BIN)/python -m tests.provision
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadgroup

# Before anything for tests is there, so that no package of theirs can stand in for one of ours.
installed: .venv/pip ## build what users install, and use it in an environment of its own
	@$(BIN)/python -m tests.installed

check: .venv/for-tests ## format, lint, types and dependencies, changing nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/deptry api graph ingest visualise

format: .venv/for-tests ## lay out the code and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lint: .venv/for-tests ## ruff
	@$(BIN)/ruff check .

types: .venv/for-tests ## mypy
	@$(BIN)/mypy

check-exports: .venv/for-tests ## have Gephi, Cytoscape.js and FollowTheMoney read exports (fetches 300 MB, once)
	@$(BIN)/python -m tests.provision
	@TRACKTWO_FETCH_TOOLS=1 $(BIN)/python -m pytest $(addprefix tests/visualise/exports/test_,gephi.py cytoscape_js.py followthemoney.py)

coverage: .venv/for-tests ## the tests again, and what they do not reach
	@$(BIN)/python -m tests.provision
	@$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

bench: .venv/for-tests ## measure what the documentation says about speed
	@for benchmark in $(basename $(notdir $(shell grep -l __main__ benchmarks/*.py))); do \
		$(BIN)/python -m benchmarks.$$benchmark || exit 1; done

clean: ## forget the environment, the demo and every cache
	rm -rf .venv .demo build dist .coverage htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache

# Python and pip of our own. Debian keeps the means to make one in a package of its own.
.venv/pip: constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("Tracktwo needs Python 3.11 or newer; name one with PYTHON=" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq install -y python3-venv; } \
		|| { echo "This Python cannot make an environment (on Debian: apt-get install python3-venv)"; exit 1; }
	@echo "Making .venv, which takes a minute or two, once"
	@$(PYTHON) -m venv .venv
	@$(INSTALL) --upgrade pip
	@touch $@

.venv/for-use: .venv/pip pyproject.toml
	@$(INSTALL) --build-constraint constraints.txt --editable '.[neo4j]'
	@touch $@

.venv/for-tests: .venv/for-use
	@$(INSTALL) --group test
	@touch $@
