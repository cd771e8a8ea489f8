package dev.modelwright.testsupport;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.modelwright.gateway.chicken.Chicken;
import dev.modelwright.gateway.egg.Egg;
import dev.modelwright.gateway.model.GatewayKnowingRegistry;
import dev.modelwright.manifests.AbstractThing;
import dev.modelwright.manifests.ThingManager;
import dev.modelwright.manifests.util.Things;
import dev.modelwright.registry.model.FeatureKnowingEvents;
import dev.modelwright.registry.model.FeatureKnowingSpring;
import dev.modelwright.registry.model.mongodb.ThingDocument;
import dev.modelwright.registry.model.web.WebKnowingMongodb;
import dev.modelwright.worker.FieldInjected;
import dev.modelwright.worker.MutableProperties;
import dev.modelwright.worker.OldJackson;
import dev.modelwright.worker.build.files.FilesKnowingTheDriver;
import dev.modelwright.worker.build.oci.OciKnowingDockerJava;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTests {

  static Stream<Arguments> violations() {
    return Stream.of(
        violation(ArchitectureRules.FEATURES_IMPORT_NO_FRAMEWORK, FeatureKnowingSpring.class),
        violation(ArchitectureRules.TECHNOLOGIES_DO_NOT_KNOW_ONE_ANOTHER, WebKnowingMongodb.class),
        violation(ArchitectureRules.ONLY_MESSAGING_KNOWS_EVENTS, FeatureKnowingEvents.class),
        violation(ArchitectureRules.ONLY_DOCKER_KNOWS_DOCKER_JAVA, OciKnowingDockerJava.class),
        violation(ArchitectureRules.ONLY_MONGODB_KNOWS_THE_DRIVER, FilesKnowingTheDriver.class),
        violation(
            ArchitectureRules.SERVICES_DO_NOT_DEPEND_ON_SERVICES, GatewayKnowingRegistry.class),
        violation(ArchitectureRules.PACKAGES_FORM_NO_CYCLES, Chicken.class, Egg.class),
        violation(ArchitectureRules.SETTINGS_ARE_RECORDS, MutableProperties.class),
        violation(ArchitectureRules.DEPENDENCIES_COME_THROUGH_CONSTRUCTORS, FieldInjected.class),
        violation(ArchitectureRules.JACKSON_IS_JACKSON_3, OldJackson.class),
        violation(ArchitectureRules.NAMES_SAY_WHAT_THINGS_ARE, ThingManager.class),
        violation(ArchitectureRules.NAMES_SAY_WHAT_THINGS_ARE, AbstractThing.class),
        violation(ArchitectureRules.PACKAGES_ARE_FEATURES_NOT_LAYERS, Things.class));
  }

  private static Arguments violation(ArchRule rule, Class<?>... types) {
    return Arguments.of(rule, types);
  }

  @ParameterizedTest
  @MethodSource("violations")
  void everyRuleNamesTheClassThatBreaksIt(ArchRule rule, Class<?>[] types) {
    EvaluationResult result = rule.evaluate(new ClassFileImporter().importClasses(types));

    assertThat(result.hasViolation()).isTrue();
    assertThat(result.getFailureReport().toString()).contains(types[0].getSimpleName());
  }

  @Test
  void everyRuleIsShownToFail() {
    assertThat(violations().map(arguments -> arguments.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(rules().toList());
  }

  @Test
  void noRuleIsBrokenByWhatIsRight() {
    assertThat(rules().map(rule -> rule.allowEmptyShould(true)))
        .allSatisfy(rule -> rule.check(new ClassFileImporter().importClasses(ThingDocument.class)));
  }

  private static Stream<ArchRule> rules() {
    return Arrays.stream(ArchitectureRules.class.getDeclaredFields())
        .filter(field -> ArchRule.class.isAssignableFrom(field.getType()))
        .map(ArchitectureRulesTests::valueOf);
  }

  private static ArchRule valueOf(Field field) {
    try {
      return (ArchRule) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
