# The commands a person or CI calls; `make` alone lists them. POSIX sh, any GNU make since 3.81.
.DEFAULT_GOAL := help
.PHONY: help report test benchmark lock clean environment find-python
.SUFFIXES:

# Which Python the environment is built on: one that you name, else the one .venv has,
# else the first of these that runs, is 3.11 to 3.13 and can make a virtual environment.
PYTHON ?=
PYTHONS := .venv/bin/python3 python3.13 python3.12 python3.11 python3 python

# More words for the commands: make report REPORT_FLAGS="-p first_year 2015 --out my-report"
REPORT_FLAGS ?=
TESTS ?= tests
NOTEBOOKS ?= notebooks
PYTEST_FLAGS ?= -n 2 --dist loadfile
NBVAL_FLAGS ?= --nbval-lax --nbval-current-env --nbval-cell-timeout=300
LOCK_FLAGS ?=
PIP_FLAGS ?= --disable-pip-version-check --no-input --quiet --quiet

PIP := .venv/bin/python -m pip $(PIP_FLAGS)
UV_VERSION := 0.13.9

# Settings of the caller's own Python would reach into .venv; and where it keeps no bytecode, every
# process that tests and builds start would compile the package anew, a third of a second each.
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV PYTHONDONTWRITEBYTECODE

# Said by the Python to build on, on three lines: where it is (never .venv's own, which is about to
# go), what the packages depend on (lock, Python, and the place: scripts in .venv name it), and what
# the project's own installation depends on. A Python that will not do exits 1.
define READ_STATE
import sys
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit(1)
import ensurepip, hashlib, os, venv
base = sys._base_executable
if not os.path.isfile(base):
    base = os.path.realpath(sys.executable)
def state(file, *more):
    content = open(file, "rb").read() if os.path.isfile(file) else b""
    return hashlib.sha256(content + repr(more).encode()).hexdigest()
print(base)
print("packages", state("requirements.lock", sys.version, os.path.realpath(base), os.path.realpath(".venv")))
print("project", state("pyproject.toml"))
endef

# Prints those three lines for the first Python that will do, or says in a sentence that none does.
define FIND_PYTHON
if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; else set -- $(PYTHONS); fi
for candidate; do
  "$$candidate" -I -c "$$READ_STATE" 2>/dev/null && exit 0
done
echo "No Python 3.11, 3.12 or 3.13 that can make a virtual environment was found (tried: $$*). Install one (Debian: apt-get install python3-venv), or name it: make report PYTHON=/path/to/python3" >&2
exit 1
endef
export PYTHON READ_STATE FIND_PYTHON

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

report: environment ## build the whole published edition into reports/
	@echo "report: reading the figures, running the notebooks, writing reports/"
	@.venv/bin/innovation-report build $(REPORT_FLAGS)

test: environment ## run every test, then every notebook
	@echo "test: $(TESTS)"
	@.venv/bin/python -m pytest $(PYTEST_FLAGS) $(TESTS)
	@echo "test: $(NOTEBOOKS), each run from top to bottom"
	@.venv/bin/python -m pytest $(PYTEST_FLAGS) $(NBVAL_FLAGS) $(NOTEBOOKS)

# Each exits 1 on a failure and writes benchmarks/results/<name>.csv. benchmarks/propose.py is not
# among them: it needs a folder of stories, whose texts stay outside the project.
BENCHMARKS ?= kill fuzz uncertainty bulk areas profiles overhead first_view
PROFILES_FLAGS ?= --full

benchmark: environment ## builds killed, files spoilt, draws, long tables and many areas measured (many minutes)
	@for name in $(BENCHMARKS); do \
	  echo "benchmark: benchmarks/$$name.py"; \
	  flags=; test "$$name" != profiles || flags="$(PROFILES_FLAGS)"; \
	  .venv/bin/python "benchmarks/$$name.py" $$flags || failed=1; \
	done; test -z "$$failed"

lock: ## write requirements.lock from pyproject.toml (newest versions: LOCK_FLAGS=--upgrade)
	@echo "lock: resolving what pyproject.toml asks for, for every system and Python it allows"
	@state=$$(sh -c "$$FIND_PYTHON") && "$$(printf '%s\n' "$$state" | sed -n 1p)" -m venv build/lock
	@build/lock/bin/python -m pip $(PIP_FLAGS) install "uv==$(UV_VERSION)"
	@build/lock/bin/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
	| build/lock/bin/uv pip compile pyproject.toml - --extra test --extra bulk --extra cluster --output-file requirements.lock \
	    --generate-hashes --universal --python-version 3.11 --fork-strategy fewest \
	    --no-config --no-emit-index-url --no-emit-find-links \
	    --custom-compile-command "make lock" --quiet $(LOCK_FLAGS)

clean: ## remove .venv, caches and build leftovers; reports stay
	@echo "clean: removing .venv, caches and build leftovers"
	@rm -rf .venv .cache .pytest_cache .ruff_cache .hypothesis build dist src/*.egg-info
	@find src tests notebooks \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# For .ci/run, which asks whether there is one.
find-python:
	@sh -c "$$FIND_PYTHON"

# .venv/.state holds what .venv was built from, and is written last: a build that broke is built anew.
environment: requirements.lock pyproject.toml
	@state=$$(sh -c "$$FIND_PYTHON") || exit 1; \
	base=$$(printf '%s\n' "$$state" | sed -n 1p); \
	packages=$$(printf '%s\n' "$$state" | sed -n 2p); \
	project=$$(printf '%s\n' "$$state" | sed -n 3p); \
	has() { [ -x .venv/bin/python ] && grep -qxF "$$1" .venv/.state 2>/dev/null; }; \
	if has "$$packages" && has "$$project"; then exit 0; fi; \
	set -e; \
	if ! has "$$packages"; then \
	  echo "environment: building .venv with $$base, every package by its hash in requirements.lock (a minute or two)"; \
	  rm -rf .venv; \
	  "$$base" -m venv .venv; \
	  $(PIP) install --require-hashes --no-deps --only-binary :all: -r requirements.lock; \
	  printf '%s\n' "$$packages" > .venv/.state; \
	fi; \
	echo "environment: installing the project itself into .venv"; \
	$(PIP) install --no-deps --no-build-isolation --editable .; \
	printf '%s\n' "$$packages" "$$project" > .venv/.state
