# Two commands matter: `make serve` shows the book, `make test` checks everything.
PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
# Where the environment forbids it, each process would compile the same files again: a third of a short command.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help serve build check schema test test-all lint bench speed valid lighthouse lock clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | sort

.venv/site: requirements/site.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements/site.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@

.venv/test: .venv/site requirements/test.txt
	$(BIN)/python -m pip install --quiet --requirement requirements/test.txt
	@touch $@

serve: .venv/site ## Serve the book on http://127.0.0.1:8000/ and reload it when a file changes
	$(BIN)/mkdocs serve

build: .venv/site ## Build the site into site/
	$(BIN)/mkdocs build --strict

check: .venv/site ## Check every entry and print every problem
	$(BIN)/riskbook check

schema: .venv/site ## Write the editor schemas and the field reference again
	$(BIN)/riskbook schema

test: .venv/test lint ## Run everything: style, types, rules, entries, site, browser
	$(BIN)/pytest

test-all: .venv/test lint ## The same, and what takes longer: every page in both colour schemes
	$(BIN)/pytest -m ""

lint: .venv/test
	$(BIN)/ruff check macros tests
	$(BIN)/ruff format --check macros tests
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/test ## Measure build time and memory against plain Markdown
	$(BIN)/python -m tests.bench

speed: .venv/test ## Measure the check on this book and on ten times as many entries
	$(BIN)/python -m tests.bench_check

valid: build ## Ask the Nu HTML checker about every page; needs node, Java and the network
	npx --yes --package vnu-jar@26.9.27 -- vnu --skip-non-html --errors-only --filterpattern 'Attribute .autocomplete. is only allowed.*' site

lighthouse: build .venv/test ## Measure one page of each kind with Lighthouse; needs node and the network
	$(BIN)/python -m tests.lighthouse site

lock: .venv/test ## Write the exact versions again
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --output-file requirements/site.txt pyproject.toml
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --extra test --output-file requirements/test.txt pyproject.toml

clean: ## Remove what was built and installed
	rm -rf .venv site
