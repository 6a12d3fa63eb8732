"""Everything that guards a corpus, step by step."""
