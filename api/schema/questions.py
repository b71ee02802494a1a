"""Arguments and inputs of the schema, made of what questions declare of their fields."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from functools import wraps
from typing import Annotated, Any, TypeVar, get_origin, get_type_hints

import strawberry
from strawberry import UNSET

from api.documents.sections import MADE
from graph.domain.questions import Meaning, meanings

R = TypeVar("R")
Resolver = Callable[..., R]

#: The types of GraphQL for each sort of value.
TYPES: Mapping[str, Any] = {
    "text": str,
    "id": strawberry.ID,
    "flag": bool,
    "whole": int,
    "number": float,
    "share_of_one": float,
    "trait": str,
    "joined": str,
    "ids": list[strawberry.ID],
    "groups": list[list[strawberry.ID]],
    **dict.fromkeys(("texts", "themes", "places", "kinds", "levels", "tie_kinds"), list[str]),
}


def asks(question: type[Any]) -> Callable[[Resolver[R]], Resolver[R]]:
    """
    Give a resolver an argument for each field of *question*; it is called with the question.

    The resolver takes `self`, `info` and `question`, then arguments of its own, such as a date.
    A field that is declared on the question needs nothing else to be asked for.

    Args:
        question: A frozen dataclass whose fields are declared by `graph.domain.questions.asked`.

    Returns:
        The decorator of the resolver.
    """

    def decorate(resolver: Resolver[R]) -> Resolver[R]:
        own = inspect.signature(resolver)
        names = [name for each in fields(question) for name in _parts(question, each)]

        @wraps(resolver)
        def called(self: object, info: object, **values: Any) -> R:  # noqa: ANN401 - as declared
            said = {name: values.pop(name) for name in names if name in values}
            return resolver(self, info, question=_question(question, said), **values)

        first, *rest = (each for each in own.parameters.values() if each.name != "question")
        added = [each for field in fields(question) for each in _parameters(question, field)]
        parameters = [first, rest[0], *added, *rest[1:]]
        called.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        return called

    return decorate


def takes(**described: str) -> Callable[[Resolver[R]], Resolver[R]]:
    """
    Let a resolver take questions as inputs: the same objects as documents hold.

    Args:
        described: What each argument means, by its name. The resolver's own annotation says
            which question it is.

    Returns:
        The decorator of the resolver.
    """

    def decorate(resolver: Resolver[R]) -> Resolver[R]:
        own, hints = inspect.signature(resolver), get_type_hints(resolver)

        @wraps(resolver)
        def called(self: object, info: object, **values: Any) -> R:  # noqa: ANN401 - as declared
            made = {name: made_of(hints[name], values[name]) for name in described}
            return resolver(self, info, **(values | made))

        parameters = [
            each.replace(annotation=_described(input_of(hints[each.name]), described[each.name]))
            if each.name in described
            else each
            for each in own.parameters.values()
        ]
        called.__signature__ = own.replace(parameters=parameters)  # type: ignore[attr-defined]
        return called

    return decorate


def input_of(question: type[Any]) -> type[Any]:
    """The input of the schema that has the fields of *question*; always the same one."""
    if question not in _INPUTS:
        _INPUTS[question] = _input(question)
    return _INPUTS[question]


_INPUTS: dict[type[Any], type[Any]] = {}


def _input(question: type[Any]) -> type[Any]:
    annotations, given = {}, {}
    for each in sorted(fields(question), key=lambda one: one.default is not MISSING):
        meaning, needed = meanings(question)[each.name], each.default is MISSING
        kind = _input_type(question, each.name, meaning)
        annotations[each.name] = kind if needed else kind | None
        default = {} if needed else {"default": UNSET}
        given[each.name] = strawberry.field(description=meaning.means, **default)
    made = type(f"{question.__name__}Input", (), {"__annotations__": annotations, **given})
    return strawberry.input(made, description=_first_line(question))


def made_of(question: type[Any], given: Any) -> Any:  # noqa: ANN401 - a question, by its input
    """
    The question that an input asks.

    Null says as little as a field that is left out. What an ask leaves out and its dialogue
    says is the dialogue's (`Dialogue.inherited`).

    Raises:
        NeedError: It makes no sense.
    """
    said = {each.name: getattr(given, each.name) for each in fields(question)}
    values = {name: one for name, one in said.items() if one not in (None, UNSET)}
    for name in [name for name in values if meanings(question)[name].takes in MADE]:
        inner = MADE[meanings(question)[name].takes]
        if hasattr(question, "inherited") and name == "ask":
            for key, value in question.inherited(values).items():
                if getattr(values[name], key) in (None, UNSET):
                    setattr(values[name], key, value)
        values[name] = (
            tuple(made_of(inner, each) for each in values[name])
            if isinstance(values[name], list)
            else made_of(inner, values[name])
        )
    return question(**{name: _tuples(one) for name, one in values.items()})


def _tuples(value: Any) -> Any:  # noqa: ANN401 - whatever an argument holds
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value


def _input_type(question: type[Any], name: str, meaning: Meaning) -> Any:  # noqa: ANN401 - a type
    if meaning.takes in TYPES:
        return TYPES[meaning.takes]
    inner = input_of(MADE[meaning.takes])
    return list[inner] if get_origin(get_type_hints(question)[name]) is tuple else inner  # type: ignore[valid-type]


def _first_line(question: type[Any]) -> str:
    return (inspect.getdoc(question) or "").partition("\n\n")[0].replace("\n", " ")


def _described(kind: Any, words: str, name: str | None = None) -> Any:  # noqa: ANN401 - a type
    return Annotated[kind, strawberry.argument(name=name, description=words)]


def _parts(question: type[Any], each: "Field[Any]") -> tuple[str, ...]:
    """The names of the arguments for a field: its own, or those of its parts."""
    return tuple(meanings(question)[each.name].parts or (each.name,))


def _parameters(question: type[Any], each: "Field[Any]") -> list[inspect.Parameter]:
    meaning = meanings(question)[each.name]
    if meaning.parts:
        inner = meanings(MADE[meaning.takes])
        return [
            _parameter(name, _described(TYPES[inner[name].takes] | None, words), None)
            for name, words in meaning.parts.items()
        ]
    kind, default = TYPES[meaning.takes], each.default
    if default is None or default == ():
        kind, default = kind | None, None
    return [_parameter(each.name, _described(kind, meaning.means, meaning.name), default)]


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:  # noqa: ANN401
    kept = inspect.Parameter.empty if default is MISSING else default
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, kind, default=kept, annotation=annotation)


def _question(question: type[Any], said: Mapping[str, Any]) -> Any:  # noqa: ANN401 - as declared
    values = {}
    for each in fields(question):
        meaning = meanings(question)[each.name]
        found = {name: _tuples(said[name]) for name in _parts(question, each) if said.get(name)}
        if meaning.parts and found:
            values[each.name] = MADE[meaning.takes](**found)
        elif not meaning.parts and said.get(each.name) is not None:
            values[each.name] = _tuples(said[each.name])
    return question(**values)
