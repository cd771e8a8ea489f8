package dev.modelwright.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelwright.gateway.problem.UnavailableException;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageEvent.ImageBuildProgressed;
import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.ImageRequestEvent.ImageCreationRequested;
import dev.modelwright.schemas.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExchangeTests {

  private static final String ACCOUNT = "local/modelwright/default";
  private static final UUID ID = UUID.randomUUID();
  private static final URI OUTCOME = URI.create("http://127.0.0.1/images/" + ID);
  private static final Event REQUEST =
      new ImageCreationRequested(ID, ACCOUNT, "a", null, ID, null, null);
  private static final Event ANSWER =
      new ImageRejected(ID, ACCOUNT, "a", Problem.of("No", 400, "No."));
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Facts facts = new Facts(new Rejections());

  @Test
  void hearsAnAnswerThatComesWhileTheRequestIsStillBeingPublished() {
    Exchange exchange = new Exchange(_ -> facts.happened(ANSWER), facts, LONG);

    assertThat(exchange.<Event>ask(REQUEST, OUTCOME, Optional::of)).isEqualTo(ANSWER);
  }

  @Test
  void passesOverFactsThatAnswerSomethingElse() {
    Event other = new ImageBuildProgressed(ID, ACCOUNT, 1, List.of());
    Event foreign =
        new ImageRejected(UUID.randomUUID(), ACCOUNT, "b", Problem.of("No", 400, "No."));
    Exchange exchange =
        new Exchange(
            _ -> {
              facts.happened(other);
              facts.happened(foreign);
              facts.happened(ANSWER);
            },
            facts,
            LONG);

    assertThat(
            exchange.<Event>ask(
                REQUEST,
                OUTCOME,
                fact -> Optional.of(fact).filter(ImageRejected.class::isInstance)))
        .isEqualTo(ANSWER);
  }

  @Test
  void saysWhereTheOutcomeWillBeWhenNoAnswerComes() {
    Exchange exchange = new Exchange(_ -> {}, facts, Duration.ofMillis(1));

    assertThatThrownBy(() -> exchange.ask(REQUEST, OUTCOME, Optional::of))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            e -> {
              assertThat(e.outcome()).hasValue(OUTCOME);
              assertThat(e.problem().statusCode()).isEqualTo(503);
              assertThat(e.problem().message()).contains(ID.toString(), OUTCOME.toString());
            });
  }

  @Test
  void waitsNoLongerWhenTheProcessStops() {
    Exchange exchange = new Exchange(_ -> facts.close(), facts, LONG);

    assertThatThrownBy(() -> exchange.ask(REQUEST, OUTCOME, Optional::of))
        .isInstanceOf(UnavailableException.class);
  }

  @Test
  void tellsEveryReaderOfOneIdAndNoneAfterItClosed() {
    FactQueue first = facts.about(ID);
    FactQueue second = facts.about(ID);
    facts.happened(ANSWER);
    first.close();
    facts.happened(ANSWER);

    assertThat(first.next(Duration.ZERO)).hasValue(ANSWER);
    assertThat(first.next(Duration.ZERO)).isEmpty();
    assertThat(second.next(Duration.ZERO)).hasValue(ANSWER);
    assertThat(second.next(Duration.ZERO)).hasValue(ANSWER);
    second.close();
  }
}
