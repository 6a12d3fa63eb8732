"""Rules engine of the Pacte des solidarités."""

__version__ = "0.1.0"
