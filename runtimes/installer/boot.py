"""Entry point: puts the installer's own packages on the import path of the base's plain Python."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "lib")]

from modelwright_installer.command import main  # noqa: E402

sys.exit(main(os.environ))
