package dev.modelwright.messaging;

import dev.modelwright.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A user of the broker who may publish requests and nothing else, and read the facts that answer
 * them.
 */
record PublisherAccess(String username, String password) {

  private static final int ITERATIONS = 4096;
  private static final String ANY_HOST = "*";

  /** Of Kafka's own console consumer, and of whoever begins its name so. */
  private static final List<String> GROUPS = List.of("publisher", "console-consumer");

  /** Idempotent: a password that is another by now is the one from now on. */
  List<KafkaFuture<Void>> grant(Admin admin) {
    List<KafkaFuture<Void>> changes = new ArrayList<>();
    changes.add(
        admin
            .alterUserScramCredentials(
                List.of(
                    new UserScramCredentialUpsertion(
                        username,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS),
                        password)))
            .all());
    changes.add(admin.createAcls(grants()).all());
    return changes;
  }

  private List<AclBinding> grants() {
    List<AclBinding> grants = new ArrayList<>();
    for (String topic : Topics.REQUESTS) {
      grants.add(allow(ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.WRITE));
    }
    for (String topic : Topics.FACTS) {
      grants.add(allow(ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.READ));
    }
    for (String group : GROUPS) {
      grants.add(allow(ResourceType.GROUP, group, PatternType.PREFIXED, AclOperation.READ));
    }
    return grants;
  }

  private AclBinding allow(
      ResourceType type, String name, PatternType pattern, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, pattern),
        new AccessControlEntry("User:" + username, ANY_HOST, operation, AclPermissionType.ALLOW));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "PublisherAccess[%s]".formatted(username);
  }
}
