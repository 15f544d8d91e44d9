"""Process definitions: read as graphs, written as drafts, published for good."""

from workflow.definitions.reading import forget, graph_of
from workflow.definitions.writing import define_process, publish

__all__ = ["define_process", "forget", "graph_of", "publish"]
