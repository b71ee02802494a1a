"""
What can go wrong, as a tree.

GraphError
├── ClaimError      a source, entity, tie or judgement that cannot exist
│   └── NobodyError a name that is nobody's (ingest.nobody)
├── StoreError      a store that cannot be opened, read or written
├── NotHereError    an id that this View does not hold
├── NeedError       a question that makes no sense
├── ReadError       a file that cannot enter the network (ingest.errors)
├── AccessError     a key that opens nothing (api.http.access)
└── SettingError    a setting with an unusable value (api.settings)
"""


class GraphError(Exception):
    """Anything that Tracktwo refuses, in words meant for the person who asked."""


class ClaimError(GraphError):
    """
    A claim that cannot exist: an unknown kind, a missing end, an impossible date.

    Args:
        message: What is wrong.

        field: The field that is wrong, if it is a single one.

        member: Which member of that field is wrong, when it has several.
    """

    def __init__(self, message: str, *, field: str | None = None, member: object = None) -> None:
        super().__init__(message)
        self.field = field
        self.member = member


class StoreError(GraphError):
    """A store that cannot be opened, read or written."""


class NotHereError(GraphError):
    """
    An id that this View does not hold.

    What is hidden from a reader and what does not exist give the same words.
    """


class NeedError(GraphError):
    """A question with an unknown theme, place, kind or level, or no question at all."""
