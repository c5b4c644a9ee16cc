# Every task of the project; `make run` and `make test` are all a newcomer needs.
PYTHON ?= python3
BIN := .venv/bin
ACCEPTANCE ?= ../shared/acceptance
WORKERS ?= 2
COVERED := tests/jobs tests/models tests/ui/log/test_window.py $(addprefix tests/runner/test_,frame.py pace.py planning.py)

.DEFAULT_GOAL := help
.PHONY: help setup run test check coverage format bench gallery crash acceptance links clean

help:
	@echo "run         set up and open the console on a sample workspace"
	@echo "test        set up and run all tests"
	@echo "check       format, lint, strict types, import contracts"
	@echo "coverage    the files that tests must reach line by line"
	@echo "format      put the code into the house format"
	@echo "bench       measure every promise beside its limit (BENCH=full for 10 M rows)"
	@echo "gallery     pictures of every screen, in all palettes and at 200 %, in build/gallery"
	@echo "crash       the crash table at length"
	@echo "acceptance  the black-box suite in the folder ACCEPTANCE"
	@echo "links       links jobdesk://… open in JobDesk (Linux; REMOVE=1 takes it back)"
	@echo "clean       remove what the other tasks made, the environment too"

setup:
	@$(PYTHON) packaging/bootstrap.py

run: setup
	@$(BIN)/python packaging/run.py

test: setup
	@$(BIN)/python -m compileall -q src  # hundreds of processes begin in half the time
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/basedpyright
	$(BIN)/lint-imports

coverage: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m coverage run -m pytest -q $(COVERED)
	$(BIN)/python -m coverage report

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks

gallery: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.gallery
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.gallery --scale 2 --out build/gallery/200

crash: setup
	JOBDESK_CRASH_ROUNDS=20 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS) tests/crash

acceptance: setup
	JOBDESK_BIN=$(CURDIR)/$(BIN)/jobdesk $(BIN)/python -m pytest -q -c $(ACCEPTANCE)/pytest.ini $(ACCEPTANCE)

links: setup
	@$(BIN)/python packaging/register_links.py $(if $(REMOVE),--remove)

clean:
	rm -rf .venv build .pytest_cache .ruff_cache .hypothesis
