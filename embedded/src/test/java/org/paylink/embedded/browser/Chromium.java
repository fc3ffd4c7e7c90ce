package org.paylink.embedded.browser;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Starts the Chromium that Debian installs, without a window and with nothing of its own to do. */
final class Chromium {
  /** Kept, because loggers that nobody holds forget their level. */
  private static final Logger DRIVER_LOG = Logger.getLogger("org.openqa.selenium");

  static {
    // It warns at each start that it does not know the newest protocol, of which we use little.
    DRIVER_LOG.setLevel(Level.SEVERE);
  }

  /** A browser without a window says so of itself, and would be taken for a scanner. */
  private static final String PHONE_AGENT =
      "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/130.0.0.0 Mobile Safari/537.36";

  private Chromium() {}

  /** Starts a browser that keeps its files in a folder of its own. */
  static ChromeDriver start(Browser.Kind kind, Path profile) {
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .withSilent(true)
            .build();
    return new ChromeDriver(service, options(kind, profile));
  }

  private static ChromeOptions options(Browser.Kind kind, Path profile) {
    ChromeOptions options = new ChromeOptions();
    // A real host for trials has a certificate of its own making.
    options.setAcceptInsecureCerts(true);
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--window-size=1280,900",
        "--user-data-dir=" + profile);
    if (kind != Browser.Kind.DESKTOP) {
      Map<String, Object> metrics = Map.of("width", 390, "height", 844, "pixelRatio", 2.0);
      options.setExperimentalOption(
          "mobileEmulation", Map.of("deviceMetrics", metrics, "userAgent", PHONE_AGENT));
    }
    if (kind == Browser.Kind.PHONE_WITHOUT_SCRIPTS) {
      options.setExperimentalOption(
          "prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
    }
    return options;
  }
}
