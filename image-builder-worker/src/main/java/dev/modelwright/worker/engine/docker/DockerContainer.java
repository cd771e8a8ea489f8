package dev.modelwright.worker.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.WaitResponse;
import dev.modelwright.worker.engine.Container;
import dev.modelwright.worker.engine.EngineException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A container of the Docker engine. */
final class DockerContainer implements Container {

  private static final Logger log = LoggerFactory.getLogger(DockerContainer.class);

  /** Status of a process that was killed: 128 + SIGKILL. */
  private static final int KILLED = 137;

  /** How long the last lines may lag behind the end of the process. */
  private static final Duration OUTPUT_LAG = Duration.ofSeconds(5);

  private final String id;
  private final DockerClients clients;
  private OutputFrames output;

  DockerContainer(String id, DockerClients clients) {
    this.id = id;
    this.clients = clients;
  }

  @Override
  public void write(String folder, Map<String, byte[]> files) {
    Calls.run(
        "put files into container '%s'".formatted(id),
        () ->
            clients
                .calls()
                .copyArchiveToContainerCmd(id)
                .withRemotePath(folder)
                .withTarInputStream(new ByteArrayInputStream(tar(files)))
                .exec());
  }

  private static byte[] tar(Map<String, byte[]> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        entry.setUserId(DockerEngine.USER);
        entry.setGroupId(DockerEngine.USER);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public Optional<byte[]> read(String path, int limit) {
    String what = "read '%s' of container '%s'".formatted(path, id);
    try (TarArchiveInputStream tar = new TarArchiveInputStream(archive(path))) {
      TarArchiveEntry entry = tar.getNextEntry();
      if (entry == null || !entry.isFile()) {
        return Optional.empty();
      }
      if (entry.getSize() > limit) {
        throw Calls.refused(
            what, "it has %d bytes, %d are allowed".formatted(entry.getSize(), limit), null);
      }
      return Optional.of(tar.readAllBytes());
    } catch (EngineException e) {
      if (e.getCause() instanceof NotFoundException) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw Calls.unavailable(what, e.getMessage(), e);
    }
  }

  @Override
  public InputStream archive(String path) {
    return Calls.run(
        "read '%s' of container '%s'".formatted(path, id),
        () -> clients.streams().copyArchiveFromContainerCmd(id, path).exec());
  }

  @Override
  public void start(Output lines) {
    Calls.run(
        "start container '%s'".formatted(id),
        () -> {
          clients.calls().startContainerCmd(id).exec();
        });
    output =
        clients
            .streams()
            .logContainerCmd(id)
            .withStdOut(true)
            .withStdErr(true)
            .withFollowStream(true)
            .exec(new OutputFrames(lines));
  }

  @Override
  public Optional<Exit> await(Duration limit) throws InterruptedException {
    boolean ended;
    try (ResultCallback.Adapter<WaitResponse> waiting =
        clients.streams().waitContainerCmd(id).exec(new ResultCallback.Adapter<>())) {
      ended = waiting.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException e) {
      throw Calls.unavailable("wait for container '%s'".formatted(id), e.getMessage(), e);
    } catch (RuntimeException e) {
      throw Calls.translate("wait for container '%s'".formatted(id), e);
    }
    if (!ended) {
      return Optional.empty();
    }
    output.awaitCompletion(OUTPUT_LAG.toMillis(), TimeUnit.MILLISECONDS);
    return exit();
  }

  @Override
  public Exec exec(List<String> command, Duration limit) throws InterruptedException {
    String what = "run '%s' in container '%s'".formatted(command.getFirst(), id);
    StringBuilder text = new StringBuilder();
    try {
      String exec =
          clients
              .calls()
              .execCreateCmd(id)
              .withCmd(command.toArray(String[]::new))
              .withAttachStdout(true)
              .withAttachStderr(true)
              .exec()
              .getId();
      try (OutputFrames frames =
          clients.streams().execStartCmd(exec).exec(new OutputFrames(collect(text)))) {
        if (!frames.awaitCompletion(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          return new Exec(KILLED, text.toString());
        }
      }
      Long status = clients.calls().inspectExecCmd(exec).exec().getExitCodeLong();
      return new Exec(status == null ? KILLED : status.intValue(), text.toString());
    } catch (ConflictException _) {
      // The container has ended before the command could begin.
      return new Exec(KILLED, text.toString());
    } catch (IOException e) {
      throw Calls.unavailable(what, e.getMessage(), e);
    } catch (RuntimeException e) {
      if (exit().isPresent()) {
        return new Exec(KILLED, text.toString());
      }
      throw Calls.translate(what, e);
    }
  }

  private static Output collect(StringBuilder text) {
    int limit = 64 * 1024;
    return line -> {
      if (text.length() + line.length() < limit) {
        text.append(line).append('\n');
      }
    };
  }

  @Override
  public Optional<Exit> exit() {
    InspectContainerResponse.ContainerState state =
        Calls.run(
            "look at container '%s'".formatted(id),
            () -> clients.calls().inspectContainerCmd(id).exec().getState());
    if (Boolean.TRUE.equals(state.getRunning())) {
      return Optional.empty();
    }
    return Optional.of(
        new Exit(state.getExitCodeLong().intValue(), Boolean.TRUE.equals(state.getOOMKilled())));
  }

  @Override
  public void close() {
    // A build that lost its order is interrupted, and must clean up all the same.
    boolean interrupted = Thread.interrupted();
    try {
      clients.calls().removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
      closeOutput();
    } catch (NotFoundException | ConflictException _) {
      // Gone, or going, by another hand.
    } catch (RuntimeException e) {
      log.warn(
          "Cannot remove container '{}': {}. The next attempt tries again.", id, e.getMessage());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeOutput() {
    try {
      if (output != null) {
        output.close();
      }
    } catch (IOException e) {
      log.debug("Closing the output of container '{}' failed", id, e);
    }
  }
}
