package dev.modelwright.manifests.manifest;

import dev.modelwright.schemas.Asset;
import dev.modelwright.schemas.Content;
import dev.modelwright.schemas.Manifest;
import dev.modelwright.schemas.Model;
import dev.modelwright.schemas.Problem;
import dev.modelwright.schemas.TargetRuntime;
import dev.modelwright.storage.Kept;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Makes manifests of what is asked for, so that nothing they name can be missing later. */
public final class ManifestComposer {

  private static final String PLAIN = "plain";

  private final RegisteredAccounts accounts;
  private final RegisteredModels models;
  private final Contents contents;
  private final Manifests manifests;
  private final ManifestEvents events;
  private final Clock clock;

  public ManifestComposer(
      RegisteredAccounts accounts,
      RegisteredModels models,
      Contents contents,
      Manifests manifests,
      ManifestEvents events,
      Clock clock) {
    this.accounts = accounts;
    this.models = models;
    this.contents = contents;
    this.manifests = manifests;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Creates the manifest and publishes the fact, or publishes why not. Idempotent: a repeated
   * request publishes the fact again.
   *
   * @throws TakenIdException when another account has something with the id
   */
  public void compose(NewManifest request) {
    Manifest created;
    try {
      created = create(request);
    } catch (RejectedException e) {
      events.rejected(request, e.problem());
      return;
    }
    events.created(created);
  }

  private Manifest create(NewManifest request) {
    Optional<Kept<Manifest>> known = manifests.findKept(request.id());
    if (known.isEmpty()) {
      return add(request);
    }
    if (known.get().isDeleted()) {
      throw new RejectedException(
          "IdTaken",
          409,
          "Cannot create manifest '%s': the id '%s' was that of a manifest that is deleted. Use another id, or another Idempotency-Key."
              .formatted(request.name(), request.id()));
    }
    return sameAs(request, ofSameAccount(known.get().value(), request));
  }

  private Manifest add(NewManifest request) {
    ManifestRules.check(request);
    accounts.require(request.account(), "create manifest '%s'".formatted(request.name()));
    List<Model> registered = registered(request);
    List<Asset> pinned = request.assets().stream().map(this::pin).toList();
    checkDriver(request, pinned);
    TargetRuntime runtime = pin(request.targetRuntime());
    new WorkingDirectory(request.name(), contents).check(registered, pinned);
    ManifestRules.checkWeight(request.name(), registered, pinned);
    return manifests.add(
        request.id(),
        request.account(),
        request.name(),
        version -> manifest(request, version, registered, pinned, runtime));
  }

  private static Manifest ofSameAccount(Manifest known, NewManifest request) {
    if (!known.account().equals(request.account())) {
      throw new TakenIdException(
          "Cannot create manifest '%s': the id '%s' is taken. Use another id."
              .formatted(request.name(), request.id()));
    }
    return known;
  }

  /** Requests of one id are one request; one with another content is a mistake of its sender. */
  private static Manifest sameAs(NewManifest request, Manifest known) {
    boolean same =
        known.name().equals(request.name())
            && Objects.equals(known.description(), request.description())
            && known.driverProgram().equals(request.driverProgram())
            && known.modelIds().equals(request.modelIds())
            && asRequested(known.assets()).equals(asRequested(request.assets()))
            && request.targetRuntime() != null
            && known.targetRuntime().runtimeType().equals(request.targetRuntime().runtimeType())
            && known.targetRuntime().properties().equals(request.targetRuntime().properties());
    if (!same) {
      throw new RejectedException(
          "IdempotencyKeyReused",
          422,
          "Cannot create manifest '%s': its id or Idempotency-Key was used for manifest '%s' version %d, with another body. Use a new one for a new request."
              .formatted(request.name(), known.name(), known.version()));
    }
    return known;
  }

  private static List<Asset> asRequested(List<Asset> assets) {
    return assets.stream()
        .map(asset ->
            new Asset(
                asset.id(),
                asset.url(),
                asset.mimeType(),
                Boolean.TRUE.equals(asset.unpack()),
                null))
        .toList();
  }

  private List<Model> registered(NewManifest request) {
    List<Model> found = new ArrayList<>();
    List<Problem.Detail> missing = new ArrayList<>();
    for (UUID id : request.modelIds()) {
      models
          .find(request.account(), id)
          .ifPresentOrElse(
              model -> found.add(forWorkers(model)),
              () ->
                  missing.add(
                      new Problem.Detail(
                          "UnknownModel", "the account has no such model", id.toString())));
    }
    if (!missing.isEmpty()) {
      throw new RejectedException(
          new Problem(
              "UnknownModel",
              "Cannot create manifest '%s': the account has no model %s. Register it first."
                  .formatted(
                      request.name(),
                      String.join(
                          ", ",
                          missing.stream().map(detail -> "'" + detail.target() + "'").toList())),
              422,
              missing));
    }
    return found;
  }

  /** Words about a model are no part of a recipe, and would make every order heavier. */
  private static Model forWorkers(Model model) {
    return new Model(
        model.id(),
        model.account(),
        model.name(),
        model.version(),
        null,
        List.of(),
        model.url(),
        model.mimeType(),
        model.unpack(),
        model.content(),
        model.createdAt());
  }

  private Asset pin(Asset asset) {
    boolean unpack = Boolean.TRUE.equals(asset.unpack());
    Content content = contents.pin(asset.url(), unpack, asset.id());
    return new Asset(asset.id(), asset.url(), asset.mimeType(), asset.unpack(), content);
  }

  private static void checkDriver(NewManifest request, List<Asset> pinned) {
    for (Asset asset : pinned) {
      if (asset.id().equals(request.driverProgram()) && !asset.content().format().equals(PLAIN)) {
        throw new RejectedException(
            "DriverIsArchive",
            400,
            "Cannot create manifest '%s': the driver '%s' is a %s archive, not a Python file. Name an asset that is the file itself."
                .formatted(request.name(), asset.id(), asset.content().format()));
      }
    }
  }

  private TargetRuntime pin(TargetRuntime runtime) {
    Map<String, Content> pinned = new HashMap<>();
    for (String property : ManifestRules.URL_PROPERTIES) {
      String url = runtime.properties().get(property);
      if (url != null) {
        pinned.put(property, contents.pin(URI.create(url), false, property));
      }
    }
    return new TargetRuntime(runtime.runtimeType(), runtime.properties(), pinned);
  }

  private Manifest manifest(
      NewManifest request,
      int version,
      List<Model> registered,
      List<Asset> pinned,
      TargetRuntime runtime) {
    return new Manifest(
        request.id(),
        request.account(),
        request.name(),
        version,
        request.description(),
        request.driverProgram(),
        request.modelType() == null ? "Registered" : request.modelType(),
        request.modelIds(),
        registered,
        pinned,
        runtime,
        request.webserviceType() == null ? "Realtime" : request.webserviceType(),
        clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
