"""Who may read an attachment or a document: asked of the app whose subject it belongs to."""

from collections.abc import Callable

from documents.models import Attachment, Document
from organization.models import Person

Guard = Callable[[Person, Attachment | Document], bool]
_guards: dict[str, Guard] = {}


def register(subject_kind: str, guard: Guard) -> None:
    """Let this guard answer for subjects of a kind; called from AppConfig.ready."""
    _guards[subject_kind] = guard


def allowed(person: Person, thing: Attachment | Document) -> bool:
    """Whether the person may read it; where no guard answers for its subject, nobody may."""
    if not person.is_authenticated or not person.is_active:
        return False
    guard = _guards.get(thing.subject_kind)
    return guard is not None and guard(person, thing)
