package org.paylink.panel;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.CancelRules;
import org.paylink.link.Deliveries;
import org.paylink.link.DeliveryKind;
import org.paylink.link.History;
import org.paylink.link.Links;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptKey;
import org.paylink.link.StatusRule;
import org.paylink.link.Subject;
import org.paylink.page.PanelView;
import org.paylink.policy.Policy;
import org.paylink.policy.PolicyWords;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** The rows of a panel: what became of each link, and what its user may do with it. */
final class PanelRows {
  private static final int MOST_HISTORY = 50;
  private static final int MOST_SENT = 5;

  private final Unit unit;
  private final Actor actor;
  private final Policy policy;
  private final Instant now;

  /** As a user sees them in this unit. */
  PanelRows(Host host, Unit unit, Actor actor) {
    this.unit = unit;
    this.actor = actor;
    this.policy = host.settings().policy();
    this.now = host.clock().instant();
  }

  /** The rows of a document's or party's links, in the order they are shown. */
  List<PanelView.Row> of(Subject subject) {
    List<PaymentLink> links =
        subject.type().isOnAccount()
            ? PartyLinks.read(unit, subject)
            : Links.ofSubject(unit, subject);
    return links.stream().map(this::row).toList();
  }

  private PanelView.Row row(PaymentLink link) {
    StatusRule.Facts facts = Links.facts(unit, link);
    boolean open = link.isOpenAt(now);
    boolean mayCancel = open && actor.may(Permission.CANCEL);
    return new PanelView.Row(
        link.id(),
        link.subject(),
        link.purpose(),
        StatusRule.derive(facts),
        link.amount(),
        facts.received(),
        link.testMode(),
        link.createdAt(),
        link.createdBy(),
        link.expiresAt(),
        Links.firstOpened(unit, link.id()),
        open,
        open && actor.may(Permission.CREATE),
        mayCancel && CancelRules.objection(unit, link, policy, actor).isEmpty(),
        postings(link),
        PaymentExceptions.openOf(unit, link.id()).stream()
            .map(e -> new PanelView.OpenException(e.id(), e.kind().name()))
            .toList(),
        History.read(unit, link.id(), MOST_HISTORY).stream().map(PanelRows::line).toList(),
        PolicyWords.of(link, policy),
        sent(link));
  }

  private List<PanelView.SentLine> sent(PaymentLink link) {
    return Deliveries.ofLink(unit, link.id()).stream()
        .filter(delivery -> delivery.kind() != DeliveryKind.OWNER_NOTICE)
        .limit(MOST_SENT)
        .map(
            delivery ->
                new PanelView.SentLine(
                    delivery.kind(),
                    delivery.recipient(),
                    delivery.state(),
                    delivery.reason(),
                    delivery.sentAt().orElse(delivery.createdAt())))
        .toList();
  }

  private List<PanelView.PostingLine> postings(PaymentLink link) {
    List<Row> postings = unit.list(Query.from("PaymentPosting").equal("paymentLinkId", link.id()));
    return Links.receiptsOf(unit, link.id()).stream()
        .map(receipt -> posting(receipt, postings))
        .toList();
  }

  private static PanelView.PostingLine posting(PaymentReceipt receipt, List<Row> postings) {
    Optional<Row> posting =
        postings.stream().filter(row -> ReceiptKey.of(row).equals(receipt.key())).findFirst();
    String state = posting.map(row -> row.text("state")).orElse("PENDING");
    return new PanelView.PostingLine(
        receipt.signed(),
        receipt.occurredAt(),
        state,
        posting.filter(row -> "POSTED".equals(state)).map(row -> row.text("paymentId")));
  }

  private static PanelView.HistoryLine line(History.Entry entry) {
    Map<String, String> all = new HashMap<>(entry.details());
    all.putAll(entry.personal());
    return new PanelView.HistoryLine(entry.event(), entry.actor(), entry.at(), all);
  }
}
