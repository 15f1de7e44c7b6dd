"""Accounts, bodies, offices, sign-in, and the policy: who may do what. Plain tables, no journal."""
