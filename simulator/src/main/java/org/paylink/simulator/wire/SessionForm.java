package org.paylink.simulator.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.paylink.simulator.account.SessionRequest;

/**
 * Checks the parameters of a new Checkout Session.
 *
 * @see <a href="https://docs.stripe.com/api/checkout/sessions/create">Create a session</a>
 */
final class SessionForm {
  private static final Duration SHORTEST_LIFE = Duration.ofMinutes(30);
  private static final Duration LONGEST_LIFE = Duration.ofHours(24);
  private static final int MOST_ITEMS = 100;

  private final Form form;

  SessionForm(Form form) {
    this.form = form;
  }

  /** The checked request. */
  SessionRequest read(long nowSecond) {
    refuseNotSimulated();
    form.allowOnly(SessionParameters.KNOWN);
    requireHostedPayment();
    List<SessionRequest.Item> items = items();
    SessionRequest request =
        new SessionRequest(
            items,
            currency(),
            url("success_url").orElseThrow(() -> ApiError.missing("success_url")),
            url("cancel_url"),
            form.text("client_reference_id", 200),
            email(),
            form.oneOf("locale", SessionParameters.LOCALES),
            form.oneOf("submit_type", List.of("auto", "book", "donate", "pay")),
            expiry(nowSecond),
            methods(),
            Metadata.read(form, "metadata"),
            form.text("payment_intent_data[description]", 1_000),
            Metadata.read(form, "payment_intent_data[metadata]"));
    checkTotal(request);
    return request;
  }

  private void refuseNotSimulated() {
    for (String path : form.values().keySet()) {
      String name = path.replaceFirst("\\[.*", "");
      boolean realItemParameter =
          path.matches("line_items\\[\\d+]\\[(price|adjustable_quantity|tax_rates).*")
              && !path.contains("[price_data]");
      if (SessionParameters.NOT_SIMULATED.contains(name) || realItemParameter) {
        String message = "Stripe knows this parameter, but the simulator does not: " + path;
        throw ApiError.invalid("simulator_unsupported", path, message);
      }
    }
  }

  private void requireHostedPayment() {
    String mode = form.required("mode");
    if (!mode.equals("payment")) {
      throw ApiError.invalid("simulator_unsupported", "mode", "Only mode=payment is simulated");
    }
    form.oneOf("ui_mode", List.of("hosted_page", "hosted"));
  }

  private List<SessionRequest.Item> items() {
    int count = form.length("line_items");
    if (count == 0) {
      throw ApiError.missing("line_items");
    }
    if (count > MOST_ITEMS) {
      throw ApiError.invalid(null, "line_items", "At most " + MOST_ITEMS + " line items");
    }
    List<SessionRequest.Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(item("line_items[" + i + "]"));
    }
    return items;
  }

  private SessionRequest.Item item(String path) {
    String product = path + "[price_data][product_data]";
    form.required(product + "[name]");
    String name = form.text(product + "[name]", 5_000).orElseThrow();
    String amount = path + "[price_data][unit_amount]";
    long unitAmount =
        form.integer(amount, 1, Long.MAX_VALUE).orElseThrow(() -> ApiError.missing(amount));
    if (unitAmount > Currencies.LARGEST_AMOUNT) {
      throw tooLarge(amount);
    }
    long quantity =
        form.integer(path + "[quantity]", 1, 999_999)
            .orElseThrow(
                () ->
                    ApiError.invalid(
                        null, path, "Quantity is required. Add `quantity` to `" + path + "`"));
    return new SessionRequest.Item(
        name, form.text(product + "[description]", 40_000), unitAmount, quantity);
  }

  private String currency() {
    TreeSet<String> currencies = new TreeSet<>();
    for (int i = 0; i < form.length("line_items"); i++) {
      String path = "line_items[" + i + "][price_data][currency]";
      String currency = form.required(path);
      if (!Currencies.isKnown(currency)) {
        throw ApiError.invalid(null, path, "Invalid currency: " + currency);
      }
      currencies.add(currency);
    }
    if (currencies.size() > 1) {
      String message = "All line items must have the same currency, not " + currencies;
      throw ApiError.invalid(null, "line_items", message);
    }
    return currencies.first();
  }

  private static void checkTotal(SessionRequest request) {
    String currency = request.currency();
    long total = request.total();
    if (total < Currencies.minimum(currency)) {
      String least = Currencies.format(Currencies.minimum(currency), currency);
      throw ApiError.invalid(
          "amount_too_small",
          null,
          "The Checkout Session's total amount due must add up to at least "
              + least
              + " "
              + currency);
    }
    if (total > Currencies.LARGEST_AMOUNT) {
      throw tooLarge(null);
    }
    int step = Currencies.step(currency);
    if (request.items().stream().anyMatch(item -> item.unitAmount() % step != 0)) {
      String message = "Amounts in " + currency + " must be divisible by " + step;
      throw ApiError.invalid("invalid_charge_amount", "line_items", message);
    }
  }

  private static ApiError tooLarge(String param) {
    return ApiError.invalid(
        "amount_too_large", param, "The amount must be no more than eight digits");
  }

  private Optional<String> url(String path) {
    Optional<String> value = form.text(path, 5_000);
    // The placeholder for the session has braces, which no URL may have.
    if (value.filter(v -> !isUrl(v.replace("{CHECKOUT_SESSION_ID}", "id"))).isPresent()) {
      throw ApiError.invalid("url_invalid", path, "Not a valid URL");
    }
    return value;
  }

  private static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private Optional<String> email() {
    Optional<String> email = form.text("customer_email", 800);
    if (email.filter(e -> !e.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")).isPresent()) {
      throw ApiError.invalid(
          "email_invalid", "customer_email", "Invalid email address: " + email.get());
    }
    return email;
  }

  private OptionalLong expiry(long now) {
    OptionalLong at = form.integer("expires_at", 0, Long.MAX_VALUE);
    if (at.isPresent() && at.getAsLong() - now < SHORTEST_LIFE.toSeconds()) {
      throw ApiError.invalid(
          null,
          "expires_at",
          "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
    }
    if (at.isPresent() && at.getAsLong() - now >= LONGEST_LIFE.toSeconds()) {
      throw ApiError.invalid(
          null,
          "expires_at",
          "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
    }
    return at;
  }

  private List<String> methods() {
    List<String> methods = form.texts("payment_method_types");
    for (int i = 0; i < methods.size(); i++) {
      form.oneOf("payment_method_types[" + i + "]", SessionParameters.METHODS);
    }
    return methods;
  }
}
