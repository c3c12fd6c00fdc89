# Two commands matter: `make episode` rehearses this week's show, `make test` runs the tests.
PYTHON ?= $(shell python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo python3 || echo python3.11)
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help episode run test check format lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/ready: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name it: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	@touch $@

episode: .venv/ready ## rehearse this week's episode in the terminal
	@$(BIN)/python bot.py rehearse $(ARGS)

run: .venv/ready ## go on the air
	@$(BIN)/python bot.py run $(ARGS)

test: .venv/ready-dev ## the tests
	$(BIN)/python -m pytest

check: .venv/ready-dev ## formatting, lint, types, import rule, tests with coverage floors
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --cov

format: .venv/ready-dev ## format and mend what can be mended by itself
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## write both lock files anew (needs uv)
	uv pip compile --quiet --universal --no-emit-index-url --no-header --upgrade pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --no-emit-index-url --no-header --upgrade --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## remove everything that make made
	rm -rf .venv .pytest_cache .ruff_cache .coverage .import_linter_cache
