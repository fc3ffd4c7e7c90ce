package org.paylink.embedded.browser;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/**
 * How a page looks on other screens, on paper, with large text or to a program, and by keyboard.
 */
final class Looks {
  private final ChromeDriver driver;

  Looks(ChromeDriver driver) {
    this.driver = driver;
  }

  /** What {@link Axe} finds on the page; nothing is best. */
  List<String> findings() {
    return Axe.findings(driver);
  }

  /** Makes the window so large, in CSS pixels. */
  Looks size(int width, int height) {
    return emulate(width, height, 1, false);
  }

  /**
   * Asks for all pages from now on in these languages.
   *
   * @param accepted as in the header {@code Accept-Language}
   */
  Looks language(String accepted) {
    driver.executeCdpCommand("Network.enable", Map.of());
    driver.executeCdpCommand(
        "Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Accept-Language", accepted)));
    return this;
  }

  /** Keeps files that are downloaded from now on in this folder. */
  Looks downloadsTo(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
    return this;
  }

  /** Makes it a phone of the usual size. */
  Looks phone(double ratio) {
    return emulate(390, 844, ratio, true);
  }

  private Looks emulate(int width, int height, double ratio, boolean phone) {
    Map<String, Object> metrics =
        Map.of("width", width, "height", height, "deviceScaleFactor", ratio, "mobile", phone);
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", metrics);
    return this;
  }

  /** Doubles the size of all text, as people with weak eyes do, or undoes that. */
  Looks largeText(boolean large) {
    driver.executeScript(
        "document.documentElement.style.fontSize = arguments[0]", large ? "200%" : "");
    return this;
  }

  /** Shows the page as it would be printed, or as it is on the screen. */
  Looks print(boolean print) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", print ? "print" : ""));
    return this;
  }

  /** A property of the element's style as it is shown now. */
  String style(By element, String property) {
    return driver.findElement(element).getCssValue(property);
  }

  /** What has the focus after each of so many presses of the Tab key. */
  List<String> tabThrough(int times) {
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      new Actions(driver).sendKeys(Keys.TAB).perform();
      reached.add(driver.switchTo().activeElement().getText());
    }
    return reached;
  }

  /** Lets forms be sent without what they require, as a browser does that doesn't know of it. */
  void forgetRequired() {
    driver.executeScript(
        "document.querySelectorAll('[required]').forEach(field => field.required = false)");
  }

  /** Posts a form with one field, as no page of ours would. */
  void post(String address, String value) {
    driver.executeScript(
        """
        const form = document.createElement('form');
        form.method = 'post';
        form.action = arguments[0];
        const field = document.createElement('input');
        field.name = 'x';
        field.value = arguments[1];
        form.append(field);
        document.body.append(form);
        form.submit();
        """,
        address,
        value);
  }

  /** The whole page as a PNG. */
  byte[] picture() {
    Map<?, ?> metrics = driver.executeCdpCommand("Page.getLayoutMetrics", Map.of());
    Map<?, ?> size = (Map<?, ?>) metrics.get("cssContentSize");
    Map<?, ?> clip =
        Map.of(
            "x", 0, "y", 0, "width", size.get("width"), "height", size.get("height"), "scale", 1);
    Map<?, ?> taken =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
    return Base64.getDecoder().decode((String) taken.get("data"));
  }
}
