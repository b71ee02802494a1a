"""Imports point one way: graph <- ingest, visualise <- api."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "graph": {"graph"},
    "ingest": {"ingest", "graph"},
    "visualise": {"visualise", "graph"},
    "api": {"api", "graph", "ingest", "visualise"},
}
# An answer is a function of a View: it opens no file, asks no store, reads no clock.
NOT_FOR_ANSWERS = {"graph.stores", "io", "neo4j", "os", "pathlib", "random", "sqlite3", "time"}
CLOCK = {"now", "today", "utcnow"}
ENVIRONMENT = {"environ", "environb", "getenv"}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def sources(folder: str) -> list[Path]:
    """Every Python file below a folder of the project."""
    return sorted((ROOT / folder).rglob("*.py"))


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names that a module, or a part of one, imports; `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def imported_in_functions(tree: ast.AST) -> list[str]:
    """What a module imports only when one of its functions is called."""
    functions = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    return [name for function in functions for name in imported(function)]


def names(tree: ast.AST) -> set[str]:
    """Every name and attribute that a module reads."""
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return attributes | {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def parse(path: Path) -> ast.Module:
    """Read one module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def upward(tree: ast.AST, package: str) -> list[str]:
    """What a module of a package imports from the layers above or beside it."""
    closed = set(MAY_IMPORT) - MAY_IMPORT[package]
    return [name for name in imported(tree) if name.partition(".")[0] in closed]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_point_one_way(package: str) -> None:
    """No module imports from a layer above its own, or beside it."""
    assert sources(package)
    assert {path: up for path in sources(package) if (up := upward(parse(path), package))} == {}


@pytest.mark.parametrize("package", [*MAY_IMPORT, "tests", "benchmarks"])
def test_imports_stand_at_the_top(package: str) -> None:
    """No function imports anything, and no import is for the type checker alone."""
    trees = {path: parse(path) for path in sources(package)}
    assert [path for path, tree in trees.items() if imported_in_functions(tree)] == []
    assert [path for path, tree in trees.items() if "TYPE_CHECKING" in names(tree)] == []


@pytest.mark.parametrize("package", ["graph", "ingest", "visualise"])
def test_only_the_api_reads_the_environment(package: str) -> None:
    """Settings are read in one place and handed down."""
    assert [path for path in sources(package) if names(parse(path)) & ENVIRONMENT] == []


def test_answers_are_functions_of_a_view() -> None:
    """No answer can reach a file, a store, the clock or chance."""
    trees = {path: parse(path) for path in sources("graph/answers")}
    reached = {
        path: [name for name in imported(tree) if f"{name}.".startswith(closed)]
        for path, tree in trees.items()
        for closed in [tuple(f"{module}." for module in NOT_FOR_ANSWERS)]
    }
    assert {path: found for path, found in reached.items() if found} == {}
    assert [path for path, tree in trees.items() if names(tree) & CLOCK] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("import api", ["api"], id="import"),
        pytest.param("import api.cli.main as c", ["api.cli.main"], id="submodule"),
        pytest.param("from ingest.iati import read", ["ingest.iati.read"], id="from"),
        pytest.param("from . import view", [], id="relative"),
        pytest.param("import apiary, graph.views.view", [], id="like-named"),
        pytest.param("def f():\n    import api", ["api"], id="in-a-function"),
    ],
)
def test_upward_sees_every_form(source: str, found: list[str]) -> None:
    """The test above would notice an import of any form, wherever it stands."""
    assert upward(ast.parse(source), "graph") == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("def f():\n    import json", ["json"], id="function"),
        pytest.param("async def f():\n    from a import b", ["a.b"], id="async"),
        pytest.param("class C:\n    def f(self):\n        import json", ["json"], id="method"),
        pytest.param("import json", [], id="top"),
    ],
)
def test_imported_in_functions_sees_every_form(source: str, found: list[str]) -> None:
    """The test above would notice an import inside any kind of function."""
    assert imported_in_functions(ast.parse(source)) == found
