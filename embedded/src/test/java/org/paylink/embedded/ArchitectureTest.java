package org.paylink.embedded;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may know whom in the sample host. */
class ArchitectureTest {
  private static final JavaClasses HOST =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.paylink.embedded");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.OnlyIncludeTests())
          .importPackages("org.paylink.embedded");

  @Test
  void onlyTheRecordsBindingKnowsTheDatabase() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paylink.embedded.jdbc..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "org.apache.derby..", "org.postgresql..")
        .check(HOST);
  }

  @Test
  void onlyTheServerKnowsHttpExchanges() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.paylink.embedded.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.net..")
        .check(HOST);
  }

  @Test
  void theHostsPagesKnowNoGatewayAndNoSimulator() {
    noClasses()
        .that()
        .resideInAnyPackage("org.paylink.embedded.http..", "org.paylink.embedded.books..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.paylink.gateway.stripe..", "org.paylink.simulator..")
        .check(HOST);
  }

  @Test
  void testsAreInClassesThatAreRun() {
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
