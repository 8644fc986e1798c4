"""Fixtures that many tests share: pages in Chromium, tiny notebooks."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import executed
import nbformat
import pandas as pd
import pytest
from real_figures import PANEL, csv_rows

from helpers.clean.stage import Cleaned, clean_figures, read_observations
from helpers.data_folder import VARIABLE
from helpers.language import ENGLISH, speaking, use
from helpers.reference import Reference, load_reference

PROJECT = Path(__file__).resolve().parents[1]
NO_CHROMIUM = "no Chromium: pages are not tested (Debian: apt-get install chromium)"
CHROMIUM_FLAGS = (
    "--no-sandbox",  # CI runs as root, where Chromium's sandbox refuses to start
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--font-render-hinting=none",
)

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@dataclass
class ChromiumPage:
    """A page of Chromium, and what happened in it.

    page: Playwright's page. errors: errors and warnings of the console and of scripts.
    requests: every address asked for, the page itself left out.
    """

    page: Any
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def open(self, path: Path, width: int = 1280, height: int = 900) -> Any:
        """Open an HTML file from disk at this size of window; gives Playwright's page."""
        address = path.resolve().as_uri()
        self.errors.clear()
        self.requests.clear()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.goto(address)
        self.requests[:] = [one for one in self.requests if one.partition("#")[0] != address]
        return self.page

    def wait_until(self, expression: str, seconds: float = 20) -> None:
        """Until the expression is true in the page.

        Playwright's own wait_for_function asks again by eval, which a page's policy forbids.
        """
        end = time.monotonic() + seconds
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, f"never true in {seconds} s: {expression}"
            self.page.wait_for_timeout(50)

    def faults_of_access(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA on the open page, light and dark."""
        from axe_playwright_python.sync_playwright import Axe

        faults, rules = [], {"runOnly": {"type": "tag", "values": WCAG}}
        # what passes is counted but not listed: listing it takes most of the time
        less = {"resultTypes": ["violations"], "selectors": False, "elementRef": False}
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            found = Axe().run(self.page, options=rules | less).response["violations"]
            faults += [f"{scheme}: {one['id']}" for one in found]
            # all else is as before
            rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
        return faults


def find_chromium() -> str | None:
    """Path of a Chromium: the one that CHROMIUM names, else one of the machine's."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    return next((found for name in names if name and (found := shutil.which(name))), None)


@pytest.fixture(scope="module")
def project_data() -> Iterator[None]:
    """The project's own data, from wherever the tests are started."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(Path(__file__).parents[1] / "data"))
        yield


@pytest.fixture(scope="module")
def reference() -> Reference:
    """The project's own reference tables."""
    return load_reference(PROJECT / "data")


@pytest.fixture(scope="module")
def observations() -> pd.DataFrame:
    """The project's own observations; a test that changes them copies them first."""
    return read_observations(PROJECT / "data")


@pytest.fixture(scope="session")
def cleaned() -> Cleaned:
    """The project's raw figures, cleaned."""
    return clean_figures(PROJECT / "data")


@pytest.fixture(scope="session")
def table(cleaned: Cleaned) -> pd.DataFrame:
    """The observations that cleaning gives, by obs_id."""
    return cleaned.observations.set_index("obs_id", drop=False)


@pytest.fixture(scope="session")
def panel() -> dict[tuple[str, str, str], Decimal]:
    """(indicator, adcode, year) to the value as it stands in the raw file."""
    rows = csv_rows(PANEL)
    return {(row["indicator"], row["adcode"], row["year"]): Decimal(row["value"]) for row in rows}


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run of tests see."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own


@pytest.fixture(scope="session", autouse=True)
def _share_executed(tmp_path_factory: pytest.TempPathFactory) -> None:
    executed.shared["folder"] = _shared(tmp_path_factory)


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole edition of parameters.yml, in both languages, rendered now.

    Once for all processes that run tests: the first that asks builds it, the others wait.
    """
    names = ("edition", "edition.begun", "edition.ended")
    out, begun, ended = (_shared(tmp_path_factory) / name for name in names)
    try:
        begun.touch(exist_ok=False)
    except FileExistsError:
        executed.wait_for_edition()
    else:
        try:
            _build_edition(out)
        finally:
            ended.touch()
    assert (out / "index.html").exists(), "the edition could not be built: see the first failure"
    return out


def _build_edition(out: Path) -> None:
    from helpers.site.build import build
    from helpers.site.pool import FORK, run_each
    from helpers.site.progress import Progress

    data = PROJECT / "data"
    do = partial(executed.make_and_keep, engine=FORK, folder=out.parent)
    build(
        PROJECT / "parameters.yml",
        [],
        data_dir=data,
        notebooks_dir=PROJECT / "notebooks",
        out_dir=out,
        run=partial(run_each, do, workers=2, engine=FORK, data_dir=data),
        progress=Progress(),
    )


@pytest.fixture
def chinese() -> Iterator[None]:
    """Chinese is in use."""
    with speaking("zh"):
        yield


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """What a test opened in Chinese, no other test speaks."""
    yield
    use(ENGLISH)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Playwright's browser, for one file of tests.

    Not for the whole session: while it lives, an event loop runs in this thread, and
    kernels started here (nbval's) could not start theirs.
    """
    path = find_chromium()
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def chromium_page(chromium: Any) -> Iterator[ChromiumPage]:
    """A fresh page of Chromium that records errors and requests; mark the test `page`."""
    context = chromium.new_context(offline=True)
    opened = ChromiumPage(context.new_page())
    page = opened.page
    page.on(
        "console",
        lambda message: (
            opened.errors.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    page.on("request", lambda request: opened.requests.append(request.url))
    yield opened
    context.close()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A skipped page test must not pass unnoticed."""
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if NO_CHROMIUM in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.section("PAGE TESTS SKIPPED", sep="!", yellow=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests: {NO_CHROMIUM}", yellow=True, bold=True)


MakeNotebook = Callable[..., Path]


@pytest.fixture
def make_notebook(tmp_path: Path) -> MakeNotebook:
    """make_notebook(name, *cells) writes notebooks/<name> of Markdown and code.

    A cell is text: Markdown where it starts with "#" and a space, else code; the code
    cell that starts with "# parameters" is tagged so.
    """

    def make(name: str, *cells: str, folder: Path | None = None) -> Path:
        notebook = nbformat.v4.new_notebook()
        for number, source in enumerate(cells):
            if source.startswith("# parameters"):
                cell = nbformat.v4.new_code_cell(source, metadata={"tags": ["parameters"]})
            elif source.startswith(("# ", "## ")):
                cell = nbformat.v4.new_markdown_cell(source)
            else:
                cell = nbformat.v4.new_code_cell(source)
            cell["id"] = f"cell-{number}"
            notebook.cells.append(cell)
        path = (folder or tmp_path / "notebooks") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, path)
        return path

    return make
