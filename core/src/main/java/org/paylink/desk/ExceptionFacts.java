package org.paylink.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.link.ExceptionKind;
import org.paylink.link.ExceptionTasks;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptType;
import org.paylink.money.Money;
import org.paylink.page.ExceptionWords;
import org.paylink.page.Words;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What is known of an exception, as its pages show it. */
final class ExceptionFacts {
  private final Host host;

  ExceptionFacts(Host host) {
    this.host = host;
  }

  /** What stands in the list. */
  Map<String, Object> row(Unit unit, PaymentException exception, DeskRequest request, Words words) {
    Map<String, Object> row = new HashMap<>();
    row.put("url", request.places().page("exception", Map.of("id", exception.id())));
    row.put("what", words.text("PaylinkException_" + exception.kind()));
    row.put("mend", words.text("PaylinkMend_" + exception.kind()));
    row.put("detail", detail(exception, words));
    row.put("since", exception.openedAt());
    row.put("resolvedAt", exception.resolvedAt());
    exception
        .resolution()
        .ifPresent(
            how -> {
              String said = erased(exception, words).orElse(how.words());
              row.put("resolution", resolution(how.by(), said, words));
            });
    Optional<PaymentLink> link = exception.linkId().flatMap(id -> Links.find(unit, id));
    link.ifPresent(found -> row.putAll(link(found, request)));
    row.put("amount", amount(unit, exception).or(() -> link.map(PaymentLink::amount)));
    exception.task().ifPresent(task -> row.put("task", task(unit, task, words)));
    return row;
  }

  /** What stands only on the exception's own page. */
  Map<String, Object> details(
      Unit unit, PaymentException exception, DeskRequest request, Words words) {
    Map<String, Object> details = new HashMap<>();
    receipt(unit, exception)
        .ifPresent(
            receipt -> {
              details.put("receiptReference", receipt.key().externalRef());
              details.put("receiptAmount", receipt.amount());
              details.put("receiptAt", receipt.occurredAt());
            });
    posting(unit, exception).ifPresent(row -> details.putAll(posting(row, request, words)));
    attempt(unit, exception).ifPresent(attempt -> details.putAll(attempt(unit, attempt)));
    event(unit, exception)
        .ifPresent(
            row -> {
              details.put("eventType", row.optionalText("eventType"));
              details.put("eventId", row.text("externalEventId"));
              details.put("eventAt", row.moment("receivedAt"));
            });
    details.put("account", exception.cause().gatewayAccountId());
    return details;
  }

  /** What is known of it in the reader's words; what the host said may have been erased. */
  private static String detail(PaymentException exception, Words words) {
    if (exception.kind().quotesHost() && exception.erasedAt().isPresent()) {
      return erased(exception, words).orElseThrow();
    }
    return ExceptionWords.detail(exception.kind(), exception.detail(), words);
  }

  private static Optional<String> erased(PaymentException exception, Words words) {
    return exception
        .erasedAt()
        .map(at -> words.text("PaylinkErased", Map.of("date", words.formats().dateTime(at))));
  }

  private static Map<String, Object> link(PaymentLink link, DeskRequest request) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("link", link.id());
    facts.put("linkUrl", request.places().page("link", Map.of("id", link.id())));
    facts.put("document", link.documentNumber());
    facts.put("documentUrl", request.places().document(link.subject().type(), link.subject().id()));
    facts.put("test", link.testMode());
    return facts;
  }

  private Optional<Money> amount(Unit unit, PaymentException exception) {
    return receipt(unit, exception)
        .map(PaymentReceipt::amount)
        .or(() -> attempt(unit, exception).map(PaymentAttempt::amount));
  }

  /** Who has the task, and whether it was closed without the exception being resolved. */
  private Map<String, Object> task(Unit unit, ExceptionTasks.Task task, Words words) {
    boolean closedByUs = task.closedAt().isPresent();
    Optional<Boolean> open = host.tasks().isOpen(unit, task.id());
    String label =
        closedByUs
            ? "PaylinkExceptions_TaskClosed"
            : open.orElse(false) ? "PaylinkExceptions_TaskOpen" : "PaylinkExceptions_TaskByHand";
    return Map.of(
        "words",
        words.text(label, Map.of("task", task.id(), "user", task.userLoginId())),
        "strange",
        !closedByUs && !open.orElse(false));
  }

  private static Optional<PaymentReceipt> receipt(Unit unit, PaymentException exception) {
    return byReceipt(unit, PaymentReceipt.ENTITY, exception).map(PaymentReceipt::of);
  }

  private static Optional<Row> posting(Unit unit, PaymentException exception) {
    return byReceipt(unit, "PaymentPosting", exception);
  }

  private static Optional<Row> byReceipt(Unit unit, String entity, PaymentException exception) {
    return exception
        .cause()
        .gatewayAccountId()
        .flatMap(
            account ->
                exception
                    .cause()
                    .externalRef()
                    .flatMap(
                        reference ->
                            unit.find(
                                entity,
                                Map.of(
                                    "gatewayAccountId", account,
                                    "externalRef", reference,
                                    "receiptType", ReceiptType.CHARGE.name()))));
  }

  private static Map<String, Object> posting(Row row, DeskRequest request, Words words) {
    Map<String, Object> facts = new HashMap<>();
    String state = row.text("state");
    facts.put("posting", words.text("PaylinkPosting_" + state));
    facts.put("postingError", row.optionalText("lastError"));
    if ("POSTED".equals(state)) {
      facts.put("payment", row.text("paymentId"));
      facts.put("paymentUrl", request.places().payment(row.text("paymentId")));
    }
    return facts;
  }

  private static Optional<PaymentAttempt> attempt(Unit unit, PaymentException exception) {
    return exception
        .cause()
        .attemptId()
        .flatMap(id -> unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", id)))
        .map(PaymentAttempt::of);
  }

  private static Map<String, Object> attempt(Unit unit, PaymentAttempt attempt) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("attempt", attempt.id());
    facts.put("attemptAmount", attempt.amount());
    facts.put("attemptAt", attempt.createdAt());
    facts.put("session", attempt.sessionId());
    facts.put(
        "requestId",
        unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", attempt.id()))
            .flatMap(row -> row.optionalText("requestId")));
    return facts;
  }

  private static Optional<Row> event(Unit unit, PaymentException exception) {
    if (exception.kind() != ExceptionKind.REVERSED_AT_GATEWAY) {
      return Optional.empty();
    }
    return exception
        .cause()
        .gatewayAccountId()
        .flatMap(
            account ->
                exception
                    .cause()
                    .eventId()
                    // What was raised by an older release holds it as the reference.
                    .or(() -> exception.cause().externalRef())
                    .flatMap(
                        id ->
                            unit.find(
                                "GatewayEvent",
                                Map.of("gatewayAccountId", account, "externalEventId", id))));
  }

  private static String resolution(String by, String said, Words words) {
    return by.startsWith("<")
        ? words.text("PaylinkExceptions_ByItself")
        : words.text("PaylinkExceptions_ByPerson", Map.of("user", by, "words", said));
  }
}
