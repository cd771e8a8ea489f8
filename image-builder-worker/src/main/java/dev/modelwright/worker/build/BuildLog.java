package dev.modelwright.worker.build;

import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.environment.InstallationLog;
import dev.modelwright.worker.image.ModelPart;
import dev.modelwright.worker.image.StoredImage;
import dev.modelwright.worker.layer.LayerDescriptor;
import dev.modelwright.worker.runtime.ServingRuntime;
import dev.modelwright.worker.verification.VerificationLog;
import java.time.Duration;

/**
 * Hears what happens in an attempt and tells its user: one method per thing that happens, the words
 * are the implementation's. Thread-safe; never fails a build.
 */
public interface BuildLog extends InstallationLog, VerificationLog {

  void attemptBegan(Attempt attempt, String worker);

  /** Containers of an earlier attempt were still there. */
  void leftoversRemoved(int containers);

  void phaseBegan(Step step);

  void phaseEnded(Phase phase);

  /**
   * A step failed for a passing cause.
   *
   * @param attemptsLeft how many more times it may be tried
   * @param pause until the next
   */
  void retrying(Failure failure, int attemptsLeft, Duration pause);

  /** Takes a while when the container registry does not have it yet. */
  void runtimeWanted(String runtimeType);

  void runtimeChosen(ServingRuntime runtime);

  /** Its bytes are no archive, though it was to be unpacked. */
  void modelTakenAsFile(ModelPart model);

  void modelReused(ModelPart model, LayerDescriptor layer);

  void modelLayerBegan(ModelPart model);

  /**
   * @param bytes of the layer so far
   */
  void modelLayerProgressed(ModelPart model, long bytes);

  void modelStored(ModelPart model, LayerDescriptor layer);

  void assetsReused(LayerDescriptor layer);

  void assetsStored(LayerDescriptor layer);

  void assembled(StoredImage image);

  void published(ImageReference location, StoredImage image);

  void succeeded(Outcome.Succeeded outcome, Duration sinceStart);

  void failed(Failure failure);

  void cancelled();

  void abandoned(String why);
}
