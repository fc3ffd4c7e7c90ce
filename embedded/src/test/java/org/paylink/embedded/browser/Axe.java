package org.paylink.embedded.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import org.openqa.selenium.JavascriptExecutor;

/**
 * Looks at the page in the browser for what people with disabilities would stumble over. Source of
 * the rules: https://dequeuniversity.com/rules/axe/
 */
final class Axe {
  private static final String SCRIPT = script();

  /** What of WCAG 2.2 AA a program can tell, and what is good practice besides. */
  private static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          resultTypes: ['violations']})
        .then(found => done(found.violations.map(v => v.id + ': ' + v.help + ' at '
          + v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).join('; '))))
        .catch(error => done(['axe failed: ' + error]));
      """;

  private Axe() {}

  /** What it finds on the page as it is now; nothing is best. */
  static List<String> findings(JavascriptExecutor browser) {
    Object there = browser.executeScript("return typeof axe");
    if (!"object".equals(there)) {
      browser.executeScript(SCRIPT);
    }
    return ((List<?>) browser.executeAsyncScript(RUN)).stream().map(Object::toString).toList();
  }

  private static String script() {
    Properties version = new Properties();
    try (InputStream about =
        Axe.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/axe-core/pom.properties")) {
      version.load(about);
      String file =
          "/META-INF/resources/webjars/axe-core/" + version.getProperty("version") + "/axe.min.js";
      try (InputStream script = Axe.class.getResourceAsStream(file)) {
        // Its own name for itself, whatever the page has.
        return new String(script.readAllBytes(), StandardCharsets.UTF_8) + ";window.axe = axe;";
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
