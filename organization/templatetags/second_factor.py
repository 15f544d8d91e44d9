"""The current code of a second factor, for the demo's sign-in page only."""

import time

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django import template
from django.conf import settings

from organization.models import Person

register = template.Library()


@register.simple_tag
def demo_code(person: Person) -> str:
    """The code the person's generator shows now; empty outside the demo, always."""
    if not settings.DEMO:
        return ""
    generator = Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).first()
    return _current_code(decrypt(generator.data["secret"])) if generator else ""


@register.simple_tag
def demo_first_code(secret: str) -> str:
    """The code of a generator about to be set up; empty outside the demo, always."""
    return _current_code(secret) if settings.DEMO else ""


def _current_code(secret: str) -> str:
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    return str(format_hotp_value(hotp_value(secret, counter)))
