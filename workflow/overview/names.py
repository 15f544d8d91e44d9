"""What the ledger of a case names in Chinese, in the words of an English reader."""

from collections.abc import Mapping

from records.languages import reads_english
from workflow.overview.file import CaseFile
from workflow.registry import kind_of


def names_of(file: CaseFile) -> Mapping[str, str]:
    """Steps, the case itself and what its kind adds; nothing for a reader of Chinese."""
    if not reads_english():
        return {}
    steps = {node.title: node.wording for node in file.dossier.graph.nodes.values()}
    tasks = {task.title: task.wording for task in file.dossier.tasks}
    return {**kind_of(file.case.kind).names(file.case), **steps, **tasks, file.case.title: file.case.wording}
