package org.paylink.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostScriptsTest {
  @TempDir private Path root;

  @Test
  void scriptsSeeEachOtherAndAreCompiledOnce() throws Exception {
    write("Part", "class Part { static final Object ONE = new Object() }");
    write(
        "Whole",
        "class Whole implements java.util.concurrent.Callable<Object> {"
            + " Whole(String ignored) {}\n Object call() { Part.ONE } }");
    Object first = create().call();
    Object second = create().call();
    assertThat(first).isSameAs(second).isNotNull();
    assertThat(HostScripts.at(root)).isSameAs(HostScripts.at(root.resolve("org/..")));
  }

  @Test
  void aScriptThatDoesNotCompileIsNamedAndTriedAgain() throws Exception {
    write("Broken", "import org.missing.Library\nclass Broken { Library library }");
    assertThatThrownBy(() -> HostScripts.at(root))
        .isInstanceOf(HostScriptsException.class)
        .hasMessageContaining("org.paylink.ofbiz.Broken")
        .hasMessageContaining("org.missing.Library")
        .hasMessageContaining("a library is missing");
    write("Broken", "class Broken { }");
    assertThat(HostScripts.at(root).type("org.paylink.ofbiz.Broken")).isNotNull();
  }

  @Test
  void aMissingFolderAndAMissingClassSayWhatToDo() throws Exception {
    assertThatThrownBy(() -> HostScripts.at(root.resolve("nowhere")))
        .isInstanceOf(HostScriptsException.class)
        .hasMessageContaining("Unpack the whole release");
    write("Part", "class Part { }");
    assertThatThrownBy(() -> HostScripts.at(root).type("org.paylink.ofbiz.Other"))
        .isInstanceOf(HostScriptsException.class)
        .hasMessageContaining("org.paylink.ofbiz.Other");
  }

  @Test
  void whatAConstructorThrowsArrivesUnchanged() throws Exception {
    write("Thrower", "class Thrower { Thrower() { throw new ArithmeticException('no') } }");
    HostScripts scripts = HostScripts.at(root);
    assertThatThrownBy(() -> scripts.create("org.paylink.ofbiz.Thrower", Object.class))
        .isInstanceOf(ArithmeticException.class);
  }

  private Callable<?> create() {
    return HostScripts.at(root).create("org.paylink.ofbiz.Whole", Callable.class, "x");
  }

  private void write(String name, String body) throws IOException {
    Path folder = Files.createDirectories(root.resolve("org/paylink/ofbiz"));
    Files.writeString(folder.resolve(name + ".groovy"), "package org.paylink.ofbiz\n" + body);
  }
}
