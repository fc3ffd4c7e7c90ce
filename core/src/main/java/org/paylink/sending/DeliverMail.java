package org.paylink.sending;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.background.SideEffect;
import org.paylink.host.Host;
import org.paylink.host.Mailer;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryChannel;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentLink;
import org.paylink.page.Pages;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails over to the host's transport. *Sent* only after it said so. Between taking a delivery
 * and storing the answer its outcome counts as unknown; a crash there makes it be handed over once
 * more, under the same message id.
 */
public final class DeliverMail implements SideEffect {
  private static final Logger LOG = LoggerFactory.getLogger(DeliverMail.class);

  /** With the outbox' pauses, about three hours. */
  private static final long MOST_TRIES = 10;

  /** A repeated mail is a nuisance, so an unknown outcome is repeated less often. */
  static final long MOST_UNKNOWN = 3;

  private static final int LONGEST_ANSWER = 250;

  private final Host host;
  private final PrepareMail prepare;

  /** For a host. */
  public DeliverMail(Host host, LinkUrls urls, Pages pages, Templates templates) {
    this.host = host;
    this.prepare = new PrepareMail(host, urls, pages, templates);
  }

  @Override
  public Set<Outbox.Kind> kinds() {
    return EnumSet.of(
        Outbox.Kind.SEND_LINK, Outbox.Kind.SEND_CONFIRMATION, Outbox.Kind.NOTIFY_OWNER);
  }

  @Override
  public boolean onlyWhenDue() {
    return true;
  }

  @Override
  public Outcome perform(Row row) {
    PrepareMail.Prepared prepared;
    try {
      prepared = host.records().unit(unit -> prepare.prepare(unit, row));
    } catch (PaylinkException e) {
      if (e.problem().kind() != Problem.Kind.OPERATOR) {
        throw e;
      }
      LOG.warn("delivery {}: {}", row.text("outboxId"), e.problem());
      return notMade(row, e);
    }
    if (prepared.delivery().isEmpty()) {
      return Outcome.taken();
    }
    Delivery delivery = prepared.delivery().get();
    if (prepared.message().isEmpty()) {
      return notSent(delivery, prepared.reason().orElseThrow(), "");
    }
    return answered(delivery, handOver(prepared.message().get()));
  }

  private Mailer.Answer handOver(Mailer.Message message) {
    try {
      return host.mailer().deliver(message);
    } catch (Exception | LinkageError e) {
      // A host's scripts throw what they like. What it says may hold the message, so only its kind
      // is kept.
      LOG.warn("delivery {}: the transport failed: {}", message.id(), e.getClass().getName());
      return new Mailer.Unknown(e.getClass().getSimpleName());
    }
  }

  private Outcome answered(Delivery delivery, Mailer.Answer answer) {
    if (answer instanceof Mailer.Accepted accepted) {
      return Outcome.done(unit -> sent(unit, delivery, accepted.reference().orElse("")));
    }
    if (answer instanceof Mailer.Refused refused) {
      if (refused.permanent() || delivery.tries() >= MOST_TRIES) {
        return notSent(delivery, refused.reason(), refused.said());
      }
      Map<String, Object> waits = waits(refused.reason(), refused.said());
      boolean down = refused.reason() == DeliveryReason.SERVER_UNREACHABLE;
      return down
          ? Outcome.rest(unit -> change(unit, delivery, waits))
          : Outcome.again(Optional.empty(), unit -> change(unit, delivery, waits));
    }
    String said = ((Mailer.Unknown) answer).said();
    if (delivery.tries() >= MOST_UNKNOWN) {
      return notSent(delivery, DeliveryReason.OUTCOME_UNKNOWN, said);
    }
    return Outcome.rest(unit -> change(unit, delivery, unknown(shortened(said))));
  }

  /** Something is not set up, such as where customers reach the pages. */
  private Outcome notMade(Row row, PaylinkException why) {
    String id = row.text("outboxId");
    String said = why.problem().name();
    Optional<Delivery> delivery = host.records().unit(unit -> Deliveries.find(unit, id));
    if (delivery.isEmpty() || row.number("tries") + 1 >= MOST_TRIES) {
      return delivery
          .map(found -> notSent(found, DeliveryReason.SETUP_MISSING, said))
          .orElse(Outcome.done(unit -> {}));
    }
    return Outcome.again(
        Optional.empty(),
        unit -> change(unit, delivery.get(), waits(DeliveryReason.SETUP_MISSING, said)));
  }

  private void sent(Unit unit, Delivery delivery, String reference) {
    Instant now = host.clock().instant();
    Map<String, Object> changes = new HashMap<>();
    changes.put("state", DeliveryState.SENT.name());
    changes.put("reason", null);
    changes.put("answer", shortened(reference));
    changes.put("sentAt", now);
    note(unit, delivery, changes, HistoryEvent.SENT, Map.of(), now);
  }

  private Outcome notSent(Delivery delivery, DeliveryReason reason, String said) {
    boolean asNote =
        delivery.kind() == DeliveryKind.OWNER_NOTICE && reason == DeliveryReason.NO_ADDRESS;
    return Outcome.done(
        unit -> {
          Instant now = host.clock().instant();
          Map<String, Object> changes = new HashMap<>();
          boolean unknown = reason == DeliveryReason.OUTCOME_UNKNOWN;
          changes.put("state", (unknown ? DeliveryState.UNKNOWN : DeliveryState.NOT_SENT).name());
          changes.put("reason", reason.name());
          changes.put("answer", shortened(said));
          if (asNote) {
            // Who has no address is told all the same.
            changes.put("channel", DeliveryChannel.NOTE.name());
            changes.put("state", DeliveryState.SENT.name());
            changes.put("sentAt", now);
            changes.put("recipient", Links.find(unit, delivery.linkId()).orElseThrow().createdBy());
          }
          note(
              unit,
              delivery,
              changes,
              HistoryEvent.NOT_SENT,
              Map.of("notSent", reason.name()),
              now);
        });
  }

  /** The link's history tells what its customer was sent; news for its owner is no part of it. */
  private void note(
      Unit unit,
      Delivery delivery,
      Map<String, Object> changes,
      HistoryEvent event,
      Map<String, String> facts,
      Instant now) {
    PaymentLink link = Links.find(unit, delivery.linkId()).orElseThrow();
    Links.lockSubject(unit, link.subject());
    Links.lock(unit, link.id());
    change(unit, delivery, changes);
    if (delivery.kind() != DeliveryKind.OWNER_NOTICE) {
      Map<String, String> details = new HashMap<>(facts);
      details.put("delivery", delivery.kind().name());
      Map<String, String> personal =
          delivery.recipient().map(address -> Map.of("recipient", address)).orElse(Map.of());
      History.add(unit, link.id(), event, delivery.createdBy(), now, details, personal);
      Links.refresh(unit, link.id());
    }
  }

  private static Map<String, Object> unknown(String said) {
    return Map.of(
        "state", DeliveryState.UNKNOWN.name(),
        "reason", DeliveryReason.OUTCOME_UNKNOWN.name(),
        "answer", said);
  }

  private static Map<String, Object> waits(DeliveryReason reason, String said) {
    return Map.of(
        "state", DeliveryState.QUEUED.name(),
        "reason", reason.name(),
        "answer", shortened(said));
  }

  private static void change(Unit unit, Delivery delivery, Map<String, Object> changes) {
    unit.update(Delivery.ENTITY, Map.of("deliveryId", delivery.id()), changes);
  }

  private static String shortened(String said) {
    String line = said.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST_ANSWER ? line.substring(0, LONGEST_ANSWER) : line;
  }
}
