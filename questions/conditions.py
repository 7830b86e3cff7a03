"""Small readable conditions (`people >= 200 and 'vehicles' in nearby`): parsed, type-checked, compiled.

The grammar is a handful of Python's own expression forms, parsed by the standard library's `ast` and
compiled to closures; nothing else of Python can be written. A comparison with something unanswered is false.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Any, Literal

from questions.operators import COMPARISONS, ORDERED, SYMBOLS, mirrored
from questions.scale import LEVELS

Kind = Literal["text", "number", "choice", "choices", "flag", "level"]
Value = str | int | bool | tuple[str, ...]
Test = Callable[[Mapping[str, Value], Mapping[str, int]], bool]

LONGEST = 1000


class ConditionError(ValueError):
    """A condition that cannot be used; its message says what to change."""


@dataclass(frozen=True, slots=True)
class ValueType:
    """The kind of a value, and the ids that it can take where it is a choice."""

    kind: Kind
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a condition may use."""

    fields: Mapping[str, ValueType]
    questions: frozenset[str]


def compile_condition(text: str, names: Names) -> Test:
    """Give a pure test of (profile values, question levels) for a condition.

    Raises ConditionError where the text is not of the grammar, names something unknown, or compares
    values that can never match.
    """
    try:
        return _compile(parse_condition(text), names)
    except RecursionError as error:
        raise ConditionError("is nested too deeply; make it simpler") from error


def questions_named(text: str) -> tuple[str, ...]:
    """The ids of the questions whose level a condition reads, in order of appearance."""
    return tuple(
        str(node.slice.value)
        for node in ast.walk(parse_condition(text))
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)
    )


def fields_named(text: str) -> frozenset[str]:
    """The profile fields that a condition reads."""
    found = {node.id for node in ast.walk(parse_condition(text)) if isinstance(node, ast.Name)}
    return frozenset(found - {"level"})


def options_named(text: str, *, chosen: bool = False) -> frozenset[tuple[str, str]]:
    """The options that a condition compares profile fields with, as (field, option).

    With `chosen`, only those that make their comparison true: not those behind != and not in.
    """
    found: set[tuple[str, str]] = set()
    for node in ast.walk(parse_condition(text)):
        if not isinstance(node, ast.Compare):
            continue
        if chosen and any(isinstance(op, ast.NotEq | ast.NotIn) for op in node.ops):
            continue
        inside = list(ast.walk(node))
        fields = [part.id for part in inside if isinstance(part, ast.Name) and part.id != "level"]
        options = [part.value for part in inside if isinstance(part, ast.Constant) and isinstance(part.value, str)]
        found.update((field, option) for field in fields for option in options)
    return frozenset(found)


@lru_cache(maxsize=1024)
def parse_condition(text: str) -> ast.expr:
    """Give the expression of a condition, its names not yet checked; nobody changes it. Raises ConditionError.

    Kept, because each condition of a bank is asked for what it names, and compiled, by one check after another.
    """
    if len(text) > LONGEST:
        raise ConditionError(f"is too long ({len(text):,} characters); use {LONGEST:,} or fewer")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        raise ConditionError(f"cannot be read as a condition: {text!r}") from error


def _compile(node: ast.expr, names: Names) -> Test:
    match node:
        case ast.BoolOp(op=op, values=values):
            join = _both if isinstance(op, ast.And) else _either
            return reduce(join, (_compile(value, names) for value in values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = _compile(operand, names)
            return lambda profile, levels: not inner(profile, levels)
        case ast.Compare(left=left, ops=ops, comparators=rights):
            lefts = [left, *rights[:-1]]
            return reduce(_both, (_compare(a, op, b, names) for a, op, b in zip(lefts, ops, rights, strict=True)))
        case ast.Name(id=name):
            if _type(name, names).kind != "flag":
                raise ConditionError(f"{name!r} is not a yes or no; compare it with a value")
            return lambda profile, _levels: profile.get(name) is True
    raise ConditionError(f"{ast.unparse(node)!r} is not allowed; use and, or, not and comparisons")


def _both(first: Test, second: Test) -> Test:
    return lambda profile, levels: first(profile, levels) and second(profile, levels)


def _either(first: Test, second: Test) -> Test:
    return lambda profile, levels: first(profile, levels) or second(profile, levels)


def _compare(left: ast.expr, op: ast.cmpop, right: ast.expr, names: Names) -> Test:
    if isinstance(op, ast.In | ast.NotIn):
        return _membership(left, isinstance(op, ast.In), right, names)
    if type(op) not in COMPARISONS:
        raise ConditionError("'is' is not allowed; use == or !=")
    function = COMPARISONS[type(op)]
    if isinstance(left, ast.Constant):
        left, right, function = right, left, COMPARISONS[mirrored(type(op))]
    kind = _subject_type(left, names)
    wanted = _constant(right)
    symbol = SYMBOLS[type(op)]
    _fits(ast.unparse(left), kind, wanted)
    if type(op) in ORDERED and kind.kind not in ("number", "level"):
        raise ConditionError(f"{ast.unparse(left)!r} has no order, so {symbol} cannot be used with it")
    if kind.kind == "choices":
        raise ConditionError(f"{ast.unparse(left)!r} holds several values; write '... in {ast.unparse(left)}'")
    get = _getter(left)

    def test(profile: Mapping[str, Value], levels: Mapping[str, int]) -> bool:
        value = get(profile, levels)
        return value is not None and function(value, wanted)

    return test


def _membership(left: ast.expr, wanted: bool, right: ast.expr, names: Names) -> Test:
    if isinstance(right, ast.List | ast.Tuple):
        kind = _subject_type(left, names)
        if not right.elts:
            raise ConditionError("the list is empty, so nothing can be in it")
        values = frozenset(_constant(item) for item in right.elts)
        for value in values:
            _fits(ast.unparse(left), kind, value)
        if kind.kind == "choices":
            raise ConditionError(f"{ast.unparse(left)!r} holds several values; write one 'in' for each")
        get = _getter(left)

        def among(profile: Mapping[str, Value], levels: Mapping[str, int]) -> bool:
            value = get(profile, levels)
            return value is not None and (value in values) is wanted

        return among
    if not isinstance(right, ast.Name):
        raise ConditionError(f"{ast.unparse(right)!r} is neither a list nor a field of several values")
    kind = _type(right.id, names)
    if kind.kind != "choices":
        raise ConditionError(f"{right.id!r} does not hold several values; use ==")
    item, name = _constant(left), right.id
    _fits(name, kind, item)

    def holds(profile: Mapping[str, Value], _levels: Mapping[str, int]) -> bool:
        value = profile.get(name)
        return isinstance(value, tuple) and (item in value) is wanted

    return holds


def _getter(node: ast.expr) -> Callable[[Mapping[str, Value], Mapping[str, int]], Value | None]:
    if isinstance(node, ast.Name):
        name = node.id
        return lambda profile, _levels: profile.get(name)
    assert isinstance(node, ast.Subscript)
    question = str(_constant(node.slice))
    return lambda _profile, levels: levels.get(question)


def _subject_type(node: ast.expr, names: Names) -> ValueType:
    match node:
        case ast.Name(id=name):
            return _type(name, names)
        case ast.Subscript(value=ast.Name(id="level"), slice=ast.Constant(value=str(question))):
            if question not in names.questions:
                raise ConditionError(f"there is no question {question!r}")
            return ValueType("level")
    raise ConditionError(f"{ast.unparse(node)!r} is neither a profile field nor level['question-id']")


def _type(name: str, names: Names) -> ValueType:
    try:
        return names.fields[name]
    except KeyError:
        raise ConditionError(f"the profile has no field {name!r}") from None


def _constant(node: ast.expr) -> Any:
    if isinstance(node, ast.Constant) and isinstance(node.value, str | int):
        return node.value
    raise ConditionError(f"{ast.unparse(node)!r} is not a plain value in quotes, a number, True or False")


def _fits(name: str, kind: ValueType, value: object) -> None:
    number = isinstance(value, int) and not isinstance(value, bool)
    match kind.kind:
        case "number" if not number:
            raise ConditionError(f"{name!r} is a number, so it cannot be compared with {value!r}")
        case "level" if not number or value not in LEVELS:
            raise ConditionError(f"{name!r} is a level from {LEVELS[0]} to {LEVELS[-1]}, not {value!r}")
        case "flag" if not isinstance(value, bool):
            raise ConditionError(f"{name!r} is yes or no: True or False, not {value!r}")
        case "choice" | "choices" if value not in kind.ids:
            raise ConditionError(f"{name!r} never is {value!r}; it is one of {', '.join(sorted(kind.ids))}")
        case "text" if not isinstance(value, str):
            raise ConditionError(f"{name!r} is text, not {value!r}")
