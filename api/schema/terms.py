"""The words of the vocabulary, as the API shows them."""

from enum import Enum

import strawberry

from api.schema.descriptions import described
from graph.domain import vocabulary as words
from graph.domain.labels import Label


def _label(label: Label) -> object:
    definition = words.vocabulary().labels[label.text].definition
    return strawberry.enum_value(label.text, description=definition)


@strawberry.enum(
    name="Label",
    description="How far something may travel: the Traffic Light Protocol 2.0.",
)
class TrafficLight(Enum):
    """The labels of the Traffic Light Protocol; GraphQL cannot write the plus of AMBER+STRICT."""

    CLEAR = _label(Label.CLEAR)
    GREEN = _label(Label.GREEN)
    AMBER = _label(Label.AMBER)
    AMBER_STRICT = _label(Label.AMBER_STRICT)
    RED = _label(Label.RED)


def traffic_light(label: int) -> TrafficLight:
    """The label with this number."""
    return TrafficLight[Label(label).name]


@described
@strawberry.interface
class Term:
    """A word of the vocabulary."""

    code: str = strawberry.field(description="The stable code, for programs and filters.")
    label: str = strawberry.field(description="The word for people.")
    definition: str = strawberry.field(description="What it means.")


@described
@strawberry.type
class Word(Term):
    """A level of work, a track of diplomacy, or a label of the Traffic Light Protocol."""


@described
@strawberry.type
class Kind(Term):
    """A kind of stakeholder or of context."""

    role: str = strawberry.field(description="`stakeholder`, `context` or `watch`.")


@described
@strawberry.type
class TieKind(Term):
    """A kind of tie."""

    reverse: str = strawberry.field(description="The word for people, read from the other end.")
    directed: bool = strawberry.field(
        description="Whether it reads differently from the other end."
    )
    family: str = strawberry.field(
        description="What it is evidence of: alliance, work, money, structure, record or against."
    )
    starts: list[str] = strawberry.field(description="Codes of the kinds it may start from.")
    ends: list[str] = strawberry.field(description="Codes of the kinds it may lead to.")


@described
@strawberry.type
class Theme(Term):
    """A subject of the women, peace and security agenda."""

    parent: str | None = strawberry.field(description="The code of the wider subject.")
    pillar: bool = strawberry.field(description="Whether it is one of the four pillars.")
    source: str | None = strawberry.field(
        description="The list of others that it comes from; null for the agenda itself."
    )


@described
@strawberry.type
class Vocabulary:
    """The words of the field: what may stand in the network and how it may be tied."""

    @strawberry.field
    def kinds(self) -> list[Kind]:
        """Kinds of stakeholder and of context."""
        return [kind_of(code) for code in words.vocabulary().kinds]

    @strawberry.field
    def tie_kinds(self) -> list[TieKind]:
        """Kinds of tie."""
        return [tie_kind_of(code) for code in words.vocabulary().ties]

    @strawberry.field
    def themes(self) -> list[Theme]:
        """Themes: the four pillars of resolution 1325 and what is below them."""
        return [
            Theme(
                code=theme.code,
                label=theme.label,
                definition=theme.definition,
                parent=theme.parent,
                pillar=theme.pillar,
                source=theme.source,
            )
            for theme in words.vocabulary().themes.values()
        ]

    @strawberry.field
    def levels(self) -> list[Word]:
        """Levels of work, from local to global."""
        return [word_of(term) for term in words.vocabulary().levels.values()]

    @strawberry.field
    def tracks(self) -> list[Word]:
        """Tracks of diplomacy."""
        return [word_of(term) for term in words.vocabulary().tracks.values()]

    @strawberry.field
    def labels(self) -> list[Word]:
        """Labels of the Traffic Light Protocol 2.0, from open to closed."""
        return [word_of(term) for term in words.vocabulary().labels.values()]


def word_of(term: words.Term) -> Word:
    """A word as the API shows it."""
    return Word(code=term.code, label=term.label, definition=term.definition)


def kind_of(code: str) -> Kind:
    """A kind of stakeholder or context as the API shows it."""
    kind = words.vocabulary().kind(code)
    return Kind(code=code, label=kind.label, definition=kind.definition, role=kind.role)


def tie_kind_of(code: str) -> TieKind:
    """A kind of tie as the API shows it."""
    kind = words.vocabulary().tie(code)
    return TieKind(
        code=code,
        label=kind.label,
        definition=kind.definition,
        reverse=kind.reverse,
        directed=kind.directed,
        family=kind.family,
        starts=sorted(kind.starts),
        ends=sorted(kind.ends),
    )
