"""Rules spoilt on purpose, to see whether the cases notice."""
