"""What every page may show of the installation."""

from django.conf import settings
from django.http import HttpRequest


def demo(request: HttpRequest) -> dict[str, bool]:
    """Whether pages must say that this is a demo."""
    return {"is_demo": settings.DEMO}
