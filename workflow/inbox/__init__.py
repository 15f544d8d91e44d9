"""The inbox: a person's own work and the pools of the seats the person holds, most urgent first."""

from workflow.counting import Count
from workflow.inbox.branches import Tab, branches_of
from workflow.inbox.filters import Filters
from workflow.inbox.paging import Cursor, Page, count, counts, page, places

__all__ = ["Count", "Cursor", "Filters", "Page", "Tab", "branches_of", "count", "counts", "page", "places"]
