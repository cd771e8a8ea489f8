package dev.modelwright.worker.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Volume;
import dev.modelwright.distribution.Credentials;
import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.engine.Container;
import dev.modelwright.worker.engine.ContainerOrder;
import dev.modelwright.worker.engine.Engine;
import dev.modelwright.worker.engine.Limits;
import dev.modelwright.worker.engine.PullProgress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Docker Engine API 1.41 and newer. */
public final class DockerEngine implements Engine, AutoCloseable {

  static final int USER = 1000;

  private static final Logger log = LoggerFactory.getLogger(DockerEngine.class);

  private static final String IMAGE_LABEL = "dev.modelwright.image";
  private static final String PURPOSE_LABEL = "dev.modelwright.purpose";
  private static final long NANOS_PER_CPU = 1_000_000_000L;

  /** The engine's default log driver may be one that nobody can read back. */
  private static final LogConfig READABLE_LOG =
      new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "16m", "max-file", "1"));

  private final DockerClients clients;
  private final Optional<AuthConfig> credentials;
  private final Duration stallTimeout;
  private volatile int cpus;

  /** Pulls with the credentials of the engine's own configuration. */
  public DockerEngine(DockerProperties properties) {
    this(DockerClients.of(properties), Optional.empty(), properties.stallTimeout());
  }

  private DockerEngine(
      DockerClients clients, Optional<AuthConfig> credentials, Duration stallTimeout) {
    this.clients = clients;
    this.credentials = credentials;
    this.stallTimeout = stallTimeout;
  }

  /** The same engine, which pulls with other credentials; it lives as long as this one. */
  public Engine authorizedBy(Optional<Credentials> user) {
    return new DockerEngine(
        clients,
        user.map(known ->
            new AuthConfig().withUsername(known.username()).withPassword(known.password())),
        stallTimeout);
  }

  /** Fails when the engine does not answer. */
  public String version() {
    return Calls.run("reach the engine", () -> clients.calls().versionCmd().exec().getVersion());
  }

  @Override
  public void pull(ImageReference image, PullProgress progress) throws InterruptedException {
    if (isPresent(image)) {
      return;
    }
    PullImageCmd command = clients.streams().pullImageCmd(image.toString());
    credentials.ifPresent(auth -> command.withAuthConfig(auth.withRegistryAddress(image.host())));
    Pull pull = new Pull(image, progress);
    try (pull) {
      command.exec(pull);
      pull.await(stallTimeout);
    } catch (IOException e) {
      log.debug("Closing the stream of a pull failed", e);
    }
  }

  private boolean isPresent(ImageReference image) {
    return Calls.run(
        "look up image '%s'".formatted(image),
        () -> {
          try {
            clients.calls().inspectImageCmd(image.toString()).exec();
            return true;
          } catch (NotFoundException _) {
            return false;
          }
        });
  }

  @Override
  public void removeImage(ImageReference image) {
    try {
      clients.calls().removeImageCmd(image.toString()).exec();
    } catch (RuntimeException e) {
      log.debug("Image '{}' stays in the engine", image, e);
    }
  }

  @Override
  public Container create(ContainerOrder order) {
    String id =
        Calls.run(
            "create a container of image '%s'".formatted(order.image()),
            () -> command(order).exec().getId());
    return new DockerContainer(id, clients);
  }

  private CreateContainerCmd command(ContainerOrder order) {
    DockerClient client = clients.calls();
    CreateContainerCmd command =
        client
            .createContainerCmd(order.image().toString())
            .withUser(USER + ":" + USER)
            .withLabels(
                Map.of(IMAGE_LABEL, order.owner().toString(), PURPOSE_LABEL, order.purpose()))
            .withHostConfig(hostConfig(order));
    if (!order.entrypoint().isEmpty()) {
      command.withEntrypoint(order.entrypoint()).withCmd(List.of());
    }
    if (order.network() == ContainerOrder.Network.NONE) {
      // Programs that look up their own name (a JVM under pySpark) must find it.
      command.withHostName("localhost");
    }
    return command;
  }

  private HostConfig hostConfig(ContainerOrder order) {
    Limits limits = order.limits();
    return HostConfig.newHostConfig()
        .withMemory(limits.memory())
        .withMemorySwap(limits.memory())
        .withNanoCPUs((long) (Math.min(limits.cpus(), cpus()) * NANOS_PER_CPU))
        .withPidsLimit(limits.processes())
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges:true"))
        .withLogConfig(READABLE_LOG)
        .withNetworkMode(
            switch (order.network()) {
              case NONE -> "none";
              case BRIDGE -> "bridge";
            })
        .withTmpFs(
            order.temporaryFolders().stream()
                .collect(Collectors.toMap(folder -> folder, _ -> "rw,nosuid,nodev,exec,mode=1777")))
        .withBinds(
            order.volumes().entrySet().stream()
                .map(mount -> new Bind(mount.getValue(), new Volume(mount.getKey())))
                .toList());
  }

  /** The engine refuses a limit above what it has. */
  private int cpus() {
    if (cpus == 0) {
      cpus =
          Calls.run("ask the engine what it has", () -> clients.calls().infoCmd().exec().getNCPU());
    }
    return cpus;
  }

  @Override
  public int removeContainersOf(UUID image) {
    List<String> ids =
        Calls.run(
            "list the containers of image '%s'".formatted(image),
            () ->
                clients
                    .calls()
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(IMAGE_LABEL, image.toString()))
                    .exec()
                    .stream()
                    .map(com.github.dockerjava.api.model.Container::getId)
                    .toList());
    ids.forEach(id -> new DockerContainer(id, clients).close());
    return ids.size();
  }

  @Override
  public void close() {
    clients.close();
  }
}
