"""What pictures look like, said once for a page: classes, their rules, and what is left alone."""

from __future__ import annotations

from html.parser import HTMLParser

from helpers.site.looks import said_once

TICK = '<text class="tick" x="1" fill="#111111" font-size="13">9</text>'
DOT = '<path class="a43" d="M1 2h0" stroke="var(--c1,#0b62b0)" stroke-width="8"/>'


def test_a_look_that_returns_becomes_a_class_behind_the_class_of_its_area():
    body, rules = said_once(f"<svg>{TICK}{TICK}{DOT}{DOT}{DOT}</svg>")
    assert body == (
        '<svg><text class="tick B" x=1>9</text><text class="tick B" x=1>9</text>'
        + 3 * '<path class="a43 A" d="M1 2h0"/>'
        + "</svg>"
    )
    assert rules == (
        ".A{stroke:var(--c1,#0b62b0);stroke-width:8}\n.B{fill:#111111;font-size:13px}\n"
    )


def test_a_look_is_one_over_all_pictures_and_one_that_is_alone_keeps_its_attributes():
    one = '<g fill="none"/>'
    between = '<p fill="none">x</p><svg style="width:100%">'
    body, rules = said_once(f"<svg>{one}</svg>{between}{one}</svg>")
    assert body == f'<svg><g class="A"/></svg>{between}<g class="A"/></svg>'
    assert rules == ".A{fill:none}\n"


def test_what_could_end_a_rule_becomes_none():
    evil = '<g fill="red}body{display:none"/><g fill="&lt;/style&gt;"/>'
    assert said_once(f"<svg>{evil}{evil}</svg>") == (f"<svg>{evil}{evil}</svg>", "")


def test_the_commonest_looks_have_the_shortest_names():
    marks = "".join(f'<g fill="#{at:06x}"/>' * 2 for at in range(30))
    body, rules = said_once(f"<svg>{marks}</svg>")
    names = [rule[1 : rule.index("{")] for rule in rules.splitlines()]
    assert len(set(names)) == 30
    assert names[0] == "A"
    assert [len(name) for name in names] == [1] * 26 + [2] * 4
    assert all(f'class="{name}"' in body for name in names)


class Marks(HTMLParser):
    """(tag, attributes) of everything on a page, as a browser reads it."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_a_value_without_quotes_is_read_as_it_was():
    mark = '<g id="a.b"><text class="a43" x="-1.5" data-o="t.5-7">{}</text></g>'
    odd = (
        '<path class="a43" d="M1 2h0"/><g fill="none"/><a href="x/y" title="a=b"></a><g id=""></g>'
    )
    picture = f'<svg class="B" role="img">{mark.format("9")}{odd}</svg>'
    outside = '<p class="note">x="1"</p>'
    cell = (
        '<td class="num marked" data-o="a" title=""><span lang="en" title="x&quot;y">9</span></td>'
    )
    kept = '<td class="num marked" data-o=a title=""><span lang=en title="x&quot;y">9</span></td>'
    assert said_once(cell)[0] == kept
    assert Marks(kept).found == Marks(cell).found
    body, _ = said_once(picture + outside)
    assert Marks(body).found == Marks(picture + outside).found
    assert body == (
        '<svg class="B" role="img"><g id=a.b><text class=a43 x=-1.5 data-o=t.5-7>9</text></g>'
        '<path class=a43 d="M1 2h0"/><g fill="none"/><a href="x/y" title="a=b"></a><g id=""></g>'
        f"</svg>{outside}"
    )


def test_the_ids_within_a_picture_are_short_and_still_meet():
    figure = (
        '<p id="{0}.title">T</p><svg aria-labelledby="{0}.title" aria-describedby="{0}.desc"></svg>'
        '<p id="{0}.desc">W</p>'
    )
    body, _ = said_once(figure.format("gdp-map") + figure.format("rd_fte-trend"))
    for at in "01":
        ids = (f'id="{at}.t"', f'aria-labelledby="{at}.t"', f'aria-describedby="{at}.d"')
        assert all(each in body for each in (*ids, f'id="{at}.d"'))
    assert "gdp-map" not in body


def test_plain_places_lose_their_quotes_where_no_slash_follows():
    mark = '<path d="M1 2h0" class="a43"/><text class="a43" y="-1.5" x="7">4 &gt; 3</text>'
    body, _ = said_once(f'<svg>{mark}<use x="7"/><text x="">a</text></svg>')
    assert body == (
        '<svg><path class=a43 d="M1 2h0"/><text class=a43 y=-1.5 x=7>4 &gt; 3</text>'
        '<use x="7"/><text x="">a</text></svg>'
    )
