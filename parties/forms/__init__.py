"""Forms of parties; each error stands at its field and names the check that failed."""

from parties.forms.additions import (
    AgentForm,
    BarForm,
    EndEntitlementForm,
    EntitlementForm,
    LiftForm,
    QualityForm,
    RepresentativeForm,
)
from parties.forms.party import EnterpriseForm, NaturalPersonForm, RevealForm, changing

__all__ = [
    "AgentForm",
    "BarForm",
    "EndEntitlementForm",
    "EnterpriseForm",
    "EntitlementForm",
    "LiftForm",
    "NaturalPersonForm",
    "QualityForm",
    "RepresentativeForm",
    "RevealForm",
    "changing",
]
