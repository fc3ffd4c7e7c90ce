package org.paylink.embedded.browser;

import java.util.Locale;
import java.util.function.BiConsumer;
import org.paylink.page.Labels;
import org.paylink.page.PublicView.State;

/**
 * One page of the customer's, and how to get there.
 *
 * @param name its name in files
 * @param title what it is about
 * @param meaning when a customer sees it and what that means for the money
 * @param state the state of the page
 * @param reach leads a browser there, in the language with this tag
 */
record Stop(
    String name, String title, String meaning, State state, BiConsumer<Browser, String> reach) {
  private static final Labels LABELS = Labels.load();

  /** What the page's first heading says. */
  String heading(String language) {
    return LABELS.text("PaylinkPage_" + state + "_title", Locale.forLanguageTag(language));
  }
}
