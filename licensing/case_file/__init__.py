"""A licensing case as staff read it (案卷): opinions, materials, papers, who answers, what is missing."""

from licensing.case_file.record import Record, record_of

__all__ = ["Record", "record_of"]
