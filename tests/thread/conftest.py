"""The examples and their people, as the tests of the rooms have them."""

from tests.rooms.conftest import area, chair, cumbria, examples, inspection, lead, member, statement

__all__ = ["area", "chair", "cumbria", "examples", "inspection", "lead", "member", "statement"]
