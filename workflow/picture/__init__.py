"""The picture of a process and of a case: server-side SVG with classes, for pages, guides and PDF."""

from workflow.picture.marks import picture_of_case, picture_of_process

__all__ = ["picture_of_case", "picture_of_process"]
