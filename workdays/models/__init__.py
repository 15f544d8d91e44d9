"""The calendar as rows: years with their notice, the days that differ from Monday to Friday, the version."""

from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, In, LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from workdays.models.dateparts import WeekdayOf, YearOf
from workdays.yearnotice import DOCUMENT_NO_LENGTH, ISSUER_LENGTH, POSSIBLE_YEARS, TITLE_LENGTH


class Source(models.TextChoices):
    """Where the days of a year come from."""

    NOTICE = "notice", _("国务院放假通知")
    PACKAGE = "chinesecalendar", _("chinesecalendar 数据包")
    RULE = "rule", _("按周末与法定节日推算")


class Nature(models.TextChoices):
    """Why a day differs from the rule of Monday to Friday."""

    HOLIDAY = "holiday", _("放假")
    MAKEUP = "makeup", _("调休上班")


class CalendarYear(models.Model):
    """One year and the notice that orders it; provisional until the notice is entered."""

    year = models.PositiveSmallIntegerField(_("年份"), primary_key=True)
    source = models.CharField(_("来源"), max_length=16, choices=Source)
    document_no = models.CharField(_("文号"), max_length=DOCUMENT_NO_LENGTH, blank=True)
    title = models.CharField(_("标题"), max_length=TITLE_LENGTH, blank=True, db_default="")
    issuer = models.CharField(_("发文机关"), max_length=ISSUER_LENGTH, blank=True, db_default="")
    issued_on = models.DateField(_("发文日期"), null=True, blank=True)
    is_provisional = models.BooleanField(_("暂定"), default=True)
    entered_at = models.DateTimeField(_("录入时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("日历年")
        verbose_name_plural = _("日历年")
        constraints = [
            CheckConstraint(
                name="calendar_year_in_range",
                condition=Q(year__gte=POSSIBLE_YEARS[0], year__lte=POSSIBLE_YEARS[-1]),
            ),
            CheckConstraint(name="calendar_year_source", condition=Q(source__in=Source.values)),
            CheckConstraint(
                name="calendar_year_only_a_rule_is_provisional",
                condition=Q(source=Source.RULE, is_provisional=True)
                | (~Q(source=Source.RULE) & Q(is_provisional=False)),
            ),
            CheckConstraint(
                name="calendar_year_notice_is_named",
                condition=(
                    Q(source=Source.NOTICE, issued_on__isnull=False, entered_at__isnull=False)
                    & GreaterThan(Length(Trim(F("document_no"))), 0)
                )
                | (~Q(source=Source.NOTICE) & Q(document_no="", issued_on__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.document_no}".strip()


class CalendarDay(models.Model):
    """A day off that is ordered, or a weekend day that is worked; every other day follows its weekday."""

    on = models.DateField(_("日期"), primary_key=True)
    year = models.ForeignKey(
        CalendarYear, verbose_name=_("通知年份"), on_delete=models.PROTECT, related_name="days"
    )
    kind = models.CharField(_("性质"), max_length=8, choices=Nature)
    is_working = models.BooleanField(_("上班"))
    name = models.CharField(_("节日"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("日历日")
        verbose_name_plural = _("日历日")
        constraints = [
            CheckConstraint(
                name="calendar_day_kind_agrees",
                condition=Q(kind=Nature.HOLIDAY, is_working=False) | Q(kind=Nature.MAKEUP, is_working=True),
            ),
            CheckConstraint(
                name="calendar_day_makeup_is_a_weekend",
                condition=Q(is_working=False) | Q(In(WeekdayOf(F("on")), [0, 6])),
            ),
            CheckConstraint(
                name="calendar_day_near_its_year",
                condition=Q(GreaterThanOrEqual(YearOf(F("on")), F("year") - 1))
                & Q(LessThanOrEqual(YearOf(F("on")), F("year") + 1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_kind_display()} {self.name}".strip()


class CalendarVersion(models.Model):
    """The single row that says which calendar is in force: a counter, and the digest of its days."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveIntegerField(_("版本"))
    digest = models.CharField(_("摘要"), max_length=64)

    class Meta:
        verbose_name = _("日历版本")
        verbose_name_plural = _("日历版本")
        constraints = [
            CheckConstraint(name="calendar_version_is_single", condition=Q(id=1)),
            CheckConstraint(
                name="calendar_version_has_a_digest", condition=Q(GreaterThan(Length(F("digest")), 0))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
