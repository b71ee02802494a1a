"""What people read: docstrings, the schema, the pages; and habits that are hard to read."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "graph", "ingest", "visualise")
#: The most words of a sentence.
LONGEST = 30
#: Turns that a reader whose third language is English stumbles over.
HABITS = re.compile(
    r"\b(whom|that is none|what is so|stands? for (?:them|it)|went by)\b",
    re.IGNORECASE,
)
#: What is no sentence: code, tables, addresses, examples of a session.
_CODE = re.compile(
    r"```.*?```|`[^`]*`|^\s*\|[^\n]*$|^\s*>>>[^\n]*$|https?://\S+|^#[^\n]*$|^[│├└][^\n]*$",
    re.DOTALL | re.MULTILINE,
)
_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n\s*[-*] |\n\s*\d+\. ")


def docstrings(path: Path) -> Iterator[tuple[str, str]]:
    """Each docstring of a module, with the line at which what it explains begins."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}", text


def public_texts() -> Iterator[tuple[str, str]]:
    """Every text that people read of the project, with where it stands."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield from docstrings(path)
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    for path in (*pages, ROOT / "api" / "schema" / "schema.graphql"):
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def habits(text: str) -> list[str]:
    """The turns in *text* that should be put in common words."""
    return [found[0] for found in HABITS.finditer(_CODE.sub(" ", text))]


def explanations() -> Iterator[tuple[str, str]]:
    """What explains the code and the product to newcomers: docstrings, the schema, first pages."""
    first = ("README.md", "CONTRIBUTING.md", "docs/architecture.md", "api/schema/schema.graphql")
    for where, text in public_texts():
        if not where.endswith(".md") or where in first:
            yield where, text


def long_sentences(text: str) -> list[str]:
    """The sentences of *text* with more words than a reader holds at once."""
    plain = _CODE.sub(" x ", text)
    return [each for each in _SENTENCE.split(plain) if len(each.split()) > LONGEST]
