package dev.modelwright.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program that lives as long as this process: it is started again when it dies, ends when this
 * process ends, and what a killed process left running is stopped before the next start.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  /** What dies sooner than this would die again. */
  private static final Duration WORTH_A_RESTART = Duration.ofSeconds(2);

  private static final int REPORTED_LOG_LINES = 10;
  private static final String PID_FILE = "pid";
  private static final String LOG_FILE = "log";

  private final List<String> command;
  private final String name;
  private final Path directory;
  private final CompletableFuture<StartFailedException> death = new CompletableFuture<>();
  private final Thread supervisor;
  private volatile Process process;
  private volatile boolean closing;

  private ChildProcess(List<String> command, Path directory) {
    this.command = command;
    this.name = Path.of(command.getFirst()).getFileName().toString();
    this.directory = directory;
    // A platform thread: the kernel ends the child together with the thread that started it.
    this.supervisor = Thread.ofPlatform().daemon().name(name + "-supervisor").unstarted(this::run);
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @param directory takes the files {@code pid} and {@code log}
   * @throws StartFailedException when it ends, or is not ready in time
   */
  public static ChildProcess start(List<String> command, Path directory, BooleanSupplier ready)
      throws IOException {
    ChildProcess child = new ChildProcess(command, directory.toAbsolutePath());
    child.putOldLogAside();
    child.supervisor.start();
    try {
      child.await(ready);
      return child;
    } catch (RuntimeException e) {
      child.close();
      throw e;
    }
  }

  /** Stops what an earlier process started with this directory and could not stop. */
  static void stopLeftover(Path directory, Path executable) {
    PidFile.read(directory.resolve(PID_FILE))
        .flatMap(pid -> pid.runningProcess(executable))
        .ifPresent(leftover -> {
          log.info("Stopping {} {}, left by a killed process", executable, leftover.pid());
          stop(leftover, executable);
        });
  }

  private void putOldLogAside() throws IOException {
    Path log = directory.resolve(LOG_FILE);
    if (Files.exists(log)) {
      Files.move(
          log, directory.resolve(LOG_FILE + ".previous"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Completes when the program has died and starting it again is of no use. */
  CompletableFuture<StartFailedException> death() {
    return death;
  }

  private void run() {
    try {
      Instant started;
      do {
        started = Instant.now();
        launch();
        int status = process.waitFor();
        if (!closing) {
          log.warn("{} ended with status {}. {}", name, status, lastWords());
        }
      } while (!closing && Instant.now().isAfter(started.plus(WORTH_A_RESTART)));
      if (!closing) {
        death.complete(
            new StartFailedException(
                "Cannot keep %s running: it ended with status %d. %s"
                    .formatted(name, process.exitValue(), lastWords())));
      }
    } catch (IOException e) {
      death.complete(
          new StartFailedException(
              "Cannot start '%s': %s. Check the path and its permissions."
                  .formatted(command.getFirst(), e.getMessage()),
              e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void launch() throws IOException {
    process =
        new ProcessBuilder(boundToThisProcess())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve(LOG_FILE).toFile()))
            .directory(directory.toFile())
            .start();
    PidFile.of(process.toHandle()).write(directory.resolve(PID_FILE));
    if (closing) {
      process.destroy();
    }
  }

  /**
   * Where the kernel can end a child with its parent, it shall; elsewhere the next start does. In a
   * session of its own the child does not see a Ctrl-C that is meant for us, and ends after us.
   */
  private List<String> boundToThisProcess() {
    Executable executables = Executable.ofThisProcess();
    List<String> bound = new ArrayList<>();
    executables
        .onPath("setpriv")
        .ifPresent(path -> bound.addAll(List.of(path.toString(), "--pdeathsig", "TERM", "--")));
    executables.onPath("setsid").ifPresent(path -> bound.add(path.toString()));
    bound.addAll(command);
    return bound;
  }

  private void await(BooleanSupplier ready) {
    Instant deadline = Instant.now().plus(START_LIMIT);
    while (!ready.getAsBoolean()) {
      if (death.isDone()) {
        throw death.join();
      }
      if (Instant.now().isAfter(deadline)) {
        throw new StartFailedException(
            "Cannot start %s: it is not ready after %d s. %s"
                .formatted(name, START_LIMIT.toSeconds(), lastWords()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("Cannot wait for a server: the start was interrupted.", e);
    }
  }

  private String lastWords() {
    Path file = directory.resolve(LOG_FILE);
    ArrayDeque<String> lines = new ArrayDeque<>();
    try (Stream<String> all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      all.forEach(line -> {
        lines.add(line);
        if (lines.size() > REPORTED_LOG_LINES) {
          lines.remove();
        }
      });
    } catch (IOException e) {
      return "Its log '%s' cannot be read.".formatted(file);
    }
    return "The end of its log '%s': %n%s".formatted(file, String.join("\n", lines));
  }

  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closing = true;
      last = process;
    }
    if (last != null && last.isAlive()) {
      stop(last.toHandle(), Path.of(command.getFirst()));
    }
    try {
      Files.deleteIfExists(directory.resolve(PID_FILE));
    } catch (IOException e) {
      log.warn("Cannot delete '{}': {}", directory.resolve(PID_FILE), e.toString());
    }
  }

  private static void stop(ProcessHandle handle, Path executable) {
    handle.destroy();
    if (!ends(handle)) {
      log.warn("{} {} does not stop; killing it", executable, handle.pid());
      handle.destroyForcibly();
      if (!ends(handle)) {
        throw new StartFailedException(
            "Cannot stop %s, process %d. End it by hand.".formatted(executable, handle.pid()));
      }
    }
  }

  private static boolean ends(ProcessHandle handle) {
    Instant deadline = Instant.now().plus(STOP_LIMIT);
    while (isRunning(handle)) {
      if (Instant.now().isAfter(deadline)) {
        return false;
      }
      pause();
    }
    return true;
  }

  /** A process that ended, and that nobody waits for, still has an id but no program. */
  private static boolean isRunning(ProcessHandle handle) {
    return handle.isAlive() && handle.info().command().isPresent();
  }

  /** What identifies a process beyond its own life: ids are used again, a start time is not. */
  private record PidFile(long pid, Instant started) {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(2);

    static PidFile of(ProcessHandle handle) {
      return new PidFile(handle.pid(), handle.info().startInstant().orElse(Instant.now()));
    }

    static Optional<PidFile> read(Path file) {
      try {
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        return lines.size() == 2
            ? Optional.of(
                new PidFile(Long.parseLong(lines.getFirst()), Instant.parse(lines.getLast())))
            : Optional.empty();
      } catch (IOException | RuntimeException e) {
        throw new StartFailedException(
            "Cannot read '%s': %s. Delete it once no server uses its directory."
                .formatted(file, e.getMessage()),
            e);
      }
    }

    void write(Path file) throws IOException {
      Files.write(file, List.of(Long.toString(pid), started.toString()));
    }

    Optional<ProcessHandle> runningProcess(Path executable) {
      Path name = realPath(executable).getFileName();
      return ProcessHandle.of(pid)
          .filter(handle ->
              handle.info().startInstant().filter(this::isAboutTheSame).isPresent()
                  && handle
                      .info()
                      .command()
                      .filter(path -> Path.of(path).endsWith(name))
                      .isPresent());
    }

    private static Path realPath(Path executable) {
      try {
        return executable.toRealPath();
      } catch (IOException e) {
        return executable;
      }
    }

    private boolean isAboutTheSame(Instant other) {
      return Duration.between(started, other).abs().compareTo(CLOCK_TOLERANCE) <= 0;
    }
  }
}
