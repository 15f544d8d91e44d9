"""Forms of items as versioned definitions: read, checked and rendered the same for window and portal."""

from licensing.fields.checking import Answers, Context, check_answers
from licensing.fields.definition import Choice, Definition, Field, FieldKind, Section
from licensing.fields.posted import answers_in
from licensing.fields.reading import DefinitionError, read_definition
from licensing.fields.rendering import AnswerForm
from licensing.fields.telling import Told, told_answers

__all__ = [
    "AnswerForm",
    "Answers",
    "Choice",
    "Context",
    "Definition",
    "DefinitionError",
    "Field",
    "FieldKind",
    "Section",
    "Told",
    "answers_in",
    "check_answers",
    "read_definition",
    "told_answers",
]
