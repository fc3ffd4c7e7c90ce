package org.paylink.desk;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.link.StatusRule;
import org.paylink.page.DeskNotice;
import org.paylink.page.DeskView;
import org.paylink.page.Formats;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.panel.CancelNotice;
import org.paylink.policy.PolicyWords;
import org.paylink.records.Unit;

/** Everything about one link, and what can be done with it. */
public final class LinkPage implements DeskPage {
  /** Its name in addresses. */
  public static final String NAME = "link";

  private final Host host;
  private final LinkActions actions;
  private final Labels labels = Labels.load();

  /** For a host. */
  public LinkPage(Host host, LinkActions actions) {
    this.host = host;
    this.actions = actions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.VIEW;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    String linkId = request.text("id").orElse("");
    Words words = new Words(labels, request.locale(), request.zone());
    Map<String, Object> model =
        host.records().unit(unit -> facts(unit, Links.require(unit, linkId), request, words));
    model.put("now", PreviewWords.of(actions.preview(linkId, request.actor()), model, words));
    if (request.isYes("show") && request.actor().may(Permission.CREATE)) {
      model.put("shown", Map.of("id", linkId, "url", actions.url(linkId, request.actor())));
    }
    return DeskAnswer.show(
        DeskView.of("PaylinkLink_Title", NAME, model).titled(Map.of("link", linkId)));
  }

  /** Cancels the link, or asks the gateways about it. */
  @Override
  public DeskAnswer act(DeskRequest request) {
    String linkId = request.text("id").orElse("");
    Map<String, String> same = Map.of("id", linkId);
    if (request.text("do").filter("cancel"::equals).isPresent()) {
      actions.cancel(linkId, request.text("reason"), request.actor());
      return new DeskAnswer.GoTo(NAME, same, cancelled(linkId));
    }
    boolean answered = actions.checkNow(linkId, request.actor());
    return DeskAnswer.done(
        NAME, same, answered ? "PaylinkNotice_checked" : "PaylinkNotice_notAnswered", Map.of());
  }

  /**
   * Absent when the link was closed by something else in the same moment; its page says by what.
   */
  private Optional<DeskNotice> cancelled(String linkId) {
    return host.records()
        .unit(
            unit ->
                Links.find(unit, linkId)
                    .filter(link -> link.lifecycle() == Lifecycle.CANCELLED)
                    .map(link -> CancelNotice.of(unit, linkId)))
        .map(said -> new DeskNotice(said.labelKey().orElseThrow(), said.facts(), !said.warning()));
  }

  private Map<String, Object> facts(Unit unit, PaymentLink link, DeskRequest request, Words words) {
    StatusRule.Facts facts = Links.facts(unit, link);
    Map<String, Object> model = new HashMap<>(head(unit, link, facts, request, words));
    buttons(model, unit, link, facts, request);
    model.put("timeline", new LinkTimeline(words).of(unit, link));
    LinkMoney money = new LinkMoney(request, words);
    model.put("receipts", money.receipts(unit, link));
    model.put("attempts", money.attempts(unit, link));
    model.put("goingBack", money.goingBack(unit, link));
    LinkTraffic traffic = new LinkTraffic(words);
    model.put("events", traffic.events(unit, link));
    model.put("effects", traffic.effects(unit, link));
    model.put("deliveries", traffic.deliveries(unit, link));
    model.putAll(traffic.clicks(unit, link));
    ExceptionFacts exceptions = new ExceptionFacts(host);
    model.put(
        "exceptions",
        org.paylink.link.PaymentExceptions.openOf(unit, link.id()).stream()
            .map(each -> exceptions.row(unit, each, request, words))
            .toList());
    model.put(
        "policy",
        PolicyWords.of(link, host.settings().policy()).stream().map(words::sentence).toList());
    return model;
  }

  private Map<String, Object> head(
      Unit unit, PaymentLink link, StatusRule.Facts facts, DeskRequest request, Words words) {
    Map<String, Object> head = new HashMap<>();
    LinkStatus status = StatusRule.derive(facts);
    head.put("id", link.id());
    head.put("status", words.text(status.labelKey()));
    head.put("tone", status.name().toLowerCase(Locale.ROOT));
    head.put("test", link.testMode());
    head.put("amount", link.amount());
    head.put("received", facts.received());
    head.put("due", facts.due());
    head.put("purpose", link.purpose());
    head.put("document", link.documentNumber());
    head.put("subject", words.text("PaylinkSubject_" + link.subject().type()));
    head.put("documentUrl", request.places().document(link.subject().type(), link.subject().id()));
    head.put("payer", link.payerPartyId());
    head.put("organization", link.subject().organizationPartyId());
    head.put("created", link.createdAt());
    head.put("by", LinksPage.actor(link.createdBy(), words));
    head.put("language", link.localeTag());
    head.put("until", link.expiresAt());
    unit.find(PaymentLink.ENTITY, Links.key(link.id()))
        .ifPresent(
            row -> {
              head.put("internalName", row.optionalText("internalName"));
              head.put("source", LinksPage.source(row.optionalText("source").orElse(""), words));
            });
    putTimeLeft(head, link, words);
    link.successorId()
        .ifPresent(
            id -> {
              head.put("successor", id);
              head.put("successorUrl", request.places().page(NAME, Map.of("id", id)));
            });
    head.put("listUrl", request.places().page(LinksPage.NAME, Map.of()));
    return head;
  }

  private void putTimeLeft(Map<String, Object> head, PaymentLink link, Words words) {
    link.expiresAt()
        .filter(end -> link.isOpenAt(host.clock().instant()))
        .flatMap(end -> Formats.left(host.clock().instant(), end))
        .ifPresent(
            left ->
                head.put(
                    "left",
                    words.text(left.labelKey(), Map.of("count", Long.toString(left.count())))));
  }

  private void buttons(
      Map<String, Object> model,
      Unit unit,
      PaymentLink link,
      StatusRule.Facts facts,
      DeskRequest request) {
    boolean open = link.isOpenAt(host.clock().instant());
    Map<String, String> same = Map.of("id", link.id());
    if (open && request.actor().may(Permission.CREATE)) {
      model.put("sendUrl", request.places().page("compose", Map.of("link", link.id())));
      model.put("qrUrl", request.places().page("qr", Map.of("link", link.id())));
      model.put("showUrl", request.places().page(NAME, Map.of("id", link.id(), "show", "Y")));
    }
    if (open && request.actor().may(Permission.CONFIRM)) {
      model.put("confirmUrl", request.places().page(ConfirmPage.NAME, same));
    }
    boolean mayCancel = link.lifecycle().isOpen() && request.actor().may(Permission.CANCEL);
    model.put("mayCancel", mayCancel);
    if (mayCancel && request.isYes("cancel") || request.refusal().isPresent() && mayCancel) {
      long checkouts = facts.attempts().stream().filter(PaymentAttempt::mayBeClosed).count();
      model.put("cancelling", true);
      model.put("checkouts", checkouts);
    }
    model.put("cancelUrl", request.places().page(NAME, Map.of("id", link.id(), "cancel", "Y")));
    model.put("plainUrl", request.places().page(NAME, same));
    model.put("reason", request.typed("reason", ""));
  }
}
