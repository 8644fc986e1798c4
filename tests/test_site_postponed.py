"""nbformat without the grammar of addresses: it is there when an address is checked."""

import subprocess
import sys

LOADED = "'rfc3987_syntax.syntax_helpers' in sys.modules"


def said(source: str) -> list[str]:
    command = [sys.executable, "-c", f"import sys\n{source}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()


def test_a_driver_reads_notebooks_without_it_and_without_what_draws():
    drawing = "'matplotlib' in sys.modules, 'pandas' in sys.modules"
    source = f"import helpers.site.make\nprint(repr({LOADED}), *map(repr, ({drawing})))"
    assert said(source) == ["False"] * 3


def test_an_address_is_checked_as_ever():
    source = (
        "from helpers.site.postponed import nbformat\n"
        "from jsonschema import FormatChecker\n"
        "checker = FormatChecker()\n"
        "print(*(checker.conforms(text, 'iri') for text in ('http://a.b/ü', 'no address')))\n"
        "import rfc3987_syntax\n"
        f"print({LOADED}, rfc3987_syntax.is_valid_syntax('iri', 'x:y'))"
    )
    assert said(source) == ["True", "False", "True", "True"]
