"""How the vocabulary is written in Neo4j, so that people find their way in its Browser."""

from collections.abc import Mapping

from graph.domain.vocabulary import vocabulary

#: What every stakeholder and context is, whatever its kind.
ENTITY = "Entity"


def _camel(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("_"))


#: The labels of a node by its kind: `Entity`, `Stakeholder` or `Context`, and `WomensNetwork`.
NODE_LABELS: Mapping[str, tuple[str, ...]] = {
    kind.code: (ENTITY, kind.role.capitalize(), _camel(kind.code))
    for kind in vocabulary().kinds.values()
}
#: The type of a relationship by its kind of tie: `MEMBER_OF`.
TIE_TYPES: Mapping[str, str] = {code: code.upper() for code in vocabulary().ties}
TIE_KINDS: Mapping[str, str] = {name: code for code, name in TIE_TYPES.items()}
