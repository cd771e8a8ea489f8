package dev.modelwright.worker.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import dev.modelwright.worker.distribution.ImageReference;
import dev.modelwright.worker.engine.PullProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The engine's stream while it pulls. It answers 200 and fails inside the stream: a pull succeeded
 * when the stream has ended, held no error and named a digest.
 */
final class Pull extends ResultCallback.Adapter<PullResponseItem> {

  private final ImageReference image;
  private final PullProgress progress;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private volatile long lastSignNanos = System.nanoTime();
  private volatile String error;
  private volatile boolean digestSeen;

  private record Layer(long received, long total) {}

  Pull(ImageReference image, PullProgress progress) {
    this.image = image;
    this.progress = progress;
  }

  @Override
  public void onNext(PullResponseItem item) {
    lastSignNanos = System.nanoTime();
    if (item.getErrorDetail() != null) {
      error = item.getErrorDetail().getMessage();
    } else if (item.getError() != null) {
      error = item.getError();
    } else if (item.getStatus() != null && item.getStatus().startsWith("Digest: ")) {
      digestSeen = true;
    } else if ("Downloading".equals(item.getStatus())) {
      downloading(item.getId(), item.getProgressDetail());
    }
  }

  private void downloading(String layer, ResponseItem.ProgressDetail detail) {
    if (detail != null && detail.getCurrent() != null && detail.getTotal() != null) {
      layers.put(layer, new Layer(detail.getCurrent(), detail.getTotal()));
      progress.progressed(
          layers.values().stream().mapToLong(Layer::received).sum(),
          layers.values().stream().mapToLong(Layer::total).sum());
    }
  }

  /** Returns when the image is in the engine. */
  void await(Duration stallTimeout) throws InterruptedException {
    String what = "pull image '%s'".formatted(image);
    Duration step = stallTimeout.dividedBy(10);
    try {
      while (!awaitCompletion(step.toMillis(), TimeUnit.MILLISECONDS)) {
        if (System.nanoTime() - lastSignNanos > stallTimeout.toNanos()) {
          throw Calls.unavailable(
              what, "nothing was received for %d s".formatted(stallTimeout.toSeconds()), null);
        }
      }
    } catch (dev.modelwright.worker.engine.EngineException e) {
      throw e;
    } catch (RuntimeException e) {
      throw Calls.translate(what, e);
    }
    if (error != null) {
      throw Calls.classify(what, error, null);
    }
    if (!digestSeen) {
      throw Calls.unavailable(what, "the engine's answer ended early", null);
    }
  }
}
