package org.paylink.embedded.browser;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.paylink.page.Labels;
import org.paylink.page.PublicView.State;

/**
 * One page, and how to get there.
 *
 * @param name its name in files
 * @param title what it is about
 * @param meaning when somebody sees it and what that means for the money
 * @param state the state of the page; absent for a page of the staff's
 * @param headingKey the label of its first heading
 * @param reach leads a browser there, in the language with this tag
 */
record Stop(
    String name,
    String title,
    String meaning,
    Optional<State> state,
    String headingKey,
    BiConsumer<Browser, String> reach) {
  private static final Labels LABELS = Labels.load();

  /** A page of the customer's. */
  Stop(String name, String title, String meaning, State state, BiConsumer<Browser, String> reach) {
    this(name, title, meaning, Optional.of(state), "PaylinkPage_" + state + "_title", reach);
  }

  /** What the page's first heading says. */
  String heading(String language) {
    return LABELS.text(headingKey, Locale.forLanguageTag(language));
  }
}
