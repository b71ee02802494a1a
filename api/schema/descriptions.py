"""Descriptions for the schema, taken from docstrings, so that each is written once."""

import inspect
from typing import TypeVar

import strawberry
from strawberry.types import get_object_definition

T = TypeVar("T")


def described(kind: type[T]) -> type[T]:
    """Give a Strawberry type, and each of its fields that has a resolver, its docstring."""
    definition = get_object_definition(kind, strict=True)
    definition.description = _words(kind)
    for field in definition.fields:
        if field.description is None and field.base_resolver is not None:
            field.description = _words(field.base_resolver.wrapped_func)
    return kind


def _words(thing: object) -> str:
    """The docstring of *thing*, each paragraph on one line."""
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    return "\n\n".join(" ".join(text.split()) for text in paragraphs)


def given(words: str) -> strawberry.types.arguments.StrawberryArgumentAnnotation:
    """Describe an argument."""
    return strawberry.argument(description=words)
