"""The headers with which every answer of the desk leaves, and no others."""

from collections.abc import Mapping

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def assert_strict(headers: Mapping[str, str]) -> None:
    """Fail unless an answer carries the strict headers."""
    found = {name.lower(): value for name, value in headers.items()}
    assert set(found["content-security-policy"].split("; ")) == POLICY
    assert {name: found.get(name.lower()) for name in HEADERS} == HEADERS
    assert "camera=()" in found["permissions-policy"]
    assert "server" not in found
