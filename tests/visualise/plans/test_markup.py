"""No text can be taken for markup."""

import pytest

from visualise.plans.citations import linked
from visualise.plans.markup import Inner, Markup, joined, tag


@pytest.mark.parametrize(
    ("inner", "written"),
    [
        pytest.param("a < b & c", "<p>a &lt; b &amp; c</p>", id="text"),
        pytest.param(Markup("<b>x</b>"), "<p><b>x</b></p>", id="markup"),
        pytest.param(["<", [Markup("<i>"), ">"]], "<p>&lt;<i>&gt;</p>", id="nested"),
        pytest.param(tag("b", "<"), "<p><b>&lt;</b></p>", id="tag"),
    ],
)
def test_inner(inner: Inner, written: str) -> None:
    """Text is escaped, wherever it stands; markup is not, and only markup is not."""
    assert tag("p", inner) == written


def test_attributes() -> None:
    """Attributes are escaped, numbers rounded, and what is None is left out."""
    assert (
        tag("a", class_='x" onclick="', href=None, aria_label="<", cx=1.2345, role="img")
        == '<a class="x&quot; onclick=&quot;" aria-label="&lt;" cx="1.2" role="img"></a>'
    )


def test_links() -> None:
    """Web addresses in a text can be followed, and what ends the sentence is none of them."""
    found = joined(linked("See https://example.org/a?b=1&c=2, (http://example.org/x). <b>"))

    assert 'href="https://example.org/a?b=1&amp;c=2"' in found
    assert 'href="http://example.org/x"' in found
    assert "&lt;b&gt;" in found
    assert joined(linked("javascript:alert(1)")) == "javascript:alert(1)"
