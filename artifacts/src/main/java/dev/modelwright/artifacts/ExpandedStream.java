package dev.modelwright.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Expanded bytes of an archive, which end at what the whole archive may expand to. */
final class ExpandedStream extends InputStream {

  /** How much an archive has expanded, over all its streams. */
  static final class Budget {

    private final long archiveSize;
    private final long limit;
    private long used;

    Budget(long archiveSize, ArchiveLimits limits) {
      this.archiveSize = archiveSize;
      this.limit = limits.expandedLimit(archiveSize);
    }

    long used() {
      return used;
    }

    private void spend(int count) {
      used += count;
      if (used > limit) {
        throw new UnsafeArchiveException(
            "Cannot unpack the archive: its %,d bytes expand to more than the %,d that are allowed. Pack it less tightly, or let the operator raise modelwright.archives.max-ratio or max-expanded-size."
                .formatted(archiveSize, limit));
      }
    }
  }

  private final InputStream content;
  private final Budget budget;

  ExpandedStream(InputStream content, Budget budget) {
    this.content = content;
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    int octet = content.read();
    if (octet >= 0) {
      budget.spend(1);
    }
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = content.read(target, offset, length);
    if (count > 0) {
      budget.spend(count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
