"""Imports point one way: between the four packages, and between the rooms within them."""

import ast
import subprocess
import sys
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
#: What each room may import from its own package beside itself. Files beside the rooms are rooms.
ROOMS: dict[str, set[str]] = {
    "graph.domain": set(),
    "graph.files": {"graph.domain"},
    "graph.views": {"graph.domain"},
    "graph.measures": {"graph.domain", "graph.views"},
    "graph.answers": {"graph.domain", "graph.views", "graph.measures"},
    "graph.stores": {"graph.domain", "graph.views", "graph.files"},
    "visualise.maps": set(),
    "visualise.exports": set(),
    "visualise.plans": {"visualise.maps"},
    "api.documents": {"api.standard_input"},
    "api.networks": {"api.documents", "api.settings"},
    "api.schema": {"api.documents", "api.networks"},
    "api.http": {"api.allowance", "api.networks", "api.schema", "api.settings"},
}
#: Which questions rest on which others. What several share stands beside their folders.
QUESTIONS: dict[str, set[str]] = {
    "partners": set(),
    "introductions": set(),
    "gaps": {"introductions"},
    "funds": {"introductions"},
    "bridges": {"introductions"},
    "experts": {"introductions", "partners"},
    "coalition": {"partners"},
    "compare": {"coalition"},
    "plan": {"coalition", "experts", "funds", "gaps", "introductions"},
}
#: Rooms of readers whose format builds on another one.
FORMATS: dict[str, set[str]] = {
    "ecosoc": {"workbook"},
    "ftm": {"networks"},
    "fts": set(),
    "iati": set(),
    "mapping": {"workbook"},
    "networks": {"workbook"},
    "pax": {"workbook"},
    "popolo": set(),
    "reference": set(),
    "registers": {"iati", "workbook"},
    "workbook": set(),
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


def room(name: str, depth: int = 2) -> str:
    """The room that a dotted name lies in: its first *depth* parts."""
    return ".".join(name.split(".")[:depth])


def beyond(folder: str, allowed: set[str], *, depth: int = 2) -> dict[str, list[str]]:
    """What the modules of a room import from rooms of their package that they may not know."""
    own = folder.replace("/", ".")
    around = own.rpartition(".")[0] + "."
    found = {
        str(path): [
            name
            for name in imported(parse(path))
            if name.startswith(around) and room(name, depth) not in allowed | {own}
        ]
        for path in sources(folder)
    }
    return {path: names for path, names in found.items() if names}


@pytest.mark.parametrize("name", ROOMS)
def test_rooms_point_one_way(name: str) -> None:
    """No module imports from a room that its own is not built on."""
    assert beyond(name.replace(".", "/"), ROOMS[name]) == {}


@pytest.mark.parametrize("name", QUESTIONS)
def test_questions_rest_on_others(name: str) -> None:
    """A question uses what all share, and only the answers that it is made of."""
    shared = {path.stem for path in (ROOT / "graph/answers").glob("*.py")}
    allowed = {f"graph.answers.{other}" for other in QUESTIONS[name] | shared}
    assert beyond(f"graph/answers/{name}", allowed, depth=3) == {}


def test_what_questions_share_knows_none_of_them() -> None:
    """What stands beside the folders of questions imports nothing from them."""
    assert {path.name for path in (ROOT / "graph/answers").iterdir() if path.is_dir()} - {
        "__pycache__"
    } == set(QUESTIONS)
    shared = [path for path in sources("graph/answers") if path.parent.name == "answers"]
    from_questions = tuple(f"graph.answers.{name}." for name in QUESTIONS)
    assert [
        (path, name)
        for path in shared
        for name in imported(parse(path))
        if name.startswith(from_questions)
    ] == []


@pytest.mark.parametrize("name", FORMATS)
def test_formats_know_only_what_they_build_on(name: str) -> None:
    """A reader knows bytes and words, and no other format than the one that its own builds on."""
    others = {f"ingest.{each}" for each in (*FORMATS, "loading", "inspecting")}
    allowed = {f"ingest.{each}" for each in FORMATS[name]}
    closed = tuple(f"{each}." for each in others - allowed - {f"ingest.{name}"})
    found = {
        str(path): [each for each in imported(parse(path)) if each.startswith(closed)]
        for path in sources(f"ingest/{name}")
    }
    assert {path: names for path, names in found.items() if names} == {}


def test_decoding_knows_no_format() -> None:
    """Bytes become rows, objects and elements without a word on what they mean."""
    closed = tuple(f"ingest.{each}." for each in (*FORMATS, "loading", "inspecting"))
    assert [
        (path, name)
        for path in sources("ingest/decoding")
        for name in imported(parse(path))
        if name.startswith(closed)
    ] == []


@pytest.mark.parametrize("name", ["networks", "schema", "http", "documents"])
def test_the_service_does_not_know_the_command_line(name: str) -> None:
    """What answers over HTTP imports neither click nor any command."""
    found = [each for path in sources(f"api/{name}") for each in imported(parse(path))]
    assert found
    assert [each for each in found if f"{each}.".startswith(("click.", "api.cli."))] == []


def test_the_service_never_loads_click() -> None:
    """Nor does anything that it imports, however far away."""
    code = "import sys, api.http.app; sys.exit('click' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


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
