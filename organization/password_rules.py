"""The rule on a password's length, in our words (Django's Chinese catalogue lacks its sentence)."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengthRule(MinimumLengthValidator):
    """At least so many characters; eight if not told otherwise."""

    def get_error_message(self) -> str:
        return _("密码太短，至少要 {n} 个字符。").format(n=self.min_length)

    def get_help_text(self) -> str:
        return _("密码至少 {n} 个字符。").format(n=self.min_length)
