"""Rows that hold from one day to another, both included."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

M = TypeVar("M", bound=models.Model, covariant=True)


class SpanQuerySet(models.QuerySet[M]):
    """Questions about rows with first_on and last_on."""

    def holding(self, on: date) -> Self:
        """Rows that hold on that day."""
        return self.touching(on, on)

    def touching(self, first_on: date, last_on: date | None) -> Self:
        """Rows that hold on at least one of those days; no last day means for ever."""
        rows = self.filter(Q(last_on__isnull=True) | Q(last_on__gte=first_on))
        return rows if last_on is None else rows.filter(first_on__lte=last_on)


class Span(models.Model):
    """Days from first_on to last_on, both included; no last day means until further notice."""

    first_on = models.DateField(_("起始日"))
    last_on = models.DateField(_("截止日"), null=True, blank=True)

    class Meta:
        abstract = True

    def holds(self, on: date) -> bool:
        """Whether the row holds on that day."""
        return self.first_on <= on and (self.last_on is None or on <= self.last_on)


def span_in_order(name: str) -> models.CheckConstraint:
    """The constraint that a span does not end before it begins."""
    return models.CheckConstraint(
        condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
        name=name,
        violation_error_message=_("截止日不能早于起始日。"),
    )
