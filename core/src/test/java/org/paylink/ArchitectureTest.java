package org.paylink;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom. What the rules are for stands in the architecture's description. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .withImportOption(location -> !location.contains("/simulator/"))
          .importPackages("org.paylink");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("org.paylink");

  @Test
  void thereIsSomethingToJudge() {
    assertThat(CORE.size()).isGreaterThan(100);
    assertThat(TESTS.size()).isGreaterThan(5);
  }

  @Test
  void packagesOfTheFirstLevelHaveNoCycles() {
    slices().matching("org.paylink.(*)..").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void moneyKnowsTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage("org.paylink.money..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("org.paylink.money..", "java..")
        .check(CORE);
  }

  @Test
  void gatewaysKnowMoneyAndTheirPortAndNothingElseOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("org.paylink.gateway..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.paylink..")
                .and(not(resideInAnyPackage("org.paylink.gateway..", "org.paylink.money.."))))
        .check(CORE);
  }

  @Test
  void gatewaysDoNotKnowEachOther() {
    slices()
        .matching("org.paylink.gateway.(*)..")
        .should()
        .notDependOnEachOther()
        // What they share knows none of them.
        .ignoreDependency(
            resideInAPackage("org.paylink.gateway.."),
            resideInAPackage("org.paylink.gateway.wire.."))
        .allowEmptyShould(true)
        .check(CORE);
  }

  @Test
  void thePortKnowsNoGateway() {
    noClasses()
        .that()
        .resideInAPackage("org.paylink.gateway")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.paylink.gateway.*..")
        .check(CORE);
  }

  @Test
  void aGatewaysLibraryStaysInItsPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paylink.gateway.stripe..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.stripe..")
        .check(CORE);
  }

  @Test
  void coreNamesNoGateway() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paylink.gateway..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.paylink.gateway.*..")
        .check(CORE);
  }

  @Test
  void coreKnowsNoHostNoServletNoDatabaseAndNoServer() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.ofbiz..",
            "javax.servlet..",
            "jakarta.servlet..",
            "java.sql..",
            "javax.sql..",
            "com.sun.net..",
            "groovy..")
        .check(CORE);
  }

  @Test
  void pagesAreMadeInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paylink.page..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("freemarker..")
        .check(CORE);
  }

  @Test
  void nothingIsCalledByAWordThatSaysNothing() {
    classes()
        .should(
            ArchConditions.not(
                ArchConditions.haveNameMatching(
                    ".*(Impl|Utils?|Helper|Manager|Processor|Abstract\\w*|Base\\w*)$")))
        .check(CORE);
  }

  @Test
  void testsAreInClassesThatAreRun() {
    // Surefire passes over a class of another name without a word. A contract is run by the test of
    // each of its bindings.
    methods()
        .that()
        .areAnnotatedWith(Test.class)
        .or()
        .areAnnotatedWith(TestFactory.class)
        .should()
        .beDeclaredInClassesThat()
        .haveNameMatching(".*(Test|Contract)")
        .check(TESTS);
  }
}
