package org.paylink.gateway.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which of Checkout's languages a customer gets. Source:
 * https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale
 */
final class StripeLocales {
  private static final Map<String, SessionCreateParams.Locale> BY_TAG =
      Arrays.stream(SessionCreateParams.Locale.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  locale -> locale.getValue().toLowerCase(Locale.ROOT), Function.identity()));

  /** Languages that Stripe knows under another name, or that are close enough to be read. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("no", "nb", "nn", "nb", "tl", "fil", "in", "id");

  private static final Set<String> CHINESE_OF_HONG_KONG = Set.of("HK", "MO");

  private StripeLocales() {}

  /** The closest language Checkout has; {@code auto}, the browser's, when it has none. */
  static SessionCreateParams.Locale of(String tag) {
    Locale locale = Locale.forLanguageTag(tag.replace('_', '-'));
    return find(locale.getLanguage() + "-" + locale.getCountry())
        .or(() -> find(variant(locale)))
        .or(() -> find(language(locale)))
        .orElse(SessionCreateParams.Locale.AUTO);
  }

  private static String variant(Locale locale) {
    boolean hasCountry = !locale.getCountry().isEmpty();
    if (locale.getLanguage().equals("es") && hasCountry && !locale.getCountry().equals("ES")) {
      return "es-419";
    }
    if (locale.getLanguage().equals("zh")) {
      boolean traditional = locale.getScript().equals("Hant");
      if (CHINESE_OF_HONG_KONG.contains(locale.getCountry())) {
        return "zh-HK";
      }
      return traditional ? "zh-TW" : "zh";
    }
    return language(locale);
  }

  private static String language(Locale locale) {
    return OTHER_NAMES.getOrDefault(locale.getLanguage(), locale.getLanguage());
  }

  private static Optional<SessionCreateParams.Locale> find(String tag) {
    return Optional.ofNullable(BY_TAG.get(tag.toLowerCase(Locale.ROOT)));
  }
}
