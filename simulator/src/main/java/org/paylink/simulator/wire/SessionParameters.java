package org.paylink.simulator.wire;

import java.util.List;
import java.util.Set;

/**
 * The names and closed values of a session's parameters.
 *
 * @see <a href="https://docs.stripe.com/api/checkout/sessions/create">Create a session</a>
 */
final class SessionParameters {
  /** Parameters that are acted on; any index is [#], any key [*]. */
  static final List<String> KNOWN =
      List.of(
          "mode",
          "ui_mode",
          "success_url",
          "cancel_url",
          "client_reference_id",
          "customer_email",
          "expires_at",
          "locale",
          "submit_type",
          "payment_method_types[#]",
          "metadata[*]",
          "payment_intent_data[description]",
          "payment_intent_data[metadata][*]",
          "line_items[#][quantity]",
          "line_items[#][price_data][currency]",
          "line_items[#][price_data][unit_amount]",
          "line_items[#][price_data][product_data][name]",
          "line_items[#][price_data][product_data][description]",
          "expand[#]");

  /** Real parameters that the simulator does not act on; it says so rather than ignore them. */
  static final Set<String> NOT_SIMULATED =
      Set.of(
          "adaptive_pricing",
          "after_expiration",
          "allow_promotion_codes",
          "automatic_tax",
          "billing_address_collection",
          "branding_settings",
          "consent_collection",
          "currency",
          "custom_fields",
          "custom_text",
          "customer",
          "customer_creation",
          "customer_update",
          "discounts",
          "invoice_creation",
          "payment_method_collection",
          "payment_method_configuration",
          "payment_method_options",
          "phone_number_collection",
          "return_url",
          "saved_payment_method_options",
          "setup_intent_data",
          "shipping_address_collection",
          "shipping_options",
          "subscription_data",
          "tax_id_collection",
          "wallet_options",
          "permissions",
          "optional_items",
          "name_collection",
          "excluded_payment_method_types",
          "origin_context");

  /** Languages of the page. */
  static final List<String> LOCALES =
      List.of(
          "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil",
          "fr", "fr-CA", "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl",
          "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sv", "th", "tr", "vi", "zh", "zh-HK",
          "zh-TW");

  /** Payment methods that can be offered. */
  static final List<String> METHODS =
      List.of(
          "card",
          "link",
          "us_bank_account",
          "sepa_debit",
          "bacs_debit",
          "acss_debit",
          "au_becs_debit");

  private SessionParameters() {}
}
