"""What things are, how they relate in space, and what may be said about them."""

__version__ = "0.1.0"
