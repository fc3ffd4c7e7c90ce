package org.paylink.embedded.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Rectangle;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A real Chromium without a window, as a person at a desk or with a phone uses it. Whatever is
 * looked for is waited for, 30 seconds at most.
 */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Kind kind;
  private final Path profile;
  private final ChromeDriver driver;
  private final Looks looks;

  private Browser(Kind kind, Path profile, ChromeDriver driver) {
    this.kind = kind;
    this.profile = profile;
    this.driver = driver;
    this.looks = new Looks(driver);
  }

  /** What the browser is like. */
  public enum Kind {
    /** 1280 by 900 pixels. */
    DESKTOP,
    /** 390 by 844 pixels, as a phone says of itself. */
    PHONE,
    /** A phone whose browser runs no scripts. */
    PHONE_WITHOUT_SCRIPTS
  }

  /** Starts a browser with an empty profile. */
  public static Browser start(Kind kind) {
    try {
      Path profile = Files.createTempDirectory("paylink-browser");
      return new Browser(kind, profile, Chromium.start(kind, profile));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes to an address. */
  public Browser open(String address) {
    driver.get(address);
    return this;
  }

  /** Goes to an address. */
  public Browser open(URI address) {
    return open(address.toString());
  }

  /** Where it is. */
  public String address() {
    return driver.getCurrentUrl();
  }

  /** Loads the page anew. */
  public Browser reload() {
    driver.navigate().refresh();
    return this;
  }

  /** Goes back one page. */
  public Browser back() {
    driver.navigate().back();
    return this;
  }

  /** Forgets all cookies of the page's host. */
  public Browser forgetCookies() {
    driver.manage().deleteAllCookies();
    return this;
  }

  /** The visible element, once it is there. */
  public WebElement find(By what) {
    return patience().until(ExpectedConditions.visibilityOfElementLocated(what));
  }

  /** The elements there are now; may be none. */
  public List<WebElement> all(By what) {
    return driver.findElements(what);
  }

  /** Whether there is such an element now. */
  public boolean has(By what) {
    return !all(what).isEmpty();
  }

  /**
   * Presses the button or follows the link that says exactly this, or whose value does: in the page
   * itself, and in a menu around it only when there is none.
   */
  public Browser press(String words) {
    String says =
        ("*[(self::button or self::a or self::summary) and normalize-space()=\"%1$s\""
                + " or self::input[@type='submit' and @value=\"%1$s\"]]")
            .formatted(words);
    return press(By.xpath("//main//%1$s | //%1$s[not(//main//%1$s)]".formatted(says)));
  }

  /** Presses what is found, once it can be pressed. */
  public Browser press(By what) {
    patience().until(d -> pressNow(ExpectedConditions.elementToBeClickable(what).apply(d)));
    return this;
  }

  private boolean pressNow(WebElement element) {
    if (element == null) {
      return false;
    }
    if (kind == Kind.PHONE_WITHOUT_SCRIPTS) {
      // The driver's own click runs a script in the page and would wait for it for ever.
      Rectangle where = element.getRect();
      mouse("mousePressed", where);
      mouse("mouseReleased", where);
    } else {
      element.click();
    }
    return true;
  }

  private void mouse(String type, Rectangle on) {
    driver.executeCdpCommand(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            on.x + on.width / 2,
            "y",
            on.y + on.height / 2,
            "button",
            "left",
            "clickCount",
            1));
  }

  /** Types into an emptied field. */
  public Browser type(By field, String text) {
    WebElement element = find(field);
    element.clear();
    element.sendKeys(text);
    return this;
  }

  /** All words on the page now. */
  public String words() {
    return patience().until(d -> d.findElement(By.tagName("body")).getText());
  }

  /** Waits until the page, which may load itself anew meanwhile, says this. */
  public Browser awaitWords(String words) {
    patience()
        .withMessage(() -> "the page never said: " + words + "; it says: " + words())
        .until(d -> d.findElement(By.tagName("body")).getText().contains(words));
    return this;
  }

  /** Loads the page anew until it says this. */
  public Browser reloadUntil(String words) {
    patience()
        .pollingEvery(Duration.ofMillis(500))
        .withMessage(() -> "the page never said: " + words + "; it says: " + words())
        .until(
            d -> {
              if (words().contains(words)) {
                return true;
              }
              reload();
              return words().contains(words);
            });
    return this;
  }

  /** How many pixels the page is wider than the window: 0 when nothing scrolls sideways. */
  public long sidewaysScroll() {
    return (Long)
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
  }

  /** What the browser complained of since the last time, such as styles that a policy forbids. */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream().map(Object::toString).toList();
  }

  /** Chooses dark or light pages, as the device's settings would. */
  public Browser dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  /** How the page looks to others. */
  Looks looks() {
    return looks;
  }

  /** Makes the window so large, in CSS pixels. */
  public Browser size(int width, int height) {
    looks.size(width, height);
    return this;
  }

  /** What the host answers at an address, asked for as the page itself would. */
  public String fetch(String address) {
    return (String)
        driver.executeAsyncScript(
            "const done = arguments[1];"
                + "fetch(arguments[0]).then(a => a.text()).then(done, e => done(String(e)))",
            address);
  }

  /** Keeps a picture of the whole page in {@code target/screenshots}, for people to look at. */
  public Browser picture(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), looks.picture());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // The profile lies in the folder for temporary files; what is left of it does no harm.
      return;
    }
  }

  private WebDriverWait patience() {
    WebDriverWait wait = new WebDriverWait(driver, PATIENCE, Duration.ofMillis(100));
    // A page that is loading itself anew answers with errors of many kinds; the last one is told
    // when the time is over.
    wait.ignoring(WebDriverException.class);
    return wait;
  }
}
