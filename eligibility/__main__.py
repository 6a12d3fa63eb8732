"""``python -m eligibility``."""

from eligibility.commands.main import lancer

if __name__ == "__main__":
    lancer()
