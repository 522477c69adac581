"""What strangers can send to each address of the desk: read from the views, not from a list.

From each view the functions it calls are followed through the rooms' own doors, and in each the
syntax tree is searched for what is read of a request: `request.POST.get("reden")`, the fields of a
form, a header, a cookie. A key that is made while running stands in MADE_WHILE_RUNNING with the
names it takes; a new one fails until it does.
"""

import ast
import inspect
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from types import ModuleType
from typing import NamedTuple

from django import forms
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.module_loading import import_string

EVERYWHERE = "*"
"""The address of what every request passes: layers in the middle, and what each page shows."""


class Channel(StrEnum):
    """By which way words come in."""

    QUERY = "GET"
    FORM = "POST"
    FILE = "FILES"
    HEADER = "headers"
    COOKIE = "COOKIES"
    PATH = "path"


class Field(NamedTuple):
    """Something that strangers can send."""

    address: str  # its name in the URL map
    channel: Channel
    name: str


_CHANNELS = {
    **{channel.value: channel for channel in Channel if channel is not Channel.PATH},
    "META": Channel.HEADER,
}
_WAYS_IN = ("views", "accounts", "door", "frame", "ruling", "reports", "retaining", "middleware")
_ASKED = {"asked": Channel.QUERY, "typed": Channel.FORM}
"""Names under which a view hands on what was sent, where the tree itself does not tell."""

MADE_WHILE_RUNNING = {
    "zichtlijn.privacy.views.rights.weighing._read": ("kamer", "gegeven", "reden"),
    "zichtlijn.privacy.views.rules.change_row": (
        "block", "conditions", "when", "ground", "in_words",
        "role", "organisation", "verb", "purpose", "data_class", "regime", "gate", "subject_age",
        "part", "membership", "contested", "retention_state", "break_glass", "outcome",
    ),
}  # fmt: skip
"""Which names a function reads where the key is no word in its text."""


@cache
def derive_fields() -> dict[Field, str]:
    """Return what can be sent to each address, with the kind of form field, or `read`."""
    found = {
        Field(EVERYWHERE, channel, key): kind
        for place in _list_what_every_request_passes()
        for channel, key, kind in _read_all(import_string(place))
    }
    for one in list_addresses():
        for part, converter in one.converters.items():
            found[Field(one.name, Channel.PATH, part)] = converter
        for channel, key, kind in _read_all(one.view):
            found[Field(one.name, channel, key)] = kind
    return found


def _list_what_every_request_passes() -> list[str]:
    context = settings.TEMPLATES[0]["OPTIONS"]["context_processors"]
    return [place for place in (*settings.MIDDLEWARE, *context) if place.startswith("zichtlijn.")]


class Address(NamedTuple):
    """One address of the URL map."""

    name: str
    route: str
    converters: dict[str, str]  # part of the path -> name of what reads it
    view: Callable[..., object]


def list_addresses(
    patterns: list[URLPattern | URLResolver] | None = None, space: str = "", before: str = ""
) -> Iterator[Address]:
    """Return every address of the URL map."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            inside = f"{space}{one.namespace}:" if one.namespace else space
            yield from list_addresses(one.url_patterns, inside, route)
        else:
            parts = {part: type(how).__name__ for part, how in one.pattern.converters.items()}
            yield Address(f"{space}{one.name}", route, parts, one.callback)


def _read_all(view: Callable[..., object]) -> set[tuple[Channel, str, str]]:
    """Return what a view and everything it calls on its way read of a request."""
    found: set[tuple[Channel, str, str]] = set()
    seen: set[object] = set()
    waiting: list[object] = [view]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if inspect.isclass(one):
            found |= set(_read_form(one))
            waiting += [member for member in vars(one).values() if inspect.isfunction(member)]
        elif inspect.isfunction(one):
            waiting += [one.__wrapped__] if hasattr(one, "__wrapped__") else []
            found |= _read_one(one)
            waiting += list(_follow(one))
    return found


def _read_form(form: type) -> Iterator[tuple[Channel, str, str]]:
    for name, field in getattr(form, "base_fields", {}).items():
        channel = Channel.FILE if isinstance(field, forms.FileField) else Channel.FORM
        yield channel, name, type(field).__name__


def _follow(function: Callable[..., object]) -> Iterator[object]:
    """Return what a function calls or names of our own ways in."""
    for node in ast.walk(_tree_of(function)):
        found = None
        if isinstance(node, ast.Name):
            found = function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            holder = function.__globals__.get(node.value.id)
            if isinstance(holder, ModuleType):
                found = getattr(holder, node.attr, None)
        found = inspect.unwrap(found) if inspect.isfunction(found) else found
        if inspect.isclass(found) and not issubclass(found, forms.Form):
            continue
        if inspect.isfunction(found) or inspect.isclass(found):
            module = found.__module__.split(".")
            if module[0] == "zichtlijn" and set(_WAYS_IN) & set(module):
                yield found


def _read_one(function: Callable[..., object]) -> set[tuple[Channel, str, str]]:
    """Return what one function reads by a key that stands in its text."""
    tree, name = _tree_of(function), f"{function.__module__}.{function.__qualname__}"
    held = _name_what_is_held(tree, name)
    found = set()
    for node in ast.walk(tree):
        for source, key in _list_reads(node):
            for channel in _tell_channels(source, held):
                found |= {(channel, one, "read") for one in _spell_key(key, function, name)}
    return found


def _spell_key(key: ast.expr, function: Callable[..., object], name: str) -> Sequence[str]:
    """Return the key: a word, a constant of the module or a setting; else as the list says."""
    if isinstance(key, ast.Constant):
        return [str(key.value)]
    if isinstance(key, ast.Name) and isinstance(function.__globals__.get(key.id), str):
        return [function.__globals__[key.id]]
    if isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name):
        held = getattr(function.__globals__.get(key.value.id), key.attr, None)
        if isinstance(held, str):
            return [held]
    if listed := _list_in_turn(key, _tree_of(function)):
        return listed
    assert name in MADE_WHILE_RUNNING, f"{name} reads by a key that is no word: name what it takes"
    return MADE_WHILE_RUNNING[name]


def _list_in_turn(key: ast.expr, tree: ast.AST) -> list[str]:
    """Return the words that a loop gives the key: for name in ("x", "y")."""
    for node in ast.walk(tree):
        in_turn = isinstance(node, ast.comprehension | ast.For) and isinstance(node.iter, ast.Tuple)
        if in_turn and ast.dump(node.target) == ast.dump(key).replace("Load()", "Store()"):
            return [str(one.value) for one in node.iter.elts if isinstance(one, ast.Constant)]
    return []


def _list_reads(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Return where something is read and by which key: x.get(key), x[key], key in x."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        if node.func.attr in {"get", "getlist"}:
            yield node.func.value, node.args[0]
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value, node.slice
    elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
        yield node.comparators[0], node.left


def _name_what_is_held(tree: ast.AST, name: str) -> dict[str, set[Channel]]:
    """Return which names of a function hold what was sent."""
    held: dict[str, set[Channel]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.arg in _ASKED and ".reports." in name:
            held[node.arg] = {_ASKED[node.arg]}
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            channels = {
                channel
                for part in _parts_that_hold(node.value)
                for channel in _tell_channels(part, held)
            }
            if channels:
                held[node.targets[0].id] = channels
    return held


def _parts_that_hold(value: ast.expr) -> list[ast.expr]:
    if isinstance(value, ast.IfExp):
        return [value.body, value.orelse]
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        return [value.func.value] if value.func.attr == "dict" else []
    return [value]


def _tell_channels(source: ast.expr, held: dict[str, set[Channel]]) -> set[Channel]:
    if isinstance(source, ast.Attribute) and source.attr in _CHANNELS:
        of = source.value
        return (
            {_CHANNELS[source.attr]} if isinstance(of, ast.Name) and of.id == "request" else set()
        )
    if isinstance(source, ast.Name):
        return held.get(source.id, set())
    return set()


@cache
def _tree_of(function: Callable[..., object]) -> ast.AST:
    """Return the tree of a function, its decorators included."""
    places = _trees_in(function.__module__, inspect.getsourcefile(function) or "")
    return places.get(function.__code__.co_firstlineno, ast.Module([], []))


@cache
def _trees_in(module: str, file: str) -> dict[int, ast.AST]:
    with open(file, encoding="utf-8") as opened:  # noqa: PTH123 - by its name
        tree = ast.parse(opened.read())
    found: dict[int, ast.AST] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(one.lineno for one in node.decorator_list)])
            found[first] = node
        elif isinstance(node, ast.Lambda):
            found.setdefault(node.lineno, node)
    return found
