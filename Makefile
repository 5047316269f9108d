# The first command builds .venv from requirements.txt; after that everything works offline.
# Another Python: make PYTHON=python3.13

PYTHON ?= python3
BIN := .venv/bin

.DEFAULT_GOAL := run
.DELETE_ON_ERROR:
.PHONY: run demo test lint bench fix lock

run: .venv/.ready ## opens the app
	@$(BIN)/onboard-tui

demo: .venv/.ready ## opens the app on invented customers
	@$(BIN)/onboard-tui demo

test: lint ## everything that must hold before a change is shared
	$(BIN)/pytest -n auto --dist worksteal

lint: .venv/.ready ## style, types and the walls between the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.ready ## prints what the app costs against its limits
	$(BIN)/python -m benchmarks

fix: .venv/.ready ## formats, and mends what the linter can mend by itself
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: ## rewrites requirements.txt for CPython 3.11 to 3.13 on every system (needs the network)
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/pip" install --quiet uv && \
	"$$tools/bin/uv" pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--generate-hashes --no-header --no-emit-index-url --quiet --upgrade --output-file requirements.txt

.venv/.ready: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "onboard-tui needs Python 3.11 or newer. Say which: make PYTHON=python3.13" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear .venv || { \
		echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; \
		exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
