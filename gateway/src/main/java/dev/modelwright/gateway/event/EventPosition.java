package dev.modelwright.gateway.event;

import dev.modelwright.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * How far a reader of facts has come: for each partition the offset of what comes next.
 *
 * <p>Written {@code 12.0.7.3-4.0.1.0-40.11.0.2}: the topics of {@link Topics#FACTS} in their order,
 * of each its partitions from 0 on.
 */
public record EventPosition(Map<Partition, Long> offsets) {

  private static final int LONGEST = 4000;
  private static final Pattern FORM =
      Pattern.compile("\\d{1,18}(?:\\.\\d{1,18})*(?:-\\d{1,18}(?:\\.\\d{1,18})*){2}");

  public EventPosition {
    offsets = Map.copyOf(offsets);
  }

  /** Empty when the text is no position. */
  public static Optional<EventPosition> parse(String text) {
    if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    Map<Partition, Long> offsets = new HashMap<>();
    String[] topics = text.split("-");
    for (int topic = 0; topic < topics.length; topic++) {
      String[] partitions = topics[topic].split("\\.");
      for (int number = 0; number < partitions.length; number++) {
        offsets.put(
            new Partition(Topics.FACTS.get(topic), number), Long.parseLong(partitions[number]));
      }
    }
    return Optional.of(new EventPosition(offsets));
  }

  /** Empty for a partition that was not there yet. */
  public Optional<Long> offset(Partition partition) {
    return Optional.ofNullable(offsets.get(partition));
  }

  /** Whether something lies between this position and a later one. */
  boolean isBefore(EventPosition later) {
    return later.offsets.entrySet().stream()
        .anyMatch(end -> offset(end.getKey()).orElse(0L) < end.getValue());
  }

  EventPosition after(PublishedFact fact) {
    Map<Partition, Long> next = new HashMap<>(offsets);
    next.put(fact.partition(), fact.offset() + 1);
    return new EventPosition(next);
  }

  @Override
  public String toString() {
    return Topics.FACTS.stream().map(this::ofTopic).collect(Collectors.joining("-"));
  }

  /** Partitions are never taken away, so their numbers have no gaps. */
  private String ofTopic(String topic) {
    long partitions =
        offsets.keySet().stream().filter(partition -> partition.topic().equals(topic)).count();
    return LongStream.range(0, partitions)
        .mapToObj(number -> offsets.get(new Partition(topic, (int) number)).toString())
        .collect(Collectors.joining("."));
  }
}
