package dev.modelwright.cli.terminal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Shows one transfer on standard error: a bar that redraws itself on a terminal, else a plain line
 * every few seconds.
 *
 * <p>Bytes may be counted by any thread; drawing belongs to one.
 */
public final class Progress implements AutoCloseable {

  private static final Duration REDRAW = Duration.ofMillis(100);
  private static final Duration REPORT = Duration.ofSeconds(5);
  private static final int BAR_WIDTH = 20;
  private static final int LINE_WIDTH = 79;
  private static final int NAME_WIDTH = 24;

  private final Terminal terminal;
  private final String verb;
  private final String name;
  private final long total;
  private final InstantSource clock;
  private final long start;
  private final AtomicLong moved = new AtomicLong();
  private long drawn;
  private boolean lineOpen;

  /**
   * @param verb what is done, such as {@code Uploading}
   * @param name what it is done to
   * @param total bytes in all
   */
  public Progress(Terminal terminal, String verb, String name, long total, InstantSource clock) {
    this.terminal = terminal;
    this.verb = verb;
    this.name = name;
    this.total = total;
    this.clock = clock;
    this.start = clock.millis();
    this.drawn = start;
  }

  public void moved(long bytes) {
    moved.addAndGet(bytes);
  }

  public long moved() {
    return moved.get();
  }

  /** The transfer broke off, and so many bytes of it count. */
  public void goOnAt(long bytes) {
    moved.set(bytes);
  }

  /** Draws, if it is time to. */
  public void refresh() {
    long now = clock.millis();
    if (now - drawn < (terminal.interactive() ? REDRAW : REPORT).toMillis()) {
      return;
    }
    drawn = now;
    if (terminal.interactive()) {
      redraw(bar(meter()));
    } else {
      terminal.err().println(plainLine(meter()));
    }
  }

  /** Says that it ended well. */
  public void done(String participle) {
    TransferMeter meter = meter();
    clear();
    terminal
        .err()
        .println(
            participle
                + " "
                + name
                + " ("
                + Quantities.bytes(total)
                + " in "
                + Quantities.time(meter.elapsed())
                + ")");
  }

  /** Leaves a clean line behind, however it ended. */
  @Override
  public void close() {
    clear();
  }

  private TransferMeter meter() {
    return new TransferMeter(moved.get(), total, Duration.ofMillis(clock.millis() - start));
  }

  private String bar(TransferMeter meter) {
    int filled = meter.percent() * BAR_WIDTH / 100;
    String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    return "%s %s [%s] %3d%%  %s".formatted(verb, shortName(), bar, meter.percent(), pace(meter));
  }

  private String plainLine(TransferMeter meter) {
    return "%s %s: %d%% of %s%s"
        .formatted(
            verb,
            name,
            meter.percent(),
            Quantities.bytes(total),
            meter.rate().isPresent() ? ", " + pace(meter) : "");
  }

  private String pace(TransferMeter meter) {
    return meter.rate().map(rate -> Quantities.bytes(rate) + "/s").orElse("")
        + meter.left().map(left -> ", " + Quantities.time(left) + " left").orElse("");
  }

  private String shortName() {
    return name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 1) + "…";
  }

  private void redraw(String line) {
    String cut = line.length() <= LINE_WIDTH ? line : line.substring(0, LINE_WIDTH);
    terminal.err().print("\r" + cut + " ".repeat(LINE_WIDTH - cut.length()));
    terminal.err().flush();
    lineOpen = true;
  }

  private void clear() {
    if (lineOpen) {
      terminal.err().print("\r" + " ".repeat(LINE_WIDTH) + "\r");
      terminal.err().flush();
      lineOpen = false;
    }
  }
}
