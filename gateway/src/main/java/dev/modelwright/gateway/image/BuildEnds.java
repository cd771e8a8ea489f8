package dev.modelwright.gateway.image;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.gateway.catalog.Catalog;
import dev.modelwright.gateway.exchange.Deadline;
import dev.modelwright.gateway.exchange.FactQueue;
import dev.modelwright.gateway.exchange.Facts;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.Image;
import dev.modelwright.schemas.ImageEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Knows when the build of an image has ended. Thread-safe. */
public final class BuildEnds {

  private static final Duration OWNER_LAG = Duration.ofSeconds(5);
  private static final Duration OWNER_PAUSE = Duration.ofMillis(20);

  private final Catalog<Image> images;
  private final Facts facts;

  public BuildEnds(Catalog<Image> images, Facts facts) {
    this.images = images;
    this.facts = facts;
  }

  /** The image once its build has ended; empty when it has not within the limit. */
  public Optional<Image> await(Account account, UUID id, Duration limit) {
    Deadline deadline = Deadline.after(limit);
    try (FactQueue news = facts.about(id)) {
      Optional<Image> ended = find(account, id);
      while (ended.isEmpty() && news.isOpen() && !deadline.isOver()) {
        if (news.next(deadline.left()).filter(BuildEnds::isEnd).isPresent()) {
          ended = afterFact(account, id);
        }
      }
      return ended;
    }
  }

  /**
   * The image after a fact told of its end. Its owner hears that fact at the same time as we, so it
   * is given a moment; what a client reads next is then what we answered.
   */
  public Optional<Image> afterFact(Account account, UUID id) {
    Deadline deadline = Deadline.after(OWNER_LAG);
    try (FactQueue pauses = facts.about(id)) {
      Optional<Image> ended = find(account, id);
      while (ended.isEmpty() && pauses.isOpen() && !deadline.isOver()) {
        pauses.next(OWNER_PAUSE);
        ended = find(account, id);
      }
      return ended;
    }
  }

  /** The image if its build has ended. */
  public Optional<Image> find(Account account, UUID id) {
    return images.find(account, id).filter(BuildEnds::hasEnded);
  }

  /** Whether a fact tells of an end. */
  public static boolean isEnd(Event fact) {
    return fact instanceof ImageEvent event
        && switch (event) {
          case ImageEvent.ImageSucceeded _, ImageEvent.ImageFailed _, ImageEvent.ImageCancelled _ ->
              true;
          case ImageEvent.ImageQueued _,
              ImageEvent.ImageRejected _,
              ImageEvent.ImageBuildStarted _,
              ImageEvent.ImageBuildProgressed _,
              ImageEvent.ImageCancellationRejected _,
              ImageEvent.ImageDeleted _ ->
              false;
        };
  }

  private static boolean hasEnded(Image image) {
    return !image.state().equals("NotStarted") && !image.state().equals("Running");
  }
}
