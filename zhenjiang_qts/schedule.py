"""What the beat sends and when. Every task is a scan that may run twice, late or not at all for a night."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "pulse": {"task": "zhenjiang_qts.pulse", "schedule": 30.0},
    "notices": {"task": "notices.drain", "schedule": 60.0},
    "cases": {"task": "workflow.check_cases", "schedule": crontab(minute=5)},
    "calendar": {"task": "workflow.follow_calendar", "schedule": 60.0},
    "deadlines": {"task": "workflow.sweep_deadlines", "schedule": 600.0},
    "figures": {"task": "oversight.rebuild_figures", "schedule": crontab(hour=0, minute=40)},
    "anchors": {"task": "records.export_anchors", "schedule": crontab(hour=0, minute=20)},
}
