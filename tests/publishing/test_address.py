"""Where a Grafana may be."""

import pytest

from tocsin.publishing import PublishingFailure, checked_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://grafana.example.com", "https://grafana.example.com"),
        ("https://grafana.example.com/", "https://grafana.example.com"),
        (" https://example.com:8443/grafana/ ", "https://example.com:8443/grafana"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:3000", "http://127.0.0.1:3000"),
        ("http://[::1]:3000", "http://[::1]:3000"),
    ],
)
def test_an_address_is_taken(url: str, address: str) -> None:
    """By https anywhere, by http on this machine."""
    assert checked_address(url) == address


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://grafana.example.com", "could be read on its way"),
        ("http://127.0.0.1.example.com", "could be read on its way"),
        ("http://10.0.0.1:3000", "could be read on its way"),
        ("ftp://grafana.example.com", "not an address of the web"),
        ("grafana.example.com", "not an address of the web"),
        ("https://", "not an address of the web"),
        ("https://ana:secret@grafana.example.com", "more than a host and a path"),
        ("https://grafana.example.com?token=1", "more than a host and a path"),
        ("https://grafana.example.com:many", "not an address"),
        ("https://[grafana", "not an address"),
        ("file:///etc/passwd", "not an address of the web"),
    ],
)
def test_another_address_is_refused(url: str, said: str) -> None:
    """Before a token is sent anywhere."""
    with pytest.raises(PublishingFailure, match=said) as refused:
        checked_address(url)

    assert "secret" not in str(refused.value)
