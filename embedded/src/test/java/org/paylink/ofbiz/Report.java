package org.paylink.ofbiz;

import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.support.ui.FluentWait;

/** Says what was seen, and fails with the first thing that is not as it should be. */
final class Report {
  private Report() {}

  /** One line of the report. */
  static void said(String what) {
    System.out.println("walk: " + what);
  }

  /** Fails unless it holds. */
  static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("not so: " + what);
    }
  }

  /** Waits until it holds, for so many seconds at most. */
  static void await(String what, int seconds, BooleanSupplier condition) {
    new FluentWait<>(condition)
        .withTimeout(Duration.ofSeconds(seconds))
        .pollingEvery(Duration.ofMillis(500))
        .withMessage("not within " + seconds + " s: " + what)
        .until(BooleanSupplier::getAsBoolean);
  }

  static String pictureName(WalkDocument document, String what) {
    return "ofbiz-" + document.name().toLowerCase(Locale.ROOT) + "-" + what;
  }
}
