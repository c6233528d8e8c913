"""Answers: each engine reads through the store and returns frozen results."""
