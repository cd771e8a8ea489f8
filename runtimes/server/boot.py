"""Entry point of the container: arranges the import path, then hands over to the server.

The working directory comes first, as for any script; the model's environment next; what the server itself
needs comes last, so that it can never shadow a package of the model's.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

sys.path[0] = HERE
sys.path.insert(1, os.path.join(HERE, "lib"))

from modelwright_server.process import serve  # noqa: E402

sys.path[:2] = [os.getcwd()]
sys.path.append(os.path.join(HERE, "lib"))

sys.exit(serve())
