package dev.modelwright.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/compatibility.md} names a test for each of its rows, and each of them exists. */
class CompatibilityTests {

  private static final Pattern TEST = Pattern.compile("`(\\w+(?:\\.py)?)#(\\w+)`");
  private static final Set<String> NOT_OURS = Set.of(".git", ".tools", "target");

  @Test
  void everyRowNamesATest() throws IOException {
    List<String> rows =
        page().filter(line -> line.startsWith("|") && !line.startsWith("|--")).toList();

    assertThat(rows).hasSizeGreaterThan(40);
    assertThat(rows)
        .filteredOn(row -> !row.endsWith("| proved by |"))
        .allMatch(row -> TEST.matcher(row).find());
  }

  @Test
  void everyNamedTestExists() throws IOException {
    Map<String, Path> files = testFiles();
    List<MatchResult> tests = page().flatMap(line -> TEST.matcher(line).results()).toList();

    assertThat(tests)
        .isNotEmpty()
        .allSatisfy(test -> {
          String file = test.group(1).endsWith(".py") ? test.group(1) : test.group(1) + ".java";
          assertThat(files).as(test.group()).containsKey(file);
          assertThat(Files.readString(files.get(file)))
              .as(test.group())
              .containsPattern("(void|def) " + test.group(2) + "\\(");
        });
  }

  private static Stream<String> page() throws IOException {
    return Files.readAllLines(Repository.file("docs/compatibility.md")).stream();
  }

  private static Map<String, Path> testFiles() throws IOException {
    Map<String, Path> files = new HashMap<>();
    Files.walkFileTree(
        Repository.file(""),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return NOT_OURS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.matches("\\w+(Tests|IT|Contract)\\.java|test_\\w+\\.py")) {
              files.put(name, file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
