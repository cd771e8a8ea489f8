package dev.modelwright.worker.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import dev.modelwright.worker.engine.Container;

/** Both output streams of a process, as lines. */
final class OutputFrames extends ResultCallback.Adapter<Frame> {

  private final LineSplitter standardOutput;
  private final LineSplitter standardError;

  OutputFrames(Container.Output output) {
    this.standardOutput = new LineSplitter(output);
    this.standardError = new LineSplitter(output);
  }

  @Override
  public void onNext(Frame frame) {
    switch (frame.getStreamType()) {
      case STDERR -> standardError.accept(frame.getPayload());
      case STDIN, STDOUT, RAW -> standardOutput.accept(frame.getPayload());
    }
  }

  @Override
  public void onComplete() {
    standardOutput.finish();
    standardError.finish();
    super.onComplete();
  }
}
