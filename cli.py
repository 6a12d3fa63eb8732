"""Launcher for a checkout: ``python cli.py check projet.yaml``, from any folder."""

from eligibility.commands.main import lancer

if __name__ == "__main__":
    lancer()
