"""Signing in and proving oneself, in our words."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _


def _name(field: forms.Field, label: Any, **attrs: str) -> None:
    """Give a field our label and no placeholder."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class LoginForm(account.LoginForm):  # type: ignore[misc]  # allauth ships no types
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["login"], _("登录名"), autofocus="autofocus", autocapitalize="none")
        _name(self.fields["password"], _("密码"))
        self.fields["password"].help_text = ""


class PasswordForm(account.ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The old password and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["oldpassword"], _("现在的密码"))
        _name(self.fields["password1"], _("新密码"))
        _name(self.fields["password2"], _("再输一次新密码"))
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = _("至少 8 个字符，不能太常见，也不能与登录名相近。")


class ProofForm(account.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self.fields["password"], _("密码"), autofocus="autofocus")
        self.fields["password"].help_text = ""


class _Code:
    """A field for six digits (or a recovery code)."""

    fields: dict[str, forms.Field]

    def name_code(self) -> None:
        _name(self.fields["code"], _("验证码"), autofocus="autofocus", inputmode="numeric")


class CodeForm(_Code, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_code()


class CodeAgainForm(_Code, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The code once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_code()


class FirstCodeForm(_Code, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth ships no types
    """The first code of a new generator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_code()
