package dev.modelwright.worker.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import dev.modelwright.distribution.ImageReference;
import dev.modelwright.worker.engine.PullProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The engine's stream while it pulls. It answers 200 and fails inside the stream: a pull succeeded
 * when the stream has ended, held no error and named a digest.
 */
final class Pull extends ResultCallback.Adapter<PullResponseItem> {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ImageReference image;
  private final PullProgress progress;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long lastSignNanos = System.nanoTime();
  private volatile Throwable failure;
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

  @Override
  public void onError(Throwable thrown) {
    failure = thrown;
    super.onError(thrown);
    ended.countDown();
  }

  @Override
  public void onComplete() {
    super.onComplete();
    ended.countDown();
  }

  /** Returns when the image is in the engine. */
  void await(Duration stallTimeout) throws InterruptedException {
    String what = "pull image '%s'".formatted(image);
    // Not the superclass's awaitCompletion: it closes the stream when its time is over.
    while (!ended.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() - lastSignNanos > stallTimeout.toNanos()) {
        throw Calls.unavailable(
            what, "nothing was received for %d s".formatted(stallTimeout.toSeconds()), null);
      }
    }
    if (failure != null) {
      throw Calls.translate(what, failure);
    }
    if (error != null) {
      throw Calls.classify(what, error, null);
    }
    if (!digestSeen) {
      throw Calls.unavailable(what, "the engine's answer ended early", null);
    }
  }
}
