"""Public queries by number and secret code: one answer and one time for whatever is wrong."""

from base64 import urlsafe_b64decode

from django.conf import settings

from workflow.models import Case
from workflow.numbers import NumberError, check_case_number, query_digest, same_digest

NOBODY = "321100-19000101-00000-0"


def digest_of(number: str, code: str) -> str:
    """What is stored of a case's query code: its digest by the newest key."""
    return _digests(number, code)[0]


def case_for_query(number: str, code: str) -> Case | None:
    """The case of a number and its code; None whichever of the two is wrong, after the same work."""
    try:
        known = check_case_number(number)
    except NumberError:
        known = NOBODY
    case = Case.objects.filter(number=known).select_related("process", "district").first()
    stored = case.query_digest if case is not None and case.query_digest else digest_of(NOBODY, "")
    is_right = True in [same_digest(stored, digest) for digest in _digests(known, code)]
    return case if case is not None and is_right and case.query_digest else None


def _digests(number: str, code: str) -> list[str]:
    """By every key, newest first: the receipts of before a rotation go on opening their cases."""
    keys = settings.QUERY_CODE_KEY.split(",")
    return [query_digest(number, code, key=urlsafe_b64decode(key)) for key in keys]
