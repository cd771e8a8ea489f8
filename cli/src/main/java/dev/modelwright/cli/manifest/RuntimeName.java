package dev.modelwright.cli.manifest;

import dev.modelwright.cli.failure.CommandException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;

/** What {@code -r} takes. */
public enum RuntimeName {
  SPARK_PY("spark-py", "SparkPython"),
  PYTHON("python", "Python"),
  PYTHON_SLIM("python-slim", "PythonSlim");

  /** For shells that complete. */
  static final class Candidates implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(RuntimeName::toString).iterator();
    }
  }

  private final String typed;
  private final String runtimeType;

  RuntimeName(String typed, String runtimeType) {
    this.typed = typed;
    this.runtimeType = runtimeType;
  }

  static RuntimeName of(String typed) {
    return Arrays.stream(values())
        .filter(runtime -> runtime.typed.equalsIgnoreCase(typed))
        .findFirst()
        .orElseThrow(() ->
            CommandException.userError(
                "Cannot use runtime '%s': there is no such runtime. Use %s."
                    .formatted(
                        typed,
                        Arrays.stream(values())
                            .map(RuntimeName::toString)
                            .collect(Collectors.joining(", ")))));
  }

  /** The name in the REST contract. */
  String runtimeType() {
    return runtimeType;
  }

  @Override
  public String toString() {
    return typed;
  }
}
