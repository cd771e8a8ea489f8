package dev.modelwright.cli.upload;

import dev.modelwright.cli.failure.CommandException;
import dev.modelwright.cli.gateway.Gateway;
import dev.modelwright.cli.gateway.Pause;
import dev.modelwright.cli.terminal.Progress;
import dev.modelwright.cli.terminal.Quantities;
import dev.modelwright.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Brings files and folders of this machine into the server's artifact store. */
public final class Uploader {

  private static final String ZIP = "application/zip";
  private static final String BYTES = "application/octet-stream";
  private static final int TRIES = 3;

  /** For a minute at least, in which a server comes back. */
  private static final int VAIN_TRIES = 30;

  private static final Duration VAIN_PAUSE = Duration.ofSeconds(2);

  private final Gateway gateway;
  private final Optional<String> computeResourceId;
  private final Terminal terminal;
  private final Path temporaryFolder;
  private final InstantSource clock;
  private final Pause pause;

  /**
   * @param computeResourceId environment to whose artifact store files go; empty for the account's
   * @param temporaryFolder where folders are packed; needs room for the largest
   */
  public Uploader(
      Gateway gateway,
      Optional<String> computeResourceId,
      Terminal terminal,
      Path temporaryFolder,
      InstantSource clock,
      Pause pause) {
    this.gateway = gateway;
    this.computeResourceId = computeResourceId;
    this.terminal = terminal;
    this.temporaryFolder = temporaryFolder;
    this.clock = clock;
    this.pause = pause;
  }

  /** A folder as a zip, a file as it is, an address untouched. */
  public Content upload(Source source) {
    return upload(source, BYTES);
  }

  /**
   * As {@link #upload(Source)}.
   *
   * @param mimeType of a source that is no archive
   */
  public Content upload(Source source, String mimeType) {
    return switch (source) {
      case Source.Link link ->
          new Content(link.url(), link.isArchive() ? ZIP : mimeType, link.isArchive());
      case Source.PlainFile file -> send(file.path(), file.name(), mimeType, false);
      case Source.Folder folder -> {
        try (PackedFolder packed = PackedFolder.of(folder, temporaryFolder, terminal, clock)) {
          yield send(packed.file(), folder.name() + ".zip", ZIP, true);
        }
      }
    };
  }

  private Content send(Path file, String name, String mimeType, boolean unpack) {
    long size = sizeOf(file);
    try (Progress progress = new Progress(terminal, "Uploading", name, size, clock)) {
      UploadTarget target = send(file, size, name, progress);
      progress.done("Uploaded");
      return new Content(target.url(), mimeType, unpack);
    }
  }

  private UploadTarget send(Path file, long size, String name, Progress progress) {
    for (int attempt = 1; ; attempt++) {
      UploadTarget target = newTarget(name);
      FilePut put = new FilePut(file, size, target);
      try {
        put.send(progress);
        return target;
      } catch (InterruptedUploadException interrupted) {
        if (target.isResumable()) {
          goOn(put, name, progress, interrupted);
          return target;
        }
        if (attempt == TRIES) {
          throw interrupted.afterLastTry(name);
        }
        say(
            progress,
            "The upload of %s broke off: %s. Beginning again (%d of %d)."
                .formatted(name, interrupted.getMessage(), attempt + 1, TRIES));
        progress.goOnAt(0);
      }
    }
  }

  /** Asks how much has come and sends the rest, for as long as bytes come. */
  private void goOn(
      FilePut put, String name, Progress progress, InterruptedUploadException interruption) {
    InterruptedUploadException last = interruption;
    long kept = -1;
    for (int vain = 0; vain < VAIN_TRIES; vain++) {
      try {
        FilePut.Arrival arrival = put.arrival();
        if (arrival.isComplete()) {
          return;
        }
        vain = arrival.bytes() > kept ? 0 : vain;
        kept = Math.max(kept, arrival.bytes());
        progress.goOnAt(arrival.bytes());
        say(
            progress,
            "The upload of %s broke off: %s. Going on at %s."
                .formatted(name, last.getMessage(), Quantities.bytes(arrival.bytes())));
        put.sendFrom(arrival.bytes(), progress);
        return;
      } catch (InterruptedUploadException interrupted) {
        last = interrupted;
        pause.take(VAIN_PAUSE);
      }
    }
    throw last.afterLastTry(name);
  }

  private void say(Progress progress, String notice) {
    progress.close();
    terminal.err().println(notice);
  }

  private UploadTarget newTarget(String fileName) {
    ObjectNode request = JsonMapper.shared().createObjectNode().put("fileName", fileName);
    computeResourceId.ifPresent(id -> request.put("computeResourceId", id));
    return UploadTarget.of(gateway.post("/uploads", request));
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException failure) {
      throw CommandException.userError(
          "Cannot read file '%s': %s. Check that it is still there."
              .formatted(file, failure.getMessage()),
          failure);
    }
  }
}
