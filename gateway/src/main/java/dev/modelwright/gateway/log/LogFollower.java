package dev.modelwright.gateway.log;

import dev.modelwright.artifacts.StoreName;
import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.exchange.Deadline;
import dev.modelwright.gateway.exchange.FactQueue;
import dev.modelwright.gateway.exchange.Facts;
import dev.modelwright.gateway.image.BuildEnds;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Image;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Tells a reader of everything that a build writes until it ends. Thread-safe. */
public final class LogFollower {

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final BuildLogs logs;
  private final BuildEnds ends;
  private final Facts facts;

  public LogFollower(BuildLogs logs, BuildEnds ends, Facts facts) {
    this.logs = logs;
    this.ends = ends;
    this.facts = facts;
  }

  /** Who follows. An exception of any method ends the following. */
  public interface Reader extends LogReader.Lines {

    /** All that is there now has been told. */
    void upToDate() throws IOException;

    /** Nothing has been told for a while; the connection is alive if this can be written. */
    void silence() throws IOException;

    /** The build has ended and all of its log was told. */
    void ended(Image image) throws IOException;
  }

  /** Returns after the end was told, or when this process stops. */
  public void follow(Account account, Image image, LogPosition from, Reader reader)
      throws IOException {
    UUID imageId = image.id();
    LogReader log = logs.reader(imageId, StoreName.ofNullable(image.artifactStore()), from);
    try (FactQueue news = facts.about(imageId)) {
      Optional<Image> ended = ends.find(account, imageId);
      while (ended.isEmpty() && news.isOpen()) {
        ended = followUntilSilent(account, imageId, log, news, reader);
      }
      if (ended.isPresent()) {
        log.read(true, reader);
        reader.ended(ended.get());
      }
    }
  }

  /** The image when it has ended; empty after a silence. Then its owner is asked as well. */
  private Optional<Image> followUntilSilent(
      Account account, UUID imageId, LogReader log, FactQueue news, Reader reader)
      throws IOException {
    Deadline silence = Deadline.after(SILENCE);
    while (news.isOpen() && !silence.isOver()) {
      if (log.read(false, reader)) {
        reader.upToDate();
        silence = Deadline.after(SILENCE);
      }
      Optional<Event> fact = news.next(PAUSE);
      if (fact.filter(BuildEnds::isEnd).isPresent()) {
        return ends.afterFact(account, imageId);
      }
    }
    reader.silence();
    return ends.find(account, imageId);
  }
}
