package dev.modelwright.cli.image;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.profile.ResourceName;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** Tells people about an image, ending with what they can do next. */
final class ImageReport {

  private final PrintWriter out;

  ImageReport(PrintWriter out) {
    this.out = out;
  }

  /** The image was asked for, and nobody waits for it. */
  void accepted(Image image) {
    out.println("Image ID: " + image.id());
    out.println("The build goes on in the background.");
    out.println("Follow it:    modelwright image logs -i " + image.id() + " --follow");
    out.println("More details: modelwright image show -i " + image.id());
  }

  /**
   * The build has ended.
   *
   * @throws CommandException when it did not succeed
   */
  void ended(Image image) {
    switch (image.state()) {
      case SUCCEEDED -> succeeded(image);
      case FAILED -> throw failed(image);
      case CANCELLED ->
          throw CommandException.userError("Image %s was cancelled.".formatted(image.id()));
      case NOT_STARTED, RUNNING -> throw new IllegalStateException("Still being built");
    }
  }

  /** How to pull, run and ask it. */
  void usage(Image image) {
    String location =
        image
            .location()
            .orElseThrow(() ->
                CommandException.userError(
                    "Cannot use image '%s' yet: its state is %s. %s"
                        .formatted(
                            image.id(),
                            image.resource().requiredText("CreationState"),
                            hint(image))));
    out.println("Log in:   " + logIn(image, location));
    out.println("Pull it:  docker pull " + location);
    out.println("Run it:   " + run(location));
    out.println("Ask it:   " + ask());
    out.println("Health:   curl http://127.0.0.1:5001/");
  }

  private void succeeded(Image image) {
    String location = image.resource().requiredText("ImageLocation");
    out.println();
    out.println("Image ID: " + image.id());
    out.println("Location: " + location);
    image.digest().ifPresent(digest -> out.println("Digest:   " + digest));
    phases(image);
    out.println("Run it:   " + run(location));
    out.println("Ask it:   " + ask());
    out.println("More details: 'modelwright image show -i " + image.id() + "'");
    out.println("Usage information: 'modelwright image usage -i " + image.id() + "'");
  }

  private void phases(Image image) {
    List<Phase> phases = image.phases();
    if (!phases.isEmpty()) {
      out.println(
          "Phases:   " + phases.stream().map(Phase::toString).collect(Collectors.joining(", ")));
    }
  }

  private static String run(String location) {
    return "docker run -p 5001:5001 " + location;
  }

  private static String logIn(Image image, String location) {
    return "docker login %s, if it asks for it; 'modelwright env get-credentials%s' shows with what"
        .formatted(
            location.substring(0, location.indexOf('/')),
            image
                .resource()
                .text("ComputeResourceId")
                .flatMap(ResourceName::ofId)
                .map(environment ->
                    " -n %s -g %s".formatted(environment.name(), environment.group()))
                .orElse(""));
  }

  private static String ask() {
    return "curl -H 'Content-Type: application/json' -d @sample.json"
        + " http://127.0.0.1:5001/score";
  }

  private static String hint(Image image) {
    return image.state().isEnd()
        ? "'modelwright image logs -i " + image.id() + "' tells why."
        : "Wait for it with 'modelwright image logs -i " + image.id() + " --follow'.";
  }

  private static CommandException failed(Image image) {
    String message =
        image
            .error()
            .flatMap(error -> error.text("message"))
            .orElse("The build of image %s failed.".formatted(image.id()));
    String lastCause =
        image.error().map(error -> error.objects("details")).orElse(List.of()).stream()
            .flatMap(detail -> detail.text("message").stream())
            .reduce((_, last) -> last)
            .filter(last -> !message.contains(last))
            .map(last -> System.lineSeparator() + "  " + last.indent(2).strip())
            .orElse("");
    return CommandException.userError(
        message
            + lastCause
            + System.lineSeparator()
            + "The whole log: 'modelwright image logs -i "
            + image.id()
            + "'");
  }
}
