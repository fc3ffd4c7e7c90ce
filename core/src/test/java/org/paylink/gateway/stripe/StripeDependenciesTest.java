package org.paylink.gateway.stripe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class StripeDependenciesTest {
  @Test
  void stripeKnowsThePortMoneyAndItsLibrariesAndNothingElse() {
    JavaClasses ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.paylink.gateway.stripe");

    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.net.ssl..",
            "org.paylink.gateway",
            "org.paylink.gateway.stripe",
            "org.paylink.gateway.wire",
            "org.paylink.money",
            "com.stripe..",
            "com.google.gson..",
            "org.slf4j..")
        .check(ours);
  }
}
