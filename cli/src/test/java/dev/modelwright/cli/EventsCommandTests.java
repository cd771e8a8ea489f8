package dev.modelwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelwright.cli.FakeGateway.Answer;
import dev.modelwright.cli.FakeGateway.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsCommandTests {

  private static final String REGISTERED =
      """
      {"id": "1", "time": "2026-11-26T13:00:00Z", "type": "dev.modelwright.ModelRegistered.v1", "subject": "s1", "data": {"model": {"name": "housing.model", "version": 2}}}\
      """;
  private static final String SUCCEEDED =
      """
      {"id": "2", "time": "2026-11-26T13:00:01Z", "type": "dev.modelwright.ImageSucceeded.v1", "subject": "s2", "data": {"location": "127.0.0.1:5000/housing:3"}}\
      """;

  private final FakeGateway gateway = new FakeGateway().happening(REGISTERED, SUCCEEDED);

  @AfterEach
  void stopGateway() {
    gateway.close();
  }

  @Test
  void tellsWhatHappensAndGoesOnAfterTheStreamEnded() {
    CommandRun run = tail("--count", "2");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "2026-11-26T13:00:00Z  ModelRegistered  s1  housing.model:2",
            "2026-11-26T13:00:01Z  ImageSucceeded  s2  127.0.0.1:5000/housing:3");
    assertThat(gateway.calls("GET /events"))
        .extracting(call -> call.headers().get("Last-event-id"))
        .containsExactly(null, "1");
  }

  @Test
  void printsCloudEventsOneOnALine() {
    CommandRun run = tail("--count", "2", "-o", "json");

    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out().lines().findFirst().orElseThrow()).contains("\"data\":{\"model\":");
  }

  @Test
  void selectsFromEachEvent() {
    assertThat(tail("--count", "2", "--query", "subject", "-o", "tsv").out())
        .isEqualToNormalizingNewlines("s1\ns2\n");
  }

  @Test
  void asksForTypesAndSubjectsAndGoesOnAfterAnEvent() {
    tail(
        "--count",
        "1",
        "--type",
        "ImageSucceeded",
        "--type",
        "ImageFailed",
        "--subject",
        "07b56951-3ce6-481a-bcb7-e76ee669e990",
        "--after",
        "1");

    Call call = gateway.call("GET /events");
    assertThat(call.query())
        .isEqualTo(
            "type=ImageSucceeded&type=ImageFailed&subject=07b56951-3ce6-481a-bcb7-e76ee669e990");
    assertThat(call.headers()).containsEntry("Last-event-id", "1");
  }

  @Test
  void eventThatIsKeptNoLongerIsTheUsersError() {
    gateway.answering(
        "GET /events", Answer.of(410, FakeGateway.problem(410, "Cannot go on there.")));

    CommandRun run = tail("--after", "1");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("Cannot go on there.");
  }

  @Test
  void countAndSubjectThatAreNoneAreTheUsersErrors() {
    assertThat(tail("--count", "0").err()).contains("Cannot end after 0 events");
    assertThat(tail("--subject", "x").err()).contains("id 'x'");
    assertThat(gateway.calls()).isEmpty();
  }

  private CommandRun tail(String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "events";
    all[1] = "tail";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return CommandRun.of(gateway, all);
  }
}
