# Every target builds what it needs. `make help` lists them.

PORT ?= 8000
WORLDS ?= 3000
SEED ?= 1
# How large the demo is drawn: demo, pilot or departement; empty takes what is there.
SCALE ?=
# How many processes share the tests, each with a database of its own.
WORKERS ?= logical
SPREAD = --numprocesses $(WORKERS) --dist worksteal
VENV := .venv
PY := $(VENV)/bin/python
JALON := $(PY) -m jalon.cli
PIP := $(PY) -m pip --disable-pip-version-check --no-input

# The first Python that the locked packages know.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& { echo $$p; break; }; done)
CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

# Named after this folder: a checkout that moved installs its commands again.
HERE := $(shell pwd | cksum | cut -d' ' -f1)
READY := $(VENV)/.ready-$(HERE)
MADE := $(VENV)/.made-$(HERE)
# What the site needs, without the tools of who works on it: half the time.
SITE := $(VENV)/.site-$(HERE)
COMPILED := $(VENV)/.compiled-$(HERE)
READY_E2E := $(VENV)/.ready-e2e-$(HERE)

# Containers often forbid Python to keep what it compiled: each of the hundred processes that tests
# start would compile a thousand modules again, for two seconds.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help install demo test hunt check format e2e bench wheel lock clean

help: ## List the targets
	@grep -hE '^[a-z0-9]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

install: $(COMPILED) ## Build the environment in .venv, from the locked lists

demo: $(if $(wildcard $(READY)),$(READY),$(SITE)) ## Serve the demo territory (PORT=8000, SCALE=pilot for 5,000 people)
	@exec $(JALON) site demo --port $(PORT) $(if $(SCALE),--scale $(SCALE))

test: $(COMPILED) ## Run every test that needs no browser (TESTS=folder for some, WORKERS=0 in one process)
	$(PY) -m pytest -m "not e2e" $(SPREAD) $(TESTS)

hunt: $(COMPILED) ## Look long for what tests miss, by chance (WORLDS=3000, SEED=1)
	$(PY) -m bench.hunt --worlds $(WORLDS) --seed $(SEED)
	HYPOTHESIS_PROFILE=thorough $(PY) -m pytest -m hypothesis $(SPREAD) $(TESTS)

check: $(READY) ## Check style, types, layers, migrations, security settings, documents and scales
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(JALON) site manage makemigrations --check --dry-run
	JALON_TLS=1 $(JALON) site manage check --deploy --fail-level WARNING
	$(PY) -m pytest -q tests/test_house.py tests/test_documents.py
	$(PY) -m jalon.rights.scales.current

format: $(READY) ## Write the Python files as `make check` wants them
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

e2e: $(READY_E2E) $(COMPILED) ## Run the browser tests (CHROMIUM=path of a browser)
	@test -x "$(CHROMIUM)" || { \
		echo "The browser tests need Chromium: apt install chromium, or make e2e CHROMIUM=path" >&2; \
		exit 1; }
	CHROMIUM="$(CHROMIUM)" $(PY) -m pytest -m e2e $(SPREAD)

bench: $(COMPILED) ## Measure the engine, and print the figures
	$(PY) -m bench

wheel: $(READY) ## Build the wheel in dist/, with OpenFisca of the locked list inside
	$(PIP) wheel --quiet --no-build-isolation --no-deps --wheel-dir dist .

lock: ## Resolve the locked lists again (needs uv; UPGRADE=1 takes the newest)
	for list in base dev e2e; do \
		UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal \
			--python-version 3.11 --generate-hashes --no-annotate --no-emit-index-url \
			--no-emit-find-links --override requirements/overrides.in $(if $(UPGRADE),--upgrade) \
			--output-file requirements/$$list.txt requirements/$$list.in || exit 1; \
	done

clean: ## Remove the environment and what tools keep; the data in var/ stay
	-@test -x $(PY) && $(JALON) site stop 2>/dev/null
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf build dist var/static .coverage .coverage.*
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@test -n "$(PYTHON)" || { \
		echo "Jalon needs Python 3.11 to 3.14, and found none: install one, or name it with PYTHON=" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' || { \
		echo "Jalon needs Python 3.11 to 3.14, and $(PYTHON) is another: name one with PYTHON=" >&2; \
		exit 1; }
	@$(PY) -c '' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV) || { \
		echo "Python cannot make environments here: on Debian or Ubuntu, apt install python3-venv" >&2; \
		exit 1; }
	@touch $@

# The lists are whole, so nothing else is looked for (--no-deps): requirements/overrides.in.
# Modules are compiled when they are first used: compiling all of them takes as long as the rest.
LOCKED := $(PIP) install --quiet --no-compile --no-deps --only-binary :all: --require-hashes

$(SITE): requirements/base.txt | $(MADE)
	@echo "Building the site's environment in $(VENV), once; half a minute."
	@$(LOCKED) -r requirements/base.txt
	@echo "$(CURDIR)/src" > "$$($(PY) -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')/jalon.pth"
	@touch $@

$(READY): requirements/dev.txt pyproject.toml | $(MADE)
	@echo "Building the environment in $(VENV), once; about a minute."
	@$(LOCKED) -r requirements/dev.txt
	@rm -f "$$($(PY) -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')/jalon.pth"
	@$(PIP) install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(COMPILED): $(READY)
	@echo "Compiling the engine, once; about a minute."
	@$(JALON) reach warm
	@touch $@

$(READY_E2E): $(READY) requirements/e2e.txt
	@$(PIP) install --quiet --no-compile --no-deps --only-binary :all: --require-hashes -r requirements/e2e.txt
	@touch $@
