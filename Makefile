# Two commands set up a fresh machine: `make demo` and `make test`. A second run of either installs nothing again.
SHELL := /bin/bash
VENV := .venv
PYTHON := $(VENV)/bin/python
DEMO := build/demo
export OMP_THREAD_LIMIT := 1
export OPENBLAS_NUM_THREADS := 1

.PHONY: demo test check bench setup system sample model boundaries lock licences clean

demo: setup
	@rm -rf $(DEMO) && mkdir -p $(DEMO)
	@cp -r sample_docs/inbox sample_docs/engagement.toml sample_docs/passwords.txt $(DEMO)/
	@$(PYTHON) -m app.cli run $(DEMO) --flow; code=$$?; if [ $$code -ne 0 ] && [ $$code -ne 4 ]; then exit $$code; fi

test: BROWSER := test
test: setup
	@$(PYTHON) -m pytest -q -n 2 --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=85

check: setup
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/lint-imports
	@$(PYTHON) .ci/licences.py --check
	@$(PYTHON) .ci/audit.py
	@$(PYTHON) -m pytest -q tests/gates

bench: setup
	@$(PYTHON) -m benchmarks

setup: system $(VENV)/.installed

# Packages are installed from the hashed lock; byte code is compiled because every command starts from it.
$(VENV)/.installed: requirements.lock pyproject.toml
	@.ci/install.sh $(VENV)
	@touch $@

system:
	@.ci/system_packages.sh $(BROWSER)

sample: setup
	@$(PYTHON) -m sample_docs.generator sample_docs

model: setup
	@$(PYTHON) -m classifiers.training.train

boundaries: setup
	@$(PYTHON) -m pipeline.separating.training.train

lock:
	uv pip compile pyproject.toml --extra dev --python-version 3.11 --universal --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header -o requirements.lock

licences: setup
	@$(PYTHON) .ci/licences.py

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage*
