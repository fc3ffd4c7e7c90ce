package org.paylink.simulator.page;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.StripeReversals;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.account.Json;
import org.paylink.simulator.account.Refusal;
import org.paylink.simulator.fault.ApiFault;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.fault.WebhookFault;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.simulator.wire.Answer;
import org.paylink.simulator.wire.Currencies;
import org.paylink.simulator.wire.Form;

/** The page on which a person drives the gateway: sessions, events, time and faults. */
final class ControlPage {
  private static final int MOST_SHOWN = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

  private final StripeSimulator simulator;
  private final Templates templates;

  ControlPage(StripeSimulator simulator, Templates templates) {
    this.simulator = simulator;
    this.templates = templates;
  }

  Answer show() {
    return show(Optional.empty());
  }

  private Answer show(Optional<String> problem) {
    Map<String, Object> values = new HashMap<>();
    values.put("baseUrl", simulator.baseUrl());
    values.put("now", time(simulator.clock().instant()));
    values.put("ahead", simulator.clock().offsetMillis() / 60_000);
    values.put("sessions", sessions());
    values.put("reversals", reversals());
    values.put("events", events());
    values.put("endpoints", simulator.webhooks().stream().map(e -> e.url()).toList());
    values.put("waitingFaults", simulator.faults().describe());
    values.put("apiFaults", names(ApiFault.Kind.values()));
    values.put(
        "operations",
        names(EnumSet.complementOf(EnumSet.of(ApiOperation.CAPTURE)).toArray(ApiOperation[]::new)));
    values.put("webhookFaults", names(WebhookFault.Kind.values()));
    values.put(
        "totals",
        simulator.totalCharged().entrySet().stream()
            .map(e -> Currencies.format(e.getValue(), e.getKey()))
            .toList());
    values.put("charges", simulator.chargesMade());
    problem.ifPresent(text -> values.put("problem", text));
    return Answer.html(problem.isPresent() ? 400 : 200, templates.render("control", values));
  }

  private static List<String> names(Enum<?>... values) {
    return Stream.of(values).map(Enum::name).toList();
  }

  private static String time(Instant instant) {
    return TIME.format(instant);
  }

  private List<Map<String, Object>> sessions() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (SimulatedSession session : newest(simulator.sessions())) {
      Map<String, Object> row = new HashMap<>();
      boolean debit = session.status().equals("complete") && isDebitUnderWay(session);
      row.put("id", session.id());
      row.put("status", session.status());
      row.put("paymentStatus", session.paymentStatus());
      row.put("debit", debit);
      row.put("url", session.url().orElse(""));
      row.put("reference", session.clientReferenceId().orElse(""));
      row.put("expires", time(Instant.ofEpochSecond(session.expiresAtSecond())));
      row.put(
          "amount",
          session.amountTotal().isPresent()
              ? Currencies.format(session.amountTotal().getAsLong(), session.currency())
              : "no amount");
      rows.add(row);
    }
    return rows;
  }

  private List<Map<String, Object>> reversals() {
    List<Map<String, Object>> rows = new ArrayList<>();
    simulator.reversals().refunds().forEach(refund -> rows.add(row("refund", refund)));
    simulator.reversals().disputes().forEach(dispute -> rows.add(row("dispute", dispute)));
    return newest(rows);
  }

  private static Map<String, Object> row(String kind, JsonObject reversal) {
    return ReversalActions.row(
        Json.string(reversal, "id"),
        Json.string(reversal, "payment_intent"),
        kind,
        Currencies.format(reversal.get("amount").getAsLong(), Json.string(reversal, "currency")),
        Json.string(reversal, "status"));
  }

  private boolean isDebitUnderWay(SimulatedSession session) {
    return session.paymentStatus().equals("unpaid") && simulator.isProcessing(session.id());
  }

  private static <T> List<T> newest(List<T> oldestFirst) {
    List<T> all = new ArrayList<>(oldestFirst);
    Collections.reverse(all);
    return all.subList(0, Math.min(MOST_SHOWN, all.size()));
  }

  private List<Map<String, Object>> events() {
    List<Delivery> deliveries = simulator.deliveries();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (var event : newest(simulator.events())) {
      String id = Json.string(event, "id");
      Map<String, Object> row = new HashMap<>();
      row.put("id", id);
      row.put("type", Json.string(event, "type"));
      row.put("created", time(Instant.ofEpochSecond(event.get("created").getAsLong())));
      row.put("object", Json.string(event.getAsJsonObject("data").getAsJsonObject("object"), "id"));
      row.put(
          "deliveries",
          deliveries.stream()
              .filter(d -> d.eventId.equals(id))
              .limit(MOST_SHOWN)
              .map(ControlPage::delivery)
              .toList());
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, Object> delivery(Delivery delivery) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", delivery.id);
    row.put("state", delivery.state.name().replace('_', ' ').toLowerCase(Locale.ROOT));
    row.put("url", delivery.url);
    row.put("good", delivery.state == Delivery.State.DELIVERED);
    row.put(
        "tries",
        delivery.tries.stream().map(t -> t.status() == 0 ? "no answer" : "" + t.status()).toList());
    return row;
  }

  Answer submit(Form form) {
    try {
      perform(form);
    } catch (Refusal | IllegalArgumentException e) {
      return show(Optional.of(String.valueOf(e.getMessage())));
    }
    return Answer.seeOther("/simulator#" + form.text("section").orElse("top"));
  }

  private void perform(Form form) {
    StripeReversals controls = simulator.reversals();
    if (new ReversalActions(controls, Optional.of(controls)).perform(form)) {
      return;
    }
    String session = form.text("session").orElse("");
    switch (form.required("action")) {
      case "pay" -> simulator.pay(session);
      case "decline" -> simulator.decline(session, "insufficient_funds");
      case "bank_debit" -> simulator.payByBankDebit(session);
      case "debit_succeeds" -> simulator.bankDebitSucceeds(session);
      case "debit_fails" -> simulator.bankDebitFails(session);
      case "expire" -> simulator.expireNow(session);
      case "advance" ->
          simulator.advance(Duration.ofMinutes(number(form, "minutes", 1, 60 * 24 * 400)));
      case "resend" -> simulator.resend(form.required("delivery"));
      case "release" -> simulator.releaseHeldWebhooks();
      case "clear_faults" -> simulator.faults().clear();
      case "api_fault" -> addApiFault(form);
      case "webhook_fault" -> addWebhookFault(form);
      case "other_amount" ->
          simulator.faults().nextPaymentTakes(number(form, "amount", 1, 99_999_999));
      case "other_currency" -> simulator.faults().nextPaymentInCurrency(currency(form));
      case "absent_amount" -> simulator.faults().nextPaymentWithoutAmount();
      default -> throw new IllegalArgumentException("No such action");
    }
  }

  private void addApiFault(Form form) {
    simulator
        .faults()
        .add(
            ApiOperation.valueOf(form.required("operation")),
            (int) number(form, "times", 1, 100),
            new ApiFault(
                ApiFault.Kind.valueOf(form.required("kind")),
                Duration.ofSeconds(number(form, "seconds", 0, 300))));
  }

  private void addWebhookFault(Form form) {
    simulator
        .faults()
        .webhook(
            WebhookFault.Kind.valueOf(form.required("kind")),
            (int) number(form, "events", 1, 100),
            (int) number(form, "copies", 1, WebhookFault.MOST_COPIES),
            Duration.ofSeconds(number(form, "seconds", 0, 604_800)),
            form.text("type"));
  }

  private static String currency(Form form) {
    String currency = form.required("currency");
    if (!Currencies.isKnown(currency)) {
      throw new IllegalArgumentException("Not a currency in lower case: " + currency);
    }
    return currency;
  }

  private static long number(Form form, String name, long atLeast, long atMost) {
    return form.integer(name, atLeast, atMost)
        .orElseThrow(() -> new IllegalArgumentException("Say how many: " + name));
  }
}
