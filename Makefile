# Everything a person types is here; the work is in scripts/, one subject per file.
.DEFAULT_GOAL := help
.PHONY: help demo test check format lock bench wheel clean

help:
	@echo "Attain: plan, pay, measure and develop a sales team."
	@echo
	@echo "  make demo      the product with an example company, on localhost; Ctrl-C stops it, the data stay"
	@echo "  make test      the whole suite: SQLite, PostgreSQL, real browser; ARGS='-k quota' selects"
	@echo "  make check     format, lint, types, import contracts, migration, schema and API drift"
	@echo "  make format    rewrite the code in the house format"
	@echo "  make bench     the benchmarks"
	@echo "  make lock      pin all packages again; UPGRADE=1 takes the newest"
	@echo "  make wheel     build dist/attain-*.whl"
	@echo "  make clean     remove build products and caches (never the data in ATTAIN_HOME)"
	@echo
	@echo "One test while you work:   .venv/bin/pytest tests/unit/attain/kernel"
	@echo "The command line:          .venv/bin/attain --help"

# The demo keeps all its state in .attain of the clone; set ATTAIN_HOME to run several side by side.
demo:
	@scripts/env runtime
	@ATTAIN_HOME="$${ATTAIN_HOME:-$(CURDIR)/.attain}" exec .venv/bin/attain demo

test:
	@scripts/env dev
	@scripts/system
	@.venv/bin/python -m tests.support.suites $(ARGS)

check:
	@scripts/env dev
	@scripts/check

format:
	@scripts/env dev
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

lock:
	@scripts/lock $(if $(UPGRADE),--upgrade)

bench:
	@scripts/env dev
	@OMP_NUM_THREADS=1 .venv/bin/pytest -m benchmark -s $(ARGS)

wheel:
	@scripts/env dev
	@.venv/bin/python -m hatchling build -t wheel -d dist

clean:
	rm -rf build dist htmlcov .coverage* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +
