"""Silent trade restored: every pair that neither side reports gets an estimate with intervals, by product.

`read` gives a question its share of the estimates and is light; `restored` makes them, and `ask` reads what
that needs. Import them by name: making estimates pulls in the learning libraries, reading them must not.
"""
