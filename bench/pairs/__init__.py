"""The engines compared, each fed the same rules in the form that suits it best (docs/performances.md).

Common ground: an engine answers the set of rules *known* to fire. Peers have no third value, so an absent field must
simply not match, in a condition as in its negation; their translations say so explicitly where they need to.
"""
