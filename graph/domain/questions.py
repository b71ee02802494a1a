"""What each field of a question means, declared once beside the field."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

_KEY = "meaning"
# What several questions ask for is said in the same words.
ASKED_THEMES = "Themes, by code or label: `mediation`. Parts count."
ASKED_PLACES = (
    "Countries, regions or regional bodies: `ML`, `MLI`, `Mali`, `011`, or the id of a body, "
    "which stands for its members while they were members."
)
ASKED_KINDS = "Kinds of stakeholder, by code or label; any of them will do."
ASKED_LEVELS = "Levels of work, by code or label; any of them will do."
ASKED_BY = "The id of who asks."


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """
    What a field of a question means to whoever asks it.

    Documents with their JSON Schema, and the arguments and inputs of GraphQL, are derived from it.

    Args:
        takes: The sort of value: a key of `api.documents.values.SORTS`, or the name of
            another question.

        means: One sentence for the person who asks.

        example: A value that makes sense.

        name: What it is called outside, where the field's own name is a word of Python.

        parts: For a question within this one whose fields are asked for one by one: the
            fields, each with its sentence here.
    """

    takes: str
    means: str
    example: object = None
    name: str | None = None
    parts: Mapping[str, str] | None = None


def asked(
    takes: str,
    means: str,
    *,
    default: Any = MISSING,  # noqa: ANN401 - whatever the field holds
    example: object = None,
    name: str | None = None,
    parts: Mapping[str, str] | None = None,
) -> Any:  # noqa: ANN401 - a field, as dataclasses have it
    """
    Declare a field of a question; without a default it has to be given.

    >>> @dataclass(frozen=True)
    ... class Oldest:
    ...     first: int = asked("whole", "How many to list.", default=10, example=3)
    >>> meanings(Oldest)["first"].means
    'How many to list.'
    """
    meaning = Meaning(takes=takes, means=means, example=example, name=name, parts=parts)
    return field(default=default, metadata={_KEY: meaning})


def meanings(question: type[Any]) -> Mapping[str, Meaning]:
    """Each field of a sort of question, with what it means, in the order of its declaration."""
    return {each.name: each.metadata[_KEY] for each in fields(question)}
