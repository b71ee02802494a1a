"""The schema: described throughout, kept as text, and every field of it answers."""

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    get_named_type,
    is_leaf_type,
)

from api.schema.query import SCHEMA_FILE, executable_schema, kept_schema, schema_text
from graph.domain.labels import Label
from tests.api.conftest import Ask

SCHEMA = executable_schema()
FEMMES = 'stakeholder(id: "open/femmes")'
CHAINS = 'introductions(from: ["open/giver"], to: ["s4/x"])'
BRIDGES = 'bridges(left: ["mediation"], right: ["disarmament"])'
EXPERTS = 'experts(themes: ["mediation"], places: ["ML"], asking: "plan/left")'
FUNDS = 'rapidFunds(places: ["ML"], asking: "plan/mid")'
TABLE = """coalition(ask: { atLeast: 2, atMost: 2, themes: ["mediation"], places: ["ML"],
  differing: 1, cover: [{ what: "theme", of: ["mediation"] }] })"""
BOTH = """compare(left: { atMost: 1, themes: ["mediation"] },
  right: { atMost: 1, exclude: ["open/femmes"] })"""
PLAN = """plan(dialogue: { title: "T", themes: ["mediation"], places: ["ML"],
  convenor: "open/giver", ask: { atMost: 2 } })"""
NONE = 'coalition(ask: { atMost: 2, cover: [{ what: "kind", of: ["armed_actor"] }] })'
GAPS = 'gaps(themes: ["mediation"], places: ["ML"], kinds: ["womens_network"])'
NEAR = 'gaps(themes: ["mediation"], places: ["TD"], kinds: ["civil_society"], asking: "open/giver")'
PARTNERS = 'partners(themes: ["mediation"], places: ["ML"], asking: "open/giver")'
#: How to come to each type of object; the star stands for its fields.
PATHS = {
    "AgendaSide": f"{{ {BRIDGES} {{ left {{ * }} right {{ * }} }} }}",
    "Because": f"{{ {PARTNERS} {{ partners {{ parts {{ because {{ * }} }} }} }} }}",
    "Bridges": f"{{ {BRIDGES} {{ * }} }}",
    "Coalition": f"{{ {TABLE} {{ * }} }}",
    "Connector": f"{{ {BRIDGES} {{ connectors {{ * }} }} }}",
    "Comparison": f"{{ {BOTH} {{ * }} }}",
    "Contradiction": f"{{ {NONE} {{ contradiction {{ * }} }} }}",
    "ContradictingDemand": f"{{ {NONE} {{ contradiction {{ demands {{ * }} }} }} }}",
    "Context": '{ node(id: "open/talks") { ... on Context { * } } }',
    "DroppedCount": f"{{ {TABLE} {{ dropped {{ * }} }} }}",
    "EasedDemand": f"{{ {NONE} {{ contradiction {{ eased {{ * }} }} }} }}",
    "Exchange": f"{{ {BOTH} {{ leftForRight {{ * }} }} }}",
    "Expert": f"{{ {EXPERTS} {{ experts {{ * }} }} }}",
    "Experts": f"{{ {EXPERTS} {{ * }} }}",
    "Gap": f"{{ {GAPS} {{ gaps {{ * }} }} }}",
    "GapCell": f"{{ {GAPS} {{ cells {{ * }} }} }}",
    "GapMargin": f"{{ {GAPS} {{ themes {{ * }} places {{ * }} kinds {{ * }} }} }}",
    "Gaps": f"{{ {GAPS} {{ * }} }}",
    "Holder": f"{{ {BRIDGES} {{ holding {{ * }} }} }}",
    "Hop": f"{{ {CHAINS} {{ introductions {{ hops {{ * }} }} }} }}",
    "InCell": f"{{ {GAPS} {{ gaps {{ there {{ * }} }} }} }}",
    "Introduction": f"{{ {CHAINS} {{ introductions {{ * }} }} }}",
    "Introductions": f"{{ {CHAINS} {{ * }} }}",
    "Kind": "{ vocabulary { kinds { * } } }",
    "LeftOut": f"{{ {PARTNERS} {{ leftOut {{ * }} }} }}",
    "LeftOutCount": f"{{ {PARTNERS} {{ leftOutCounts {{ * }} }} }}",
    "Member": f"{{ {TABLE} {{ members {{ * }} }} }}",
    "MetDemand": f"{{ {TABLE} {{ demands {{ * }} }} }}",
    "Money": '{ node(id: "tie:open/1") { ... on Tie { money { * } } } }',
    "Named": f"{{ {FEMMES} {{ extra {{ * }} }} }}",
    "NearCell": f"{{ {NEAR} {{ gaps {{ nearest {{ * }} }} }} }}",
    "OnBoth": f"{{ {BRIDGES} {{ both {{ * }} }} }}",
    "OtherCoalition": f"{{ {TABLE} {{ alternatives {{ * }} }} }}",
    "PageInfo": "{ stakeholders { pageInfo { * } } }",
    "Part": f"{{ {PARTNERS} {{ partners {{ parts {{ * }} }} }} }}",
    "Partner": f"{{ {PARTNERS} {{ partners {{ * }} }} }}",
    "Partners": f"{{ {PARTNERS} {{ * }} }}",
    "Plan": f"{{ {PLAN} {{ * }} }}",
    "PlanCitation": f"{{ {PLAN} {{ sources {{ * }} }} }}",
    "PlanDoubt": f"{{ {PLAN} {{ doubts {{ * }} }} }}",
    "PlanHeld": f"{{ {PLAN} {{ held {{ * }} }} }}",
    "PlanWay": f"{{ {PLAN} {{ ways {{ * }} }} }}",
    "RapidFund": f"{{ {FUNDS} {{ funds {{ * }} }} }}",
    "RapidFunds": f"{{ {FUNDS} {{ * }} }}",
    "Said": f"{{ {FEMMES} {{ names {{ * }} }} }}",
    "SavedAsk": "{ asks { * } }",
    "Service": f"{{ {TABLE} {{ members {{ serves {{ * }} }} }} }}",
    "Source": "{ sources { * } }",
    "Spoken": f"{{ {EXPERTS} {{ experts {{ languages {{ * }} }} }} }}",
    "StandIn": f"{{ {TABLE} {{ members {{ standIn {{ * }} }} }} }}",
    "StateCount": f"{{ {GAPS} {{ counts {{ * }} }} }}",
    "Stakeholder": f"{{ {FEMMES} {{ * }} }}",
    "StakeholderConnection": "{ stakeholders { * } }",
    "StakeholderEdge": "{ stakeholders { edges { * } } }",
    "Theme": "{ vocabulary { themes { * } } }",
    "Tie": '{ node(id: "tie:open/1") { ... on Tie { * } } }',
    "TableChange": f"{{ {BOTH} {{ leaves {{ * }} }} }}",
    "TieConnection": f"{{ {FEMMES} {{ ties {{ * }} }} }}",
    "TieEdge": f"{{ {FEMMES} {{ ties {{ edges {{ * }} }} }} }}",
    "TieKind": "{ vocabulary { tieKinds { * } } }",
    "Vocabulary": "{ vocabulary { * } }",
    "Voucher": f"{{ {EXPERTS} {{ experts {{ vouchers {{ * }} }} }} }}",
    "Word": "{ vocabulary { levels { * } tracks { * } labels { * } } }",
}


def described(schema: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    """Everything of a schema that can have a description, by where it stands."""
    for name, kind in schema.type_map.items():
        if name.startswith("__") or name in ("Boolean", "Float", "ID", "Int", "String"):
            continue
        yield name, kind.description
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{key}", value.description) for key, value in kind.values.items())
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for key, field in kind.fields.items():
                yield f"{name}.{key}", field.description
                for argument, each in field.args.items():
                    yield f"{name}.{key}({argument})", each.description
        if isinstance(kind, GraphQLInputObjectType):
            yield from ((f"{name}.{key}", field.description) for key, field in kind.fields.items())


def test_everything_is_described() -> None:
    """Every type, field, argument and value has a description that is a sentence."""
    rows = dict(described(SCHEMA))
    assert len(rows) > 150
    lacking = [where for where, words in rows.items() if not words or words == "None"]
    assert lacking == []
    unfinished = [w for w, words in rows.items() if words and words.startswith(("Args", ">>>"))]
    assert unfinished == []


def test_the_kept_schema_is_current() -> None:
    """The schema in the repository is the one that is served: see `tracktwo export-schema`."""
    assert kept_schema() == schema_text(), f"run: tracktwo export-schema -o api/{SCHEMA_FILE}"


def test_the_kept_schema_can_be_read() -> None:
    """Other programs can build the schema from the text."""
    built = build_schema(kept_schema())
    assert set(SCHEMA.type_map) == set(built.type_map)
    assert set(SCHEMA.query_type.fields if SCHEMA.query_type else ()) == {
        "ask",
        "asks",
        "bridges",
        "coalition",
        "compare",
        "experts",
        "gaps",
        "introductions",
        "node",
        "partners",
        "plan",
        "rapidFunds",
        "sources",
        "stakeholder",
        "stakeholders",
        "vocabulary",
    }


def selection(kind: GraphQLObjectType) -> str:
    """Every field of a type, of objects no more than that they are there."""
    chosen = [
        name if is_leaf_type(get_named_type(field.type)) else f"{name} {{ __typename }}"
        for name, field in kind.fields.items()
    ]
    return "__typename " + " ".join(chosen)


@pytest.mark.parametrize("name", PATHS)
def test_every_field_answers(ask: Ask, name: str) -> None:
    """A query for every field of every type is answered, and finds one of that type."""
    kind = SCHEMA.type_map[name]
    assert isinstance(kind, GraphQLObjectType)
    answer = ask(PATHS[name].replace("*", selection(kind)), Label.RED)
    assert "errors" not in answer, answer
    assert f"'__typename': '{name}'" in str(answer)


def test_every_type_is_asked_for() -> None:
    """The queries above leave no type out."""
    objects = {
        name
        for name, kind in SCHEMA.type_map.items()
        if isinstance(kind, GraphQLObjectType) and not name.startswith("__")
    }
    assert objects - {"Query"} == set(PATHS)
