package org.paylink.link;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises and resolves exceptions. The same fact raises one exception, however often it is found.
 */
public final class PaymentExceptions {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentExceptions.class);

  /** The entity's name. */
  public static final String ENTITY = "PaymentException";

  private PaymentExceptions() {}

  /**
   * An exception as read.
   *
   * @param detail what is known besides
   * @param cause what it is about at the gateway
   * @param task the task a person was given for it, if one was
   * @param resolution how it ended, if it has
   * @param erasedAt when the words in it were erased
   */
  public record PaymentException(
      String id,
      ExceptionKind kind,
      Optional<String> linkId,
      ExceptionDetail detail,
      Instant openedAt,
      Optional<Instant> resolvedAt,
      ExceptionCause cause,
      Optional<ExceptionTasks.Task> task,
      Optional<Resolution> resolution,
      Optional<Instant> erasedAt) {}

  /**
   * How an exception ended.
   *
   * @param by who resolved it
   * @param words what was done
   */
  public record Resolution(String by, String words) {}

  /**
   * Raises an exception, or opens it again. The caller holds the link's lock when there is a link.
   *
   * @param about what makes it the same fact: a receipt's reference, an attempt's id
   * @return whether it is new or open again; false when it was open before
   */
  public static boolean raise(
      Unit unit,
      ExceptionKind kind,
      String about,
      Optional<String> linkId,
      ExceptionDetail detail,
      Instant now) {
    return raise(unit, kind, about, linkId, ExceptionCause.UNSAID, detail, now);
  }

  /**
   * As {@link #raise(Unit, ExceptionKind, String, Optional, ExceptionDetail, Instant)}, with its
   * cause.
   */
  public static boolean raise(
      Unit unit,
      ExceptionKind kind,
      String about,
      Optional<String> linkId,
      ExceptionCause cause,
      ExceptionDetail detail,
      Instant now) {
    boolean raised = store(unit, kind, about, linkId, cause, detail, now);
    if (raised) {
      Outbox.addForException(unit, Outbox.Kind.OPEN_TASK, id(kind, about), linkId, now);
    }
    return raised;
  }

  /** Says anew why an exception is open, when that is another reason by now. */
  public static void restate(Unit unit, ExceptionKind kind, String about, ExceptionDetail detail) {
    Map<String, Object> open = new HashMap<>();
    open.put("exceptionId", id(kind, about));
    open.put("resolvedAt", null);
    unit.update(ENTITY, open, Map.of("detail", detail.stored()));
  }

  private static boolean store(
      Unit unit,
      ExceptionKind kind,
      String about,
      Optional<String> linkId,
      ExceptionCause cause,
      ExceptionDetail detail,
      Instant now) {
    Map<String, Object> key = Map.of("exceptionId", id(kind, about));
    Optional<Row> before = unit.find(ENTITY, key);
    if (before.isPresent()) {
      Map<String, Object> resolved = new HashMap<>(key);
      Optional<Instant> resolvedAt = before.get().moment("resolvedAt");
      if (resolvedAt.isEmpty()) {
        return false;
      }
      resolved.put("resolvedAt", resolvedAt.get());
      Map<String, Object> reopened = new HashMap<>();
      reopened.put("resolvedAt", null);
      reopened.put("resolution", null);
      reopened.put("resolvedByUserLogin", null);
      reopened.put("erasedAt", null);
      reopened.put("detail", detail.stored());
      reopened.put("openedAt", now);
      reopened.putAll(cause.known());
      if (unit.update(ENTITY, resolved, reopened) != 1) {
        return false;
      }
      noteRaised(unit, kind, linkId, detail, now);
      return true;
    }
    Map<String, Object> row = new HashMap<>(key);
    row.put("kind", kind.name());
    row.put("paymentLinkId", linkId.orElse(null));
    row.put("organizationPartyId", organization(unit, linkId, cause).orElse(null));
    row.putAll(cause.known());
    row.put("detail", detail.stored());
    row.put("openedAt", now);
    row.put("lockStamp", 0L);
    unit.insert(ENTITY, row);
    LOG.error("{} needs a person: link {}, {}", kind, linkId.orElse("none"), detail.stored());
    noteRaised(unit, kind, linkId, detail, now);
    return true;
  }

  private static Optional<String> organization(
      Unit unit, Optional<String> linkId, ExceptionCause cause) {
    return cause
        .organizationPartyId()
        .or(
            () ->
                linkId
                    .flatMap(id -> Links.find(unit, id))
                    .map(l -> l.subject().organizationPartyId()));
  }

  private static void noteRaised(
      Unit unit, ExceptionKind kind, Optional<String> linkId, ExceptionDetail detail, Instant now) {
    Map<String, String> facts = new HashMap<>(detail.facts());
    facts.put("kind", kind.name());
    linkId.ifPresent(
        link ->
            History.add(
                unit,
                link,
                HistoryEvent.EXCEPTION_RAISED,
                "<paylink>",
                now,
                kind.quotesHost() ? Map.of("kind", kind.name()) : facts,
                kind.quotesHost() ? detail.facts() : Map.of()));
  }

  /** Resolves an exception that its cause has gone of; nothing happens when there is none open. */
  public static void resolve(
      Unit unit,
      ExceptionKind kind,
      String about,
      Optional<String> linkId,
      String by,
      String resolution,
      Instant now) {
    resolve(unit, id(kind, about), kind, linkId, by, resolution, now);
  }

  /** Resolves an open exception by its id; nothing happens when it isn't open. */
  public static void resolve(
      Unit unit,
      String exceptionId,
      ExceptionKind kind,
      Optional<String> linkId,
      String by,
      String resolution,
      Instant now) {
    Map<String, Object> open = new HashMap<>();
    open.put("exceptionId", exceptionId);
    open.put("resolvedAt", null);
    int changed =
        unit.update(
            ENTITY,
            open,
            Map.of("resolvedAt", now, "resolvedByUserLogin", by, "resolution", resolution));
    if (changed == 1) {
      Outbox.addForException(unit, Outbox.Kind.CLOSE_TASK, exceptionId, linkId, now);
      linkId.ifPresent(
          link ->
              History.add(
                  unit,
                  link,
                  HistoryEvent.EXCEPTION_RESOLVED,
                  by,
                  now,
                  isPerson(by) ? Map.of("kind", kind.name()) : facts(kind, resolution),
                  isPerson(by) ? Map.of("resolution", resolution) : Map.of()));
    }
  }

  private static Map<String, String> facts(ExceptionKind kind, String detail) {
    return Map.of("kind", kind.name(), "detail", detail);
  }

  private static boolean isPerson(String by) {
    return !by.startsWith("<");
  }

  /**
   * Erases what people typed, and what the host's ledger said, of a link's exceptions: either may
   * name a person. That there was an exception, of what and when, stays. The caller holds the
   * link's lock.
   *
   * @return the link's exceptions
   */
  public static List<PaymentException> eraseWords(Unit unit, String linkId, Instant now) {
    List<PaymentException> all =
        unit.list(Query.from(ENTITY).equal("paymentLinkId", linkId)).stream()
            .map(PaymentExceptions::read)
            .toList();
    for (PaymentException each : all) {
      Map<String, Object> without = new HashMap<>();
      if (each.kind().quotesHost()) {
        without.put("detail", null);
      }
      if (each.resolution().filter(resolution -> isPerson(resolution.by())).isPresent()) {
        without.put("resolution", null);
      }
      if (!without.isEmpty() && each.erasedAt().isEmpty()) {
        without.put("erasedAt", now);
        unit.update(ENTITY, Map.of("exceptionId", each.id()), without);
      }
    }
    return all;
  }

  /** The open exceptions of a link. */
  public static List<PaymentException> openOf(Unit unit, String linkId) {
    return unit
        .list(Query.from(ENTITY).equal("paymentLinkId", linkId).isNull("resolvedAt"))
        .stream()
        .map(PaymentExceptions::read)
        .toList();
  }

  /** All open exceptions, the oldest first. */
  public static List<PaymentException> open(Unit unit) {
    return unit.list(Query.from(ENTITY).isNull("resolvedAt").orderBy("openedAt")).stream()
        .map(PaymentExceptions::read)
        .toList();
  }

  /** Exceptions that are resolved, the latest first. */
  public static List<PaymentException> resolved(Unit unit, int most) {
    return unit
        .list(Query.from(ENTITY).isNotNull("resolvedAt").orderBy("-resolvedAt").limit(most))
        .stream()
        .map(PaymentExceptions::read)
        .toList();
  }

  /** When the last exception of a kind about the same fact was resolved. */
  public static Optional<Instant> lastResolved(Unit unit, ExceptionKind kind, String about) {
    return find(unit, id(kind, about)).flatMap(PaymentException::resolvedAt);
  }

  /** The exception with this id. */
  public static Optional<PaymentException> find(Unit unit, String exceptionId) {
    return unit.find(ENTITY, Map.of("exceptionId", exceptionId)).map(PaymentExceptions::read);
  }

  private static PaymentException read(Row row) {
    ExceptionKind kind = ExceptionKind.valueOf(row.text("kind"));
    return new PaymentException(
        row.text("exceptionId"),
        kind,
        row.optionalText("paymentLinkId"),
        ExceptionDetail.read(kind, row.optionalText("detail").orElse("")),
        row.moment("openedAt").orElseThrow(),
        row.moment("resolvedAt"),
        new ExceptionCause(
            row.optionalText("organizationPartyId"),
            row.optionalText("gatewayAccountId"),
            row.optionalText("externalRef"),
            row.optionalText("receiptType"),
            row.optionalText("paymentAttemptId"),
            row.optionalText("externalEventId")),
        ExceptionTasks.read(row),
        row.optionalText("resolvedByUserLogin")
            .map(by -> new Resolution(by, row.optionalText("resolution").orElse(""))),
        row.moment("erasedAt"));
  }

  private static String id(ExceptionKind kind, String about) {
    return LinkTokens.sha256(kind.name() + "\n" + about);
  }
}
