"""English words of the data on a Chinese page, marked where markup can be."""

from __future__ import annotations

import pytest

from helpers.site.foreign import marked

UNIT, NOTE = "billion yuan", 'R&D of "large" firms; the city\'s own count'
TEXTS = (UNIT, NOTE, "a quite long note that a label breaks")


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<td>139.5 billion yuan，2023年</td>",
         '<td>139.5 <bdi lang="en">billion yuan</bdi>，2023年</td>'),
        # as words_html, jinja and the XML of a picture write signs
        ("<p>R&amp;D of &quot;large&quot; firms; the city&#x27;s own count。</p>",
         '<p><bdi lang="en">R&amp;D of &quot;large&quot; firms; the city&#x27;s own count</bdi>'
         "。</p>"),
        ('<p>r&amp;D of "large" firms; the city\'s own count</p>',
         '<p><bdi lang="en">r&amp;D of "large" firms; the city\'s own count</bdi></p>'),
        ("<svg><title>billion yuan</title><desc>billion yuan</desc>"
         "<text>亿billion yuan</text></svg>",
         "<svg><title>billion yuan</title><desc>billion yuan</desc>"
         '<text>亿<tspan lang="en">billion yuan</tspan></text></svg>'),
        ("<svg><text>甲、A quite long</text><text>note that a label</text></svg>"
         "<p>Label breaks</p>",
         '<svg><text>甲、<tspan lang="en">A quite long</tspan></text><text><tspan lang="en">note '
         'that a label</tspan></text></svg><p><bdi lang="en">Label breaks</bdi></p>'),
        # a link within, and what stands behind it
        ('<p><a href="#x">billion yuan</a> billion yuan</p>',
         '<p><a href="#x"><bdi lang="en">billion yuan</bdi></a> '
         '<bdi lang="en">billion yuan</bdi></p>'),
    ],
)  # fmt: skip
def test_a_text_is_marked(page, wanted):
    assert marked(page, TEXTS) == wanted


@pytest.mark.parametrize(
    "page",
    [
        '<p title="billion yuan" aria-label="billion yuan">亿元</p>',
        '<script>say("billion yuan")</script><style>.billion{}</style><code>billion yuan</code>',
        "<option>billion yuan</option><!-- billion yuan -->",
        '<span lang="en"><span>a</span>billion yuan</span>',
        "<p>trillion-billion yuans, a word of the package; GDP 5</p>",
        '<html><head><meta content="x"></head><title>billion yuan</title><body>亿元</body></html>',
    ],
)
def test_what_holds_no_markup_is_marked_or_is_another_text_stays(page):
    assert marked(page, TEXTS) == page


def test_behind_marked_words_it_is_marked_again():
    page = '<p lang="en"><b>x</b><p>y</p>billion yuan</p><p>billion yuan</p>'
    assert marked(page, TEXTS).endswith('<p><bdi lang="en">billion yuan</bdi></p>')
    assert marked(page, TEXTS).count("<bdi") == 1


def test_where_nothing_lacks_the_page_is_the_same():
    page = "<p>billion yuan</p>"
    assert marked(page, ()) is page
