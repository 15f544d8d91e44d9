"""What the browser is told, and what differs behind the production proxy."""

from typing import Any

# ECharts sets style attributes at run time; scripts and style sheets come from our own host only.
POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
    "frame-src": ["'none'"],
    "frame-ancestors": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
}
ONE_YEAR = 31_536_000


def production_security(hosts: list[str]) -> dict[str, Any]:
    """Settings that hold only behind TLS and one trusted proxy."""
    return {
        "SECURE_SSL_REDIRECT": True,
        # The probe of the container and of the load balancer speaks plain HTTP.
        "SECURE_REDIRECT_EXEMPT": [r"^healthz$"],
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_HSTS_SECONDS": ONE_YEAR,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SECURE_HSTS_PRELOAD": False,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_SECURE": True,
        "CSRF_TRUSTED_ORIGINS": [f"https://{host.lstrip('.')}" for host in hosts if host != "*"],
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
        "ACCOUNT_DEFAULT_HTTP_PROTOCOL": "https",
    }
