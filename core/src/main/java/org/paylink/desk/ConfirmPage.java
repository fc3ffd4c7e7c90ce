package org.paylink.desk;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.paylink.byhand.ConfirmByHand;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.byhand.Undone;
import org.paylink.host.Circle;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.HandMethod;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.money.Money;
import org.paylink.page.DeskView;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/** Confirms by hand that a link was paid another way, or takes such a confirmation back. */
public final class ConfirmPage implements DeskPage {
  /** Its name in addresses. */
  public static final String NAME = "confirm";

  private final Host host;
  private final LinkActions actions;
  private final Labels labels = Labels.load();

  /** For a host. */
  public ConfirmPage(Host host, LinkActions actions) {
    this.host = host;
    this.actions = actions;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.CONFIRM;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    Words words = new Words(labels, request.locale(), request.zone());
    Map<String, Object> model =
        host.records().unit(unit -> model(unit, Links.require(unit, id(request)), request, words));
    boolean undo = request.text("undo").isPresent();
    return DeskAnswer.show(
        DeskView.of(undo ? "PaylinkConfirm_UndoTitle" : "PaylinkConfirm_Title", NAME, model)
            .titled(Map.of("link", id(request))));
  }

  @Override
  public DeskAnswer act(DeskRequest request) {
    if (request.text("undo").isPresent()) {
      return undo(request);
    }
    Confirmed confirmed =
        actions.confirmByHand(
            new HandPayment(
                id(request),
                request.text("requestKey").orElse(""),
                request.text("method").orElse(""),
                request.text("reference").orElse(""),
                request.text("amount"),
                request.text("date"),
                request.isYes("closeCheckout")),
            request.actor(),
            request.zone());
    return DeskAnswer.done(
        LinkPage.NAME,
        Map.of("id", confirmed.linkId()),
        "PaylinkNotice_confirmed",
        Map.of("amount", confirmed.amount().toString(), "method", confirmed.method().name()));
  }

  private DeskAnswer undo(DeskRequest request) {
    Undone undone =
        actions.undoConfirmation(
            request.text("undo").orElse(""), request.text("reason").orElse(""), request.actor());
    String said =
        !undone.posted()
            ? "PaylinkNotice_undoneLater"
            : undone.stays().isPresent()
                ? "PaylinkNotice_undoneStays_" + undone.lifecycle()
                : "PaylinkNotice_undone";
    return DeskAnswer.done(
        LinkPage.NAME,
        Map.of("id", id(request)),
        said,
        Map.of("amount", undone.amount().toString()));
  }

  private Map<String, Object> model(Unit unit, PaymentLink link, DeskRequest request, Words words) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", link.id());
    model.put("document", link.documentNumber());
    model.put("purpose", link.purpose());
    model.put("test", link.testMode());
    model.put("linkUrl", request.places().page(LinkPage.NAME, Map.of("id", link.id())));
    if (request.text("undo").isPresent()) {
      undoing(model, unit, request, words);
    } else {
      confirming(model, unit, link, request, words);
    }
    return model;
  }

  private void confirming(
      Map<String, Object> model, Unit unit, PaymentLink link, DeskRequest request, Words words) {
    Circle circle = Circle.read(unit, host.ledger(), link.subject());
    Money open = ConfirmByHand.open(unit, host, circle, link);
    LocalDate today = host.clock().instant().atZone(request.zone()).toLocalDate();
    model.put("open", open);
    model.put("currency", open.currency());
    model.put("requestKey", request.typed("requestKey", UUID.randomUUID().toString()));
    model.put("amount", request.typed("amount", open.major().toPlainString()));
    model.put("date", request.typed("date", today.toString()));
    model.put("today", today.toString());
    model.put("reference", request.typed("reference", ""));
    model.put("method", request.typed("method", "bank_transfer"));
    model.put(
        "methods",
        Stream.of(HandMethod.values())
            .map(
                method ->
                    Map.of(
                        "value",
                        method.name().toLowerCase(Locale.ROOT),
                        "label",
                        words.text(method.labelKey())))
            .toList());
    boolean checkout =
        Links.attemptsOf(unit, link.id()).stream().anyMatch(PaymentAttempt::mayBeClosed);
    model.put("checkout", checkout);
    model.put("closeCheckout", request.isYes("closeCheckout"));
  }

  private static void undoing(
      Map<String, Object> model, Unit unit, DeskRequest request, Words words) {
    String confirmation = request.text("undo").orElse("");
    PaymentReceipt receipt =
        unit.find(
                PaymentReceipt.ENTITY,
                new ReceiptKey(PaymentReceipt.BY_HAND, confirmation, ReceiptType.MANUAL).fields())
            .map(PaymentReceipt::of)
            .orElseThrow(() -> new PaylinkException(Problem.CONFIRMATION_UNKNOWN));
    model.put("undo", confirmation);
    model.put("amount", receipt.amount());
    model.put("date", receipt.occurredAt());
    model.put("method", receipt.method().map(method -> words.text(method.labelKey())));
    model.put("reference", receipt.reference());
    model.put("by", receipt.recordedBy());
    model.put("reason", request.typed("reason", ""));
  }

  private static String id(DeskRequest request) {
    return request.text("id").orElse("");
  }
}
