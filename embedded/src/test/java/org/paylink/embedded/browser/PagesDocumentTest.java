package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Draws the documents' pictures of all pages and writes the text around; see tools/pages.sh. */
@Timeout(600)
@EnabledIfSystemProperty(named = "paylink.pages", matches = ".+")
class PagesDocumentTest {
  private static final long MOST_BYTES = 60_000;

  private final Path docs = Path.of(System.getProperty("paylink.pages", "target"));
  private final Path pictures = docs.resolve("images/pages");

  @Test
  void everyPageHasItsPictures(@TempDir Path folder) throws IOException {
    Files.createDirectories(pictures);
    StringBuilder text = new StringBuilder(beginning());
    try (Tour tour = new Tour(folder)) {
      Browser browser = tour.walk().phone();
      for (Stop stop : tour.stops()) {
        draw(browser, stop);
        text.append(section(stop));
      }
      Stop first = tour.stops().get(0);
      reach(first, browser, "de");
      phone(browser, "payable-german");
      reach(first, browser.dark(true), "en");
      phone(browser, "payable-dark");
      browser.dark(false);
      text.append(languages());
      text.append(betweenUserAndCustomer());
      for (Stop stop : new AttendedTour(tour).stops()) {
        draw(browser, stop);
        text.append(section(stop));
      }
    }
    Files.writeString(docs.resolve("pages.md"), text.toString().strip() + "\n");
  }

  private void draw(Browser browser, Stop stop) throws IOException {
    reach(stop, browser, "en");
    phone(browser, stop.name());
    browser.looks().size(1024, 700);
    draw(browser, stop.name() + "-desktop");
  }

  private static void reach(Stop stop, Browser browser, String language) {
    stop.reach().accept(browser, language);
    browser.awaitWords(stop.heading(language));
  }

  private void phone(Browser browser, String name) throws IOException {
    browser.looks().phone(1.5);
    draw(browser, name);
  }

  private void draw(Browser browser, String name) throws IOException {
    Path file = pictures.resolve(name + ".png");
    BufferedImage seen = ImageIO.read(new ByteArrayInputStream(browser.looks().picture()));
    ImageIO.write(FewColors.of(seen), "png", file.toFile());
    assertThat(Files.size(file)).as(name).isLessThan(MOST_BYTES);
  }

  private static String beginning() {
    return """
        # What the customer sees

        Every page a customer may come upon, drawn by `./paylink pages` from a running trial (so it says that no real
        money moves). They need no script, no cookie and nothing from another host, are in English or German as the
        browser asks, follow its light or dark colours, and fit a screen of 320 pixels.

        """;
  }

  private static String betweenUserAndCustomer() {
    return """
        # With the customer on the phone or at the desk

        *Pay now* opens the payment provider's page for a customer who is there. The first two pages are the staff's, in
        the host's own frame; the others are those of the customer, shown to the user.

        """;
  }

  static String section(Stop stop) {
    return """
        ## %1$s

        %2$s

        | phone | desktop |
        | --- | --- |
        | ![%1$s on a phone](images/pages/%3$s.png) | ![%1$s at a desk](images/pages/%3$s-desktop.png) |

        """
        .formatted(stop.title(), stop.meaning(), stop.name());
  }

  private static String languages() {
    return """
        ## In German, and dark

        | German | dark |
        | --- | --- |
        | ![In German](images/pages/payable-german.png) | ![Dark](images/pages/payable-dark.png) |

        """;
  }
}
