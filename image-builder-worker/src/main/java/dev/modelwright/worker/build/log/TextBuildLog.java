package dev.modelwright.worker.build.log;

import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.build.Attempt;
import dev.modelwright.worker.build.BuildLog;
import dev.modelwright.worker.build.Failure;
import dev.modelwright.worker.build.Outcome;
import dev.modelwright.worker.build.Phase;
import dev.modelwright.worker.build.Redaction;
import dev.modelwright.worker.build.Step;
import dev.modelwright.worker.environment.EnvironmentKey;
import dev.modelwright.worker.image.ModelPart;
import dev.modelwright.worker.image.StoredImage;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.runtime.ServingRuntime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The words of a build log: one line each, in UTC, without secrets. */
final class TextBuildLog implements BuildLog {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final Duration BETWEEN_PROGRESS = Duration.ofSeconds(5);
  private static final int SHORT_DIGITS = 12;
  private static final double MILLIS_PER_SECOND = 1000.0;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};
  private static final int UNIT = 1000;

  private final LogObject object;
  private final Clock clock;
  private final Thread patience;
  private volatile Instant lastProgress = Instant.EPOCH;
  private volatile String awaited = "the build to begin";
  private volatile long toldAt = System.nanoTime();

  /**
   * @param longestSilence after which it is told what is waited for
   */
  TextBuildLog(LogObject object, Clock clock, Duration longestSilence) {
    this.object = object;
    this.clock = clock;
    this.patience = Thread.ofVirtual().start(() -> breakSilence(longestSilence));
  }

  /** Whoever follows a log shall know that something goes on. */
  private void breakSilence(Duration longest) {
    try {
      while (true) {
        Duration silent = Duration.ofNanos(System.nanoTime() - toldAt);
        if (silent.compareTo(longest) >= 0) {
          say("  … waiting for %s", awaited);
        } else {
          Thread.sleep(longest.minus(silent));
        }
      }
    } catch (InterruptedException _) {
      // The attempt has ended.
    }
  }

  void close() {
    patience.interrupt();
    object.close();
  }

  private void say(String format, Object... arguments) {
    write(format.formatted(arguments));
  }

  private void write(String text) {
    String time = TIME.format(clock.instant());
    toldAt = System.nanoTime();
    Redaction.of(text).lines().forEach(line -> object.line(time + "  " + line));
  }

  /** Bytes move too often to tell every time. */
  private void progress(String format, Object... arguments) {
    Instant now = clock.instant();
    if (Duration.between(lastProgress, now).compareTo(BETWEEN_PROGRESS) >= 0) {
      lastProgress = now;
      say(format, arguments);
    }
  }

  /** Small things are quick: no progress before the first pause is over. */
  private void noProgressYet() {
    lastProgress = clock.instant();
  }

  @Override
  public void attemptBegan(Attempt attempt, String worker) {
    say(
        "Building image '%s' from manifest '%s:%d', attempt %d, on worker '%s'",
        attempt.order().title(),
        attempt.order().manifest().name(),
        attempt.order().manifest().version(),
        attempt.number(),
        worker);
  }

  @Override
  public void leftoversRemoved(int containers) {
    say("Removed containers that an earlier attempt has left: %d", containers);
  }

  @Override
  public void phaseBegan(Step step) {
    noProgressYet();
    awaited = "step '%s'".formatted(step);
    say("[%s]", step);
  }

  @Override
  public void phaseEnded(Phase phase) {
    say(
        "[%s] done in %s%s",
        phase.step(), seconds(phase.duration().orElseThrow()), phase.reused() ? ", reused" : "");
  }

  @Override
  public void retrying(Failure failure, int attemptsLeft, Duration pause) {
    say("%s", failure.message());
    say("Trying again in %s, %d more times after that", seconds(pause), attemptsLeft);
  }

  @Override
  public void runtimeWanted(String runtimeType) {
    awaited = "the base image, which is copied into the container registry";
    say(
        "Choosing the base image for runtime %s; the first time it is copied into the container registry",
        runtimeType);
  }

  @Override
  public void runtimeChosen(ServingRuntime runtime) {
    say(
        "Runtime %s with Python %s, base image %s",
        runtime.type(), runtime.python(), runtime.image().digest());
  }

  @Override
  public void environmentReused(EnvironmentKey key) {
    say("Environment %s is there already", shortened(key.value()));
  }

  @Override
  public void awaitingInstallation(EnvironmentKey key) {
    awaited = "the environment that is being installed for another image";
    say("Environment %s is being installed for another image: waiting", shortened(key.value()));
  }

  @Override
  public void installing(EnvironmentKey key, String runtimeType, boolean locked) {
    say(
        "Installing environment %s on %s%s",
        shortened(key.value()), runtimeType, locked ? " with the versions it had before" : "");
  }

  @Override
  public void pulling(ImageReference image) {
    noProgressYet();
    awaited = "the engine to fetch and unpack the image";
    say("Handing %s to the engine", image);
  }

  @Override
  public void pullProgressed(long received, long total) {
    progress("  received %s of %s", size(received), size(total));
  }

  @Override
  public void installerSaid(String line) {
    awaited = "the installer";
    write("  " + line);
  }

  @Override
  public void installed(int packages, Duration duration) {
    noProgressYet();
    awaited = "the environment to be stored as a layer";
    say("Installed %d packages in %s", packages, seconds(duration));
  }

  @Override
  public void environmentLayerProgressed(long bytes) {
    progress("  stored %s of the environment", size(bytes));
  }

  @Override
  public void environmentStored(StoredImage image, Duration duration) {
    say("Stored the environment as %s in %s", image.digest(), seconds(duration));
  }

  @Override
  public void modelTakenAsFile(ModelPart model) {
    say(
        "Model '%s:%d' was to be unpacked, but is neither zip, tar nor tar.gz: it is taken as the file '%s'",
        model.name(), model.version(), model.content().fileName());
  }

  @Override
  public void modelReused(ModelPart model, LayerDescriptor layer) {
    say("Model '%s:%d' is there already as %s", model.name(), model.version(), layer.digest());
  }

  @Override
  public void modelLayerBegan(ModelPart model) {
    noProgressYet();
  }

  @Override
  public void modelLayerProgressed(ModelPart model, long bytes) {
    progress("  stored %s of model '%s:%d'", size(bytes), model.name(), model.version());
  }

  @Override
  public void modelStored(ModelPart model, LayerDescriptor layer) {
    say(
        "Stored model '%s:%d' as %s, %s",
        model.name(), model.version(), layer.digest(), size(layer.size()));
  }

  @Override
  public void assetsReused(LayerDescriptor layer) {
    say("The assets are there already as %s", layer.digest());
  }

  @Override
  public void assetsStored(LayerDescriptor layer) {
    say("Stored the assets as %s, %s", layer.digest(), size(layer.size()));
  }

  @Override
  public void assembled(StoredImage image) {
    say("The image is %s", image.digest());
  }

  @Override
  public void starting(ImageReference image, Duration limit) {
    awaited = "init() to end and the image to answer GET /";
    say("Starting the image without network; it must answer within %s", seconds(limit));
  }

  @Override
  public void serverSaid(String line) {
    write("  " + line);
  }

  @Override
  public void answered(Duration sinceStart) {
    say("It answered GET / after %s", seconds(sinceStart));
  }

  @Override
  public void published(ImageReference location, StoredImage image) {
    say("Tag %s is %s now", location, image.digest());
  }

  @Override
  public void succeeded(Outcome.Succeeded outcome, Duration sinceStart) {
    say("Succeeded in %s: %s", seconds(sinceStart), outcome.location());
  }

  @Override
  public void failed(Failure failure) {
    say("Failed in step '%s': %s", failure.step(), failure.message());
  }

  @Override
  public void cancelled() {
    say("Cancelled: nothing more is done for this image");
  }

  @Override
  public void abandoned(String why) {
    say("This attempt ends here: %s. Another one begins by itself.", why);
  }

  private static String shortened(String digits) {
    return digits.substring(0, SHORT_DIGITS);
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / MILLIS_PER_SECOND);
  }

  private static String size(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= UNIT && unit < UNITS.length - 1) {
      value /= UNIT;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
  }
}
