"""The rows of documents: attachments, number series, issued documents, public keys."""

from documents.models.attachment import Attachment
from documents.models.document import Document, Series, SigningKey
from documents.standing import Standing

__all__ = ["Attachment", "Document", "Series", "SigningKey", "Standing"]
