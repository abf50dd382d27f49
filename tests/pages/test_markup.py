from tocsin.pages import element, joined


def test_text_is_escaped() -> None:
    """Names come from templates of others; none of them becomes markup."""
    made = element("td", "<script>", title='"x"')

    assert made == '<td title="&quot;x&quot;">&lt;script&gt;</td>'


def test_markup_is_kept() -> None:
    """Elements stand within elements; what is not there leaves nothing."""
    made = element("tr", element("td", 5), None, class_=None, aria_label="row")

    assert made == '<tr aria-label="row"><td>5</td></tr>'
    assert joined("a & ", element("b", "c")) == "a &amp; <b>c</b>"


def test_coordinates_are_short() -> None:
    """A hundredth of a pixel is enough."""
    assert element("rect", x=1 / 3, y=2.0) == '<rect x="0.33" y="2"></rect>'
