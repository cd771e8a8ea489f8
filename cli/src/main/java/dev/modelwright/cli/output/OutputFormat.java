package dev.modelwright.cli.output;

import java.util.Locale;

/** How resources are printed, under the names of the original's {@code --output}. */
public enum OutputFormat {
  JSON,
  /** JSON in colours, where the output is a terminal. */
  JSONC,
  TABLE,
  TSV;

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
