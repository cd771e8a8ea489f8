package dev.modelwright.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.schemas.ImageEvent.ImageRejected;
import dev.modelwright.schemas.Problem;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RejectionsTests {

  private static final String ACCOUNT = "local/modelwright/default";
  private static final Problem PROBLEM = Problem.of("UnknownManifest", 422, "There is none.");

  private final Rejections rejections = new Rejections();

  @Test
  void tellsTheAccountWhyItsRequestWasRejectedAndNobodyElse() {
    UUID id = UUID.randomUUID();

    new Facts(rejections).happened(new ImageRejected(id, ACCOUNT, "housing", PROBLEM));

    assertThat(rejections.find(ACCOUNT, id)).contains(PROBLEM);
    assertThat(rejections.find("local/modelwright/other", id)).isEmpty();
    assertThat(rejections.find(ACCOUNT, UUID.randomUUID())).isEmpty();
  }

  @Test
  void forgetsTheOldestOfMany() {
    UUID first = UUID.randomUUID();
    rejections.heard(new ImageRejected(first, ACCOUNT, "housing", PROBLEM));

    for (int i = 0; i < 10_000; i++) {
      rejections.heard(new ImageRejected(UUID.randomUUID(), ACCOUNT, "housing", PROBLEM));
    }

    assertThat(rejections.find(ACCOUNT, first)).isEmpty();
  }
}
