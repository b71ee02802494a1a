"""The ids of the ties that a workbook makes."""

from graph.domain.model import key_of


def tie_id(source: str, *content: object) -> str:
    """The id of a tie of *source* that its *content* tells from others, wherever it stands."""
    return f"{source}/tie-{key_of(*content)}"
