# Everything runs in .venv, made from the lock files; nothing else on the machine is touched.
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# One process for each processor; a file's tests stay together, since they share what they set up.
PARALLEL := --numprocesses auto --dist loadfile

# Says what goes on, with a dot every other second until the recipe's line ends.
SHOW = echo "$(1)"; while sleep 2; do printf .; done & trap "kill $$!; echo" EXIT

.PHONY: run help test check words cover bench soak lock clean

run: .venv/installed  ## start the bot: a terminal chat without tokens, the server with them
	$(BIN)/samlar start

help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 8

test: check  ## every check: lint, types, layers, words, tests
	$(BIN)/python -m compileall -q bot config handlers storage
	$(BIN)/pytest $(PARALLEL)

check: .venv/installed-dev  ## lint, types and layers alone, in seconds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

words: .venv/installed-dev  ## put new texts into the catalogues; fails where one lacks words
	$(BIN)/python -m tools.words

cover: .venv/installed-dev  ## all tests, and which lines and branches they leave out
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --timeout 600
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

bench: .venv/installed-dev  ## measures as ratios, in a table and in build/bench.json
	$(BIN)/python -m benchmarks

soak: .venv/installed-dev  ## the long fault tests: 200 kills
	SAMLAR_SOAK_KILLS=200 $(BIN)/pytest -m kills --timeout 1800

lock:  ## take the newest versions that pyproject.toml allows (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --upgrade --extra build --extra dev pyproject.toml --output-file requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --upgrade --extra build --constraint requirements-dev.lock pyproject.toml \
		--output-file requirements.lock

clean:  ## remove what make made; data/ stays
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.*

# The first Python that runs and is 3.11-3.13; PYTHON=… chooses another.
.venv/bin/python:
	@echo "Samlär is not installed here yet: that is done now, in .venv, and takes about a minute."
	@for python in $(PYTHON) python3.12 python3.13 python3.11 python3; do \
		if $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; \
		then exec $$python -m venv .venv; fi; \
	done; \
	echo "Samlär needs Python 3.11, 3.12 or 3.13. Name yours: make PYTHON=/path/to/python3.12 run"; exit 1

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	@$(call SHOW,Installing what Samlär needs …); \
	$(INSTALL) --require-hashes --requirement requirements.lock && \
	$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: requirements-dev.lock .venv/installed
	@$(call SHOW,Installing the developers' tools …); \
	$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@
