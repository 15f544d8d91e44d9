"""A document is named in the reader's language, whatever language it was issued in."""

import pytest
from django.utils.translation import override

from documents.kinds import DocumentKind
from tests.makers.documents import CONTENT, a_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_document_is_named_after_its_kind_in_the_readers_language(language: str) -> None:
    document = a_document(DocumentKind.RECEIPT, language=language)

    assert document.wording == "收件凭证"
    with override("en"):
        assert document.wording == "Receipt of Application"


def test_a_title_of_its_own_stays_as_it_was_issued() -> None:
    document = a_document(DocumentKind.LICENCE, content={**CONTENT, "title": "充装许可证"})

    with override("en"):
        assert document.wording == "充装许可证"
