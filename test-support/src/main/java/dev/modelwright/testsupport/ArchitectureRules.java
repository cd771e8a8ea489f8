package dev.modelwright.testsupport;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** What the code of every module keeps to; {@code system-tests} checks it. */
public final class ArchitectureRules {

  private static final String ROOT = "dev.modelwright";
  private static final Set<String> SERVICES = Set.of("registry", "manifests", "worker", "gateway");
  private static final Set<String> TECHNOLOGIES =
      Set.of("web", "messaging", "mongodb", "azure", "files", "docker", "oci", "http", "telemetry");

  /** Where a class stands in a service: in its root, in a feature, or in a feature's adapter. */
  private record Place(String service, Optional<String> feature, Optional<String> technology) {

    static Optional<Place> of(JavaClass type) {
      String[] segments = type.getPackageName().split("\\.");
      if (!type.getPackageName().startsWith(ROOT + ".") || !SERVICES.contains(segments[2])) {
        return Optional.empty();
      }
      String[] inside = Arrays.copyOfRange(segments, 3, segments.length);
      return Optional.of(
          new Place(
              segments[2],
              Arrays.stream(inside).findFirst(),
              Arrays.stream(inside).filter(TECHNOLOGIES::contains).findFirst()));
    }

    boolean isFeature() {
      return feature.isPresent() && technology.isEmpty();
    }

    boolean isRoot() {
      return feature.isEmpty();
    }

    boolean isAdapterFor(String... technologies) {
      return technology.filter(Arrays.asList(technologies)::contains).isPresent();
    }
  }

  @ArchTest
  public static final ArchRule FEATURES_IMPORT_NO_FRAMEWORK =
      noClasses()
          .that(
              are(
                  "in a feature package",
                  type -> Place.of(type).filter(Place::isFeature).isPresent()))
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.springframework..",
                  "org.apache.kafka..",
                  "com.mongodb..",
                  "com.github.dockerjava..",
                  "io.micrometer..",
                  "io.opentelemetry..",
                  "jakarta.servlet.."))
          .because("a feature is plain Java; what knows a technology is an adapter below it");

  @ArchTest
  public static final ArchRule TECHNOLOGIES_DO_NOT_KNOW_ONE_ANOTHER =
      classes()
          .that(are("in a service", type -> Place.of(type).isPresent()))
          .should(
              dependOnlyOn(
                  "classes without a technology or with the same",
                  (origin, target) ->
                      Place.of(origin)
                          .flatMap(Place::technology)
                          .flatMap(
                              own -> Place.of(target).flatMap(Place::technology).map(own::equals))
                          .orElse(true)));

  @ArchTest
  public static final ArchRule ONLY_MESSAGING_KNOWS_EVENTS =
      noClasses()
          .that(
              are(
                  "in a service, other than the gateway, outside of messaging",
                  type ->
                      Place.of(type)
                          .filter(place -> !place.service().equals("gateway"))
                          .filter(place -> !place.isAdapterFor("messaging"))
                          .isPresent()))
          .should()
          .dependOnClassesThat(
              assignableTo(ROOT + ".schemas.Event")
                  .or(name(ROOT + ".schemas.CloudEvents"))
                  .or(name(ROOT + ".schemas.Topics")))
          .because(
              "values are the language that all speak, events are how it travels (decision 2)");

  @ArchTest
  public static final ArchRule ONLY_DOCKER_KNOWS_DOCKER_JAVA =
      noClasses()
          .that(are("outside of docker packages", type -> !isAdapterFor("docker", type)))
          .should()
          .dependOnClassesThat(resideInAPackage("com.github.dockerjava.."));

  @ArchTest
  public static final ArchRule ONLY_MONGODB_KNOWS_THE_DRIVER =
      noClasses()
          .that(
              are(
                      "outside of mongodb packages and of the wiring in a service's root",
                      type -> !isAdapterFor("mongodb", type) && !isWiring(type))
                  .and(
                      not(
                          resideInAnyPackage(
                              ROOT + ".embedded..",
                              ROOT + ".storage.mongodb..",
                              ROOT + ".testsupport.."))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.mongodb..", "org.bson.."));

  @ArchTest
  public static final ArchRule SERVICES_DO_NOT_DEPEND_ON_SERVICES =
      classes()
          .that(are("in a service", type -> Place.of(type).isPresent()))
          .should(
              dependOnlyOn(
                  "their own service or on shared modules",
                  (origin, target) ->
                      Place.of(target)
                          .map(place -> place.service().equals(service(origin)))
                          .orElse(true)));

  @ArchTest
  public static final ArchRule PACKAGES_FORM_NO_CYCLES =
      slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  @ArchTest
  public static final ArchRule SETTINGS_ARE_RECORDS =
      classes()
          .that()
          .areAnnotatedWith("org.springframework.boot.context.properties.ConfigurationProperties")
          .should()
          .beRecords();

  @ArchTest
  public static final ArchRule DEPENDENCIES_COME_THROUGH_CONSTRUCTORS =
      noMembers()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.annotation.Resource");

  @ArchTest
  public static final ArchRule JACKSON_IS_JACKSON_3 =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAPackage("com.fasterxml.jackson..")
                  .and(not(resideInAPackage("com.fasterxml.jackson.annotation.."))))
          .because("Jackson 2 is on the class path for others only");

  @ArchTest
  public static final ArchRule NAMES_SAY_WHAT_THINGS_ARE =
      noClasses()
          .should()
          .haveNameMatching(
              ".*[.$](Abstract|Base)[A-Z]\\w*"
                  + "|.*(Util|Utils|Helper|Manager|Impl|Dto|DTO|Info|Base|Wrapper)")
          .because("such words fit everything and say nothing");

  @ArchTest
  public static final ArchRule PACKAGES_ARE_FEATURES_NOT_LAYERS =
      noClasses()
          .should()
          .resideInAnyPackage(
              ROOT + "..controller..",
              ROOT + "..service..",
              ROOT + "..dto..",
              ROOT + "..config..",
              ROOT + "..util..",
              ROOT + "..common..",
              ROOT + "..core..",
              ROOT + "..misc..",
              ROOT + "..helper..");

  private ArchitectureRules() {}

  private static boolean isAdapterFor(String technology, JavaClass type) {
    return Place.of(type).filter(place -> place.isAdapterFor(technology)).isPresent();
  }

  private static boolean isWiring(JavaClass type) {
    return Place.of(type).filter(Place::isRoot).isPresent();
  }

  private static String service(JavaClass type) {
    return Place.of(type).map(Place::service).orElse("");
  }

  private static DescribedPredicate<JavaClass> are(
      String description, Predicate<JavaClass> predicate) {
    return DescribedPredicate.describe("are " + description, predicate);
  }

  private static ArchCondition<JavaClass> dependOnlyOn(
      String description, BiPredicate<JavaClass, JavaClass> allowed) {
    return new ArchCondition<>("depend only on " + description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (!allowed.test(dependency.getOriginClass(), dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }
}
