"""A field for several rows at once."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST_ID = 18  # digits; SQLite fails on more, instead of finding nothing


class SeveralField(forms.ModelMultipleChoiceField[Any]):
    """Several rows to choose from; an id no database could hold is no choice."""

    def clean(self, value: Any) -> Any:
        """The rows chosen (ValidationError for what is not among them)."""
        for each in value or ():
            if len(str(each)) > LONGEST_ID:
                shown = {"value": str(each)[:LONGEST_ID]}
                raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", shown)
        return super().clean(value)
