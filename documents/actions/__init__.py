"""The acts on documents: issuing, setting their standing, attaching and removing files."""

from documents.actions.attaching import attach, remove
from documents.actions.issuing import StandingRefusal, issue, ledger_facts, set_standing

__all__ = ["StandingRefusal", "attach", "issue", "ledger_facts", "remove", "set_standing"]
