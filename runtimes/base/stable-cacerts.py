"""Makes Java's trust store the same bytes on every run: Debian writes its entries in hash order and with the time of day."""

import hashlib
import struct
import sys

PATH = "/etc/ssl/certs/java/cacerts"
PASSWORD = "changeit"
JKS, TRUSTED_CERTIFICATE = 0xFEEDFEED, 2
DATE_MILLIS = 1767225600 * 1000


def utf(data: bytes, at: int) -> tuple[bytes, int]:
    (length,) = struct.unpack_from(">H", data, at)
    return data[at : at + 2 + length], at + 2 + length


def stable(data: bytes) -> bytes:
    magic, version, count = struct.unpack_from(">III", data)
    if (magic, version) != (JKS, 2):
        sys.exit(f"Cannot make '{PATH}' reproducible: it is no JKS trust store of version 2.")
    entries, at = [], 12
    for _ in range(count):
        (tag,) = struct.unpack_from(">I", data, at)
        if tag != TRUSTED_CERTIFICATE:
            sys.exit(f"Cannot make '{PATH}' reproducible: it holds an entry that is no certificate.")
        alias, at = utf(data, at + 4)
        kind, at = utf(data, at + 8)
        (length,) = struct.unpack_from(">I", data, at)
        certificate, at = data[at : at + 4 + length], at + 4 + length
        entries.append(struct.pack(">I", tag) + alias + struct.pack(">q", DATE_MILLIS) + kind + certificate)
    body = struct.pack(">III", magic, version, count) + b"".join(sorted(entries))
    return body + hashlib.sha1(PASSWORD.encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()


with open(PATH, "r+b") as store:
    content = stable(store.read())
    store.seek(0)
    store.truncate()
    store.write(content)
