"""The scoring server inside every image: ``init()`` once, then ``run()`` for each ``POST /score``."""

__version__ = "0.1.0"
