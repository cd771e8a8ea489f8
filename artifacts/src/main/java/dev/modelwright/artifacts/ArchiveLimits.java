package dev.modelwright.artifacts;

/**
 * What an archive may expand to.
 *
 * @param maxEntries how many members
 * @param maxExpandedSize of all members together, in bytes
 * @param maxRatio expanded size over archive size; small archives may exceed it
 */
public record ArchiveLimits(int maxEntries, long maxExpandedSize, int maxRatio) {

  /** Below this no archive does harm, however well it is compressed. */
  private static final long HARMLESS_SIZE = 1_000_000;

  public ArchiveLimits {
    if (maxEntries < 1 || maxExpandedSize < 1 || maxRatio < 1) {
      throw new IllegalArgumentException("The limits of archives must be positive");
    }
  }

  /** 100,000 members, 100 GiB, 200-fold. */
  public static ArchiveLimits standard() {
    return new ArchiveLimits(100_000, 100L << 30, 200);
  }

  /** How many bytes an archive of the given size may expand to. */
  long expandedLimit(long archiveSize) {
    long byRatio =
        archiveSize > Long.MAX_VALUE / maxRatio ? Long.MAX_VALUE : archiveSize * maxRatio;
    return Math.min(maxExpandedSize, Math.max(HARMLESS_SIZE, byRatio));
  }
}
