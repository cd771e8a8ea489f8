package dev.modelwright.messaging;

import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageBuildEvent;
import dev.modelwright.schemas.ImageEvent.ImageBuildProgressed;
import dev.modelwright.schemas.ImageEvent.ImageBuildStarted;
import dev.modelwright.schemas.ImageEvent.ImageCancellationRejected;
import dev.modelwright.schemas.ImageEvent.ImageCancelled;
import dev.modelwright.schemas.ImageEvent.ImageDeleted;
import dev.modelwright.schemas.ImageEvent.ImageFailed;
import dev.modelwright.schemas.ImageEvent.ImageQueued;
import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.ImageEvent.ImageSucceeded;
import dev.modelwright.schemas.ImageRequestEvent;
import dev.modelwright.schemas.ManifestEvent.ManifestCreated;
import dev.modelwright.schemas.ManifestEvent.ManifestDeleted;
import dev.modelwright.schemas.ManifestEvent.ManifestRejected;
import dev.modelwright.schemas.ManifestRequestEvent;
import dev.modelwright.schemas.ModelEvent.ModelDeleted;
import dev.modelwright.schemas.ModelEvent.ModelRegistered;
import dev.modelwright.schemas.ModelEvent.ModelRegistrationRejected;
import dev.modelwright.schemas.ModelRequestEvent;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what requests were answered: {@code modelwright.requests}. A request that comes again is
 * answered and counted again.
 */
final class AnswerCounts {

  private final MeterRegistry meters;

  AnswerCounts(MeterRegistry meters) {
    this.meters = meters;
  }

  void published(Event event) {
    switch (event) {
      case ModelRegistered _ -> count("model", "accepted");
      case ModelRegistrationRejected _ -> count("model", "rejected");
      case ManifestCreated _ -> count("manifest", "accepted");
      case ManifestRejected _ -> count("manifest", "rejected");
      case ImageQueued _ -> count("image", "accepted");
      case ImageRejected _ -> count("image", "rejected");
      case ImageCancelled _ -> count("cancellation", "accepted");
      case ImageCancellationRejected _ -> count("cancellation", "rejected");
      case ModelRequestEvent _,
          ManifestRequestEvent _,
          ImageRequestEvent _,
          ImageBuildEvent _,
          ModelDeleted _,
          ManifestDeleted _,
          ImageDeleted _,
          ImageBuildStarted _,
          ImageBuildProgressed _,
          ImageSucceeded _,
          ImageFailed _ -> {
        // No answer to a request.
      }
    }
  }

  private void count(String request, String result) {
    meters.counter("modelwright.requests", "request", request, "result", result).increment();
  }
}
