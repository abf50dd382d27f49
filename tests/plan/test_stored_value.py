import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.plan import StoredValue, stored_paths, stored_pieces

TEXTS = st.text(alphabet="{}ab:/r", max_size=20)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ("",)),
        ("orders", ("orders",)),
        ("{{resolve:ssm:/a/b}}", (StoredValue("/a/b"),)),
        ("x-{{resolve:ssm:/a}}-y", ("x-", StoredValue("/a"), "-y")),
        ("{{resolve:ssm:/a}}{{resolve:ssm:/b}}", (StoredValue("/a"), StoredValue("/b"))),
        ("{{resolve:secretsmanager:a}}", ("{{resolve:secretsmanager:a}}",)),
        ("{{resolve:ssm-secure:/a:1}}", ("{{resolve:ssm-secure:/a:1}}",)),
        ("{{resolve:ssm:/a/{b}}}", ("{{resolve:ssm:/a/{b}}}",)),
    ],
)
def test_pieces(text: str, pieces: tuple[str | StoredValue, ...]) -> None:
    """A text is what is known of it, and the values that only a deployment knows."""
    assert stored_pieces(text) == pieces


@given(st.lists(TEXTS | st.builds(lambda path: str(StoredValue(path)), st.just("/a")), max_size=5))
def test_nothing_is_lost(parts: list[str]) -> None:
    """The pieces, put together, are the text."""
    text = "".join(parts)

    assert "".join(map(str, stored_pieces(text))) == text


def test_each_path_once() -> None:
    """A path that several texts name is one."""
    texts = ["{{resolve:ssm:/b}}", "a", "x/{{resolve:ssm:/a}}/{{resolve:ssm:/b}}"]

    assert list(stored_paths(texts)) == ["/b", "/a"]
