"""What one operation may ask for: weighed at once, whatever it looks like."""

import time
from collections.abc import Mapping

import pytest
from graphql import GraphQLError, get_introspection_query, parse

from api.http.limits import UNBOUNDED, Limits, limits_of
from api.http.operation import Asked, Engine, operation_of
from api.schema.query import executable_schema
from api.settings import Settings

SCHEMA = executable_schema()
USUAL = limits_of(Settings())
#: Longer than any refusal takes on a busy machine, shorter than any of these attacks unhindered.
AT_ONCE = 0.5


def check(text: str, limits: Limits = USUAL, variables: Mapping[str, object] | None = None) -> None:
    """Weigh the only operation of a document."""
    document = parse(text)
    limits.check(SCHEMA, document, operation_of(document, None), variables or {})


def cost(text: str, variables: Mapping[str, object] | None = None) -> int:
    """What a document costs, by where it is refused."""
    low, high = 0, UNBOUNDED
    while low < high:
        middle = (low + high) // 2
        limits = Limits(
            cost=middle,
            depth=99,
            fields=9_999,
            aliases=99,
            directives=99,
            root_fields=99,
            page=10**6,
        )
        try:
            check(text, limits, variables)
        except GraphQLError:
            low = middle + 1
        else:
            high = middle
    return low


FULL = "stakeholders { edges { node { names { sources { title } } } } }"


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        pytest.param("{ __typename }", {}, 1, id="one"),
        pytest.param("{ sources { id } }", {}, 1 + 10, id="list"),
        pytest.param("{ sources { id title } }", {}, 1 + 10 * 2, id="list-of-two"),
        pytest.param("{ stakeholders { totalCount } }", {}, 51 + 1, id="dear"),
        pytest.param("{ stakeholders(first: 7) { edges { cursor } } }", {}, 51 + 1 + 7, id="page"),
        pytest.param(
            "query($n: Int) { stakeholders(first: $n) { edges { cursor } } }",
            {"n": 300},
            51 + 1 + 300,
            id="page-by-variable",
        ),
        pytest.param(
            "{ stakeholders(first: 7) { ...P } } "
            "fragment P on StakeholderConnection { edges { cursor } }",
            {},
            51 + 1 + 7,
            id="page-through-a-fragment",
        ),
        pytest.param(
            "{ stakeholders(first: 5) { edges { node { ties(first: 6) { edges { cursor } } } } } }",
            {},
            51 + 1 + 5 * (1 + 1 + 1 + 6),
            id="pages-in-pages",
        ),
        pytest.param(
            "{ stakeholders(first: 5) { ... on StakeholderConnection { edges { cursor } } } }",
            {},
            51 + 1 + 5,
            id="inline-fragment",
        ),
        pytest.param(
            '{ partners(first: 3, themes: ["x"]) { partners { name } } }',
            {},
            501 + 3 * 1 + 1,
            id="partners",
        ),
    ],
)
def test_cost(text: str, variables: dict[str, object], expected: int) -> None:
    """Every value counts one, as often as its page is long; some fields count more."""
    assert cost(text, variables) == expected


CHAIN = "".join(f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }} " for i in range(60))
LADDER = "".join(
    f"fragment f{i} on Subject {{ ties {{ edges {{ other {{ ...f{i + 1} ...f{i + 1} }} }} }} }} "
    for i in range(60)
)
NEST = "ties { edges { other { "


@pytest.mark.parametrize(
    ("text", "what"),
    [
        pytest.param("{" + "a: __typename " * 21 + "}", "root fields", id="root-fields"),
        pytest.param(
            "{ sources {" + "".join(f"a{i}: id " for i in range(51)) + "} }",
            "aliases",
            id="aliases",
        ),
        pytest.param("{ sources { id " + "@a " * 51 + "} }", "directives", id="directives"),
        pytest.param("{ sources { " + "id " * 501 + "} }", "fields", id="same-fields"),
        pytest.param(
            "{ node(id: 1) { ... on Stakeholder {" + NEST * 5 + "id" + "} } }" * 5 + "} } }",
            "depth",
            id="depth",
        ),
        pytest.param(
            "{ ...f0 } " + CHAIN + "fragment f60 on Query { a: __typename }", "aliases", id="bomb"
        ),
        pytest.param(
            '{ stakeholder(id: "x") { ...f0 } } ' + LADDER + "fragment f60 on Subject { id }",
            "past counting",
            id="ladder",
        ),
        pytest.param(
            "{ stakeholders(first: 1000) { edges { node { "
            "ties(first: 1000) { edges { cursor } } } } } }",
            "cost",
            id="pages",
        ),
        pytest.param(
            "query @a" + " @a" * 60 + "{ __typename }", "directives", id="on-the-operation"
        ),
        pytest.param(
            "{"
            + " ".join(
                f"a{i}: partners(first: 1000) {{ considered partners {{ parts {{ name }} }} }}"
                for i in range(9)
            )
            + "}",
            "cost",
            id="dear-fields",
        ),
        pytest.param(
            "{"
            + "".join(
                f"a{i}: __schema {{ types {{ fields {{ args {{ type {{ name }} }} }} }} }} "
                for i in range(20)
            )
            + "}",
            "cost",
            id="introspection",
        ),
    ],
)
def test_too_much(text: str, what: str) -> None:
    """An operation that asks for too much is refused at once, and told of what."""
    begun = time.process_time()
    with pytest.raises(GraphQLError, match=what) as refusal:
        check(text)
    assert time.process_time() - begun < AT_ONCE
    assert refusal.value.extensions == {"code": "QUERY_TOO_COMPLEX"}


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        pytest.param("{ stakeholders(first: 1001) { totalCount } }", {}, id="written"),
        pytest.param("{ stakeholders(first: 0) { totalCount } }", {}, id="none"),
        pytest.param(
            "query($n: Int) { stakeholders(first: $n) { totalCount } }", {"n": 5_000}, id="variable"
        ),
    ],
)
def test_pages_too_long(text: str, variables: dict[str, object]) -> None:
    """A page longer than is allowed is refused by its size, wherever it is written."""
    with pytest.raises(GraphQLError, match="ask for 1 to 1000") as refusal:
        check(text, variables=variables)
    assert refusal.value.extensions == {"code": "BAD_USER_INPUT"}


@pytest.mark.parametrize(
    ("text", "variables"),
    [
        pytest.param(get_introspection_query(), {}, id="introspection"),
        pytest.param(
            get_introspection_query(specified_by_url=True, input_value_deprecation=True),
            {},
            id="full-introspection",
        ),
        pytest.param(
            "{ stakeholders(first: 100) { edges { node { name "
            "ties { edges { words other { name } } } } } } }",
            {},
            id="list",
        ),
        pytest.param(
            "query($n: Int) { stakeholders(first: $n) { totalCount } }",
            {"n": True},
            id="refused-later",
        ),
        pytest.param(
            "query($n: Int) { stakeholders(first: $n) { totalCount } }", {}, id="left-out"
        ),
        pytest.param("{ nothing { of { this { exists } } } }", {}, id="unknown-fields"),
        pytest.param("{ ...none ... on Nothing { id } }", {}, id="unknown-types"),
        pytest.param(
            "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }", {}, id="circle"
        ),
    ],
)
def test_what_is_let_through(text: str, variables: dict[str, object]) -> None:
    """What clients ask is let through, and so is what validation will refuse."""
    check(text, variables=variables)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{" + " ".join(f"a{i}: __typename" for i in range(1_500)) + "}", id="aliases"),
        pytest.param("{" + "sources {" * 1_000 + "id" + "}" * 1_000 + "}", id="depth"),
        pytest.param("{ __typename" + " @skip(if: true)" * 500 + "}", id="directives"),
        pytest.param("{" + " __typename" * 90_000 + "}", id="length"),
        pytest.param("[" * 90_000, id="brackets"),
        pytest.param(
            "{ ...f0 } "
            + "".join(f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }} " for i in range(150))
            + "fragment f150 on Query { x }",
            id="bomb",
        ),
        pytest.param(
            "{ sources { " + " ".join(["id"] * 490) + " } }", id="as-many-fields-as-may-be"
        ),
        pytest.param(
            "query(" + " ".join(f"$v{i}: Int" for i in range(400)) + ") { __typename }",
            id="variables",
        ),
        pytest.param(
            '{ stakeholders(text: """' + "x" * 90_000 + '""") { totalCount } }', id="text"
        ),
        pytest.param(
            "{ __type(name: 1) {" + " fields { type {" * 50 + " name " + "} }" * 50 + "} }",
            id="deep-introspection",
        ),
    ],
)
def test_documents_meant_to_hurt(text: str) -> None:
    """A document made to keep the service busy is answered, or refused, at once."""
    engine = Engine(SCHEMA, USUAL, max_tokens=Settings().max_tokens)
    begun = time.process_time()
    try:
        engine.document(text)
    except GraphQLError:
        pass
    else:
        outcome = engine.carry_out(Asked(query=text), None)
        assert len(outcome.body.get("errors", ())) <= 5
    assert time.process_time() - begun < AT_ONCE
