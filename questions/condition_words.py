"""Says a condition in words a person can follow with a pen, as far as what is known of the place leaves it open."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from questions.conditions import Names, Value, compile_condition, parse_condition
from questions.model import Bank
from questions.operators import COMPARISONS, OPPOSITES, mirrored
from questions.profile import ProfileField, value_types

# How each comparison is said of a number.
_NUMBER: Mapping[type[ast.cmpop], str] = {
    ast.Lt: "fewer than {}",
    ast.LtE: "{} or fewer",
    ast.Gt: "more than {}",
    ast.GtE: "{} or more",
    ast.Eq: "exactly {}",
    ast.NotEq: "not {}",
}

COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}


@dataclass(frozen=True, slots=True)
class _Open:
    """The part that is still open, in words; `joined` where they hold an "and" or an "or"."""

    words: str
    joined: bool = False


def condition_words(
    bank: Bank, condition: str, profile: Mapping[str, Value] | None, refs: Mapping[str, str]
) -> str | bool:
    """Give when a condition holds: True (always), False (never), or what must be so, in words.

    `profile` is what is known of the place, None where nothing is. `refs` names the profile fields and questions that
    a reader can look up ("question 12"); the level of a question that it lacks is as if unanswered.
    """
    found = _Teller(bank, profile, refs).fold(parse_condition(condition), negated=False)
    return found if isinstance(found, bool) else found.words


@dataclass(frozen=True, slots=True)
class _Teller:
    bank: Bank
    profile: Mapping[str, Value] | None
    refs: Mapping[str, str]

    def fold(self, node: ast.expr, *, negated: bool) -> bool | _Open:
        match node:
            case ast.BoolOp(op=op, values=values):
                return _join([self.fold(each, negated=negated) for each in values], isinstance(op, ast.And) != negated)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.fold(operand, negated=not negated)
            case ast.Compare(left=left, ops=ops, comparators=rights) if len(ops) > 1:
                pairs = zip([left, *rights[:-1]], ops, rights, strict=True)
                parts = [ast.Compare(left=a, ops=[op], comparators=[b]) for a, op, b in pairs]
                return _join([self.fold(each, negated=negated) for each in parts], not negated)
        return self._leaf(node, negated)

    def _leaf(self, node: ast.expr, negated: bool) -> bool | _Open:
        question = next((str(n.slice.value) for n in ast.walk(node) if _names_level(n)), None)  # type: ignore[attr-defined]
        if question is not None:
            return self._level(node, question, negated) if question in self.refs else negated
        if self.profile is None:
            return _Open(self._field_words(node, negated))
        names = Names(value_types(self.bank.profile), frozenset(self.bank.by_id))
        return compile_condition(ast.unparse(node), names)(self.profile, {}) != negated

    def _level(self, node: ast.expr, question: str, negated: bool) -> _Open:
        """A wish about an earlier answer, as the boxes that may be ticked there."""
        assert isinstance(node, ast.Compare)
        fits = self._fits(node)
        options = sorted(self.bank.by_id[question].options.items(), reverse=True)
        boxes = [*options, (0, self.bank.scoring.dont_know)]
        meant = [(title, fits(level) != negated) for level, title in boxes]
        count = sum(chosen for _, chosen in meant)
        if all(chosen for _, chosen in meant[:count]):
            said = "the first box" if count == 1 else f"one of the first {COUNTS.get(count, count)} boxes"
        else:
            said = _listed([f"“{title}”" for title, chosen in meant if chosen])
        return _Open(f"you ticked {said} at {self.refs[question]}")

    def _fits(self, node: ast.Compare) -> Callable[[int], bool]:
        op, right = node.ops[0], node.comparators[0]
        if isinstance(op, ast.In | ast.NotIn):
            among = ast.literal_eval(right)
            return lambda level: (level in among) is isinstance(op, ast.In)
        if isinstance(node.left, ast.Constant):
            wanted = node.left.value
            return lambda level: COMPARISONS[type(op)](wanted, level)
        wanted = ast.literal_eval(right)
        return lambda level: COMPARISONS[type(op)](level, wanted)

    def _field_words(self, node: ast.expr, negated: bool) -> str:
        """A wish about the place."""
        if isinstance(node, ast.Name):
            return f"{self._named(node.id)}: {'no' if negated else 'yes'}"
        assert isinstance(node, ast.Compare)
        left, op, right = node.left, type(node.ops[0]), node.comparators[0]
        if negated:
            op = OPPOSITES[op]
        if isinstance(right, ast.Name) and op in (ast.In, ast.NotIn):
            title = self._title(right.id, ast.literal_eval(left))
            return f"{self._named(right.id)}: {title} is {'ticked' if op is ast.In else 'not ticked'}"
        if isinstance(left, ast.Constant):
            left, right, op = right, left, mirrored(op)
        assert isinstance(left, ast.Name)
        return f"{self._named(left.id)}: {self._value_words(left.id, op, ast.literal_eval(right))}"

    def _value_words(self, name: str, op: type[ast.cmpop], value: object) -> str:
        kind = self._field(name).kind
        if kind == "number" and not isinstance(value, list | tuple):
            return _NUMBER[op].format(f"{value:,}")
        if kind == "yes-no":
            return "yes" if bool(value) is (op is ast.Eq) else "no"
        values = value if isinstance(value, list | tuple) else [value]
        said = _listed([self._title(name, each) for each in values])
        return said if op in (ast.Eq, ast.In) else f"not {said}"

    def _field(self, name: str) -> ProfileField:
        return next(field for page in self.bank.profile for field in page.fields if field.id == name)

    def _named(self, name: str) -> str:
        return f"{self.refs.get(name, '')} {self._field(name).name}".strip()

    def _title(self, name: str, value: object) -> str:
        titles = {option.id: option.title for option in self._field(name).options}
        return f"“{titles.get(str(value), str(value))}”"


def _names_level(node: ast.AST) -> bool:
    return isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant)


def _join(parts: list[bool | _Open], both: bool) -> bool | _Open:
    """Parts that must all hold (`both`), or of which one must: settled parts are left out."""
    open_parts = [part for part in parts if isinstance(part, _Open)]
    if any(part is not both for part in parts if isinstance(part, bool)):
        return not both
    if len(open_parts) <= 1:
        return open_parts[0] if open_parts else both
    joiner = ", and " if both else ", or "
    return _Open(joiner.join(f"({part.words})" if part.joined else part.words for part in open_parts), joined=True)


def _listed(titles: list[str]) -> str:
    return titles[0] if len(titles) == 1 else f"{', '.join(titles[:-1])} or {titles[-1]}"
