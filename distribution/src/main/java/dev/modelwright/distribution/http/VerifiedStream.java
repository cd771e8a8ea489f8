package dev.modelwright.distribution.http;

import dev.modelwright.distribution.DamagedContentException;
import dev.modelwright.distribution.Digest;
import dev.modelwright.distribution.RepositoryName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Fails at its end when the bytes do not match their digest. */
final class VerifiedStream extends FilterInputStream {

  private final RepositoryName repository;
  private final Digest expected;
  private final MessageDigest sha256 = Digest.sha256();
  private boolean verified;

  VerifiedStream(InputStream in, RepositoryName repository, Digest expected) {
    super(in);
    this.repository = repository;
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      sha256.update(bytes, offset, read);
    } else if (read < 0 && !verified) {
      verify();
    }
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void verify() {
    Digest actual = Digest.of(sha256);
    verified = true;
    if (!actual.equals(expected)) {
      throw new DamagedContentException(
          "Cannot read blob '%s' of repository '%s': its bytes have digest '%s'. Delete it in the container registry; a new build makes it again."
              .formatted(expected, repository, actual));
    }
  }
}
