package org.paylink.embedded.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.paylink.page.PublicView.State;

/** Every page a customer may see, as people see it who differ from those who made it. */
@Timeout(600)
class PublicPagesTest {
  private static final int NARROW = 320;
  private static final Path DOCS =
      Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."), "docs");

  @TempDir static Path folder;
  private static Tour tour;
  private static Browser browser;

  @BeforeAll
  static void start() throws IOException {
    tour = new Tour(folder);
    browser = tour.walk().phone();
  }

  @AfterAll
  static void stop() {
    if (tour != null) {
      tour.close();
    }
  }

  @Test
  void noPageOfTheCustomersHidesAnythingFromAnybody() {
    SoftAssertions found = new SoftAssertions();
    for (Stop stop : tour.stops()) {
      for (String language : List.of("en", "de")) {
        stop.reach().accept(browser, language);
        browser.awaitWords(stop.heading(language));
        found
            .assertThat(browser.find(By.tagName("html")).getAttribute("lang"))
            .as(stop.name())
            .startsWith(language);
        lookAt(stop.name() + " in " + language, found);
      }
    }
    browser.looks().phone(2);
    found.assertAll();
  }

  @Test
  void everyStateThereIsCanBeComeUpon() {
    List<State> reached = tour.stops().stream().flatMap(stop -> stop.state().stream()).toList();
    assertThat(reached).containsAll(List.of(State.values()));
  }

  @Test
  void everyPageStandsInTheDocumentWithItsPictures() throws IOException {
    String text = Files.readString(DOCS.resolve("pages.md"));
    List<Stop> attended = new AttendedTour(tour).stops();
    for (Stop stop : Stream.concat(tour.stops().stream(), attended.stream()).toList()) {
      assertThat(text).as("run ./paylink pages").contains(PagesDocumentTest.section(stop).strip());
      for (String picture : List.of(stop.name(), stop.name() + "-desktop")) {
        assertThat(DOCS.resolve("images/pages/" + picture + ".png")).isRegularFile();
      }
    }
  }

  private static void lookAt(String what, SoftAssertions found) {
    for (boolean dark : new boolean[] {false, true}) {
      browser.dark(dark);
      for (int width : new int[] {NARROW, 1280}) {
        browser.looks().size(width, 800);
        String where = what + " at " + width + (dark ? ", dark" : "");
        found.assertThat(browser.looks().findings()).as(where).isEmpty();
        found.assertThat(browser.sidewaysScroll()).as("sideways: " + where).isZero();
      }
    }
    browser.dark(false).looks().size(NARROW, 800).largeText(true);
    found.assertThat(browser.sidewaysScroll()).as("large text: " + what).isZero();
    browser.looks().largeText(false);
  }

  @Test
  void whoeverHasOnlyAKeyboardReachesEverythingAndSeesWhereTheyAre() {
    tour.stops().get(0).reach().accept(browser, "en");
    List<String> reached = browser.looks().tabThrough(4);
    assertThat(reached).anyMatch(text -> text.startsWith("Pay ")).contains("Deutsch");
    tour.stops().get(0).reach().accept(browser, "en");
    browser.find(By.cssSelector("main form button")).sendKeys(Keys.ENTER);
    browser.awaitWords("How should this payment go?");
  }

  @Test
  void theLanguageIsChangedOnThePageAndStaysWithoutACookie() {
    tour.stops().get(0).reach().accept(browser, "en");
    browser.press("Deutsch").awaitWords("Sie werden um eine Zahlung gebeten");
    // The sample host's own pages have a cookie; the customer's need none.
    browser.forgetCookies();
    browser.press(By.cssSelector("main form button")).press("Leave without paying");
    browser.awaitWords("Nicht bezahlt. Es wurde nichts abgebucht.");
    browser.press("English").awaitWords("Not paid. Nothing was taken.");
    browser.press("Deutsch").press(By.cssSelector("main form button"));
    browser.press(By.cssSelector("button[value=pay]")).awaitWords("Bezahlt. Vielen Dank!");
  }

  @Test
  void aPrintedPageShowsWhatMattersInBlackOnWhite() {
    Stop paid =
        tour.stops().stream().filter(s -> s.name().equals("paid")).findFirst().orElseThrow();
    paid.reach().accept(browser, "en");
    browser.dark(true).looks().print(true);
    assertThat(browser.words())
        .contains("Paid. Thank you!", "$50.85", "Payment reference")
        .doesNotContain("Deutsch");
    assertThat(browser.looks().style(By.tagName("h1"), "color")).contains("0, 0, 0");
    browser.looks().print(false);
  }
}
