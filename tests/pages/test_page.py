import re
from base64 import b64encode
from hashlib import sha256

from tocsin.pages import element, page


def test_a_page_may_take_no_style_but_its_own() -> None:
    """Its policy names the digest of its styles, and lets it load and run nothing."""
    text = page("A & <b>", [element("p", "one"), None])

    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert policy
    assert style
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    assert policy[1].startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


def test_its_title_is_a_text() -> None:
    """Names of systems stand in it."""
    assert "<title>A &amp; &lt;b&gt;</title>" in page("A & <b>", [])
