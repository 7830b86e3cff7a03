"""The comparisons that a condition may make, each with its function, its symbol, its opposite and its mirror image."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

Comparison = Callable[[Any, Any], bool]

# Comparisons that need an order: only numbers and levels have one.
ORDERED: Mapping[type[ast.cmpop], Comparison] = MappingProxyType(
    {ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge}
)
COMPARISONS: Mapping[type[ast.cmpop], Comparison] = MappingProxyType(
    {**ORDERED, ast.Eq: operator.eq, ast.NotEq: operator.ne}
)
SYMBOLS: Mapping[type[ast.cmpop], str] = MappingProxyType(
    {
        ast.Lt: "<",
        ast.LtE: "<=",
        ast.Gt: ">",
        ast.GtE: ">=",
        ast.Eq: "==",
        ast.NotEq: "!=",
        ast.In: "in",
        ast.NotIn: "not in",
    }
)
# `not (a < b)` is `a >= b`.
OPPOSITES: Mapping[type[ast.cmpop], type[ast.cmpop]] = MappingProxyType(
    {
        ast.Lt: ast.GtE,
        ast.GtE: ast.Lt,
        ast.Gt: ast.LtE,
        ast.LtE: ast.Gt,
        ast.Eq: ast.NotEq,
        ast.NotEq: ast.Eq,
        ast.In: ast.NotIn,
        ast.NotIn: ast.In,
    }
)
_MIRRORED: Mapping[type[ast.cmpop], type[ast.cmpop]] = MappingProxyType(
    {ast.Lt: ast.Gt, ast.LtE: ast.GtE, ast.Gt: ast.Lt, ast.GtE: ast.LtE}
)


def mirrored(op: type[ast.cmpop]) -> type[ast.cmpop]:
    """The comparison that says the same with its sides swapped: `200 <= people` is `people >= 200`."""
    return _MIRRORED.get(op, op)
