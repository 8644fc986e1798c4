"""The files that say what to install agree with each other, and none names a host or a machine."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN = [Requirement(line) for line in PYPROJECT["project"]["dependencies"]]
OPTIONAL = PYPROJECT["project"]["optional-dependencies"]
TEST = [Requirement(line) for line in OPTIONAL["test"]]
EXTRAS = [Requirement(line) for name in ("bulk", "cluster") for line in OPTIONAL[name]]
BUILD = [Requirement(line) for line in PYPROJECT["build-system"]["requires"]]

# conda-forge's name for the package without the desktop windows that this project does not open
CONDA_NAMES = {"matplotlib-base": "matplotlib"}

INSTALLED_FROM = [
    "pyproject.toml",
    "requirements.lock",
    "environment.yml",
    "Makefile",
    ".ci/run",
    ".github/workflows/ci.yml",
    ".pre-commit-config.yaml",
]
# Written in pieces, so that this file names none either.
REGISTRIES = "|".join(
    ["py" + "pi", "python" + "hosted", "npm" + "js", "deb" + "ian", "ana" + "conda"]
)
HOST = re.compile(rf"\w:/{{2}}|\b(?:{REGISTRIES})\.(?:org|com|net)\b|--(?:extra-)?index-url\b")
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:home|root|Users|opt|work|tmp|mnt)/\w+")


def bounds(requirements):
    """Name to version bounds; extras are left out, conda has none."""
    return {canonicalize_name(r.name): str(r.specifier) for r in requirements}


def locked():
    """Name to (pinned requirement, its hashes), one for each pin in requirements.lock."""
    pins = {}
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    for entry in filter(str.strip, re.split(r"\n(?=\S)", "\n".join(lines))):
        requirement, *options = re.split(r"\s*\\?\s+(?=--)", entry.strip())
        pin = Requirement(requirement)
        assert canonicalize_name(pin.name) not in pins, f"{pin.name} is pinned twice"
        pins[canonicalize_name(pin.name)] = pin, options
    return pins


def test_conda_environment_asks_for_what_pyproject_asks_for():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    conda = [line for line in environment["dependencies"] if isinstance(line, str)]
    (pip,) = [line["pip"] for line in environment["dependencies"] if isinstance(line, dict)]
    assert environment["name"] == PYPROJECT["project"]["name"]
    assert conda[1] == "pip"
    assert pip[-1] == "--editable ."
    asked = {}
    for name, bound in bounds(map(Requirement, conda[2:] + pip[:-1])).items():
        asked[CONDA_NAMES.get(name, name)] = bound
    assert asked == bounds(RUN + EXTRAS + TEST)


def test_conda_environment_has_a_python_that_pyproject_allows():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    name, version = environment["dependencies"][0].split("=")
    assert name == "python"
    assert Version(version) in SpecifierSet(PYPROJECT["project"]["requires-python"])


def test_lock_pins_every_dependency_within_its_bounds():
    pins = locked()
    for wanted in RUN + EXTRAS + TEST + BUILD:
        name = canonicalize_name(wanted.name)
        assert name in pins, f"{name} is not in requirements.lock: make lock"
        pin, _ = pins[name]
        assert pin.marker is None, f"{pin} is locked for some Pythons or systems only"
        (exact,) = pin.specifier
        assert Version(exact.version) in wanted.specifier, f"{pin} is not {wanted}: make lock"


def test_lock_has_one_exact_version_and_a_hash_for_every_pin():
    pins = locked()
    assert len(pins) > len(RUN + EXTRAS + TEST + BUILD)
    for pin, hashes in pins.values():
        assert [exact.operator for exact in pin.specifier] == ["=="], pin
        assert pin.url is None, pin
        assert hashes, f"{pin} has no hash"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", h) for h in hashes), pin


@pytest.mark.parametrize("name", INSTALLED_FROM)
def test_names_no_host_and_no_path_of_a_machine(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not [found.group() for found in HOST.finditer(text)]
    assert not [found.group() for found in MACHINE_PATH.finditer(text)]


@pytest.mark.parametrize(
    ("folder", "declared"),
    [("src/helpers", RUN + EXTRAS), ("tests", RUN + EXTRAS + TEST)],
    ids=["helpers", "tests"],
)
def test_imports_only_what_pyproject_declares(folder, declared):
    brought = packages_distributions()
    own = {"helpers"} | {path.stem for path in (ROOT / "tests").glob("*.py")}
    undeclared = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            else:
                continue
            for name in {name.partition(".")[0] for name in names} - own - sys.stdlib_module_names:
                distributions = set(map(canonicalize_name, brought.get(name, [name])))
                if not distributions & set(bounds(declared)):
                    undeclared.add(f"{path.relative_to(ROOT)} imports {name}")
    assert not undeclared, "\n".join(sorted(undeclared))


def test_an_installed_package_holds_every_file_of_the_source():
    source = ROOT / "src/helpers"
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["helpers"]
    packed = {path for pattern in patterns for path in source.glob(pattern)}
    files = {path for path in source.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert not {path for path in files - packed if path.suffix != ".py"}
    rooms = {path.parent for path in files if path.suffix == ".py"}
    assert not {room for room in rooms if not (room / "__init__.py").exists()}


def test_every_benchmark_that_make_runs_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (names,) = re.findall(r"^BENCHMARKS \?= (.+)$", makefile, re.MULTILINE)
    here = {path.stem for path in (ROOT / "benchmarks").glob("*.py")}
    assert set(names.split()) <= here
    by_hand = here - set(names.split())
    assert all(f"benchmarks/{name}.py" in makefile for name in by_hand), "said why make leaves it"


def test_settings_of_the_callers_own_python_do_not_reach_what_make_starts(tmp_path):
    """Bytecode is kept, too: else each of the many processes would compile the package anew."""
    own = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    (tmp_path / "shown.mk").write_text(f"include {ROOT}/Makefile\nshown:\n\t@env\n")
    ran = subprocess.run(
        ["make", "-f", tmp_path / "shown.mk", "shown"], cwd=tmp_path, text=True, check=True,
        capture_output=True, env=os.environ | dict.fromkeys(own, "1"),
    )  # fmt: skip
    seen = dict(line.split("=", 1) for line in ran.stdout.splitlines() if "=" in line)
    assert "PATH" in seen
    assert set(own) & set(seen) == set()
