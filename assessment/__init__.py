"""The rules: profile, path, score, actions, tier and duties. Pure functions on frozen values."""

from assessment.answers import Answer
from assessment.evaluation import evaluate, what_if
from assessment.result import Result

__all__ = ["Answer", "Result", "evaluate", "what_if"]
