"""``python -m eligibility``."""

from eligibility.commands.main import run

if __name__ == "__main__":
    run()
