"""Which icon stands beside which tone: colour never speaks alone."""

SIGNALS = {
    "ok": "check2",
    "info": "hourglass-split",
    "warn": "alarm-fill",
    "late": "exclamation-octagon-fill",
    "hold": "dash",
    "green": "diamond-fill",
    "prov": "calendar-range",
    "card-blue": "bookmark-fill",
    "card-yellow": "bookmark-fill",
    "card-red": "bookmark-fill",
}
PUBLIC_SIGNALS = {
    "ok": "check-circle-fill",
    "soon": "exclamation-triangle-fill",
    "late": "x-circle-fill",
    "info": "arrow-right-circle-fill",
    "idle": "dash-circle",
}
NOTES = {
    "ok": "check-circle",
    "late": "exclamation-octagon",
    "warn": "exclamation-circle",
    "prov": "calendar-range",
}
MESSAGE_TONES = {"success": "ok", "error": "late", "warning": "warn"}
