"""What on a page would ask for another file, and links that lead nowhere."""

from __future__ import annotations

import pytest

from helpers.site.offline import dead_links, requests_in


@pytest.mark.parametrize(
    "html",
    [
        '<script src="https://example.org/x.js"></script>',
        "<script>alert(1)</script>",
        '<link rel="stylesheet" href="x.css">',
        '<img src="chart.png">',
        "<img src=//example.org/x.png>",
        '<img srcset="a.png 1x, b.png 2x" src="data:image/png;base64,AA">',
        '<iframe src="data:text/html,x"></iframe>',
        '<svg><image href="https://example.org/x.png"/></svg>',
        '<svg><use xlink:href="other.svg#a"/></svg>',
        '<p style="background: url(x.png)">x</p>',
        "<style>p { background: url( 'https://example.org/x.png' ) }</style>",
        '<style>@import "x.css";</style>',
        '<style>@import "x.css"',  # what is left open is closed by what stands behind it
        "<p>x</p><img src=x.png ",
        "<img src='x.png",
        '<a href="javascript:x()',
        '<style>@font-face { src: url("f.woff2") }</style>',
        '<svg><path fill="url(https://example.org/#a)"/></svg>',
        '<meta http-equiv="refresh" content="0; url=https://example.org">',
        '<base href="https://example.org">',
        '<video poster="x.png"></video>',
        '<p onclick="x()">x</p>',
        "<form action='/x'><input></form>",
        "<object data='x.svg'></object>",
        '<a href="javascript:x()">x</a>',
        '<a href=" JAVA&#10;SCRIPT:x()">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<svg><a xlink:href="javascript:x()"><text>x</text></a></svg>',
        # told apart from what passes before a piece is read whole
        '<p>url(#a)</p><A\nHREF="JavaScript:x()">x</A>',
        '<a href="x.html" href="https://example.org" xlink:href="javascript:x()">x</a>',
        '<a class="x" href="https:&#47;" title="">x</a><area href="vbscript:x()">',
        '<p style="background: &#117;rl(x.png)">x</p>',
        '<p style="background: url&lpar;x.png)">x</p>',
        "<IMG/SRC = x.png>",
        "<p title='a'ONCLICK = x()>x</p>",
        '<svg><image href="x.png"/></svg><a href="x.html">x</a>',
    ],
)
def test_requests_are_found(html):
    assert len(requests_in(html)) >= 1


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://example.org/">a source</a> <a href="data/x.csv">figures</a></p>',
        '<img src="data:image/png;base64,AA" alt="x">',
        '<svg xmlns="http://www.w3.org/2000/svg"><use xlink:href="#a" href="#b"/></svg>',
        '<svg><path clip-path="url(#c)" style="fill: url(#d)"/></svg>',
        "<style>.x { fill: url(#d); color: red }</style><p>url(x) @import is only text here</p>",
        "<p><b>printed</b> url(x) @import is only text here</p>",
        '<svg><a xlink:href="https://example.org/"><text>x</text></a></svg>',
        '<td data-csv="x" id="on">x</td>',
        '<svg role="img" aria-label="url(https://example.org/x.png)"></svg>',
        '<span title="url(x)">–</span>',
        '<span data-claim="url(https://example.org/x.png)">5</span>',
    ],
)
def test_what_asks_for_nothing_passes(html):
    assert requests_in(html) == []


def test_dead_links():
    pages = {
        "index.html": '<p id="top">x</p> <a href="#top">1</a> <a href="#gone">2</a>'
        '<a href="data.html#fig%C3%BCr">3</a> <a href="data.html#none">4</a>'
        '<a href="data/x.csv">5</a> <a href="data/y.csv">6</a> <a href="none.html">7</a>'
        '<a href="https://example.org/#x">8</a> <a href="mailto:x@example.org">9</a>',
        "data.html": '<p id="figür">x</p> <a href="index.html">1</a>',
    }
    assert dead_links(pages.items(), {"data/x.csv"}) == [
        ("index.html", "#gone"),
        ("index.html", "data.html#none"),
        ("index.html", "data/y.csv"),
        ("index.html", "none.html"),
    ]
