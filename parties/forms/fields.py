"""Fields that check an identifier and say which check failed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from parties.identifiers import IdentifierError, check_id_number, check_org_code, check_uscc
from parties.naming import cleaned

is_telephone = RegexValidator(
    r"^[0-9+()\- ]{5,20}$", _("电话只能有数字、加号、括号、空格和短横，5 到 20 位。")
)


class IdentifierField(forms.CharField):
    """A code that is checked as it is read; spaces, hyphens and small letters do no harm."""

    def __init__(self, *, check: Callable[[str], str], **options: Any) -> None:
        self.check = check
        attrs = {"autocomplete": "off", "spellcheck": "false", "class": "num"}
        super().__init__(max_length=64, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            return self.check(text)
        except IdentifierError as refused:
            raise ValidationError(str(refused), code=refused.check) from refused


class NameField(forms.CharField):
    """One line of text, without control characters."""

    def to_python(self, value: Any) -> str:
        return cleaned(super().to_python(value) or "")


def uscc_field(**options: Any) -> IdentifierField:
    """A unified social credit code."""
    return IdentifierField(check=check_uscc, label=_("统一社会信用代码"), **options)


def org_code_field(**options: Any) -> IdentifierField:
    """A nine-character organisation code."""
    return IdentifierField(check=check_org_code, label=_("组织机构代码"), **options)


def id_number_field(**options: Any) -> IdentifierField:
    """An identity card number."""
    return IdentifierField(check=check_id_number, label=_("身份证号"), **options)


def telephone_field(**options: Any) -> NameField:
    """A telephone number."""
    return NameField(max_length=20, validators=[is_telephone], **options)
