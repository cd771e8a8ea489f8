package dev.modelwright.cli.image;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Resource;
import dev.modelwright.cli.manifest.ManifestContents;
import dev.modelwright.cli.manifest.ManifestCreation;
import dev.modelwright.cli.manifest.ManifestOptions;
import dev.modelwright.cli.session.GlobalOptions;
import dev.modelwright.cli.session.Ids;
import dev.modelwright.cli.session.Session;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code image create}. */
@Command(
    name = "create",
    description =
        "Create an image from a manifest, or from models and files in one go, and follow its build.",
    customSynopsis = {
      "modelwright image create -n NAME --manifest-id ID [OPTIONS]",
      "       modelwright image create -n NAME -m PATH|URL -f FILE.py -r RUNTIME [OPTIONS]"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  modelwright image create -n housingmodel-image --manifest-id e6b50818-0dfe-4e75-a987-c2fb6dc61431",
      "  modelwright image create -n housing -m housing.model -f scoring.py -c myconda.yml -r spark-py"
    })
public final class CreateImageCommand implements Runnable {

  private static final String DOCKER = "Docker";

  private final Session session;

  @Mixin private GlobalOptions options;
  @Mixin private ManifestOptions manifest;

  @Option(
      names = {"-n", "--image-name"},
      paramLabel = "NAME",
      required = true,
      description = "Its name; the version counts up under it and becomes the tag.")
  private String name;

  @Option(
      names = "--manifest-id",
      paramLabel = "ID",
      description = "The manifest to build; instead of -i, -m, -f, -r, -c, -p, -d and -s.")
  private String manifestId;

  @Option(names = "--image-description", paramLabel = "TEXT", description = "What it is.")
  private String description;

  @Option(
      names = "--image-type",
      paramLabel = "TYPE",
      defaultValue = DOCKER,
      description = "The kind of image; there is only ${DEFAULT-VALUE}.")
  private String imageType;

  @Option(names = "--no-wait", description = "Return when the server has accepted it.")
  private boolean noWait;

  public CreateImageCommand(Session session) {
    this.session = session;
  }

  @Override
  public void run() {
    Ids.checkImageName(name);
    checkImageType();
    Optional<ManifestContents> contents = contents();
    Gateway gateway = session.gateway(options);
    Image accepted = request(gateway, manifestId(gateway, contents));
    if (!noWait) {
      finish(follow(gateway, accepted));
    } else if (options.isForProgram()) {
      print(accepted);
    } else {
      new ImageReport(narration()).accepted(accepted);
    }
  }

  private void checkImageType() {
    if (!imageType.equalsIgnoreCase(DOCKER)) {
      throw CommandException.userError(
          "Cannot create an image of type '%s': there is no such type. Use %s, or leave --image-type out."
              .formatted(imageType, DOCKER));
    }
  }

  /** What to make a manifest of; empty when there is one already. */
  private Optional<ManifestContents> contents() {
    List<String> given = manifest.given();
    if (manifestId == null) {
      if (given.isEmpty()) {
        throw CommandException.userError(
            "Cannot create image '%s': it is not said what of. Give --manifest-id, or -m, -f and -r."
                .formatted(name));
      }
      return Optional.of(manifest.contents());
    }
    if (!given.isEmpty()) {
      throw CommandException.userError(
          "Cannot use %s together with --manifest-id: the manifest already says what is in the image. Leave one of them out."
              .formatted(String.join(", ", given)));
    }
    Ids.checked("manifest", manifestId);
    return Optional.empty();
  }

  private String manifestId(Gateway gateway, Optional<ManifestContents> contents) {
    return contents.map(parts -> createManifest(gateway, parts)).orElse(manifestId);
  }

  private String createManifest(Gateway gateway, ManifestContents contents) {
    Resource created = created(gateway, contents);
    narration()
        .printf(
            "Created manifest %s version %s, id %s%n",
            created.requiredText("name"),
            created.requiredText("version"),
            created.requiredText("id"));
    return created.requiredText("id");
  }

  private Resource created(Gateway gateway, ManifestContents contents) {
    try (InterruptionNotice _ =
        InterruptionNotice.show(
            session.terminal().err(),
            "No image is asked for yet. Run the command again to go on.")) {
      return new ManifestCreation(
              gateway, session.uploader(gateway), narration(), session.terminal().err())
          .create(name, null, contents);
    }
  }

  private Image request(Gateway gateway, String manifestId) {
    try (InterruptionNotice _ =
        InterruptionNotice.show(
            session.terminal().err(),
            "It is not known whether the server has got the request: 'modelwright image list' tells. If not, go on with 'modelwright image create -n %s --manifest-id %s'."
                .formatted(name, manifestId))) {
      return new Image(gateway.post("/images", body(manifestId)));
    }
  }

  private ObjectNode body(String manifestId) {
    ObjectNode request = JsonMapper.shared().createObjectNode();
    request.put("name", name);
    request.put("description", description);
    request.put("manifestId", manifestId);
    request.put("imageType", DOCKER);
    session.computeResourceId().ifPresent(id -> request.put("computeResourceId", id));
    return request;
  }

  private Image follow(Gateway gateway, Image accepted) {
    narration().println("Creating image " + accepted.id());
    return new BuildFollower(gateway, narration(), session.terminal().err(), FollowingTimes.usual())
        .follow(accepted.id());
  }

  private void finish(Image image) {
    if (options.isForProgram()) {
      print(image);
    }
    new ImageReport(narration()).ended(image);
  }

  private void print(Image image) {
    session.print(options, image.resource(), ImageColumns.DETAILS);
  }

  private PrintWriter narration() {
    return session.narration(options);
  }
}
