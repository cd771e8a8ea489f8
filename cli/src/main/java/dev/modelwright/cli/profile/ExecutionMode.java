package dev.modelwright.cli.profile;

import java.util.Locale;

/** Where the original's commands about services ran; kept for scripts that switch it. */
public enum ExecutionMode {
  LOCAL,
  CLUSTER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
