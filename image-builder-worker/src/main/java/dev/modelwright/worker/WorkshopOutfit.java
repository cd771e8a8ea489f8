package dev.modelwright.worker;

import dev.modelwright.artifacts.Artifacts;
import dev.modelwright.distribution.ContainerRegistry;
import dev.modelwright.distribution.http.HttpContainerRegistry;
import dev.modelwright.worker.build.KeptWorkshops.Outfit;
import dev.modelwright.worker.build.KeptWorkshops.Site;
import dev.modelwright.worker.build.Workshop;
import dev.modelwright.worker.engine.Engine;
import dev.modelwright.worker.engine.Limits;
import dev.modelwright.worker.engine.docker.DockerEngine;
import dev.modelwright.worker.environment.Environments;
import dev.modelwright.worker.environment.InstallationSettings;
import dev.modelwright.worker.image.ImageAssembler;
import dev.modelwright.worker.image.Images;
import dev.modelwright.worker.image.PartLayers;
import dev.modelwright.worker.layer.LayerContents;
import dev.modelwright.worker.layer.LayerWriter;
import dev.modelwright.worker.layer.Layers;
import dev.modelwright.worker.runtime.ServingRuntimes;
import dev.modelwright.worker.verification.RecentImages;
import dev.modelwright.worker.verification.VerificationSettings;
import dev.modelwright.worker.verification.Verifier;
import java.nio.file.Path;
import java.time.Clock;

/** Fits out workshops: one container registry each, all with this worker's engine and store. */
record WorkshopOutfit(
    DockerEngine docker,
    Path runtimes,
    InstallationSettings installation,
    VerificationSettings verification,
    RecentImages recentImages,
    Artifacts artifacts,
    LayerContents contents,
    Clock clock)
    implements Outfit {

  @Override
  public Workshop fitOut(Site site) {
    ContainerRegistry registry = HttpContainerRegistry.of(site.access());
    String location = site.access().location();
    Engine engine = docker.authorizedBy(site.access().credentials());
    Layers layers = new Layers(registry, new LayerWriter(registry));
    Images images = new Images(registry);
    return new Workshop(
        location,
        engine,
        new ServingRuntimes(runtimes, site.runtimes(), layers, images),
        new Environments(
            engine, location, installation(site), artifacts, layers, contents, images, clock),
        new PartLayers(layers, contents),
        new ImageAssembler(layers, images),
        images,
        new Verifier(engine, verification(site), recentImages, clock));
  }

  private InstallationSettings installation(Site site) {
    return installation.within(
        limits(installation.limits(), site), site.timeout().orElse(installation.timeout()));
  }

  private VerificationSettings verification(Site site) {
    return new VerificationSettings(
        limits(verification.limits(), site),
        site.timeout()
            .filter(limit -> limit.compareTo(verification.timeout()) < 0)
            .orElse(verification.timeout()));
  }

  private static Limits limits(Limits usual, Site site) {
    return new Limits(
        site.memory().orElse(usual.memory()), site.cpus().orElse(usual.cpus()), usual.processes());
  }
}
