package dev.eddy;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The house's plan: which package may stand on which. */
class ArchitectureTest {
  /** Arrows from a package to those that it stands on; so it does on what these stand on. */
  private static final Map<String, List<String>> ARROWS = arrows();

  /** What is written to snapshots is said by these, and by nothing else. */
  private static final Set<String> WITH_STATE =
      Set.of("training", "series", "model", "forecast", "state");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.eddy");

  private static Map<String, List<String>> arrows() {
    Map<String, List<String>> arrows = new HashMap<>();
    arrows.put("archive", List.of());
    arrows.put("kernel", List.of());
    arrows.put("spec", List.of());
    arrows.put("training", List.of("kernel", "spec"));
    arrows.put("series", List.of("spec", "training"));
    arrows.put("model", List.of("series", "training"));
    arrows.put("forecast", List.of("model"));
    arrows.put("state", List.of("forecast"));
    arrows.put("config", List.of("spec"));
    arrows.put("observe", List.of("forecast"));
    arrows.put("backtest", List.of("state", "config"));
    arrows.put("describe", List.of("backtest"));
    arrows.put("tune", List.of("backtest"));
    arrows.put("stream", List.of("state", "observe"));
    arrows.put("demo", List.of("stream", "backtest"));
    arrows.put("bench", List.of("demo"));
    arrows.put("cli", List.copyOf(arrows.keySet()));
    return arrows;
  }

  static Set<String> packages() {
    return ARROWS.keySet();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageStandsOnThoseThatItsArrowsReach(String name) {
    Set<String> reached = reachedFrom(name);
    if (WITH_STATE.contains(name)) {
      reached.add("archive");
    }
    String[] allowed = reached.stream().map(ArchitectureTest::pattern).toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(pattern(name))
        .should()
        .dependOnClassesThat(resideInAPackage("dev.eddy..").and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void everyClassIsInAPackageOfThePlan() {
    Set<String> known = ARROWS.keySet();
    Set<String> strangers =
        HOUSE.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals("dev.eddy"))
            .map(name -> name.split("\\.")[2])
            .filter(name -> !known.contains(name))
            .collect(Collectors.toSet());
    assertThat(strangers).isEmpty();
    assertThat(HOUSE).hasSizeGreaterThan(50);
  }

  @Test
  void thereAreNoCycles() {
    slices().matching("dev.eddy.(*)..").should().beFreeOfCycles().check(HOUSE);
    slices().matching("dev.eddy.backtest.(*)").should().beFreeOfCycles().check(HOUSE);
  }

  @Test
  void onlyTheKernelsVectorClassesKnowTheIncubatingModule() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.eddy\\.kernel\\.Vector.*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(HOUSE);
  }

  @Test
  void kafkaStaysWhereItBelongs() {
    noClasses()
        .that(
            not(
                resideInAnyPackage("dev.eddy.stream..", "dev.eddy.demo..", "dev.eddy.bench..")
                    .or(nameMatching("dev\\.eddy\\.backtest\\.source\\.Topic.*"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..")
        .check(HOUSE);
  }

  @Test
  void micrometerStaysWhereItBelongs() {
    noClasses()
        .that(not(resideInAnyPackage("dev.eddy.observe..", "dev.eddy.stream..")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(HOUSE);
  }

  @Test
  void onlyTheCommandLinesRootEndsTheProcess() {
    noClasses()
        .that(not(nameMatching("dev\\.eddy\\.Eddy")))
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .check(HOUSE);
    // A process that was told to stop, and does not.
    noClasses()
        .that(not(nameMatching("dev\\.eddy\\.cli\\.StopSignal")))
        .should()
        .callMethod(Runtime.class, "halt", int.class)
        .check(HOUSE);
    classes().that(nameMatching("dev\\.eddy\\.Eddy")).should().bePublic().check(HOUSE);
  }

  private static Set<String> reachedFrom(String name) {
    Set<String> reached =
        ARROWS.get(name).stream()
            .flatMap(next -> Stream.concat(Stream.of(next), reachedFrom(next).stream()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    reached.add(name);
    return reached;
  }

  private static String pattern(String name) {
    return "dev.eddy." + name + "..";
  }
}
