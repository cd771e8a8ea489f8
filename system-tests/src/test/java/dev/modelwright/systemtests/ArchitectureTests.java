package dev.modelwright.systemtests;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.modelwright.testsupport.ArchitectureRules;

/** The rules of the house, on the code of every module. */
@AnalyzeClasses(packages = "dev.modelwright", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
}
