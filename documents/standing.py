"""Where an issued document stands, and which ways it may go from there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    """Where an issued document stands."""

    VALID = "valid", _("有效")
    SUPERSEDED = "superseded", _("已被替代")
    REVOKED = "revoked", _("已撤销")
    EXPIRED = "expired", _("已过期")


MOVES: dict[Standing, frozenset[Standing]] = {
    Standing.VALID: frozenset({Standing.SUPERSEDED, Standing.REVOKED, Standing.EXPIRED}),
    Standing.EXPIRED: frozenset({Standing.SUPERSEDED, Standing.REVOKED}),
    Standing.SUPERSEDED: frozenset({Standing.REVOKED}),
    Standing.REVOKED: frozenset(),
}
