"""The published pages for everyone: by keys alone, enlarged, in one's own colours, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.page
REPORTS = Path(__file__).resolve().parents[1] / "reports"
PAGES = sorted(path.name for path in REPORTS.glob("*.html"))
MM = 96 / 25.4  # px
PAPER = 297 - 14 - 13  # mm of an A4 page between its margins
WIDE = 210 - 2 * 16

# Where the focus is: a number of its own, and what is wrong with it ("" for nothing).
FOCUS = """() => {
  const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
  if (at === document.body) return null;
  at.number = at.number || (window.numbers = (window.numbers || 0) + 1);
  const [line] = at.getClientRects();
  const x = line.left + Math.min(line.width / 2, 20), y = line.top + Math.min(line.height / 2, 10);
  const top = document.elementFromPoint(x, y);
  const seen = box.width && box.bottom > 0 && box.top < innerHeight && box.right > 0
    && box.left < innerWidth;
  const under = top && !at.contains(top) && !top.contains(at) && !top.closest("#trace");
  const ringed = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const wrong = !seen ? "out of sight" : under ? "under something" : ringed ? "" : "no ring";
  return [at.number, wrong && `${wrong}: ${at.tagName} ${at.textContent.trim().slice(0, 40)}`];
}"""
# What can be reached and was not; entries of the contents appear as their section is reached.
LEFT = """[...document.querySelectorAll(
  'a[href], button, input, select, summary, [tabindex="0"]')].filter(one => !one.number
  && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true})
  && !one.closest('.at-side')).map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize(
    ("name", "width"), [("targets.html", 1280), ("scoreboard.html", 390), ("data.html", 390)]
)
def test_the_tab_key_reaches_everything_in_sight_and_leaves_the_page(chromium_page, name, width):
    chromium_page.page.emulate_media(reduced_motion="reduce")
    page = chromium_page.open(REPORTS / name, width=width, height=800)
    page.wait_for_selector("html.shown")
    wrong, before = [], 0
    for _ in range(1000):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUS)
        if found is None:
            break
        wrong += [found[1]] if found[1] else []
        assert found[0] != before, f"the focus is trapped: {found}"
        before = found[0]
    else:
        raise AssertionError("a thousand stops and no end")
    assert wrong == []
    assert page.evaluate(LEFT) == []
    assert before > 100


def test_every_number_of_a_table_is_reached_by_arrows_and_escape_closes(chromium_page):
    page = chromium_page.open(REPORTS / "scoreboard.html")
    numbers = page.locator("#scoreboard-weights [data-o]")
    stops = page.locator("#scoreboard-weights [data-o][tabindex='0']")
    assert stops.count() == 1
    stops.focus()
    reached = {stops.evaluate("e => [...document.querySelectorAll('[data-o]')].indexOf(e)")}
    for _ in range(numbers.count() - 1):
        page.keyboard.press("ArrowRight")
        reached.add(page.evaluate(
            "[...document.querySelectorAll('[data-o]')].indexOf(document.activeElement)"
        ))  # fmt: skip
        assert page.locator("#trace").is_visible()
    assert len(reached) == numbers.count() > 150
    page.keyboard.press("Escape")
    assert not page.locator("#trace").is_visible()


# What stands out of the window, but for what scrolls in a box of its own.
OUTSIDE = """() => [...document.querySelectorAll('body *')].filter(one => {
  if (one.closest('.table-scroll > table, svg, .visually-hidden, dialog')) return false;
  if (!one.checkVisibility({visibilityProperty: true})) return false;
  const box = one.getBoundingClientRect(), look = getComputedStyle(one);
  const cut = /hidden|clip/.test(look.overflowX) && one.scrollWidth > one.clientWidth + 1;
  return box.width > 1 && (box.right > document.documentElement.clientWidth + 1 || box.left < -1
    || cut);
}).map(one => one.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("size", [(320, 256), (640, 450)])  # 1280 at 400 % and at 200 %
@pytest.mark.parametrize("name", PAGES)
def test_enlarged_nothing_is_lost_and_only_tables_scroll_sideways(chromium_page, name, size):
    page = chromium_page.open(REPORTS / name, *size)
    page.evaluate("location.hash = 'area=430000'")
    page.wait_for_selector("#chosen-area strong")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate(OUTSIDE) == []


def test_in_ones_own_colours_what_is_chosen_is_still_marked(chromium_page):
    chromium_page.page.emulate_media(forced_colors="active")
    page = chromium_page.open(REPORTS / "scoreboard.html")
    page.evaluate("location.hash = 'area=540000'")
    page.wait_for_selector("tr.chosen")
    edge = "e => getComputedStyle(e.cells[0]).borderInlineStartWidth"
    assert page.locator("tr.chosen").first.evaluate(edge) == "3px"
    assert page.locator("#scoreboard-weights tr:not(.chosen, .marked)").last.evaluate(edge) == "0px"


def test_without_scripts_no_text_asks_for_what_is_not_there(chromium):
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    for name in PAGES:
        page.goto((REPORTS / name).as_uri())
        words = page.locator("body").inner_text().casefold()
        assert [one for one in ("slider", "find an area", "click") if one in words] == [], name
        shown = "e => e.filter(one => one.checkVisibility()).length"
        assert page.locator("button, input, select").evaluate_all(shown) == 0
        assert page.locator("figure.chart figcaption a").count() > 0
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_nothing_is_wider_or_cut_and_a_link_says_where_it_leads(chromium_page, name):
    """What is wider would have Chromium print all of it smaller, a higher chart would be cut."""
    page = chromium_page.open(REPORTS / name, width=round(WIDE * MM))
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= round(WIDE * MM)
    sizes = "all => all.map(one => one.getBoundingClientRect().height)"
    tall = page.locator("figure").evaluate_all(sizes)
    assert tall
    assert max(tall) <= PAPER * MM
    other = [one for one in PAGES if one != name]
    notes = page.locator("main p > a[href$='.html']").evaluate_all(
        "all => all.map(one => [one.pathname.split('/').pop(),"
        " getComputedStyle(one, '::after').content])"
    )
    assert {note for at, note in notes if at in other} == {
        f'" ({at})"' for at, _ in notes if at in other
    }


@pytest.mark.parametrize("name", PAGES)
def test_on_paper_a_head_has_room_for_a_row_below_it(chromium_page, name):
    """An unseen box of one piece, from a long table's caption to the foot of its first row."""
    page = chromium_page.open(REPORTS / name, width=round(WIDE * MM))
    page.emulate_media(media="print")
    short = page.evaluate("""[...document.querySelectorAll('.table-scroll')].filter(
        one => one.checkVisibility() && one.querySelectorAll('tbody > tr').length > 5).map(one => {
      const box = getComputedStyle(one, '::before');
      const row = one.querySelector('tbody > tr').getBoundingClientRect().bottom;
      const needed = row - one.getBoundingClientRect().top;
      return box.contain === 'size' && parseFloat(box.height) >= needed ? ''
        : `${one.id || one.textContent.trim().slice(0, 40)}: ${box.height} for ${needed}`;
    })""")
    assert [words for words in short if words] == []
    assert short or name == "targets.html"


def test_on_paper_each_indicator_has_a_page(chromium_page):
    page = chromium_page.open(REPORTS / "index.html", width=round(WIDE * MM))
    page.emulate_media(media="print")
    tops = page.evaluate("""[...document.querySelectorAll('h4[id^="indicator-"]')].map(
        head => [head.id, head.getBoundingClientRect().top,
                 head.nextElementSibling.nextElementSibling.getBoundingClientRect().bottom])""")
    assert len(tops) == 22
    tall = {name: (bottom - top) / MM for name, top, bottom in tops}
    assert {name: mm for name, mm in tall.items() if mm > PAPER} == {}
    # and none leaves room for the next, which would begin on a page and end on another
    assert min(tall.values()) > PAPER / 2
