"""The question bank: its content, its model, its reader and its checks."""

from questions.model import Area, Bank, Question
from questions.problems import Problem
from questions.reader import BankError, load_bank

__all__ = ["Area", "Bank", "BankError", "Problem", "Question", "load_bank"]
