package org.paylink.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.page.PublicView.Offer;
import org.paylink.page.PublicView.State;

/** Turns the customer's view into the words and rows its template places. */
final class PublicModel {
  private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "iw", "ur");

  private final PublicView view;
  private final Words words;
  private final Map<String, String> facts = new HashMap<>();

  private PublicModel(PublicView view, Words words) {
    this.view = view;
    this.words = words;
    facts.put("payee", view.offer().map(Offer::payeeName).orElseGet(() -> label("ThePayee")));
    view.offer().ifPresent(offer -> facts.put("purpose", offer.purpose()));
    view.reference().ifPresent(reference -> facts.put("reference", reference));
  }

  /** What the template needs: text, booleans, lists and maps. */
  static Map<String, Object> of(PublicView view, Words words) {
    return new PublicModel(view, words).build();
  }

  private Map<String, Object> build() {
    Map<String, Object> model = new HashMap<>();
    Locale language = words.language();
    model.put("lang", language.toLanguageTag());
    model.put("dir", RIGHT_TO_LEFT.contains(language.getLanguage()) ? "rtl" : "ltr");
    model.put("tone", PublicStates.tone(view.state()));
    model.put("live", PublicStates.looksAgainByItself(view.state()));
    model.put("heading", label(view.state() + "_title"));
    model.put("text", text());
    model.put("title", documentTitle());
    view.offer().ifPresent(offer -> putOffer(model, offer));
    PublicNotice.of(view, words).ifPresent(notice -> model.put("notice", notice));
    moneySentence().ifPresent(sentence -> model.put("money", sentence));
    model.put("rows", PublicRows.of(view, words));
    model.put("buttons", view.offer().map(this::buttons).orElse(List.of()));
    view.successorUrl().ifPresent(url -> model.put("successorUrl", Addresses.checked(url)));
    view.retryUrl()
        .filter(url -> PublicStates.mayChange(view.state()))
        .ifPresent(url -> model.put("retryUrl", Addresses.checked(url)));
    model.put("retryLabel", label(PublicStates.retries(view.state()) ? "TryAgain" : "CheckAgain"));
    model.put("questions", label(view.offer().isPresent() ? "AskPayee" : "AskSender"));
    model.put("asksSomeone", view.offer().isPresent() || view.reference().isPresent());
    return model;
  }

  private void putOffer(Map<String, Object> model, Offer offer) {
    model.put("payee", offer.payeeName());
    model.put("purpose", offer.purpose());
    model.put("mark", firstLetter(offer.payeeName()));
    model.put("testMoney", offer.testMoney());
    if (!PublicStates.isOver(view.state())) {
      String amount =
          words
              .formats()
              .money(
                  view.paid()
                      .filter(paid -> PublicStates.isReceived(view.state()))
                      .map(PublicView.Paid::amount)
                      .orElse(offer.amount()));
      model.put("amount", amount);
      // So that an amount never breaks over two lines on a narrow phone.
      model.put("longAmount", amount.length() > 9);
    }
  }

  private String firstLetter(String name) {
    return name.strip()
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .mapToObj(Character::toString)
        .findFirst()
        .orElse("")
        .toUpperCase(words.language());
  }

  private String documentTitle() {
    String title = label(view.state() + "_title");
    if (view.offer().isEmpty()) {
      return title;
    }
    facts.put("title", title);
    return label(view.state() == State.PAYABLE ? "Heading" : "HeadingWithState");
  }

  private String text() {
    boolean newer = view.state() == State.SUPERSEDED && view.successorUrl().isPresent();
    return label(view.state() + (newer ? "_newer" : "_text"));
  }

  private List<Map<String, Object>> buttons(Offer offer) {
    String key = buttonKey();
    String amount = words.formats().money(offer.amount());
    return view.payOptions().stream()
        .map(
            option ->
                Map.<String, Object>of(
                    "action", Addresses.checked(option.action()),
                    "fields", option.fields(),
                    "label",
                        words.text(key, Map.of("amount", amount, "method", option.methodName()))))
        .toList();
  }

  /** One way needs no name; beside a way that failed it does. */
  private String buttonKey() {
    if (view.state() == State.HANDOVER) {
      return "PaylinkPage_GoOn";
    }
    boolean only = view.payOptions().size() == 1 && view.state() == State.PAYABLE;
    return only ? "PaylinkPage_Pay" : "PaylinkPage_PayWith";
  }

  /** What can be said for certain about the money of a page that asks for nothing. */
  private Optional<String> moneySentence() {
    if (view.state() == State.GATEWAY_DOWN || PublicNotice.refusesToStart(view)) {
      return Optional.of(label("NothingTaken"));
    }
    if (PublicStates.isTurnedAway(view.state())) {
      return Optional.of(label("NothingTakenByTry"));
    }
    return PublicStates.isClosed(view.state()) && view.paid().isEmpty() && view.nothingTaken()
        ? Optional.of(label("NothingTakenByLink"))
        : Optional.empty();
  }

  private String label(String name) {
    return words.text("PaylinkPage_" + name, facts);
  }
}
