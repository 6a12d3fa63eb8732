"""Launcher for a checkout: ``python cli.py check projet.yaml``, from any folder."""

from eligibility.commands.main import run

if __name__ == "__main__":
    run()
