package dev.modelwright.cli.manifest;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.upload.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say what goes into a manifest. */
public final class ManifestOptions {

  @Option(
      names = {"-i", "--model-id"},
      paramLabel = "ID",
      description = "A registered model; may be repeated.")
  private List<String> modelIds = new ArrayList<>();

  @Option(
      names = {"-m", "--model-file"},
      paramLabel = "PATH|URL",
      description = "A model to register under its own file name; may be repeated.")
  private List<String> modelFiles = new ArrayList<>();

  @Option(
      names = {"-f", "--score-file"},
      paramLabel = "FILE.py",
      description = "The scoring file, with init() and run().")
  private String scoreFile;

  @Option(
      names = {"-r", "--runtime"},
      paramLabel = "RUNTIME",
      completionCandidates = RuntimeName.Candidates.class,
      description = "The runtime: spark-py, python or python-slim.")
  private String runtime;

  @Option(
      names = {"-c", "--conda-file"},
      paramLabel = "FILE",
      description = "A conda environment file.")
  private String condaFile;

  @Option(
      names = {"-p", "--requirements-file"},
      paramLabel = "FILE",
      description = "A pip requirements file; installed after the conda file.")
  private String requirementsFile;

  @Option(
      names = {"-d", "--dependency"},
      paramLabel = "PATH|URL",
      description = "A file or folder to lie beside the scoring file; may be repeated.")
  private List<String> dependencies = new ArrayList<>();

  @Option(
      names = {"-s", "--schema-file"},
      paramLabel = "FILE",
      description = "A schema file to lie beside the scoring file.")
  private String schemaFile;

  @Option(names = "--docker-file", paramLabel = "FILE", hidden = true)
  private String dockerFile;

  /** The names of the options that were given. */
  public List<String> given() {
    return Stream.of(
            given("-i", !modelIds.isEmpty()),
            given("-m", !modelFiles.isEmpty()),
            given("-f", scoreFile != null),
            given("-r", runtime != null),
            given("-c", condaFile != null),
            given("-p", requirementsFile != null),
            given("-d", !dependencies.isEmpty()),
            given("-s", schemaFile != null),
            given("--docker-file", dockerFile != null))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * @throws CommandException when something is missing or cannot be used; nothing has been sent
   */
  public ManifestContents contents() {
    if (dockerFile != null) {
      throw CommandException.userError(
          "Cannot use --docker-file '%s': images are made without a Dockerfile. Put Python packages into -c or -p, and files beside the scoring file with -d."
              .formatted(dockerFile));
    }
    requireGiven("-f", "the scoring file", scoreFile);
    requireGiven("-r", "the runtime: spark-py, python or python-slim", runtime);
    ManifestContents contents =
        new ManifestContents(
            modelIds.stream().map(id -> Ids.checked("model", id)).toList(),
            modelFiles.stream().map(path -> Source.of("model", path)).toList(),
            driver(),
            RuntimeName.of(runtime),
            file("conda file", condaFile),
            file("requirements file", requirementsFile),
            file("schema file", schemaFile),
            dependencies.stream().map(path -> Source.of("dependency", path)).toList());
    refuseEqualNames(contents);
    return contents;
  }

  private Source driver() {
    Source driver = Source.fileOf("scoring file", scoreFile);
    if (!driver.name().toLowerCase(Locale.ROOT).endsWith(".py")) {
      throw CommandException.userError(
          "Cannot use scoring file '%s': its name does not end in .py. Give the Python file with init() and run()."
              .formatted(scoreFile));
    }
    return driver;
  }

  private static Optional<Source> file(String role, String typed) {
    return Optional.ofNullable(typed).map(path -> Source.fileOf(role, path));
  }

  private static Optional<String> given(String option, boolean isGiven) {
    return isGiven ? Optional.of(option) : Optional.empty();
  }

  private static void requireGiven(String option, String meaning, String value) {
    if (value == null) {
      throw CommandException.userError(
          "Cannot create a manifest: option %s is missing. Give %s.".formatted(option, meaning));
    }
  }

  /** They would lie in one folder of the image. */
  private static void refuseEqualNames(ManifestContents contents) {
    Set<String> names = new HashSet<>();
    Stream.concat(Stream.of(contents.driver()), contents.otherAssets().stream())
        .map(Source::name)
        .filter(name -> !names.add(name))
        .findFirst()
        .ifPresent(name -> {
          throw CommandException.userError(
              "Cannot create a manifest: two of its files are called '%s', and they lie side by side in the image. Rename one of them."
                  .formatted(name));
        });
  }
}
