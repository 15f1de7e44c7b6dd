"""How fast it is, measured from outside: `python -m bench`, or `make bench`. Figures go to bench/out as well."""
