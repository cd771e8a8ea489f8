package dev.modelwright.gateway.event;

import dev.modelwright.gateway.account.Account;
import dev.modelwright.schemas.CloudEvents;
import dev.modelwright.schemas.Event;
import dev.modelwright.schemas.ImageEvent;
import dev.modelwright.schemas.ManifestEvent;
import dev.modelwright.schemas.ModelEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Which facts a reader is told.
 *
 * @param types CloudEvents types; all when empty
 * @param subject id of what they are about; any when null
 */
public record EventFilter(Account account, Set<String> types, UUID subject) {

  /** CloudEvents types of all facts, sorted. */
  public static final List<String> TYPES =
      Stream.of(ModelEvent.class, ManifestEvent.class, ImageEvent.class)
          .flatMap(topic -> Arrays.stream(topic.getPermittedSubclasses()))
          .map(type -> CloudEvents.typeOf(type.asSubclass(Event.class)))
          .sorted()
          .toList();

  public EventFilter {
    types = Set.copyOf(types);
  }

  /** The type that a client names wholly or by its event alone; empty when it is no fact's. */
  public static Optional<String> type(String name) {
    return TYPES.stream()
        .filter(type -> type.equals(name) || type.equals("dev.modelwright." + name + ".v1"))
        .findFirst();
  }

  boolean matches(PublishedFact fact) {
    return fact.event().account().equals(account.toString())
        && (types.isEmpty() ? TYPES : types).contains(fact.type())
        && (subject == null || subject.equals(fact.event().id()));
  }
}
