"""Which Sayso this is: read when it is built, and by whatever says what it was made with."""

__version__ = "0.1.0"
