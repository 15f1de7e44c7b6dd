"""Accounts, bodies and codes lie in plain tables that no journal could give back: their tests run on both databases."""

from tests.contract.conftest import desk, furnished, on_postgresql

__all__ = ["desk", "furnished", "on_postgresql"]
