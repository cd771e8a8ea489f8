"""The environment installer: conda file and requirements in, a locked, bit-identical ``/opt/env`` out."""
