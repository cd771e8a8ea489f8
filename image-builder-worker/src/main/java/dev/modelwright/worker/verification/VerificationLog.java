package dev.modelwright.worker.verification;

import dev.modelwright.distribution.ImageReference;
import java.time.Duration;

/** Hears what happens while an image is verified. */
public interface VerificationLog {

  void pulling(ImageReference image);

  void pullProgressed(long received, long total);

  void starting(ImageReference image, Duration limit);

  void serverSaid(String line);

  void answered(Duration sinceStart);
}
