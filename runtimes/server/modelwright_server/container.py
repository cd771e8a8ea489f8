"""Makes the process feel at home under any user id and on a read-only root file system."""

from __future__ import annotations

import glob
import os
import pwd
import sys
import tempfile

NSS_WRAPPER = "/usr/lib/*/libnss_wrapper.so"


def make_habitable() -> None:
    """Home folder, user name and a writable working directory, each only where it is missing."""
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        print(
            "Nothing can be written in this container: a driver that only reads still works; else add '--tmpfs /tmp', "
            "with pySpark '--tmpfs /tmp:exec'.",
            file=sys.stderr,
            flush=True,
        )
        return
    _give_home()
    _give_name()
    _give_working_directory()


def _give_home() -> None:
    home = os.environ.get("HOME", "")
    if not home or home == "/" or not os.access(home, os.W_OK):
        os.environ["HOME"] = tempfile.gettempdir()


def _give_name() -> None:
    """A JVM (pySpark) refuses to start for a user id without an entry in /etc/passwd; nss_wrapper lends it one."""
    uid, gid = os.getuid(), os.getgid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:
        name = "modelwright"
        library = next(iter(glob.glob(NSS_WRAPPER)), None)
        if library:
            entry = f"{name}:x:{uid}:{gid}::{os.environ['HOME']}:/bin/sh\n"
            os.environ.update(
                NSS_WRAPPER_PASSWD=_temporary("passwd", entry),
                NSS_WRAPPER_GROUP=_temporary("group", f"{name}:x:{gid}:\n"),
                LD_PRELOAD=":".join(filter(None, [os.environ.get("LD_PRELOAD"), library])),
            )
    os.environ.setdefault("USER", name)
    os.environ.setdefault("LOGNAME", name)


def _temporary(name: str, text: str) -> str:
    with tempfile.NamedTemporaryFile("w", prefix=f"modelwright-{name}-", delete=False) as file:
        file.write(text)
    return file.name


def _give_working_directory() -> None:
    """Drivers write into their working directory; a read-only one is mirrored, link by link, into a temporary folder."""
    given = os.getcwd()
    if os.access(given, os.W_OK):
        return
    mirror = tempfile.mkdtemp(prefix="azureml-app-")
    for name in os.listdir(given):
        os.symlink(os.path.join(given, name), os.path.join(mirror, name))
    os.chdir(mirror)
    sys.path[:] = [mirror if entry == given else entry for entry in sys.path]
    if os.environ.get("AML_APP_ROOT") == given:
        os.environ["AML_APP_ROOT"] = mirror
