package org.paylink.desk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.paylink.gateway.RefundRequest;
import org.paylink.host.Host;
import org.paylink.host.Ledger.Treatment;
import org.paylink.host.Permission;
import org.paylink.issuing.Amounts;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.Refunds;
import org.paylink.money.Money;
import org.paylink.page.DeskView;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;
import org.paylink.refund.RefundWish;
import org.paylink.refund.Refunded;

/** Pays a part or all of what a gateway took back to the customer. */
public final class RefundPage implements DeskPage {
  /** Its name in addresses. */
  public static final String NAME = "refund";

  private final Host host;
  private final LinkActions actions;
  private final Labels labels = Labels.load();

  /** For a host. */
  public RefundPage(Host host, LinkActions actions) {
    this.host = host;
    this.actions = actions;
  }

  /** What names a charge in this page's address. */
  public static Map<String, String> address(String linkId, ReceiptKey charge) {
    return Map.of(
        "id", linkId, "account", charge.gatewayAccountId(), "charge", charge.externalRef());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.REFUND;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Words words = new Words(labels, request.locale(), request.zone());
    Map<String, Object> model = host.records().unit(unit -> model(unit, request, words));
    return DeskAnswer.show(
        DeskView.of("PaylinkRefund_Title", NAME, model).titled(Map.of("link", id(request))));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    Refunded refunded =
        actions.refund(
            new RefundWish(
                request.text("requestKey").orElse(""),
                charge(request),
                request.text("amount"),
                request.text("seenLeft"),
                request.text("treatment").orElse(""),
                request.text("reason").orElse(""),
                request.text("note").filter(text -> !text.isBlank()),
                Optional.empty(),
                Optional.empty()),
            request.actor());
    return DeskAnswer.done(
        LinkPage.NAME,
        Map.of("id", refunded.linkId()),
        "PaylinkNotice_refund_" + refunded.state(),
        Map.of("amount", refunded.amount().toString()));
  }

  private Map<String, Object> model(Unit unit, DeskRequest request, Words words) {
    PaymentLink link = Links.require(unit, id(request));
    PaymentReceipt charge =
        unit.find(PaymentReceipt.ENTITY, charge(request).fields())
            .map(PaymentReceipt::of)
            .filter(receipt -> receipt.linkId().equals(Optional.of(link.id())))
            .orElseThrow(
                () ->
                    new PaylinkException(
                        Problem.REFUND_CHARGE_UNKNOWN,
                        Map.of("reference", Amounts.shortened(request.text("charge").orElse("")))));
    Money left = Refunds.left(unit, charge);
    Map<String, Object> model = new HashMap<>();
    model.put("id", link.id());
    model.put("document", link.documentNumber());
    model.put("onAccount", link.subject().type().isOnAccount());
    model.put("purpose", link.purpose());
    model.put("test", link.testMode());
    model.put("linkUrl", request.places().page(LinkPage.NAME, Map.of("id", link.id())));
    model.put("account", charge.key().gatewayAccountId());
    model.put("charge", charge.key().externalRef());
    model.put("charged", charge.amount());
    model.put("at", charge.occurredAt());
    model.put("left", left);
    model.put("nothingLeft", !left.isPositive());
    model.put("seenLeft", left.major().toPlainString());
    model.put("currency", left.currency());
    model.put("requestKey", request.typed("requestKey", UUID.randomUUID().toString()));
    model.put("amount", request.typed("amount", left.major().toPlainString()));
    model.put("note", request.typed("note", ""));
    model.put("reason", request.typed("reason", "requested_by_customer"));
    model.put("treatment", request.typed("treatment", "credit_note"));
    model.put("reasons", options(RefundRequest.Reason.values(), "PaylinkRefundReason_", words));
    model.put("treatments", options(Treatment.values(), "PaylinkRefundTreatment_", words));
    return model;
  }

  private static List<Map<String, String>> options(
      Enum<?>[] values, String labelPrefix, Words words) {
    return Arrays.stream(values)
        .map(
            value ->
                Map.of(
                    "value", value.name().toLowerCase(Locale.ROOT),
                    "label", words.text(labelPrefix + value.name())))
        .toList();
  }

  private static String id(DeskRequest request) {
    return request.text("id").orElse("");
  }

  private static ReceiptKey charge(DeskRequest request) {
    return new ReceiptKey(
        request.text("account").orElse(""), request.text("charge").orElse(""), ReceiptType.CHARGE);
  }
}
