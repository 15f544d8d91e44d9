"""Chromium for the suite and for pictures: start it, sign in, look at a page at both widths, ask axe."""

from tests.browser.chromium import PHONE, STAFF, browsing, open_page, sign_in
from tests.browser.seeing import Finding, faults, overflow, picture, violations

__all__ = [
    "PHONE",
    "STAFF",
    "Finding",
    "browsing",
    "faults",
    "open_page",
    "overflow",
    "picture",
    "sign_in",
    "violations",
]
