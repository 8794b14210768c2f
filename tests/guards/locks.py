"""Where a change holds rows and where it writes to the trail, as its syntax tells."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.guards.house import SOURCE, modules, parsed

LOCK = "select_for_update"
Named = tuple[str, str]
TRAIL: Named = ("goldenthread.audit.changes.trail", "record")


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls in a syntax tree in the order in which they are made, arguments first."""
    for child in ast.iter_child_nodes(tree):
        yield from calls(child)
    if isinstance(tree, ast.Call):
        yield tree


def name_of(call: ast.Call) -> str:
    """Return the last name of what is called."""
    called = call.func
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def plain_locks(tree: ast.AST) -> list[int]:
    """Return the lines of locks that foreign keys wait for: those without `no_key=True`."""
    return [
        call.lineno
        for call in calls(tree)
        if name_of(call) == LOCK
        and not any(
            given.arg == "no_key" and getattr(given.value, "value", None) is True
            for given in call.keywords
        )
    ]


def locks_after_record(tree: ast.AST) -> list[tuple[str, int]]:
    """Return each function that writes to the trail and locks after that, with the lock's line."""
    found = []
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        written = False
        for call in calls(function):
            if written and name_of(call) == LOCK:
                found.append((function.name, call.lineno))
            written = written or name_of(call) == "record"
    return found


@dataclass(frozen=True)
class House:
    """Functions by module and name, and what each module calls by which name."""

    functions: Mapping[Named, ast.FunctionDef]
    imported: Mapping[str, Mapping[str, Named]]

    def called(self, module: str, call: ast.Call) -> Named | None:
        """Return which function of the house a call in a module calls, if it can be told."""
        named = call.func.id if isinstance(call.func, ast.Name) else ""
        for _ in range(9):
            if (module, named) in self.functions:
                return module, named
            if named not in self.imported.get(module, {}):
                return None
            module, named = self.imported[module][named]
        return None


def module_of(path: Path) -> str:
    """Return the dotted name of a module of the package."""
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(tree: ast.Module, module: str, is_package: bool) -> dict[str, Named]:
    found: dict[str, Named] = {}
    inside = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            above = inside[: len(inside) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            found |= {each.asname or each.name: (source, each.name) for each in node.names}
    return found


def changes() -> list[Path]:
    """Return the modules in which changes are, the only ones that lock and write to the trail."""
    return [path for path in modules() if "changes" in module_of(path).split(".")]


def house(paths: Iterable[Path]) -> House:
    """Return the functions of modules and how they are known to each other."""
    functions: dict[Named, ast.FunctionDef] = {}
    imported = {}
    for path in paths:
        module, tree = module_of(path), parsed(path)
        imported[module] = _imported(tree, module, path.name == "__init__.py")
        for node in tree.body:
            if isinstance(node, ast.FunctionDef):
                functions[module, node.name] = node
    return House(functions, imported)


def _reaching(calling: Mapping[Named, set[Named]], those: set[Named]) -> set[Named]:
    """Return those functions and all that call one of them, by however many steps."""
    found, grew = set(those), True
    while grew:
        more = {key for key, called in calling.items() if called & found} - found
        found, grew = found | more, bool(more)
    return found


def locks_after_writers(house: House) -> dict[str, list[str]]:
    """Return the functions that call what locks after what writes to the trail.

    Each, as module and name, with the names of what locks there; the order is that of the text.
    """
    made = {key: [*calls(function)] for key, function in house.functions.items()}
    whom = {key: [house.called(key[0], call) for call in made[key]] for key in made}
    own = {key for key in made if LOCK in map(name_of, made[key])} - {TRAIL}
    elsewhere = {key: {one for one in whom[key] if one} for key in made if key != TRAIL}
    locking, writing = _reaching(elsewhere, own), _reaching(elsewhere, {TRAIL})
    found: dict[str, list[str]] = {}
    for module, name in made.keys() - {TRAIL}:
        written = False
        for call, called in zip(made[module, name], whom[module, name], strict=True):
            if written and (called in locking or name_of(call) == LOCK):
                late = found.setdefault(f"{module.removeprefix('goldenthread.')}.{name}", [])
                late.append(name_of(call))
            written = written or called in writing
    return found
