"""Rules of docs/style.md that no linter knows. A failure names the file and the rule."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOMS = ["zorgportaal", "cases", "funding", "reporting"]
SOURCES = sorted(
    path
    for room in ROOMS
    for path in (settings.BASE_DIR / room).rglob("*.py")
    if "migrations" not in path.parts
)
CODE = [path for path in SOURCES if "tests" not in path.parts]
MONEY = [path for path in CODE if "funding" in path.parts]
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
WRITES = {"save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create"}
DRAWERS = {"utils", "helpers", "common", "misc", "services", "managers"}
# Looked up by Django, allauth or crispy by their place, not by name in our code.
BY_PLACE = re.compile(r"^(portaal/|account/|django/|[45]\d\d\.html)")


def name(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]


def test_a_file_fits_in_the_head():
    assert [name(path) for path in SOURCES if len(path.read_text().splitlines()) > 400] == []


def test_a_function_fits_on_a_screen():
    too_long = [
        f"{name(path)}: {function.name}"
        for path in SOURCES
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno >= (40 if "tests" in path.parts else 30)
    ]

    assert too_long == []


def test_a_module_is_named_after_the_domain():
    assert [name(path) for path in SOURCES if path.stem in DRAWERS] == []


def test_views_change_nothing_themselves():
    writes = [
        f"{name(path)}:{call.lineno} {ast.unparse(call.func)}"
        for path in CODE
        if path.stem == "views"
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WRITES
    ]

    assert writes == []


@pytest.mark.parametrize("path", MONEY, ids=name)
def test_money_is_never_a_float(path):
    floats = [
        node.lineno
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
    ]

    assert floats == []


def runs_of_statements(path: Path, length: int = 4) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree(path)):
        body = getattr(node, "body", [])
        if isinstance(node, ast.Module | ast.ClassDef) or not isinstance(body, list):
            continue
        for start in range(len(body) - length + 1):
            run = body[start : start + length]
            yield "\n".join(map(ast.dump, run)), f"{name(path)}:{run[0].lineno}"


def test_no_four_statements_are_written_twice():
    places = defaultdict(list)
    for path in CODE:
        for run, place in runs_of_statements(path):
            places[run].append(place)

    assert [found for found in places.values() if len(found) > 1] == []


def test_every_template_is_used():
    text = "\n".join(path.read_text() for path in [*SOURCES, *TEMPLATES])
    names = [str(path.relative_to(settings.BASE_DIR / "templates")) for path in TEMPLATES]

    assert [one for one in names if not BY_PLACE.match(one) and f'"{one}"' not in text] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_partial_gets_only_what_it_is_given(path):
    includes = re.findall(r"{% include .*? %}", path.read_text())

    assert [tag for tag in includes if " only %}" not in tag] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_has_no_style_script_or_handler_of_its_own(path):
    """C060: the content security policy would refuse them anyway."""
    text = path.read_text()
    if "paper" in path.parts or path.stem == "paper":
        return

    assert re.findall(r"\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*nonce)", text) == []


def test_no_form_takes_all_fields_or_all_but_some():
    """P23: a list of what may not be changed forgets one."""
    loose = [
        f"{name(path)}:{node.lineno}"
        for path in CODE
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.name == "Meta" and path.stem == "forms"
        for statement in node.body
        if isinstance(statement, ast.Assign)
        and any(isinstance(t, ast.Name) and t.id == "exclude" for t in statement.targets)
    ]

    assert loose == []
    assert not any("csrf_exempt" in path.read_text() for path in CODE)
