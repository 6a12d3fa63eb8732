"""Explanations of everything a corpus names: rules, items, fields, texts… and of the diagnostic codes."""
