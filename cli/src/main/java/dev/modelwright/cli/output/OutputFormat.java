package dev.modelwright.cli.output;

/** How resources are printed, under the names of the original's {@code --output}. */
public enum OutputFormat {
  json,
  table,
  tsv
}
