"""Explanations shown: text for a terminal, Markdown, JSON, and the pages of a reference."""
