package dev.modelwright.worker.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Brings conda environment files that ask for the same into the same form. */
final class CondaFiles {

  /** What names the file, or a place on its author's machine, and changes nothing in the result. */
  private static final List<String> IRRELEVANT = List.of("name", "prefix");

  private static final String DEPENDENCIES = "dependencies";
  private static final String PIP = "pip";

  private CondaFiles() {}

  /**
   * Comments and layout are dropped and dependencies sorted. A file that cannot be read is its own
   * form: refusing it in good words is the installer's work.
   */
  static String normalise(String text) {
    try {
      Object file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return file instanceof Map<?, ?> properties ? normalise(properties) : text;
    } catch (YAMLException | StackOverflowError _) {
      return text;
    }
  }

  private static String normalise(Map<?, ?> properties) {
    Map<String, String> sorted = new TreeMap<>();
    properties.forEach((key, value) -> {
      String name = String.valueOf(key);
      if (!IRRELEVANT.contains(name)) {
        sorted.put(
            name,
            name.equals(DEPENDENCIES) && value instanceof List<?> list
                ? dependencies(list)
                : String.valueOf(value));
      }
    });
    return sorted.toString();
  }

  private static String dependencies(List<?> list) {
    List<String> packages = new ArrayList<>();
    for (Object entry : list) {
      if (entry instanceof Map<?, ?> section && section.get(PIP) instanceof List<?> pip) {
        String lines = String.join("\n", pip.stream().map(String::valueOf).toList());
        packages.add(PIP + ": " + RequirementsFiles.normalise(lines));
      } else {
        packages.add(String.valueOf(entry).strip());
      }
    }
    return packages.stream().sorted().distinct().toList().toString();
  }
}
